"""Luma at the size of the view, from the decoder's own plane."""

from envcheck.media.frame import resized
from envcheck.perception.facets import Luma
from envcheck.perception.picture.analysis_frame import view_size
from envcheck.perception.scene import Scene


class LumaPerceiver:
    """Resamples the luma plane without a detour through colour."""

    facet = Luma

    def perceive(self, scene: Scene) -> Luma:
        """Full-range luma at the size of the view."""
        frame = scene.frame
        return Luma(resized(frame.luma(), *view_size(frame.width, frame.height)))
