"""The colour of the light: told by what in the whole picture has no colour, and confirmed by the face.

In neutral light something grey or white is nearly always in view; in strongly coloured light nothing is. So the room
leans to a colour only as far as nearly all of the picture does, the least coloured part of it included, and counts
only as far as no skin looks like this one in neutral light. A red wall or a garden leaves the face its colours, and a
complexion leaves the room its greys.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.coarse_frame import CoarseFrame
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class ColourCastEstimate:
    """How far the light is from neutral, in stops (doublings of linear light).

    Attributes:
        warm: red over blue; below 0 the light is blue.
        green: green over the middle of red and blue; below 0 the light is pink.
        exposed: share of the picture that is neither black nor blown, on which this rests.
    """

    warm: float
    green: float
    exposed: float = 1.0


Floats = NDArray[np.float32]

CLIPPED = 250
DARK = 0.02
LEAST_PIXELS = 50
FLOOR = 0.004
"""Linear light kept off zero, so that grain in the shade has little colour."""

LOG_LIGHT = np.log2(LINEAR + FLOOR).astype(np.float32)
"""Log2 of linear light by level, shape (256,)."""

GREY = (0.4, 0.15)
"""Stops of red over blue and of green over both up to which something counts as grey or white."""

MOST_GREY = 0.1
"""Share of the picture from which enough of it is grey to say that the light is neutral."""

NEARLY_ALL, GREENISH = 5, 10
"""Percentiles that stand for the least coloured part. Towards blue it is the middle: skin and wood are warm in any
light."""

SKIN_WARMTH = (0.75, 1.5)
"""Red over blue of a face, in stops: below the first no skin lies in neutral light, above the second all complexions
do, which is why the room has to lean as far."""

SKIN_GREEN = (-0.4, -0.05)
"""Green over red and blue: the same for all complexions."""


class ColourCastPerceiver:
    """Estimates how far the light is from neutral."""

    facet = ColourCastEstimate
    refresh = Refresh(ABOUT_A_SECOND, "a camera takes longer to settle its white balance")

    def perceive(self, scene: Scene) -> ColourCastEstimate:
        """Red over blue and green over both, in stops; 0 where enough of the picture is grey.

        Raises:
            FacetUnavailable: there is no face, or nearly all of the picture is black or blown.
        """
        face, view = scene[MainFace].face, scene[AnalysisFrame].bgr
        height, width = view.shape[:2]
        light, exposed = _exposed_light(scene[CoarseFrame].bgr)
        warm, green = _axes(light)
        if np.mean((np.abs(warm) < GREY[0]) & (np.abs(green) < GREY[1])) > MOST_GREY:
            return ColourCastEstimate(0.0, 0.0, exposed)
        skin = np.median(_log_light(view[face.skin.pixels(width, height)].reshape(-1, 3)), axis=0)
        face_warm, face_green = (float(axis) for axis in _axes(skin))
        orange, middle = np.percentile(warm, (NEARLY_ALL, 50))
        greenest, pinkest = np.percentile(green, (GREENISH, 100 - GREENISH))
        return ColourCastEstimate(
            _common_cast(orange, face_warm - SKIN_WARMTH[1]) - _common_cast(-middle, SKIN_WARMTH[0] - face_warm),
            _common_cast(greenest, face_green - SKIN_GREEN[1]) - _common_cast(-pinkest, SKIN_GREEN[0] - face_green),
            exposed,
        )


def _exposed_light(small: Plane) -> tuple[Floats, float]:
    """Log2 of linear BGR of all that is neither black nor blown, shape (n, 3), and its share."""
    brightest = small.max(axis=2)
    seen = small[(brightest < CLIPPED) & (LINEAR[brightest] > DARK)]
    if len(seen) < LEAST_PIXELS:
        raise FacetUnavailable(N_("the picture is too dark or too bright to tell the colour of the light"))
    return _log_light(seen), len(seen) / brightest.size


def _log_light(pixels: NDArray[np.uint8]) -> Floats:
    return np.asarray(LOG_LIGHT[pixels], np.float32)


def _axes(light: Floats) -> tuple[Floats, Floats]:
    """Red over blue, and green over the middle of both, of log2 BGR in the last axis."""
    blue, green, red = light[..., 0], light[..., 1], light[..., 2]
    return np.asarray(red - blue, np.float32), np.asarray(green - (red + blue) / 2, np.float32)


def _common_cast(room: float, face: float) -> float:
    """How far the light leans to a colour: as far as the room and the face both do."""
    return float(max(0.0, min(room, face)))
