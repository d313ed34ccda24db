"""FRM109 averted-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.pose import Pose
from envcheck.perception.scene import Scene


class AvertedFace(Check):
    """A face that is turned to the side for long.

    ## What it checks
    The angle in degrees by which the face is turned away from the camera, to either side, for five seconds and more.

    ## Why it matters
    Who looks at a screen beside the camera seems to look away from the person they talk with.

    ## Known limits
    Only the head counts, not where the eyes look. Up to some 20 degrees may be the way somebody likes to sit.
    A full profile is told by no-face as well.

    ## References
    Tam et al. 2007, Journal of Telemedicine and Telecare 13: eye contact is good within 7 degrees and poor from 15,
    which five landmarks cannot resolve: against a mesh of 468 points they err by 3 degrees on average, and by 6 on
    faces turned further than 30 (239 faces). Of 55 labelled well-framed pictures of one person none lies above 25;
    the 9 of 99 pictures of one person above 30 are all turned by eye, and all 3 labelled profiles are found.
    """

    code = "FRM109"
    name = "averted-face"
    title = N_("Direction of your face")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=30.0, deactivate=25.0, start_secs=5.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("Your face is turned to the side."),
            why=N_("When you face the camera, the other person sees that you are with them."),
            advice=N_("Move the window with the other person right below your camera."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Degrees from facing the camera; high is averted."""
        face = main_face(scene)
        return Observation(abs(scene[Pose].yaw), (face.head.clipped(),))
