"""FRM107 high-camera."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.eye_level import EyeLevel
from envcheck.perception.scene import Scene


class HighCamera(Check):
    """A camera far above the eyes.

    ## What it checks
    The angle in degrees at which the camera looks up at the eyes, below 0 where it looks down: the place of the eyes
    in the frame, together with how the camera points. Upright lines of the room converge downwards when it points
    down; where there are too few, nothing is said.

    ## Why it matters
    At eye height two people meet as equals. Seen from above, somebody seems small, and the eyes hide under the brows.

    ## Known limits
    As for low-camera, and silent before a wall without upright lines: the pitch of the head stood in for them once, and
    on pictures of other sources eight of nine findings were then false (a head bent to the keyboard, a hidden mouth).

    ## References
    Fauville et al. 2022, Technology, Mind, and Behavior 3(1). Below -10 lie 2 of 187 labelled pictures with a face,
    both taken from above by eye, and none of 55 well-framed pictures of one person.
    """

    code = "FRM107"
    name = "high-camera"
    title = N_("View from above")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=-10.0, deactivate=-7.5, start_secs=4.0, stop_secs=1.0)
    is_gradual = True
    words = {
        "": Words(
            message=N_("The camera looks down on you from above."),
            why=N_("At eye height you meet as equals, and your eyes are easier to see."),
            advice=N_("Lower the camera to the height of your eyes."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Degrees up to the eyes; low is a high camera."""
        face = main_face(scene)
        return Observation(scene[EyeLevel].degrees, (face.head.clipped(),))
