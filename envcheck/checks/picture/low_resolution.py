"""PIC103 low-resolution."""

from envcheck.checks.base import Check
from envcheck.media.connection import Limitation
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.resolution import Resolution
from envcheck.perception.picture.sharpness import BLURRED, Sharpness
from envcheck.perception.scene import Scene


class LowResolution(Check):
    """A picture with little detail, whatever its size.

    ## What it checks
    How many pixels of the longer side the detail is worth that arrives: the smallest size to which the picture can be
    reduced and brought back while its steepest edges keep three quarters of their gradient. A picture enlarged on its
    way counts for what it was before. Where the sender says that its computer or its connection keeps it from sending
    more, the words are about that and not about the camera.

    ## Why it matters
    Small movements of a face are the first to be lost in a coarse picture.

    ## Known limits
    Not assessed where the face is blurred (PIC102): optics take the same detail away. A lens slightly out of focus
    still reads as a coarse picture. An encoder adds edges that look like detail: of pictures enlarged from 320 to 640
    columns 73 % are found, and 1 in 4 once they were sent at 300 to 600 kbit/s.

    ## References
    EN 301 549, 6.5.1: 352 × 288 pixels are of good use for lip-reading, 176 × 144 with restrictions. Found in 3 of 252
    real pictures of 600 columns or more. Made from 37 good pictures: none sent at 60 to 500 kbit/s (H.264, 640 columns)
    is found; all of 320 columns, all enlarged from 240, and 95 % enlarged from 320 to 1280.
    """

    code = "PIC103"
    name = "low-resolution"
    title = N_("Detail in the picture")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=330, deactivate=350, start_secs=2.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The picture arrives with little detail."),
            why=N_("Small movements of your face are lost in a coarse picture."),
            advice=N_("If you have another camera, try that one."),
        ),
        Limitation.CPU: Words(
            message=N_("This computer is busy, so the picture is sent with less detail."),
            why=N_("Small movements of your face are lost in a coarse picture."),
            advice=N_("Close other programs that keep the computer busy."),
        ),
        Limitation.BANDWIDTH: Words(
            message=N_("The connection is narrow, so the picture is sent with less detail."),
            why=N_("Small movements of your face are lost in a coarse picture."),
            advice=N_("Move closer to the router, or connect by cable."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Pixels of the longer side that the detail is worth; low is coarse."""
        side = scene[Resolution].side
        if side < max(scene.frame.width, scene.frame.height) and _is_blurred(scene):
            raise FacetUnavailable(N_("blur hides how much detail arrives"))
        return Observation(float(side), variant=scene.limitation or "")


def arrives_coarse(scene: Scene) -> bool:
    """True where so little detail arrives that this check tells it, or goes on telling it."""
    try:
        return not LowResolution.limit.deactivates(LowResolution().observe(scene).value)
    except FacetUnavailable:
        return False


def _is_blurred(scene: Scene) -> bool:
    try:
        return scene[Sharpness].edge_width >= BLURRED
    except FacetUnavailable:
        return False
