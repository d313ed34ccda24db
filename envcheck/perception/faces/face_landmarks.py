"""468 points of one face, by MediaPipe's face mesh network.

Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs" (CVPR Workshop on Computer
Vision for Augmented and Virtual Reality, 2019): a square that is level with the eyes goes in, points and a score that
says whether a face is there come out.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.faces.face import Face


@dataclass(frozen=True, eq=False)
class FaceLandmarks:
    """The points of the main face, in the order of MediaPipe's face mesh.

    Attributes:
        points: shape (468, 3), float32: x and y in fractions of the frame, beyond 0 to 1 where the frame cuts the face,
            and depth in fractions of its width, below 0 towards the camera from the middle of the head.
        score: 0 to 1, how surely these are the points of a face.
    """

    points: NDArray[np.float32]
    score: float

    @property
    def box(self) -> Box:
        """From the upper end of the forehead to the chin, also where the frame cuts it."""
        (x1, y1), (x2, y2) = self.points[:, :2].min(axis=0).tolist(), self.points[:, :2].max(axis=0).tolist()
        return Box(x1, y1, x2, y2)


FOREHEAD, CHIN, NOSE_TIP, UPPER_LIP, LOWER_LIP = 10, 152, 1, 13, 14
RIGHT_EYE, LEFT_EYE = (33, 133), (362, 263)
"""The corners of each eye, from the right of the person's own to the left."""
RIGHT_MOUTH, LEFT_MOUTH = 61, 291
RIGHT_SIDE, LEFT_SIDE = 234, 454
"""Where the face ends before the ear."""

SIDE = 192
"""Pixels of the one square input that the network takes."""

MARGIN = 1.5
"""Sides of that square, in heights of the face: what MediaPipe gives it."""

TALL, MIDDLE = 2.45, 0.46
"""Height of a face, and how far its middle lies below the eyes, in distances from there to the middle of the mouth. It
stands in for the detector's box, which ends where the frame does."""


def locate_points(view: Plane, face: Face, path: Path) -> FaceLandmarks:
    """The points of a face.

    Args:
        view: BGR, shape (height, width, 3).
        face: where it is, in fractions of the view.
        path: the network's file.
    """
    height, width = view.shape[:2]
    size = np.array([width, height], np.float64)
    to_view = _square(face, size)
    inverse = cv2.invertAffineTransform(to_view)
    square = cv2.warpAffine(view, inverse, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    network = _network(str(path))
    network.setInput(cv2.dnn.blobFromImage(square, 1 / 255, swapRB=True))
    outputs = (np.asarray(output, np.float64).ravel() for output in network.forward(_outputs(network)))
    flag, seen = sorted(outputs, key=len)
    points = seen.reshape(-1, 3)
    flat = points[:, :2] @ to_view[:, :2].T + to_view[:, 2]
    depth = points[:, 2] * hypot(*to_view[:, 0]) / width
    return FaceLandmarks(np.column_stack([flat / size, depth]).astype(np.float32), float(1 / (1 + np.exp(-flag[0]))))


def _square(face: Face, size: NDArray[np.float64]) -> NDArray[np.float64]:
    """The transform, shape (2, 3), from the network's square to pixels of the view: level with the eyes."""
    right, left, _, *mouth = (np.array([point.x, point.y]) * size for point in face.landmarks)
    eyes, lips = (right + left) / 2, (mouth[0] + mouth[1]) / 2
    angle = atan2(*(left - right)[::-1])
    unit = max(hypot(*(lips - eyes)), hypot(*(left - right)))
    across, down = np.array([cos(angle), sin(angle)]), np.array([-sin(angle), cos(angle)])
    scale = unit * TALL * MARGIN / SIDE
    middle = eyes + down * MIDDLE * unit
    corner = middle - (across + down) * scale * SIDE / 2
    return np.column_stack([across * scale, down * scale, corner])


def _outputs(network: cv2.dnn.Net) -> list[str]:
    return list(network.getUnconnectedOutLayersNames())


@lru_cache(maxsize=1)
def _network(path: str) -> cv2.dnn.Net:
    """By the older engine: the new one gives the points alone, without the score."""
    return cv2.dnn.readNetFromTFLite(path, cv2.dnn.ENGINE_CLASSIC)
