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

LARGEST = 64
"""Pixels of the longer side of a face that is compared as it is. A larger one is made so small first: its shift is told
as exactly from fewer pixels, which have as much less noise and as much steeper edges: of large faces held still before
an unsteady camera and coded as JPEG 82 % kept within 0.23 pixels, and 49 % of the same faces as they were."""

TURN = 4.0
"""Pixels by which the surround may shift: beyond, the camera itself is moving."""

STIFF = 30.0
"""Pixels of an edge of one level per pixel that a shift has to outweigh: a flat place stays where it is."""

HALF = 0.5
"""Of a pixel that has to lie inside, where several were taken together."""

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
    scale = max(1.0, face.width * width / LARGEST, face.height * height / LARGEST)
    look, earlier = (_smooth(_shrunk(plane[window], scale)) for plane in (now, before))
    warp = register(look, earlier, _shrunk(~head, scale) > HALF)
    middle = np.array([look.shape[1] / 2, look.shape[0] / 2])
    if np.hypot(*(warp @ (*middle, 1) - middle)) * scale > TURN:
        return None
    there, shown = warped(earlier, warp)
    counted = (_shrunk(_inside(face, now.shape)[window], scale) > HALF) & shown
    return _shift(look, there, counted) * scale if np.count_nonzero(counted) >= LEAST_PIXELS else None


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


def _shrunk(values: Plane | Mask, scale: float) -> Floats:
    floats = values.astype(np.float32)
    size = tuple(max(1, round(side / scale)) for side in reversed(values.shape))
    return floats if scale == 1 else np.asarray(cv2.resize(floats, size, interpolation=cv2.INTER_AREA), np.float32)


def _smooth(plane: Floats) -> Floats:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), SMOOTH), np.float32)
