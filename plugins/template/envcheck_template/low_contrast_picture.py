"""TPL101 low-contrast-picture."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import Words
from envcheck.perception.scene import Scene
from envcheck_template.haze import Haze


class LowContrastPicture(Check):
    """A hazy, washed-out picture.

    ## What it checks
    The spread of luma over the whole picture, in levels (0 to 255): the 95th percentile less the 5th.

    ## Why it matters
    A veil over the picture, from a greasy lens or from light that falls into it, takes the small shadows of a face
    with which it speaks.

    ## Known limits
    Not assessed where the 95th percentile lies below level 100: such a picture is dark. A picture that is blown almost
    everywhere is told as well. A pale wall that fills the picture, or a finger on the lens, can have as little spread.

    ## References
    Measured on 435 labelled pictures and the 12 sample pictures of envcheck; 429 are bright enough. One of those, blown
    almost everywhere, is told at 65 levels; the next has 90, and half have 180 or more. None is labelled hazy, so haze
    was made: each pixel blended with white, light grey (200) or mid grey (128). With 50 % of veil 27 to 28 % of the
    pictures are told, with 60 % of veil 70 %, with 70 % of veil all. Compare DynamicRange in OFIQ, which looks at the
    face alone.
    """

    code = "TPL101"
    name = "low-contrast-picture"
    title = "Contrast of the picture"
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=80, deactivate=90, start_secs=1.5, stop_secs=1.0)
    words = {
        "": Words(
            message="The picture looks hazy; its dark and bright parts are nearly alike.",
            why="Through a veil your client sees less of your expression.",
            advice="Wipe the camera's lens with a soft, dry cloth.",
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Spread of luma in levels; low is hazy."""
        return Observation(scene[Haze].spread)
