"""Straight lines in a picture, and whether they border a place in it, as the frame of a mirror or a window does."""

import cv2
import numpy as np
from numpy.typing import NDArray

Lines = NDArray[np.float64]

Extent = tuple[int, int, int, int]
"""Least and most x, least and most y, in pixels."""

COVERED = 0.7
"""Share of a side along which straight lines have to run."""

UPRIGHT = 0.3
"""Slope up to which a line borders a side: a mirror seen at an angle narrows."""

OUT, IN = 0.35, 3.0
"""How far outside a place, in its own width or height, and inside it, in pixels, a border may lie."""

LEAST_OUT = 6.0
AT_FRAME = 8
"""Pixels from the end of the picture up to which its frame is the border."""


def straight(picture: NDArray[np.float32]) -> Lines:
    """Straight segments, shape (n, 4): x and y of both ends, in pixels; levels are 0 to 255."""
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(np.clip(picture, 0, 255).astype(np.uint8))[0]
    return np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)


def is_bordered(place: Extent, lines: Lines, shape: tuple[int, ...]) -> bool:
    """True where straight lines run along both flanks of a place, or above and below; the frame may be one of each.

    Args:
        place: in the picture.
        lines: as `straight` gives them.
        shape: height and width of the picture.
    """
    height, width = shape
    left, right, top, bottom = place
    return _lies_between(lines, place, width) or _lies_between(
        lines[:, [1, 0, 3, 2]], (top, bottom, left, right), height
    )


def _lies_between(lines: Lines, place: Extent, end: int) -> bool:
    """True where lines along y run on both sides, of which one may be the frame's; `end` is the greatest x."""
    left, right, top, bottom = place
    out = max(LEAST_OUT, OUT * (right - left))
    sides = (
        _is_covered(lines, left - out, left + IN, top, bottom),
        _is_covered(lines, right - IN, right + out, top, bottom),
    )
    return all(sides) or (any(sides) and (left < AT_FRAME or right > end - AT_FRAME))


def _is_covered(lines: Lines, left: float, right: float, top: int, bottom: int) -> bool:
    """True where lines along y, with their middles between two x, cover most of what lies between two y."""
    run = lines[:, 2:] - lines[:, :2]
    middle = (lines[:, 0] + lines[:, 2]) / 2
    along = (np.abs(run[:, 0]) <= UPRIGHT * np.abs(run[:, 1])) & (middle >= left) & (middle <= right)
    there = np.zeros(bottom - top, np.bool_)
    for start, stop in np.sort(lines[along][:, [1, 3]], axis=1) - top:
        there[max(0, round(start)) : max(0, round(stop))] = True
    return bool(there.mean() >= COVERED)
