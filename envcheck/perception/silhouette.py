"""Where people are, from their faces: a head, a neck and shoulders of usual proportions."""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.geometry import Box
from envcheck.perception.facets import Face, Faces, Luma, Silhouette
from envcheck.perception.scene import Scene

SURE = 0.4
"""Confidence from which a face is taken for a person to be left out of the background."""

SHOULDERS = 1.35
"""Half the width of the shoulders in widths of the face box, with room for hair, arms and the back of a chair."""


class SilhouettePerceiver:
    """Draws each person's outline on a mask, wider than the person on purpose."""

    facet = Silhouette

    def perceive(self, scene: Scene) -> Silhouette:
        """The union of all people's outlines; empty where nobody is seen."""
        height, width = scene[Luma].plane.shape
        mask = np.zeros((height, width), np.uint8)
        for face in scene[Faces].faces:
            if face.confidence >= SURE:
                _draw(mask, face)
        return Silhouette(mask.astype(np.bool_))


def _draw(mask: NDArray[np.uint8], face: Face) -> None:
    height, width = mask.shape
    head = face.head.grown(0.08, 0.08, 0.08, 0.0)
    middle = head.center
    axes = (round(head.width * width / 2), round(head.height * height / 2))
    cv2.ellipse(mask, (round(middle.x * width), round(middle.y * height)), axes, 0, 0, 360, 1, -1)
    corners = np.array([[x * width, y * height] for x, y in _shoulders(face.box)])
    cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 1)


def _shoulders(face: Box) -> list[tuple[float, float]]:
    """Neck, sloping shoulders and a body down to the lower edge of the frame."""
    middle = face.center.x
    neck, half = 0.6 * face.width, SHOULDERS * face.width
    chin, shoulder = face.y2 - 0.1 * face.height, face.y2 + 0.55 * face.height
    right = [(middle + neck, chin), (middle + half, shoulder), (middle + 1.15 * half, 1.0)]
    return [*right, *((2 * middle - x, y) for x, y in reversed(right))]
