"""The frame at the size at which the colours of a room are told: single books and leaves melt, large things stay."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene


@dataclass(frozen=True, eq=False)
class CoarseFrame:
    """The frame at a quarter of the view's sides.

    Attributes:
        bgr: shape (height, width, 3), uint8, BGR; the longer side has `COARSE_SIDE` pixels.
        ab: a* and b* (CIELAB; ISO/CIE 11664-4), shape (height, width, 2), float32.
    """

    bgr: Plane
    ab: NDArray[np.float32]


COARSE_SIDE = 160
"""Pixels of the longer side: enough for the colour of light, and noise is averaged away. Of 160, 240, 320 and 480 it
told tidy rooms from cluttered ones best (area under the curve 0.84, 0.80, 0.76, 0.65): things count, their texture does
not."""


class CoarseFramePerceiver:
    """Reduces the view once for all that goes by colours."""

    facet = CoarseFrame

    def perceive(self, scene: Scene) -> CoarseFrame:
        """The view with its longer side at `COARSE_SIDE` pixels."""
        view = scene[AnalysisFrame].bgr
        bgr = resized(view, *coarse_size(view.shape[1], view.shape[0]))
        lab = np.asarray(cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2Lab), np.float32)
        return CoarseFrame(bgr, lab[..., 1:])


def coarse_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the coarse frame for a view of `width` by `height` pixels."""
    scale = COARSE_SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
