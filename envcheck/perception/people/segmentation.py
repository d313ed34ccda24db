"""Which pixels of a portrait are the person, by the network of MediaPipe's Selfie Segmentation.

Google's description: "Model Card MediaPipe Selfie Segmentation" (2021), the general model: trained on people who film
themselves from within two metres.
"""

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.perception.arrays import Plane

SIDE = 256
"""Pixels of the one square input that the network takes, and of its answer."""


def probability(portrait: Plane, path: Path) -> NDArray[np.float32]:
    """How likely each pixel is a person.

    Args:
        portrait: BGR, shape (height, width, 3): head and shoulders, nearly square; the network sees it as a square.
        path: the network's file.

    Returns:
        Shape (SIDE, SIDE), 0 to 1, stretched as the network saw it.
    """
    network = _network(str(path))
    # the file says rows, columns, channels; OpenCV takes all networks' inputs as channels, rows, columns
    network.setInput(cv2.dnn.blobFromImage(portrait, 1 / 255, (SIDE, SIDE), swapRB=True))
    mask: NDArray[np.float32] = np.asarray(network.forward(), np.float32)[0, 0]
    return mask


@lru_cache(maxsize=1)
def _network(path: str) -> cv2.dnn.Net:
    return cv2.dnn.readNetFromTFLite(path, cv2.dnn.ENGINE_NEW)
