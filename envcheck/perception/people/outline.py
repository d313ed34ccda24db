"""The usual outline of somebody whose face is known: where a person surely, usually and at most is around it.

The proportions are those of 61 portraits whose outline two segmentation networks agreed on, in heights of the face box:
`SURELY` lies inside nearly all of them, `USUALLY` inside half, and `AT_MOST` holds nearly all of them.
"""

import numpy as np
from numpy.typing import NDArray

from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask

LEVELS = (-0.95, -0.8, -0.7, -0.6, -0.45, -0.3, 0.0, 0.3, 0.5, 0.65, 0.8, 1.0, 1.3, 1.7)
"""Heights below the middle of the face; what follows are half the widths there, the last one down to the lower edge."""

SURELY = (0.0, 0.0, 0.0, 0.0, 0.2, 0.28, 0.28, 0.22, 0.16, 0.2, 0.4, 0.62, 0.7, 0.74)
USUALLY = (0.0, 0.0, 0.0, 0.24, 0.36, 0.4, 0.44, 0.36, 0.38, 0.6, 0.84, 1.04, 1.12, 1.3)
AT_MOST = (0.2, 0.3, 0.46, 0.52, 0.62, 0.66, 0.76, 0.82, 1.1, 1.6, 2.0, 2.2, 2.2, 2.2)

PORTRAIT = 4.5
"""Side of a portrait in heights of the face: head and shoulders, as both ways to find the outline want them."""

ABOVE = 0.36
"""Share of a portrait above the middle of the face."""

WIDEST, TALLEST = 1.15, 1.33
"""Width over height, and height over width, of a portrait in a frame too small for a square: what the network, which
sees every portrait as a square, still takes for a person."""


def portrait(face: Box, aspect: float) -> Box:
    """The part of the frame that shows head and shoulders.

    Args:
        face: the face box.
        aspect: width of the frame over its height.
    """
    side = PORTRAIT * face.height
    width, height = min(side, aspect), min(side, 1.0)
    width, height = min(width, WIDEST * height), min(height, TALLEST * width)
    across = width / aspect
    left = min(max(face.center.x - across / 2, 0.0), 1 - across)
    top = min(max(face.center.y - ABOVE * height, 0.0), 1 - height)
    return Box(left, top, left + across, top + height)


def drawn(half_widths: tuple[float, ...], face: Box, aspect: float, within: Box, shape: tuple[int, ...]) -> Mask:
    """Where the outline is, on a grid.

    Args:
        half_widths: `SURELY`, `USUALLY` or `AT_MOST`.
        face: the face box.
        aspect: width of the frame over its height.
        within: what the grid covers of the frame.
        shape: rows and columns of the grid.

    Returns:
        Shape (rows, columns), True where the middle of the cell lies inside.
    """
    rows, columns = shape[:2]
    down = (_middles(within.y1, within.y2, rows) - face.center.y) / face.height
    beside = np.abs(_middles(within.x1, within.x2, columns) - face.center.x) * aspect / face.height
    return np.asarray(beside[None, :] < np.interp(down, LEVELS, half_widths, left=-1.0)[:, None])


def _middles(start: float, stop: float, count: int) -> NDArray[np.float64]:
    return start + (np.arange(count) + 0.5) / count * (stop - start)
