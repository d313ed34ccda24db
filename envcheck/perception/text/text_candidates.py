"""Where text could be: a cheap look that spares the network most of a picture.

Text is dense with steps of luma that run both ways, from dark to light and back, for the length of a word. So are
leaves, books and blinds, and the network is asked about those too; walls, doors, cupboards and sofas are passed by.
"""

from typing import NamedTuple

import cv2
import numpy as np

from envcheck.perception.arrays import Mask, Plane

STEP = 10
"""Levels across two pixels from which luma changes enough for a stroke."""

DENSE = 0.18
"""Share of pixels on such a step, each way."""

NEAR = (11, 5)
"""Width and height in pixels of where these are counted: two letters."""

WORD = 13
"""Pixels along which the density has to last."""

CELL = 16
"""Pixels of the grid on which places are kept."""

BAND = 4 * CELL
"""Pixel rows that are looked at together: few enough to stay in a processor's cache."""

RUN, LEAST_CELLS = 2, 3
"""Cells side by side, and cells that hang together, that make a place: fewer are a leaf, a knob or an ornament."""

SMALL, LARGE = (320, 192), (672, 416)
"""Widths and heights of what the network is shown at once, multiples of 32: a corner, a frame of 640 × 360. There are
only two, since the network is built once for each."""

MARGIN = 32
"""Pixels of what lies around a place that the network needs to see, to be as sure as on the whole picture."""


class Window(NamedTuple):
    """A part of a plane.

    Attributes:
        x: its left edge in pixels of the plane.
        y: its upper edge.
        width: `SMALL` or `LARGE`.
        height: likewise.
        cells: how many places in it could hold text.
    """

    x: int
    y: int
    width: int
    height: int
    cells: int

    @property
    def pixels(self) -> int:
        """How many the network is shown."""
        return self.width * self.height

    @property
    def rows_and_columns(self) -> tuple[slice, slice]:
        """The part of the plane."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


def windows(luma: Plane, people: Mask) -> list[Window]:
    """The windows that hold every place that could hold text, outside the people; of the size that costs less.

    Args:
        luma: shape (height, width), at least `LARGE`.
        people: True where they are; same shape.
    """
    marked = cells(luma, people)
    each = [covering_windows(marked, luma.shape[1], luma.shape[0], size) for size in (SMALL, LARGE)]
    return min(each, key=lambda windows: sum(window.pixels for window in windows))


def cells(luma: Plane, people: Mask) -> Mask:
    """The cells of the grid that hold a place dense with strokes, outside the people; shape (rows, columns)."""
    marked = np.concatenate([_dense_cells(luma, people, top) for top in range(0, luma.shape[0], BAND)])
    runs = np.asarray(cv2.morphologyEx(marked, cv2.MORPH_OPEN, np.ones((1, RUN), np.uint8)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs)
    kept = stats[:, cv2.CC_STAT_AREA] >= LEAST_CELLS
    kept[0] = False
    return np.asarray(kept[labels])


def _dense_cells(luma: Plane, people: Mask, top: int) -> Plane:
    """1 for each cell of one band that holds a place dense with strokes, 0 for the others."""
    beyond = NEAR[1] // 2
    first = max(0, top - beyond)
    seen = luma[first : top + BAND + beyond]
    steps = cv2.subtract(seen[:, 2:], seen[:, :-2]), cv2.subtract(seen[:, :-2], seen[:, 2:])
    strokes = (cv2.threshold(step, STEP, 1, cv2.THRESH_BINARY)[1] for step in steps)
    rising, falling = (cv2.boxFilter(stroke, -1, NEAR, normalize=False) for stroke in strokes)
    lasting = np.asarray(cv2.erode(cv2.min(rising, falling), np.ones((1, WORD), np.uint8)))
    theirs = people[top : top + BAND, 1:-1]
    rows, columns = -(-theirs.shape[0] // CELL), -(-luma.shape[1] // CELL)
    dense = np.zeros((rows * CELL, columns * CELL), np.bool_)
    counted = lasting[top - first : top - first + len(theirs)] >= DENSE * NEAR[0] * NEAR[1]
    np.greater(counted, theirs, out=dense[: len(theirs), 1 : luma.shape[1] - 1])
    return np.asarray(dense.reshape(rows, CELL, -1).any(axis=1).reshape(rows, columns, CELL).any(axis=2), np.uint8)


def covering_windows(marked: Mask, width: int, height: int, size: tuple[int, int]) -> list[Window]:
    """Windows that hold all marked cells, each with its margin, row after row of windows.

    Args:
        marked: shape (rows, columns), in cells.
        width: of the plane, in pixels.
        height: of the plane.
        size: width and height of a window.
    """
    left = marked.copy()
    found = []
    while left.any():
        row = int(np.nonzero(left.any(axis=1))[0][0])
        y, last_row = _span(row, size[1], height, left.shape[0])
        column = int(np.nonzero(left[row:last_row].any(axis=0))[0][0])
        x, last_column = _span(column, size[0], width, left.shape[1])
        inside = left[row:last_row, column:last_column]
        found.append(Window(x, y, *size, int(np.count_nonzero(inside))))
        inside[:] = False
    return found


def _span(first: int, length: int, side: int, count: int) -> tuple[int, int]:
    """Where a window starts, in pixels, for a first cell; and the first cell that it does not hold with its margin."""
    start = min(max(0, first * CELL - MARGIN), side - length)
    end = count if start + length >= side else (start + length - MARGIN) // CELL
    return start, max(first + 1, end)
