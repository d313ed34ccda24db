"""LIT104 uneven-face-light."""

import numpy as np
from numpy.typing import NDArray

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.geometry import Box
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
APART, ALIKE = 1.0, 0.2
"""Stops between the cheeks, and between the brows, at which a cheek seems covered: light leaves no brows alike."""


class UnevenFaceLight(Check):
    """A face with one side in the light and the other in shadow.

    ## What it checks
    How far the light on the two cheeks is the same: the overlap (0 to 1) of their histograms. Light is counted in
    stops (doublings), each histogram blurred by 0.4, so that grain or a soft shade weigh little. 0.12: some 1.5 stops.

    ## Why it matters
    An expression is read from both halves of a face. A half in shadow hides its share of it.

    ## Known limits
    Where the cheeks differ by a stop and the brows above them do not, a mask, a hand, hair or a beard may lie over one
    cheek, and nothing is said. Light from straight above or below falls on both cheeks alike and is not seen. A face
    turned to one side is not assessed. That the light is even is said from 0.6.

    ## References
    ISO/IEC 29794-5:2025, illumination uniformity, on cheeks placed as there; in stops, in which neither the exposure
    nor the colour of a skin changes the overlap. Told of 18 of 438 labelled faces, all with one side in shadow by eye.
    Made from good ones with a shadow edge down the middle: 67 % found at 2 stops, 88 % at 3; with a ramp: 21 %, 59 %.
    """

    code = "LIT104"
    name = "uneven-face-light"
    title = N_("Light from both sides")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.12, deactivate=0.2, start_secs=1.5, stop_secs=1.0, praise=0.6)
    is_gradual = True
    words = {
        "": Words(
            message=N_("One side of your face has much more light than the other."),
            why=N_("An expression is easier to read when both sides of the face have light."),
            advice=N_("Turn a little towards the light, until both sides of your face have some."),
        )
    }
    strengths = {"": N_("The light on your face is even.")}

    def observe(self, scene: Scene) -> Observation:
        """Overlap of the light on both cheeks; low is uneven.

        Raises:
            FacetUnavailable: the cheeks differ and the brows do not, so that something lies over a cheek.
        """
        cheeks, luma = scene[Cheeks], scene[Luma]
        beside, above = _lean(luma, cheeks.right, cheeks.left), _lean(luma, cheeks.right_brow, cheeks.left_brow)
        if abs(beside) >= APART and np.sign(beside) * above <= ALIKE:
            raise FacetUnavailable(N_("something may cover one side of the face"))
        right, left = (_histogram(luma.inside(cheek)) for cheek in (cheeks.right, cheeks.left))
        overlap = float(np.minimum(right, left).sum())
        return Observation(overlap, (main_face(scene).box,))


def _lean(luma: Luma, right: Box, left: Box) -> float:
    """Stops by which the right place is brighter than the left."""
    levels = (float(np.median(luma.inside(place))) for place in (right, left))
    one, other = (np.log2(linear(level) + FLOOR) for level in levels)
    return float(one - other)


def _histogram(levels: Plane) -> NDArray[np.float64]:
    """Share of the pixels by stops of light, blurred by `TOLERANCE`; the sum is 1."""
    shares = np.histogram(np.log2(linear(levels.ravel()) + FLOOR), BINS, STOPS)[0] / levels.size
    sigma = TOLERANCE * BINS / (STOPS[1] - STOPS[0])
    reach = np.arange(-round(4 * sigma), round(4 * sigma) + 1)
    bell = np.exp(-0.5 * (reach / sigma) ** 2)
    return np.convolve(shares, bell / bell.sum())
