"""PIC101 covered-lens."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.detail import Detail
from envcheck.perception.scene import Scene


class CoveredLens(Check):
    """A picture that shows nothing: black, or flat.

    ## What it checks
    The strongest details, in levels, of the picture reduced to 32 × 18 pixels (98th percentile of the absolute
    Laplacian). A shutter, a finger or a sticker leaves noise and smooth shading, which this does not see.

    ## Why it matters
    A forgotten lens cover is the most common reason for a client to see nobody.

    ## Known limits
    A single plain wall that fills the picture, with nobody before it, looks the same to the camera.

    ## References
    Compare black-frame detection in WebRTC's own device test (testrtc). The darkest of 435 labelled pictures has 52
    levels; black, fingers and stickers made with sensor noise have at most 9.
    """

    code = "PIC101"
    name = "covered-lens"
    title = N_("Cover of the camera")
    severity = Severity.MUST
    serves = Serves.RELIABILITY
    limit = Limit(activate=15, deactivate=20, start_secs=0.75, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("The camera shows almost nothing; its lens may be covered."),
            why=N_("Only an empty picture would be seen instead of you."),
            advice=N_("Open the camera's cover or shutter."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Coarse detail in levels; low is covered."""
        return Observation(scene[Detail].coarse)
