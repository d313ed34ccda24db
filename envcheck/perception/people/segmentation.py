"""Which pixels of a portrait are the person, by the SINet network.

Park et al., "SINet: Extreme Lightweight Portrait Segmentation Networks with Spatial Squeeze Modules and Information
Blocking Decoder" (WACV 2020).
"""

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.perception.arrays import Plane

SIDE = 320
"""Pixels of the one square input that the network takes."""

MEAN, SPREAD = (102.890434, 111.25247, 126.91212), (62.93292, 62.82138, 66.355705)
"""Mean and standard deviation of blue, green and red in what the network was trained on."""

INPUT = cv2.dnn.Image2BlobParams(tuple(1 / (255 * spread) for spread in SPREAD), (SIDE, SIDE), MEAN)
"""How its author scales pictures: divided by the standard deviation, and by 255 once more."""


def probability(portrait: Plane, path: Path) -> NDArray[np.float32]:
    """How likely each pixel is a person.

    Args:
        portrait: BGR, shape (height, width, 3): head and shoulders, nearly square; the network sees it as a square.
        path: the network's file.

    Returns:
        Shape (SIDE, SIDE), 0 to 1, stretched as the network saw it.
    """
    network = _network(str(path))
    network.setInput(cv2.dnn.blobFromImageWithParams(np.ascontiguousarray(portrait), INPUT))
    return np.asarray(np.asarray(network.forward(), np.float32)[0, 1])


@lru_cache(maxsize=1)
def _network(path: str) -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(path, cv2.dnn.ENGINE_NEW)
