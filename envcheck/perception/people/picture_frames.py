"""Straight edges that close around a face, as those of a photo, a poster or a screen do.

A doorway, a shelf or a table edge behind or before somebody living is cut by their body, and runs on past it: only
where four edges meet in four corners, the lower one whole beneath the face, is it a picture. Edges are line segments
by von Gioi et al., "LSD: a Line Segment Detector" (Image Processing On Line 2, 2012).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane

Floats = NDArray[np.float64]

REACH = 5.0
"""Face sizes around the face's middle within which its frame is sought."""

SIDE = 320
"""Pixels of the window's longer side, which is enlarged twice at most."""

LEAST_SIDE = 8
"""Pixels of a window in which lines can be told."""

LEAN = 0.35
"""Tangent of the angle up to which an edge is upright or level: a picture seen from the side."""

BESIDE, BENEATH = 0.6, 0.95
"""Share of the face's height or width that an edge beside, above or beneath it runs along."""

CLOSE = 0.18
"""Face sizes within which two ends meet in a corner, or this share of the edges where that is more:"""
CLOSE_SHARE = 0.12


def is_framed(plane: Plane, face: Box) -> bool:
    """True where straight edges close around the face; the edge of the view may stand for one of them.

    Args:
        plane: luma of the view, shape (height, width).
        face: where the face is, or the body.
    """
    lines, half, view = _lines(plane, face)
    run = np.abs(lines[:, 2:] - lines[:, :2])
    upright = _ordered(lines[run[:, 0] < LEAN * run[:, 1]], 1)
    level = _ordered(lines[run[:, 1] < LEAN * run[:, 0]], 0)
    across, down = (upright[:, 0] + upright[:, 2]) / 2, (level[:, 1] + level[:, 3]) / 2
    beside, along = _share(upright, 1, half[1]) > BESIDE, _share(level, 0, half[0])
    left, right = upright[beside & (across < -0.9 * half[0])], upright[beside & (across > 0.9 * half[0])]
    top, bottom = level[(along > BESIDE) & (down < -0.9 * half[1])], level[(along > BENEATH) & (down > half[1])]
    return _closes(left, top, right, bottom, view)


def _lines(plane: Plane, face: Box) -> tuple[Floats, tuple[float, float], Box]:
    """Straight segments, half the face's sides, and the view, all in face sizes from the face's middle.

    The segments are given by their ends, shape (n, 4).
    """
    height, width = plane.shape
    middle = np.array([face.center.x * width, face.center.y * height])
    size = max(face.width * width, face.height * height, 1.0)
    left, top = (max(0, int(place - REACH * size)) for place in middle)
    window = plane[top : int(middle[1] + REACH * size), left : int(middle[0] + REACH * size)]
    half = face.width * width / size / 2, face.height * height / size / 2
    view = Box(*(np.array([0, 0, width, height]) - np.tile(middle, 2)) / size)
    if min(window.shape) < LEAST_SIDE:
        return np.zeros((0, 4)), half, view
    scale = min(2.0, SIDE / max(window.shape))
    window = resized(window, max(1, int(window.shape[1] * scale)), max(1, int(window.shape[0] * scale)))
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(window)[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
    return (ends / scale + np.tile(np.array([left, top]) - middle, 2)) / size, half, view


def _ordered(lines: Floats, axis: int) -> Floats:
    """Each line from its left to its right end (axis 0), or from its upper to its lower one (axis 1)."""
    return np.where((lines[:, axis] <= lines[:, axis + 2])[:, None], lines, lines[:, [2, 3, 0, 1]])


def _share(lines: Floats, axis: int, half: float) -> Floats:
    """Share of the face that each ordered line runs along."""
    shared = np.minimum(lines[:, axis + 2], half) - np.maximum(lines[:, axis], -half)
    return np.asarray(shared / (2 * half), np.float64)


def _closes(left: Floats, top: Floats, right: Floats, bottom: Floats, view: Box) -> bool:
    """True where one line of each meet in four corners, or in two and the edge of the view cuts off the rest."""
    lower_left = _meet(left[:, 2:], bottom[:, :2], _longer(left, bottom))
    lower_right = _meet(right[:, 2:], bottom[:, 2:], _longer(right, bottom))
    upper_left = _meet(left[:, :2], top[:, :2], _longer(left, top))
    upper_right = _meet(right[:, :2], top[:, 2:], _longer(right, top))
    above = (upper_left @ upper_right.T) | np.outer(left[:, 1] < view.y1 + CLOSE, right[:, 1] < view.y1 + CLOSE)
    cut_left = np.outer(bottom[:, 0] < view.x1 + CLOSE, top[:, 0] < view.x1 + CLOSE)
    cut_right = np.outer(bottom[:, 2] > view.x2 - CLOSE, top[:, 2] > view.x2 - CLOSE)
    return bool(
        np.any((lower_left @ lower_right.T) & above)
        or np.any((lower_right.T @ upper_right) & cut_left)
        or np.any((lower_left.T @ upper_left) & cut_right)
    )


def _longer(one: Floats, other: Floats) -> Floats:
    """The longer length of each pair."""
    first, second = (np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]) for lines in (one, other))
    return np.maximum(first[:, None], second[None])


def _meet(ends: Floats, others: Floats, length: Floats) -> NDArray[np.bool_]:
    """Which ends lie close to which others."""
    apart = np.hypot(ends[:, None, 0] - others[None, :, 0], ends[:, None, 1] - others[None, :, 1])
    return np.asarray(apart <= np.maximum(CLOSE, CLOSE_SHARE * length))
