"""FRM108 tilted-picture."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.pose import Pose
from envcheck.perception.room.camera_roll import CameraRoll
from envcheck.perception.scene import Scene


class TiltedPicture(Check):
    """A picture that leans.

    ## What it checks
    The angle in degrees by which both the straight lines of the room and the head lean to the same side: the smaller
    of the two, and 0 where they lean apart.

    ## Why it matters
    A level picture is calm. A leaning one draws attention to the camera, away from what is said.

    ## Known limits
    Without enough straight lines behind the person nothing is said (7 of 10 pictures of a person, mostly portraits
    before a plain background). A head held against the lean hides it.

    ## References
    Calibrated on labelled pictures of one person, of which 29 of 99 show enough lines. As they are, 2 lie above 5
    degrees, both tilted by eye. Turned by 6, 10 and 15 degrees, 49 %, 69 % and 86 % of those with lines left lie
    above 5.
    """

    code = "FRM108"
    name = "tilted-picture"
    title = N_("Tilt of the picture")
    severity = Severity.COULD
    serves = Serves.STEADY_FRAME
    limit = Limit(activate=5.0, deactivate=3.5, start_secs=3.0, stop_secs=1.0)
    is_gradual = True
    words = {
        "": Words(
            message=N_("The picture leans to one side."),
            why=N_("A level picture is calm to look at, and the room behind you seems at rest."),
            advice=N_("Straighten the camera until shelves and door frames stand upright."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Degrees on which room and head agree; high is tilted."""
        main_face(scene)
        room, head = scene[CameraRoll].roll, scene[Pose].roll
        return Observation(min(abs(room), abs(head)) if room * head > 0 else 0.0)
