"""How far a face moved by itself, against what surrounds it.

Somebody living sways, nods, breathes and speaks; a photo moves only as the wall does on which it hangs. The surround is
brought into register first, so that a camera that trembles moves neither. What is left is the shift that explains the
change inside the face best, by least squares over gradients (Lucas & Kanade, IJCAI 1981).
"""

import cv2
import numpy as np

from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.picture.alignment import Floats, gradients, register, warped

SURROUND, LEAST_SURROUND = 1.0, 28
"""How far around the face it is compared with its surround: in face sizes, and in pixels at least."""

LEAST_WINDOW = 10
"""Pixels of the shorter side of what is compared."""

SMOOTH = 0.8
"""Standard deviation in pixels: sensor noise has no gradient to go by."""

LEAST_PIXELS = 30
"""Of a face, and of its surround, below which neither has a shift."""

TURN = 4.0
"""Pixels by which the surround may shift: beyond, the camera itself is moving."""

STIFF = 30.0
"""Pixels of an edge of one level per pixel that a shift has to outweigh: a flat place stays where it is."""

LIGHTER = (0.8, 1.25)
"""Range of the change in contrast that new light makes."""


def micro_motion(now: Plane, before: Plane, face: Box) -> float | None:
    """Pixels by which the face moved between two looks; None where the surround does not show it.

    Args:
        now: luma, shape (height, width).
        before: luma of an earlier look, the same shape.
        face: where the face is now.
    """
    height, width = now.shape
    margin = max(SURROUND * max(face.width * width, face.height * height), LEAST_SURROUND)
    around = face.grown(*[margin / max(1.0, face.width * width), margin / max(1.0, face.height * height)] * 2)
    window = around.pixels(width, height)
    head = _inside(face.grown(0.35, 0.4, 0.35, 0.15), now.shape)[window]
    if min(head.shape) < LEAST_WINDOW or np.count_nonzero(~head) < LEAST_PIXELS:
        return None
    look, earlier = (_smooth(plane[window]) for plane in (now, before))
    warp = register(look, earlier, ~head)
    middle = np.array([look.shape[1] / 2, look.shape[0] / 2])
    if np.hypot(*(warp @ (*middle, 1) - middle)) > TURN:
        return None
    there, shown = warped(earlier, warp)
    counted = _inside(face, now.shape)[window] & shown
    return _shift(look, there, counted) if np.count_nonzero(counted) >= LEAST_PIXELS else None


def _shift(now: Floats, before: Floats, counted: Mask) -> float:
    """Length of the shift that explains the change best, once the light is made the same."""
    old, new = before[counted], now[counted]
    spread = float(np.var(old))
    gain = float(np.clip(np.cov(old, new)[0, 1] / spread, *LIGHTER)) if spread > 0 else 1.0
    change = new - gain * old
    change -= np.median(change)
    slopes = np.stack([slope[counted] for slope in gradients(np.asarray((now + before) / 2, np.float32))], axis=1)
    return float(np.hypot(*np.linalg.solve(slopes.T @ slopes + STIFF * np.eye(2), slopes.T @ change)))


def _inside(box: Box, shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.bool_)
    mask[box.pixels(shape[1], shape[0])] = True
    return mask


def _smooth(plane: Plane) -> Floats:
    return np.asarray(cv2.GaussianBlur(plane.astype(np.float32), (0, 0), SMOOTH), np.float32)
