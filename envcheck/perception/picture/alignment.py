"""Two looks at one place, brought into register and into the same light.

A camera that was nudged, turned or zoomed a little is moved back by least squares over gradients, after Lucas & Kanade,
"An iterative image registration technique with an application to stereo vision" (IJCAI 1981), with weights that give
way where something moved by itself.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.perception.arrays import Mask

Floats = NDArray[np.float32]

STEPS = ((2, 3), (1, 2))
"""How many pixels are taken together, and how many times the fit is repeated on them."""

GIVES_WAY = 6.0
"""Levels from which a difference counts for less than half: something else than the camera moved."""

FLAT = 1.0
"""Levels per pixel up to which a place shows no shift."""

LEAST_EDGE = 50

RIDGE = 30.0
"""Pixels of an edge of one level per pixel that a shift has to outweigh: plain walls stay where they are."""

TILE = 15
"""Pixels a side of the tiles that have a say in whether the camera moved."""

STIRRED = 1.5
"""Mean change in levels from which a tile has one."""

EXPLAINED, MOST = 0.7, 0.6
"""Share of its change that may be left in a tile, and share of the tiles that have to agree."""

BORDER = 2
"""Pixels at the edge of the frame, where encoders and filters make things up."""

SHADES = 12
LEAST_IN_ROW = 0.3

Warp = NDArray[np.float64]
"""Shape (2, 3): where a place of one look lies in the other, in pixels."""

STAYS: Warp = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def register(now: Floats, before: Floats, counted: Mask) -> Warp:
    """Where each place of `now` lay in `before`: shift, turn and zoom of the camera, by what `counted` shows."""
    warp = STAYS.copy()
    if not (_tile_changes(now, before, counted) > STIRRED).any():
        return warp
    for scale, times in STEPS:
        size = max(1, now.shape[1] // scale), max(1, now.shape[0] // scale)
        one, other = (cv2.resize(look, size, interpolation=cv2.INTER_AREA) for look in (now, before))
        seen = cv2.resize(counted.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
        warp[:, 2] /= scale
        for _ in range(times):
            warp = _refine(np.asarray(one, np.float32), np.asarray(other, np.float32), seen, warp)
        warp[:, 2] *= scale
    return warp if _explains(warp, now, before, counted) else STAYS.copy()


def warped(plane: Floats, warp: Warp) -> tuple[Floats, Mask]:
    """`plane` seen from where the other look was taken, and where it shows more than its own border."""
    size = plane.shape[1], plane.shape[0]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(plane, warp, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inner = np.zeros(plane.shape, np.float32)
    inner[BORDER:-BORDER, BORDER:-BORDER] = 1.0
    inside = np.asarray(cv2.warpAffine(inner, warp, size, flags=flags)) > 0.5
    return np.asarray(moved, np.float32), inside & (inner > 0)


def shift(warp: Warp, shape: tuple[int, ...]) -> float:
    """Pixels by which the middle of a plane of that shape moved."""
    middle = shape[1] / 2, shape[0] / 2
    return float(np.hypot(*(warp @ (*middle, 1.0) - middle)))


def _explains(warp: Warp, now: Floats, before: Floats, counted: Mask) -> bool:
    """True where most tiles that changed change much less once the camera is moved back; a thing fills few of them."""
    there, inside = warped(before, warp)
    at = counted & inside
    left, unmoved = (_tile_changes(now, one, at) for one in (there, before))
    changed = unmoved > STIRRED
    return bool(changed.any() and np.mean(left[changed] < EXPLAINED * unmoved[changed]) >= MOST)


def _tile_changes(now: Floats, before: Floats, counted: Mask) -> Floats:
    """Mean change of each tile, in levels."""
    return tile_means(np.abs(without_rows(now - before, counted)), counted)


def tile_means(values: NDArray[Any], counted: Mask) -> Floats:
    """Mean of each tile over what counts, 0 where less than a quarter of it does; shape (rows * columns,)."""
    rows, columns = values.shape[0] // TILE, values.shape[1] // TILE
    shape = rows, TILE, columns, TILE
    cut = slice(rows * TILE), slice(columns * TILE)
    weight = counted[cut].reshape(shape).sum(axis=(1, 3)).ravel()
    total = np.where(counted, values, 0)[cut].reshape(shape).sum(axis=(1, 3)).ravel()
    return np.asarray(np.where(weight >= TILE * TILE / 4, total / np.maximum(weight, 1), 0.0), np.float32)


def _refine(now: Floats, before: Floats, counted: Mask, warp: Warp) -> Warp:
    """One step of the fit, which takes a change of the light (gain and offset) along and throws it away."""
    there, inside = warped(before, warp)
    across, down = gradients(np.asarray((there + now) / 2, np.float32))
    at = counted & inside & (np.abs(across) + np.abs(down) > FLAT)
    if np.count_nonzero(at) < LEAST_EDGE:
        return warp
    rows, columns = np.nonzero(at)
    middle = now.shape[1] / 2, now.shape[0] / 2
    x, y = (columns - middle[0]) / middle[0], (rows - middle[1]) / middle[0]
    gx, gy, light = across[at], down[at], there[at]
    parts = np.stack([gx, gy, gx * x + gy * y, gy * x - gx * y, light - light.mean(), np.ones_like(gx)], axis=1)
    change = without_rows(now - there, counted & inside)[at]
    weight = 1 / (1 + (change / GIVES_WAY) ** 2)
    normal = (parts * weight[:, None]).T @ parts + np.diag([RIDGE, RIDGE, RIDGE, RIDGE, 1.0, 1.0])
    dx, dy, zoom, turn, _, _ = np.linalg.solve(normal, (parts * weight[:, None]).T @ change)
    zoom, turn = zoom / middle[0], turn / middle[0]
    step = np.array([[1 + zoom, -turn, 0.0], [turn, 1 + zoom, 0.0]])
    step[:, 2] = np.array(middle) - step[:, :2] @ np.array(middle) + (dx, dy)
    return np.asarray(np.vstack([warp, [0, 0, 1]]) @ np.vstack([step, [0, 0, 1]]))[:2]


def gradients(plane: Floats) -> tuple[Floats, Floats]:
    """Levels per pixel to the right and downwards."""
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def change_beyond_light(now: Floats, before: Floats, counted: Mask) -> Floats:
    """What changed beyond the light: each shade's usual change and each row's are taken out.

    A camera that sets its exposure anew changes every shade by its own amount; lamps on the mains change rows.
    """
    change, shade = now - before, now + before
    order = np.argsort(shade[counted])
    order = order[: order.size // SHADES * SHADES].reshape(SHADES, -1)
    changes, shades = change[counted][order], shade[counted][order]
    rest = change - np.interp(shade, np.median(shades, axis=1), np.median(changes, axis=1))
    return without_rows(np.asarray(rest, np.float32), counted)


def without_rows(change: Floats, counted: Mask) -> Floats:
    """`change` without the median of each row, where enough of the row counts."""
    ordered = np.sort(np.where(counted, change, np.inf), axis=1)
    counts = counted.sum(axis=1)
    middle = ordered[np.arange(len(ordered)), counts // 2]
    return np.asarray(change - np.where(counts >= LEAST_IN_ROW * change.shape[1], middle, 0.0)[:, None], np.float32)
