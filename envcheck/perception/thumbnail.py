"""The room in a few hundred cells: enough to see that something in it has changed.

People are left out by the widest outline that goes with their faces, and not by their silhouette, which itself is seen
anew only where the room has changed.
"""

from collections.abc import Iterable

import numpy as np

from envcheck.errors import FacetUnavailable
from envcheck.geometry import Box
from envcheck.media.frame import resized
from envcheck.perception.facets import Face, Faces, Luma, Plane, Thumbnail
from envcheck.perception.outline import AT_MOST, drawn
from envcheck.perception.scene import Scene

SIDE = 32
"""Cells of the longer side: a sheet of paper near enough to be read fills several."""

STIR = 5.0
"""Levels by which a cell has to change, beyond what all of them do: noise and encoding stay below 2."""


class ThumbnailPerceiver:
    """Averages luma over cells, and tells which of them show no people."""

    facet = Thumbnail

    def perceive(self, scene: Scene) -> Thumbnail:
        """The cells; all of them show the room where no face is seen."""
        try:
            faces = scene[Faces].faces
        except FacetUnavailable:
            faces = ()
        return thumbnail(scene[Luma].plane, faces)


def thumbnail(plane: Plane, faces: Iterable[Face]) -> Thumbnail:
    """Luma of any size as cells, without the people whose faces are given."""
    scale = SIDE / max(plane.shape)
    levels = resized(plane, max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale)))
    people = np.zeros(levels.shape, np.bool_)
    for face in faces:
        people |= drawn(AT_MOST, face.box, plane.shape[1] / plane.shape[0], Box(0, 0, 1, 1), levels.shape)
    return Thumbnail(levels, ~people)


def changed(before: Thumbnail, now: Thumbnail) -> bool:
    """True where a cell that shows background both times is no longer as bright, the light of the whole left out."""
    if before.levels.shape != now.levels.shape:
        return True
    both = before.behind & now.behind
    if not both.any():
        return True
    change = now.levels[both].astype(np.int16) - before.levels[both]
    return bool(np.abs(change - np.median(change)).max() > STIR)
