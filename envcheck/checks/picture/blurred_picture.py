"""PIC102 blurred-picture."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.resolution import WHOLE, Resolution
from envcheck.perception.picture.sharpness import BLURRED, Sharpness
from envcheck.perception.scene import Scene


class BlurredPicture(Check):
    """A face that is out of focus, or behind a smudge on the lens.

    ## What it checks
    How wide the edges of eyes, brows, mouth and outline are: the standard deviation of their blur, in pixels of the
    picture as it arrives (or of 640 on the longer side, where it is larger).

    ## Why it matters
    A soft face still shows who is there, and hides what it expresses.

    ## Known limits
    It needs a face. Contrast, exposure and complexion do not enter, and faint texture lost to an encoder does not
    count; but below 200 kbit/s an encoder draws edges of its own over a blurred face, and 2 in 3 are missed. A picture
    enlarged from fewer than 200 columns looks the same as a blurred one. Fast movement blurs too; it does not last.
    Clear focus is only said up to 0.95: faces plainly in focus measure 0.7 to 0.95, doubtful ones 1.05 and more.

    ## References
    Zhuo & Sim, Pattern Recognition 44, 2011. Of 140 real faces at most 1.36, on two that stand behind the focus. Made
    from 37 good pictures: sent at 60 to 500 kbit/s (H.264, 640 columns) at most 1.3; with the light of each point
    spread over a disc of 2.5 pixels' radius 92 % found, of 3 and 4 all; of 3, then sent at 300 kbit/s, 92 %.
    """

    code = "PIC102"
    name = "blurred-picture"
    title = N_("Focus of the picture")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=BLURRED, deactivate=1.35, start_secs=1.5, stop_secs=1.0, praise=0.95)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Your face is out of focus in the picture."),
            why=N_("Fine movements around eyes and mouth carry much of what you say."),
            advice=N_("Look at the camera for a moment, so that it can focus on your face."),
        ),
        "everywhere": Words(
            message=N_("The whole picture is soft; there may be a smudge on the lens."),
            why=N_("Fine movements around eyes and mouth carry much of what you say."),
            advice=N_("Wipe the lens of the camera with a soft, dry cloth."),
        ),
    }
    strengths = {"": N_("Your face is in clear focus.")}

    def observe(self, scene: Scene) -> Observation:
        """Width of the face's edges in pixels; high is blurred."""
        face = main_face(scene)
        width = scene[Sharpness].edge_width
        return Observation(width, (face.box,), "everywhere" if _soft_everywhere(scene) else "")


def _soft_everywhere(scene: Scene) -> bool:
    try:
        return scene[Resolution].share < WHOLE
    except FacetUnavailable:
        return False
