"""The room in a few hundred cells: enough to see that something in it has changed.

People are left out by the widest outline that goes with their faces, and not by their silhouette, which itself is seen
anew only where the room has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.outline import AT_MOST, drawn
from envcheck.perception.scene import Scene


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """The picture in a few hundred cells.

    Attributes:
        levels: mean luma of each, shape (rows, columns), uint8.
        behind: same shape, True where a cell shows nothing but background.
    """

    levels: Plane
    behind: Mask


SIDE = 32
"""Cells of the longer side: a sheet of paper near enough to be read fills several."""

STIR = 5.0
"""Levels by which a cell has to change, beyond what all of them do: noise and encoding stay below 2."""

BESIDE = np.ones((3, 3), np.uint8)
"""Cells beside people show some of them as well: hair that is wider than the outline, a shoulder that sways. With them
somebody who sat and listened in a drawn clip changed the room at every look."""

LEFT, LEFT_SHARE = 25.0, 0.3
"""Levels, and the share of the cells with people that has to change by them, where somebody has left or sits elsewhere.
Who speaks changes a tenth, who speaks with the hands 0.1 to 0.3 (26 clips)."""


class ThumbnailPerceiver:
    """Averages luma over cells, and tells which of them show no people."""

    facet = Thumbnail

    def perceive(self, scene: Scene) -> Thumbnail:
        """The cells; all of them show the room where no face is seen."""
        try:
            faces = scene[Faces].faces
        except FacetUnavailable:
            faces = ()
        return thumbnail(scene.frame.luma(), faces)


def thumbnail(plane: Plane, faces: Iterable[Face]) -> Thumbnail:
    """Luma of any size as cells, without the people whose faces are given."""
    scale = SIDE / max(plane.shape)
    levels = resized(plane, max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale)))
    people = np.zeros(levels.shape, np.bool_)
    for face in faces:
        people |= drawn(AT_MOST, face.box, plane.shape[1] / plane.shape[0], Box(0, 0, 1, 1), levels.shape)
    return Thumbnail(levels, ~people)


def has_changed(before: Thumbnail, now: Thumbnail) -> bool:
    """True where a cell with background alone all around is no longer as bright, the light of the whole left out."""
    if before.levels.shape != now.levels.shape:
        return True
    people = (~(before.behind & now.behind)).astype(np.uint8)
    both = np.asarray(cv2.dilate(people, BESIDE) == 0)
    return not both.any() or bool(_changes(before.levels[both], now.levels[both]).max() > STIR)


def has_left(before: Thumbnail, now: Thumbnail) -> bool:
    """True where much of what showed people shows something else, the light of the whole left out."""
    if before.levels.shape != now.levels.shape:
        return True
    people = ~before.behind
    return bool(people.any() and np.mean(_changes(before.levels, now.levels)[people] > LEFT) > LEFT_SHARE)


def _changes(before: Plane, now: Plane) -> NDArray[np.floating]:
    """By how many levels each cell has changed, beyond what all of them do."""
    change = now.astype(np.int16) - before
    return np.asarray(np.abs(change - np.median(change)))
