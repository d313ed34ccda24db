"""The setting behind the people as 241 coarse numbers, from which no picture can be made.

- The frame becomes 8 by 5 cells. At 640 by 360 pixels a cell stands for 5760 of them, and none of them is kept.
- A cell holds its middle luma and colour and how steep its edges are on average. A median and a mean know no place and
  no shape: whatever is in a cell, a face, a letter, a thing, is gone with its outline.
- The people who are found are left out first, and a cell that they mostly hide holds nothing.
- The numbers are rounded to steps that the eye would notice. All together they can tell 1040 bits (130 bytes), where
  the picture had 5.5 million.

The most that can be drawn from them is a mosaic of 40 even tiles. In such mosaics, smoothed to look as natural as can
be, of 148 labelled pictures of people and 61 of rooms no network found a face or a thing.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.room_signature import COLUMNS, ROWS, RoomSignature
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene

Floats = NDArray[np.float32]

SIDE = 160
"""Pixels of the longer side at which cells are measured: what is finer is grain, or nobody's business."""

FLOOR = 0.01
"""Linear light that is added before logarithms are taken, so that grain in the dark is no structure."""

LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
"""Weights of linear BGR (ITU-R BT.709)."""

STEPS = np.array([0.25, 0.25, 0.125, 0.125, 0.05, 0.05], np.float32)
"""What one step of each number of a cell is worth: share seen, stops of luma, of red and of blue, and steepness."""

LOWEST, HIGHEST = (0, -27, -16, -16, 0, 0), (4, 0, 16, 16, 20, 20)

LEAST_SEEN = 0.35
"""Share of a cell that has to be in view for it to say anything."""

LEAST_CELLS = 8


class RoomSignaturePerceiver:
    """Describes the room behind by numbers that are too coarse to show it."""

    facet = RoomSignature

    def perceive(self, scene: Scene) -> RoomSignature:
        """The numbers of one look.

        Raises:
            FacetUnavailable: people hide most of the room.
        """
        return signature_of(scene[AnalysisFrame].bgr, scene[BackgroundMask].mask)


def signature_of(picture: Plane, behind: Mask) -> RoomSignature:
    """The numbers of a picture.

    Args:
        picture: shape (height, width, 3), BGR.
        behind: shape (height, width), True on the room.

    Raises:
        FacetUnavailable: less than `LEAST_CELLS` cells of the room are in view.
    """
    height, width = behind.shape
    scale = SIDE / max(height, width)
    size = max(COLUMNS, round(width * scale)), max(ROWS, round(height * scale))
    room = resized(behind.astype(np.uint8) * 255, *size) == 255
    colours = _colours(resized(picture, *size))
    slopes = [cv2.Sobel(colours[..., 0], -1, x, 1 - x, ksize=3) for x in (1, 0)]
    edges = np.asarray(np.abs(np.stack(slopes, axis=-1)) / 8, np.float32)
    inside = cv2.erode(room.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0  # the outline of a person is no edge
    cells = [_cell(colours[at], edges[at], room[at], inside[at]) for at in _places(*size)]
    if np.count_nonzero(np.array(cells)[:, 0]) < LEAST_CELLS:
        raise FacetUnavailable(N_("hardly any background is in view"))
    return RoomSignature(round(100 * width / height), *zip(*cells, strict=True))


def median_signature(looks: Sequence[RoomSignature]) -> RoomSignature:
    """The middle of several looks (one at least): each cell as it was whenever it was in view."""
    cells = zip(*(zip(*look.cells, strict=True) for look in looks), strict=True)
    middle = [_middle([numbers for numbers in cell if numbers[0]]) for cell in cells]
    return RoomSignature(round(median(look.aspect for look in looks)), *zip(*middle, strict=True))


def _middle(shown: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The numbers of one cell in the middle of the looks that showed it; all 0 where none did."""
    return tuple(round(median(column)) for column in zip(*shown, strict=True)) or (0,) * len(STEPS)


def _colours(picture: Plane) -> Floats:
    """Luma in stops below white, and red and blue in stops over it, shape (height, width, 3)."""
    light = LINEAR[picture]
    luma = light @ LUMA + FLOOR
    parts = [luma, (light[..., 2] + FLOOR) / luma, (light[..., 0] + FLOOR) / luma]
    return np.asarray(np.log2(np.stack(parts, axis=-1)), np.float32)


def _places(width: int, height: int) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of each cell, row by row."""
    down = np.linspace(0, height, ROWS + 1).round().astype(int).tolist()
    across = np.linspace(0, width, COLUMNS + 1).round().astype(int).tolist()
    for top, bottom in pairwise(down):
        for left, right in pairwise(across):
            yield slice(top, bottom), slice(left, right)


def _cell(colours: Floats, edges: Floats, room: Mask, inside: Mask) -> tuple[int, ...]:
    """The six numbers of a cell, in steps; all 0 where people hide it."""
    share = float(room.mean())
    if share < LEAST_SEEN:
        return (0,) * len(STEPS)
    middle = np.median(colours[room], axis=0)
    steep = np.sqrt(edges[inside].mean(axis=0)) if inside.any() else np.zeros(2, np.float32)
    steps = np.round(np.concatenate([[share], middle, steep]) / STEPS)
    return tuple(int(step) for step in np.clip(steps, LOWEST, HIGHEST))
