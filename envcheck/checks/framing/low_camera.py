"""FRM106 low-camera."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.eye_level import EyeLevel
from envcheck.perception.room.upward_view import FROM_BELOW, UpwardView
from envcheck.perception.scene import Scene

LEVEL = (-5.0, 14.0)
"""Degrees at which all labelled well-framed pictures with upright lines lie: worth saying that it is so."""


class LowCamera(Check):
    """A camera far below the eyes.

    ## What it checks
    How much the camera looks up at somebody, in degrees. All straight lines of the room, those of the ceiling too, say
    how far it points above the horizon. Half the angle by which the face is raised to it counts beside them, and half
    of how low the eyes stand in the frame.

    ## Why it matters
    At eye height two people meet as equals. From below, a face seems to look down on the other person.

    ## Known limits
    A webcam that sees 65 degrees from left to right is assumed. Before a bare wall without any ceiling it is mostly not
    seen. A room drawn crooked, such as an artificial background, hanging cloth or leaning shelves can mislead.

    ## References
    Fauville et al. 2022, Technology, Mind, and Behavior 3(1): a high camera is preferred to a low one. Of 71 pictures
    labelled low-camera 37 are found (52 %), of 383 others 20 are told (5 %); on webcams 23 of 49 and 13 of 56. At 3 %
    of the others, limits from other sources find 28 %. About half of those told against their label show a ceiling or a
    face that looks down, and are doubtful by eye. It is praised only where upright lines show by themselves that the
    camera is level with the eyes: 52 of 53 are not labelled low-camera.
    """

    code = "FRM106"
    name = "low-camera"
    title = N_("Height of the camera")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=FROM_BELOW, deactivate=12.0, start_secs=4.0, stop_secs=1.0, praise=10.0)
    is_gradual = True
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
        face = main_face(scene)
        return Observation(scene[UpwardView].degrees, (face.head.clipped(),), noteworthy=_is_level(scene))


def _is_level(scene: Scene) -> bool:
    """True where lines of the room alone show the camera at eye height."""
    try:
        return LEVEL[0] <= scene[EyeLevel].degrees <= LEVEL[1]
    except FacetUnavailable:
        return False
