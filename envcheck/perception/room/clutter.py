"""How much there is to look at behind the people.

Edge density goes with what people call clutter (r = .83: Mack & Oliva 2004, cited by Rosenholtz, Li & Nakano,
"Measuring visual clutter", Journal of Vision 7(2):17, 2007), and so does how much orientation varies from place to
place (a part of their feature congestion). Blinds, tiles and boards have as many edges as a heap of clothes, all in one
direction.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.picture.coarse_frame import CoarseFrame, coarse_size
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class Clutter:
    """How much there is to look at behind.

    Attributes:
        edge_density: share of background pixels that lie on an edge, 0 to 1.
        disorder: the same of edges in the logarithm of luma, without those that run as most of the edges around them.
        colour_spread: standard deviation of the background's a* and b* together (CIELAB).
        luma: its median level, 0 to 255.
        share: of the frame that is background, 0 to 1.
    """

    edge_density: float
    disorder: float = 0.0
    colour_spread: float = 0.0
    luma: float = 255.0
    share: float = 1.0


Floats = NDArray[np.float32]

CANNY = (100, 200)
"""Thresholds of the edge detector, in levels of gradient; the best of three pairs in the same comparison."""

TOE, RANGE = 16.0, 40.0
"""Luma to tones: range × ln(1 + luma / toe), so that a heap in a dim corner has the edges it has in daylight."""

TONES = RANGE * np.log1p(np.arange(256, dtype=np.float32) / np.float32(TOE))
"""Tone of each level, shape (256,)."""

EDGE = 3.0
"""Tones from pixel to pixel from which there is an edge, after a blur of one pixel."""

DIRECTIONS = 12
"""Of edges, over half a turn; two next to each other make one."""

AROUND = 15
"""Pixels, across and down, of the surroundings in which edges are compared."""


class ClutterPerceiver:
    """Counts edges on the background alone."""

    facet = Clutter
    refresh = Refresh(ABOUT_A_SECOND, "things behind stay where they are", IDLE)

    def perceive(self, scene: Scene) -> Clutter:
        """Share of background pixels on an edge, and how much they vary.

        Raises:
            FacetUnavailable: hardly any background is in view.
        """
        plane, mask = scene[Luma].plane, scene[BackgroundMask].mask
        size = coarse_size(plane.shape[1], plane.shape[0])
        behind = resized(mask.astype(np.uint8), *size) > 0
        small = resized(plane, *size)
        edges = np.asarray(cv2.Canny(small, *CANNY)) > 0
        return Clutter(
            edge_density=float(edges[behind].mean()),
            disorder=_disorder(small, behind),
            colour_spread=_colour_spread(scene[CoarseFrame].ab, behind),
            luma=float(np.median(plane[::4, ::4][mask[::4, ::4]])),
            share=float(mask.mean()),
        )


def _disorder(luma: Plane, behind: Mask) -> float:
    """Share of the background on edges that do not run as most of those around them, 0 to 1."""
    tones = cv2.GaussianBlur(TONES[luma], (0, 0), 1.0)
    across, down = (cv2.Sobel(tones, cv2.CV_32F, *order, ksize=3) / 8 for order in ((1, 0), (0, 1)))
    inner = cv2.erode(behind.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    inside = np.asarray(inner if inner.any() else behind)
    edges = (np.hypot(across, down) > EDGE) & inside
    turn = np.full(edges.shape, -1)
    turn[edges] = np.floor(np.arctan2(down[edges], across[edges]) % np.pi / np.pi * DIRECTIONS).astype(int) % DIRECTIONS
    shares = [_around(turn == one) for one in range(DIRECTIONS)]
    most, total = shares[-1] + shares[0], shares[0].copy()
    for one, following in pairwise(shares):  # a direction at a time, which is little enough to stay in a cache
        np.maximum(most, one + following, out=most)
        total += following
    other = (total - most) / np.maximum(_around(inside), 1 / AROUND**2)
    return float(other[inside].mean())


def _around(there: Mask) -> Floats:
    return np.asarray(cv2.boxFilter(there.view(np.uint8), cv2.CV_32F, (AROUND, AROUND)), np.float32)


def _colour_spread(ab: Floats, behind: Mask) -> float:
    return float(np.hypot(*cv2.meanStdDev(ab, mask=behind.view(np.uint8))[1][:, 0]))
