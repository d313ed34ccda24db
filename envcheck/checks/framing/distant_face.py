"""FRM103 distant-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene


class DistantFace(Check):
    """A head that is small in the picture.

    ## What it checks
    The height of the head, crown to chin, as a share (0 to 1) of the frame's height. The head is the face box
    widened by usual proportions.

    ## Why it matters
    From far away the small movements of a face, which carry most of what it says, cannot be seen.

    ## Known limits
    Hair, hats and scarves do not count: the head is measured from the face alone.

    ## References
    ISO/IEC 29794-5:2025, head size; its passport norm does not fit a call, for which 0.25 to 0.48 follows from its
    margins. The limit is lower, so that a picture with the whole upper body (Grondin et al. 2020) stays welcome.
    Praised from 0.28: of 261 labelled pictures above it 250 are near enough by eye (96 %), of 24 between it and 0.2 12,
    the others mostly full figures.
    """

    code = "FRM103"
    name = "distant-face"
    title = N_("Distance to the camera")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.18, deactivate=0.2, start_secs=1.5, stop_secs=1.0, praise=0.28)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Your face is small in the picture."),
            why=N_("From close up your expression can be read; from far away much of it is lost."),
            advice=N_("Move closer to the camera, to about an arm's length."),
        )
    }
    strengths = {"": N_("You are close enough to the camera.")}

    def observe(self, scene: Scene) -> Observation:
        """Height of the head; low is distant."""
        head = main_face(scene).head
        return Observation(head.height, (head.clipped(),))
