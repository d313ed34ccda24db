"""The background in a few hundred cells: enough to see that something in the room has changed."""

import numpy as np

from envcheck.media.frame import resized
from envcheck.perception.facets import Backdrop, Luma, Thumbnail
from envcheck.perception.scene import Scene

SIDE = 32
"""Cells of the longer side: a sheet of paper near enough to be read fills several."""

STIR = 5.0
"""Levels by which a cell has to change, beyond what all of them do: noise and encoding stay below 2."""


class ThumbnailPerceiver:
    """Averages luma over cells, and tells which of them show no people."""

    facet = Thumbnail

    def perceive(self, scene: Scene) -> Thumbnail:
        """The cells.

        Raises:
            FacetUnavailable: hardly any background is in view, or people cannot be told from it.
        """
        plane, behind = scene[Luma].plane, scene[Backdrop].mask
        scale = SIDE / max(plane.shape)
        size = max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale))
        return Thumbnail(resized(plane, *size), resized(behind.astype(np.uint8) * 255, *size) == 255)


def changed(before: Thumbnail, now: Thumbnail) -> bool:
    """True where a cell that shows background both times is no longer as bright, the light of the whole left out."""
    if before.levels.shape != now.levels.shape:
        return True
    both = before.behind & now.behind
    if not both.any():
        return True
    change = now.levels[both].astype(np.int16) - before.levels[both]
    return bool(np.abs(change - np.median(change)).max() > STIR)
