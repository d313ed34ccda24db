"""A face, as every network finds it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.model.geometry import Box, Point


@dataclass(frozen=True)
class Face:
    """A face that was found; where it is, never whose it is.

    Attributes:
        box: from the hairline to the chin and from cheek to cheek.
        confidence: 0 to 1.
        landmarks: right eye, left eye, nose tip, right and left corner of the mouth; right and left are the
            person's own, so that the right eye lies left in an unmirrored picture.
    """

    box: Box
    confidence: float
    landmarks: tuple[Point, Point, Point, Point, Point]

    @property
    def eyes(self) -> Point:
        """The middle between the eyes."""
        right, left = self.landmarks[:2]
        return Box(right.x, right.y, left.x, left.y).center

    @property
    def skin(self) -> Box:
        """The middle of the face: below the hairline, inside the cheeks, above the chin."""
        return self.box.grown(-0.18, -0.22, -0.18, -0.12)

    @property
    def head(self) -> Box:
        """The whole head with its hair: the face box widened by the usual proportions of a head."""
        return self.box.grown(0.18, 0.35, 0.18, 0.06)


def five_landmarks(points: NDArray[np.float32]) -> tuple[Point, Point, Point, Point, Point]:
    """Five points of shape (5, 2), x before y, in the order of `Face.landmarks`."""
    right_eye, left_eye, nose, right_mouth, left_mouth = (Point(float(x), float(y)) for x, y in points)
    return right_eye, left_eye, nose, right_mouth, left_mouth
