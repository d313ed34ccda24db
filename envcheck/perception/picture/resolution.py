"""How many pixels' worth of detail arrives, whatever the size of the frame."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.sharpness import received_luma
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class Resolution:
    """How much detail arrives, whatever the size of the frame.

    Attributes:
        side: pixels of the longer side that the detail is worth: the frame's own where the detail fills it, else at
            most those of the view.
        share: of the longer side (of the view, where that is smaller) that holds the detail, 0 to 1.
    """

    side: int
    share: float


SHARES = (0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0)
"""Of the longer side: sizes to which the picture is reduced and brought back."""

ALLOWED_LOSS = 0.25
"""Of an edge's gradient: a picture that loses less had no detail of that size. It lies between what a reduction to half
takes from pictures of half the size (median 0.17) and from whole ones sent at 150 kbit/s (nineteen in twenty 0.31)."""

WHOLE = 0.6
"""Share from which detail is taken to fill the frame: nineteen in twenty good pictures sent at 150 kbit/s reach it."""

STEEPEST = 0.05
SURE_SHARE = 0.8
"""Quantile of the loss over the steepest edges: the sharpest parts of the frame decide."""

EVERY = 5
"""Only each fifth row is looked at: what was enlarged was enlarged along every row."""

LEAST_EDGES = 50

NEAR = (5, 1)
"""Width and height in pixels of what belongs to an edge."""

Floats = NDArray[np.float32]


class ResolutionPerceiver:
    """Finds the smallest size that still holds the picture's sharpest edges."""

    facet = Resolution
    refresh = Refresh(ABOUT_A_SECOND, "an encoder changes its size every few seconds at most", detail_side=1280)

    def perceive(self, scene: Scene) -> Resolution:
        """Pixels of the longer side that the detail is worth.

        Raises:
            FacetUnavailable: the picture shows hardly any edge.
        """
        plane = received_luma(scene)
        rows = np.ascontiguousarray((plane if plane.shape[1] >= plane.shape[0] else plane.T)[::EVERY])
        share = detailed_share(rows)
        side = max(scene.frame.width, scene.frame.height)
        return Resolution(side if share >= WHOLE else round(share * rows.shape[1]), share)


def detailed_share(rows: Plane) -> float:
    """The share (0 to 1) of their length to which rows can be reduced without loss to their steepest edges.

    Raises:
        FacetUnavailable: the rows show hardly any edge.
    """
    whole = rows.astype(np.float32)
    slope = np.abs(np.asarray(cv2.Sobel(cv2.GaussianBlur(whole, (5, 1), 1.0), cv2.CV_32F, 1, 0, ksize=1, scale=0.5)))
    slope[:, :4] = slope[:, -4:] = 0
    at = slope >= max(1.0, float(np.quantile(slope[:, ::3], 1 - STEEPEST)))
    if np.count_nonzero(at) < LEAST_EDGES:
        raise FacetUnavailable(N_("the picture shows hardly any edge"))
    energy = np.asarray(cv2.boxFilter(slope * slope, -1, NEAR)[at], np.float32)
    known = {SHARES[-1]: 0.0}
    low, high = 0, len(SHARES) - 1
    while low < high:
        middle = (low + high) // 2
        known[SHARES[middle]] = _loss(whole, energy, at, SHARES[middle])
        low, high = (middle + 1, high) if known[SHARES[middle]] > ALLOWED_LOSS else (low, middle)
    shares = sorted(known)
    kept = np.maximum.accumulate([-known[share] for share in shares])
    return float(np.interp(-ALLOWED_LOSS, kept, shares))


def _loss(whole: Floats, energy: Floats, at: NDArray[np.bool_], share: float) -> float:
    """What edges of this energy lose when rows are reduced to `share` and brought back, in shares of their gradient."""
    height, width = whole.shape
    small = cv2.resize(whole, (round(width * share), height), interpolation=cv2.INTER_AREA)
    lost = whole - np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))
    return float(np.sqrt(np.quantile(cv2.boxFilter(lost * lost, -1, NEAR)[at] / energy, SURE_SHARE)))
