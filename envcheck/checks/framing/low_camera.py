"""FRM106 low-camera."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.eye_level import EyeLevel
from envcheck.perception.scene import Scene

LEVEL = (-5.0, 14.0)
"""Degrees at which all labelled well-framed pictures with upright lines lie: worth saying that it is so."""


class LowCamera(Check):
    """A camera far below the eyes.

    ## What it checks
    The angle in degrees at which the camera looks up at the eyes: the place of the eyes in the frame, together with
    how the camera points. Upright lines of the room (doors, shelves, windows) converge when it points up; where
    there are too few, the pitch of the head stands in.

    ## Why it matters
    At eye height two people meet as equals. From below, a face seems to look down on the other person.

    ## Known limits
    A webcam that sees 65 degrees from left to right is assumed. Without upright lines only a strongly raised face
    is seen as one: five landmarks say little about pitch (24 degrees are measured as 7), and a head that is bent to
    a low screen hides how low the camera is. A room drawn crooked, or leaning bookends, can mislead.

    ## References
    Fauville et al. 2022, Technology, Mind, and Behavior 3(1): a high camera is preferred to a low one. Above 22.5 lie
    18 of 19 labelled low cameras (all 18 in one room with upright lines; 24.5 to 28), none of 55 well-framed pictures
    of one person, and 3 of 33 other ones: two seen from below by eye, one with a head that the upper edge cuts.
    """

    code = "FRM106"
    name = "low-camera"
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=22.5, deactivate=19.0, start_secs=4.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The camera looks up at you from below."),
            why=N_("At eye height you meet as equals, and your expression is easier to read."),
            advice=N_("Raise the camera to the height of your eyes, for example on a few books."),
        )
    }
    strengths = {"": N_("The camera is at eye height.")}

    def observe(self, scene: Scene) -> Observation:
        """Degrees up to the eyes; high is a low camera."""
        face, level = main_face(scene), scene[EyeLevel]
        noteworthy = level.by_lines and LEVEL[0] <= level.degrees <= LEVEL[1]
        return Observation(level.degrees, (face.head.clipped(),), noteworthy=noteworthy)
