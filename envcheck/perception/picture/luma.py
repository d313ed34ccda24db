"""Luma at the size of the view, from the decoder's own plane."""

from dataclasses import dataclass

from envcheck.media.frame import resized
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.analysis_frame import view_size
from envcheck.perception.scene import Scene


@dataclass(frozen=True, eq=False)
class Luma:
    """Luma in full range at the size of the view.

    Attributes:
        plane: shape (height, width), uint8: 0 is black, 255 is white, sRGB-coded.
    """

    plane: Plane

    def inside(self, box: Box) -> Plane:
        """The pixels within `box`, at least one."""
        height, width = self.plane.shape
        return self.plane[box.pixels(width, height)]


class LumaPerceiver:
    """Resamples the luma plane without a detour through colour."""

    facet = Luma

    def perceive(self, scene: Scene) -> Luma:
        """Full-range luma at the size of the view."""
        frame = scene.frame
        return Luma(resized(frame.luma(), *view_size(frame.width, frame.height)))
