"""The text detection network of PP-OCR: where lines of text are, never what they say.

Liao et al., "Real-time Scene Text Detection with Differentiable Binarization" (AAAI 2020): a map of how likely each
pixel lies in the core of a line, made so that a fixed threshold splits it. Du et al., "PP-OCR" (arXiv 2009.09941) made
the network small; this is its version 4. Cores are measured here by their second moments, which is one pass over the
map for all of them and finds a leaning line's true thickness.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

GRID = 32
"""The network halves its input five times, so each side must be a multiple of 32."""

MEAN = tuple(255 * share for share in (0.485, 0.456, 0.406))
SPREAD = 255 * 0.226
"""Mean and standard deviation of the pictures it was trained on (ImageNet's; one spread for all channels)."""

CORE = 0.3
"""Probability from which a pixel lies in the core of a line, as PP-OCR has it."""

LEAST_PIXELS = 12

SHRUNK = 0.82
"""Thickness of a core in heights of a capital letter: 0.7 to 1.0 on drawn lines of 7 to 12 pixels."""

UNCLIP = 1.5
"""The core is widened by this times its area by its perimeter to give the line's box (the paper's r')."""


class Lines(NamedTuple):
    """Lines of text in a picture, in its pixels; each array has one row for each line.

    Attributes:
        boxes: xyxy, shape (n, 4).
        heights: of a capital letter, shape (n,).
        lengths: of the line, shape (n,).
        angles: degrees from level, -90 to 90, shape (n,).
        confidences: mean probability of the core, shape (n,).
        details: mean change of luma from a pixel to the next in the core, in levels, shape (n,).
    """

    boxes: Floats
    heights: Floats
    lengths: Floats
    angles: Floats
    confidences: Floats
    details: Floats


def find_lines(luma: Plane, path: Path | None) -> Lines:
    """Lines of text in a plane of luma, shape (height, width), whose sides are multiples of 32.

    Args:
        luma: what is looked at.
        path: the network's file, None where it is not installed.

    Raises:
        FacetUnavailable: the network is not installed.
    """
    return measure_lines(probabilities(luma, path), luma)


def probabilities(luma: Plane, path: Path | None) -> Floats:
    """How likely each pixel lies in the core of a line of text, 0 to 1, shape of `luma`; arguments as for `find_lines`.

    Raises:
        FacetUnavailable: the network is not installed.
    """
    if path is None:
        raise FacetUnavailable(N_("the text network is not installed; please install envcheck again"))
    network = _network(str(path), luma.shape[1], luma.shape[0])
    grey = np.asarray(cv2.cvtColor(luma, cv2.COLOR_GRAY2BGR), np.uint8)
    network.setInput(cv2.dnn.blobFromImage(grey, 1 / SPREAD, mean=MEAN))
    return np.asarray(network.forward()[0, 0], np.float32)


def measure_lines(probability: Floats, luma: Plane) -> Lines:
    """The cores in a map of probabilities, and how much luma changes within each.

    Args:
        probability: shape (height, width), 0 to 1.
        luma: of the picture it was made from, same shape.
    """
    cores = probability > CORE
    count, labels, stats, middles = cv2.connectedComponentsWithStats(cores.view(np.uint8))
    rows, columns = np.nonzero(cores)
    core = labels[rows, columns]
    areas = np.maximum(stats[:, cv2.CC_STAT_AREA], 1)

    def mean(values: NDArray[np.floating]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(core, values, count) / areas, np.float64)

    x, y = columns - middles[core, 0], rows - middles[core, 1]
    across, down, both = mean(x * x), mean(y * y), mean(x * y)
    spread = np.hypot((across - down) / 2, both)
    thickness = np.sqrt(12 * np.maximum((across + down) / 2 - spread, 0) + 1)
    length = np.sqrt(12 * ((across + down) / 2 + spread) + 1)
    margin = UNCLIP * areas / (2 * (thickness + length))
    corner = stats[:, :2] - margin[:, None]
    boxes = np.concatenate([corner, stats[:, :2] + stats[:, 2:4] + margin[:, None]], axis=1)
    details = np.maximum(*(mean(changes) for changes in _changes(luma, rows, columns)))
    angles = np.degrees(np.arctan2(2 * both, across - down) / 2)
    columns_ = (boxes, thickness / SHRUNK, length / SHRUNK, angles, mean(probability[rows, columns]), details)
    kept = np.nonzero(areas >= LEAST_PIXELS)[0]
    return Lines(*(np.asarray(values[kept[kept > 0]], np.float32) for values in columns_))


SMOOTH, BEYOND = 0.8, 4
"""Standard deviation in pixels of what is smoothed away first: noise, more than strokes; and how far that reaches."""


def _changes(luma: Plane, rows: Places, columns: Places) -> tuple[Floats, Floats]:
    """Absolute change of luma from some pixels to the next, across and down, in levels."""
    if not rows.size:
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    top, left = (max(0, int(places.min()) - BEYOND) for places in (rows, columns))
    bottom, right = (int(places.max()) + 2 + BEYOND for places in (rows, columns))
    soft = np.asarray(cv2.GaussianBlur(luma[top:bottom, left:right].astype(np.float32), (0, 0), SMOOTH), np.float32)
    at, below = rows - top, np.minimum(rows + 1, luma.shape[0] - 1) - top
    beside, after = columns - left, np.minimum(columns + 1, luma.shape[1] - 1) - left
    here = soft[at, beside]
    return np.abs(soft[at, after] - here), np.abs(soft[below, beside] - here)


@lru_cache(maxsize=4)
def _network(path: str, width: int, height: int) -> cv2.dnn.Net:
    """One network per input size: an engine that is given another size later may answer wrongly."""
    return cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW)
