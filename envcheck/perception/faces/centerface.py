"""The CenterFace network: faces with five landmarks, always there.

Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point" (Scientific Programming, 2020): a
heatmap of face centres at a quarter of the input's size, with the box's size, the centre's offset and the landmarks
read at each peak.
"""

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.faces.face import Face, five_landmarks

Floats = NDArray[np.float32]

LEAST_CONFIDENCE = 0.25
"""Fainter peaks are dropped here; checks and counts decide by limits of their own above it."""

STRIDE = 4
GRID = 32
"""The network halves its input five times, so each side must be a multiple of 32."""

OUTPUTS = ("537", "538", "539", "540")
"""Heatmap, size, offset and landmarks, as the file names them."""


def detect(picture: NDArray[np.uint8], path: Path | None) -> list[Face]:
    """Faces in a BGR picture of any size, in no particular order.

    Args:
        picture: shape (height, width, 3).
        path: the network's file, None where it is not installed.

    Raises:
        FacetUnavailable: the network is not installed.
    """
    height, width = picture.shape[:2]
    padded_width, padded_height = _padded_size(width), _padded_size(height)
    padding = (0, padded_height - height, 0, padded_width - width)
    padded = np.asarray(cv2.copyMakeBorder(picture, *padding, cv2.BORDER_CONSTANT, value=(0, 0, 0)), np.uint8)
    outputs = forward(padded, path)
    boxes, confidences, landmarks = decode(*(output[0] for output in outputs))
    kept = non_max_suppression(boxes, confidences)
    scale = np.array([width, height], np.float32)
    return [
        Face(
            Box(*(boxes[index] / np.tile(scale, 2)).tolist()).clipped(),
            float(confidences[index]),
            five_landmarks(landmarks[index] / scale),
        )
        for index in kept
    ]


def forward(picture: NDArray[np.uint8], path: Path | None) -> list[Floats]:
    """The network's four outputs for a BGR picture whose sides are multiples of 32; `path` as for `detect`.

    Raises:
        FacetUnavailable: the network is not installed.
    """
    if path is None:
        raise FacetUnavailable(N_("the face network is not installed; please install envcheck again"))
    network = _network(str(path), picture.shape[1], picture.shape[0])
    network.setInput(cv2.dnn.blobFromImage(picture, swapRB=True))
    return [np.asarray(output, np.float32) for output in network.forward(OUTPUTS)]


def decode(heatmap: Floats, size: Floats, offset: Floats, points: Floats) -> tuple[Floats, Floats, Floats]:
    """Boxes (n, 4) as xyxy, confidences (n,) and landmarks (n, 5, 2), in pixels of the network's input.

    Args:
        heatmap: shape (1, rows, columns).
        size: logarithm of height and width in strides, shape (2, rows, columns).
        offset: of the centre within its cell, y and x, shape (2, rows, columns).
        points: y and x of each landmark from the box's corner, in shares of its size, shape (10, rows, columns).
    """
    rows, columns = np.nonzero(heatmap[0] > LEAST_CONFIDENCE)
    at = (slice(None), rows, columns)
    sides = np.exp(size[at])[::-1].T * STRIDE
    centres = (np.stack([columns, rows], axis=1) + offset[at][::-1].T + 0.5) * STRIDE
    corners = centres - sides / 2
    landmarks = points[at].T.reshape(-1, 5, 2)[..., ::-1] * sides[:, None] + corners[:, None]
    boxes = np.concatenate([corners, corners + sides], axis=1)
    return boxes.astype(np.float32), heatmap[0][rows, columns], landmarks.astype(np.float32)


def non_max_suppression(boxes: Floats, confidences: Floats, overlap: float = 0.3, inside: float = 0.6) -> list[int]:
    """Indices of the boxes that stay when each face is counted once, surest first.

    Besides the usual intersection over union, a box that lies mostly `inside` a surer one is the same face: a chin or
    a forehead read as a small face of its own.
    """
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    waiting = np.argsort(-confidences)
    kept: list[int] = []
    while waiting.size:
        first, waiting = int(waiting[0]), waiting[1:]
        kept.append(first)
        corners = np.maximum(boxes[first, :2], boxes[waiting, :2]), np.minimum(boxes[first, 2:], boxes[waiting, 2:])
        shared = np.prod(np.clip(corners[1] - corners[0], 0, None), axis=1)
        same = shared > overlap * (areas[first] + areas[waiting] - shared)
        same |= shared > inside * np.minimum(areas[first], areas[waiting])
        waiting = waiting[~same]
    return kept


@lru_cache(maxsize=4)
def _network(path: str, width: int, height: int) -> cv2.dnn.Net:
    """One network per input size: an engine that is given another size later may answer wrongly."""
    return cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW)


def _padded_size(side: int) -> int:
    return -(-side // GRID) * GRID
