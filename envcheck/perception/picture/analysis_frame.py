"""The frame at the one size at which everything is perceived."""

from dataclasses import dataclass

from envcheck.perception.arrays import Plane
from envcheck.perception.scene import Scene


@dataclass(frozen=True, eq=False)
class AnalysisFrame:
    """The frame at the one size at which everything is perceived.

    Attributes:
        bgr: shape (height, width, 3), uint8, BGR; the longer side has `VIEW_SIDE` pixels.
    """

    bgr: Plane


VIEW_SIDE = 640
"""Pixels of the longer side: what a live check receives, and where the face network was measured."""


class AnalysisFramePerceiver:
    """Resamples the frame once for all."""

    facet = AnalysisFrame

    def perceive(self, scene: Scene) -> AnalysisFrame:
        """The frame with its longer side at `VIEW_SIDE` pixels."""
        return AnalysisFrame(scene.frame.bgr(*view_size(scene.frame.width, scene.frame.height)))


def view_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the view for a frame of `width` by `height` pixels."""
    scale = VIEW_SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
