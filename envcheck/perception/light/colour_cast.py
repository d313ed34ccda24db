"""The colour of the light, from the room and confirmed by the face.

Two estimates that fail on different rooms, each a mean of linear light over the background: Finlayson and Trezzi,
"Shades of Gray" (Color Imaging Conference, 2004; p = 6, led by bright things) and van de Weijer, Gevers and Gijsenij,
"Edge-Based Color Constancy" (IEEE Transactions on Image Processing 16, 2007; first order, p = 1, led by borders). A
cast is only what both agree on, and only as far as some skin could look so in it: the face takes away, it never adds.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.light.cheeks import Cheeks
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class ColourCastEstimate:
    """How far the light is from neutral, in stops (doublings of linear light).

    Attributes:
        warm: red over blue; below 0 the light is blue.
        green: green over the middle of red and blue; below 0 the light is pink.
    """

    warm: float
    green: float


Floats = NDArray[np.float32]

SIDE = 160
"""Pixels of the longer side: enough for the colour of light, and noise is averaged away."""

CLIPPED = 250
DARK = 0.02
LEAST_PIXELS = 50
FLOOR = 0.002

SKIN_WARMTH = (0.6, 2.2)
SKIN_GREEN = (-0.55, 0.1)
"""Skin in neutral light, in stops. Red over blue spreads so wide because all complexions lie in it, and is only used as
a whole; green against red and blue is the same for all of them."""


class ColourCastPerceiver:
    """Estimates how far the light is from neutral."""

    facet = ColourCastEstimate
    refresh = Refresh(ABOUT_A_SECOND, "a camera takes longer to settle its white balance")

    def perceive(self, scene: Scene) -> ColourCastEstimate:
        """Red over blue and green over both, in stops.

        Raises:
            FacetUnavailable: there is no face or background to judge by, or all of it is black or blown.
        """
        cheeks, view, behind = scene[Cheeks], scene[AnalysisFrame].bgr, scene[BackgroundMask].mask
        height, width = view.shape[:2]
        skin = np.concatenate([view[box.pixels(width, height)].reshape(-1, 3) for box in (cheeks.right, cheeks.left)])
        face = np.median(np.log2(LINEAR[skin] + FLOOR), axis=0)
        room = [_axes(light) for light in _lights(view, behind)]
        (warm, green), (cheek_warm, cheek_green) = (_agreed(*axis) for axis in zip(*room, strict=True)), _axes(face)
        return ColourCastEstimate(_plausible(warm, cheek_warm, SKIN_WARMTH), _plausible(green, cheek_green, SKIN_GREEN))


def _lights(view: Plane, behind: Mask) -> tuple[Floats, Floats]:
    """The light's colour by both estimates, log2 of linear BGR."""
    scale = SIDE / max(view.shape[:2])
    size = (max(1, round(view.shape[1] * scale)), max(1, round(view.shape[0] * scale)))
    small = np.asarray(cv2.resize(view, size, interpolation=cv2.INTER_AREA))
    light = np.asarray(cv2.LUT(small, LINEAR), np.float32)
    counted = np.asarray(cv2.resize(behind.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)) > 0
    brightest = np.max(cv2.split(small), axis=0)
    counted &= (brightest < CLIPPED) & (LINEAR[brightest] > DARK)
    if np.count_nonzero(counted) < LEAST_PIXELS:
        raise FacetUnavailable(N_("the background is too dark or too bright to tell the colour of the light"))
    soft = cv2.GaussianBlur(light, (0, 0), 1)
    edges = cv2.magnitude(cv2.Sobel(soft, -1, 1, 0), cv2.Sobel(soft, -1, 0, 1))
    squared = light * light
    bright = _mean(squared * squared * squared, counted) ** (1 / 6)
    return np.log2(bright + FLOOR), np.log2(_mean(np.asarray(edges), counted) + FLOOR)


def _mean(picture: Floats, counted: Mask) -> Floats:
    """Mean of each channel of (height, width, 3) over the pixels that count."""
    return np.array(cv2.mean(picture, counted.view(np.uint8))[:3], np.float32)


def _axes(light: Floats) -> tuple[float, float]:
    """Red over blue, and green over the middle of both, of log2 BGR."""
    blue, green, red = (float(channel) for channel in light)
    return red - blue, green - (red + blue) / 2


def _agreed(one: float, other: float) -> float:
    """What both estimates hold at least, 0 where they differ in sign."""
    return 0.0 if one * other <= 0 else min(one, other, key=abs)


def _plausible(cast: float, cheek: float, skin: tuple[float, float]) -> float:
    """The cast as far as some skin could look like this cheek in it."""
    low, high = skin
    return min(cast, max(0.0, cheek - low)) if cast > 0 else max(cast, min(0.0, cheek - high))
