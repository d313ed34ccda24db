"""Objects and bodies, by the YOLOX-nano network.

Ge et al., "YOLOX: Exceeding YOLO Series in 2021" (arXiv 2107.08430); trained on COCO's 80 classes.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh
from envcheck.perception.weights import YOLOX_NANO


@dataclass(frozen=True)
class Detection:
    """An object or a body that was found.

    Attributes:
        name: what it is, as the COCO data set calls it: "person", "bed", "tv" …
        box: where.
        confidence: 0 to 1.
    """

    name: str
    box: Box
    confidence: float


@dataclass(frozen=True)
class Detections:
    """Objects and bodies in view, surest first."""

    things: tuple[Detection, ...]

    def of_class(self, *names: str) -> tuple[Detection, ...]:
        """Those of these names."""
        return tuple(thing for thing in self.things if thing.name in names)


Floats = NDArray[np.float32]

SIDE = 416
STRIDES = (8, 16, 32)
GREY = 114
"""What the network was trained to see around a picture that is not square."""

LEAST_CONFIDENCE, LEAST_BODY = 0.15, 0.08
"""Fainter things, and fainter bodies, are dropped: a body that is hardly seen still keeps one from saying that nobody
is there."""

OVERLAP = 0.5

NAMES = {
    0: "person", 14: "bird", 15: "cat", 16: "dog", 24: "backpack", 26: "handbag", 28: "suitcase", 39: "bottle",
    40: "wine glass", 41: "cup", 56: "chair", 57: "couch", 58: "potted plant", 59: "bed", 60: "dining table",
    61: "toilet", 62: "tv", 63: "laptop", 66: "keyboard", 67: "cell phone", 68: "microwave", 69: "oven", 70: "toaster",
    71: "sink", 72: "refrigerator", 73: "book", 74: "clock", 75: "vase", 77: "teddy bear",
}  # fmt: skip
"""The classes that say something about a room; the others are not told."""

LEAST = np.full(80, np.inf, np.float32)
"""The score from which each class is told, shape (80,)."""
LEAST[list(NAMES)] = LEAST_CONFIDENCE
LEAST[0] = LEAST_BODY


NO_BODIES = N_(
    "People whose face is turned away, and things such as beds and screens, are not noticed here; "
    "please look for them yourself."
)


class DetectionPerceiver:
    """Finds objects and bodies in the view."""

    facet = Detections
    refresh = Refresh(ABOUT_A_SECOND, "furniture stays, and somebody who walks in changes what is behind", 2 * IDLE)

    def __init__(self, models: Models) -> None:
        self._path = models.path(YOLOX_NANO)
        self.gap = "" if self._path else NO_BODIES

    def perceive(self, scene: Scene) -> Detections:
        """All of the known classes above `LEAST_CONFIDENCE`, and bodies above `LEAST_BODY`.

        Raises:
            FacetUnavailable: the network is not installed.
        """
        if self._path is None:
            raise FacetUnavailable(N_("the object network is not installed; `envcheck models pull` fetches it"))
        picture = scene[AnalysisFrame].bgr
        scale = SIDE / max(picture.shape[:2])
        height, width = max(1, round(picture.shape[0] * scale)), max(1, round(picture.shape[1] * scale))
        beyond = (0, SIDE - height, 0, SIDE - width)
        padded = cv2.copyMakeBorder(
            resized(picture, width, height), *beyond, cv2.BORDER_CONSTANT, value=(GREY, GREY, GREY)
        )
        network = _network(str(self._path))
        network.setInput(cv2.dnn.blobFromImage(padded))
        boxes, scores = decode(np.asarray(network.forward(), np.float32).reshape(-1, 85))
        size = np.array([width, height, width, height], np.float32)
        return Detections(tuple(_confident(np.asarray(boxes / size, np.float32), scores)))


def decode(rows: Floats) -> tuple[Floats, Floats]:
    """Boxes (n, 4) as xyxy in pixels of the network's input, and scores (n, 80), of cells that may show something.

    Args:
        rows: one for each cell of the three grids, finest first: centre in cells from the cell's corner, logarithm of
            the size in cells, objectness, and 80 class scores.
    """
    likely = rows[:, 4] > min(LEAST_CONFIDENCE, LEAST_BODY)
    corners, cells = (of_all[likely] for of_all in _grid())
    rows = rows[likely]
    middles = (rows[:, :2] + corners) * cells
    half = np.exp(rows[:, 2:4]) * cells / 2
    return np.concatenate([middles - half, middles + half], axis=1), rows[:, 4:5] * rows[:, 5:]


@lru_cache(maxsize=1)
def _grid() -> tuple[Floats, Floats]:
    """Corner of each cell in cells, and its size in pixels."""
    corners, cells = [], []
    for stride in STRIDES:
        rows, columns = np.mgrid[0 : SIDE // stride, 0 : SIDE // stride]
        corners.append(np.stack([columns, rows], axis=-1).reshape(-1, 2))
        cells.append(np.full((len(corners[-1]), 1), stride))
    return np.concatenate(corners).astype(np.float32), np.concatenate(cells).astype(np.float32)


def _confident(boxes: Floats, scores: Floats) -> list[Detection]:
    things = []
    for number in np.flatnonzero((scores > LEAST).any(axis=0)).tolist():
        sure = np.nonzero(scores[:, number] > LEAST[number])[0]
        corners = np.concatenate([boxes[sure, :2], boxes[sure, 2:] - boxes[sure, :2]], axis=1)
        kept = cv2.dnn.NMSBoxes(corners.tolist(), scores[sure, number].tolist(), float(LEAST[number]), OVERLAP)
        for index in np.asarray(kept, int).ravel():
            box = Box(*boxes[sure[index]].tolist()).clipped()
            things.append(Detection(NAMES[number], box, float(scores[sure[index], number])))
    return sorted(things, key=lambda thing: thing.confidence, reverse=True)


@lru_cache(maxsize=1)
def _network(path: str) -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW)
