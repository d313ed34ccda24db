"""Whether the picture is still getting sharper, as it does when a sender has only begun.

A sender that does not know its line begins with little: blocks first, then edges, then what a camera really sees. What
stands in those first pictures is told as faces, bodies and blur that are none.
"""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Sharpening:
    """Whether the stream has only begun, and its picture is still getting sharper.

    Attributes:
        lasts: True while it is: what is seen in it is not what the camera sees.
    """

    lasts: bool


MOST_SECS = 3.0
"""Media time from the first picture after which it is taken as it is."""

BACK_SECS = 0.4
"""How far back a picture is compared: two looks at the rate of the first seconds."""

FINER = 1.12
"""Times as much detail as before from which the picture is getting sharper. Movement and noise change it by less."""

NOISE = 1.0
"""Levels of a Laplacian, at half the view, below which it is noise."""


class SharpeningPerceiver:
    """Remembers how much detail the first pictures had."""

    facet = Sharpening

    def __init__(self) -> None:
        self._side = 0
        self._began: float | None = None
        self._past: deque[tuple[float, float]] = deque()

    def perceive(self, scene: Scene) -> Sharpening:
        """Whether this picture shows more than one shortly before it did; never of a single picture.

        Raises:
            FacetUnavailable: no picture has come.
        """
        frame, time = scene.frame, scene.time
        if scene.mode is Mode.PICTURE:
            return Sharpening(False)
        if self._began is None or time < self._began:
            self._began = time
        if time - self._began > MOST_SECS:
            return Sharpening(False)
        if (side := max(frame.width, frame.height)) != self._side:
            self._side = side
            self._past.clear()
        while self._past and time - self._past[0][0] > BACK_SECS:
            self._past.popleft()
        detail = detail_of(scene[Luma].plane)
        least = min((earlier for _, earlier in self._past), default=detail)
        self._past.append((time, detail))
        return Sharpening(detail > FINER * least)


def detail_of(plane: Plane) -> float:
    """Mean of what each Laplacian has beyond `NOISE`, in levels; a little more than nothing at least.

    Args:
        plane: luma of the view, shape (height, width).
    """
    half = resized(plane, max(1, plane.shape[1] // 2), max(1, plane.shape[0] // 2))
    edges = np.abs(np.asarray(cv2.Laplacian(half, cv2.CV_16S)))
    return float(np.maximum(edges - NOISE, 0).mean()) + 0.1


def is_sharpening(scene: Scene) -> bool:
    """Whether what stands in the picture is not yet what the camera sees; False where there is none."""
    try:
        return scene[Sharpening].lasts
    except FacetUnavailable:
        return False
