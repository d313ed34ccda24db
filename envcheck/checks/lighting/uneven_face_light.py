"""LIT104 uneven-face-light."""

import numpy as np
from numpy.typing import NDArray

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.arrays import Plane
from envcheck.perception.light.cheeks import Cheeks
from envcheck.perception.picture.linear_light import linear
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

BINS = 256
STOPS = (-11.0, 1.0)
FLOOR = 0.0005
TOLERANCE = 0.4
EVEN = 0.5


class UnevenFaceLight(Check):
    """A face with one side in the light and the other in shadow.

    ## What it checks
    How far the light on the two cheeks is the same: the overlap (0 to 1) of their histograms. Light is counted in
    stops (doublings), and each histogram is blurred by 0.4 stops, so that grain, a freckle or a soft shade weigh
    little. At 0.12 the cheeks lie some 1.5 stops apart.

    ## Why it matters
    An expression is read from both halves of a face. A half in shadow hides its share of it.

    ## Known limits
    A beard, hair or a hand that reaches one cheek only can pass for shadow. Light from straight above or below falls
    on both cheeks alike and is not seen. A face turned to one side is not assessed.

    ## References
    ISO/IEC 29794-5:2025, illumination uniformity, on cheeks placed as there; in stops, in which neither the exposure
    nor the colour of a skin changes the overlap. 2 of 107 well-lit labelled pictures lie below the limit (cheeks 2.7
    and 4.7 stops apart), as many when exposed 0.5, 1 or 1.5 stops less. Made from them with a shadow edge down the
    middle of the face: 67 % found at 2 stops, 88 % at 3; with a ramp over its width: 21 % at 3 stops, 59 % at 4.
    """

    code = "LIT104"
    name = "uneven-face-light"
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.12, deactivate=0.2, start_secs=1.5, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("One side of your face is bright and the other lies in shadow."),
            why=N_("An expression is easier to read when both sides of the face have light."),
            advice=N_("Turn a little towards the light, until both sides of your face have some."),
        )
    }
    strengths = {"": N_("The light on your face is even.")}

    def observe(self, scene: Scene) -> Observation:
        """Overlap of the light on both cheeks; low is uneven."""
        cheeks, luma = scene[Cheeks], scene[Luma]
        right, left = (_histogram(luma.inside(cheek)) for cheek in (cheeks.right, cheeks.left))
        overlap = float(np.minimum(right, left).sum())
        return Observation(overlap, (main_face(scene).box,), noteworthy=overlap >= EVEN)


def _histogram(levels: Plane) -> NDArray[np.float64]:
    """Share of the pixels by stops of light, blurred by `TOLERANCE`; the sum is 1."""
    shares = np.histogram(np.log2(linear(levels.ravel()) + FLOOR), BINS, STOPS)[0] / levels.size
    sigma = TOLERANCE * BINS / (STOPS[1] - STOPS[0])
    reach = np.arange(-round(4 * sigma), round(4 * sigma) + 1)
    bell = np.exp(-0.5 * (reach / sigma) ** 2)
    return np.convolve(shares, bell / bell.sum())
