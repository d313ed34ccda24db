"""The two cheeks of the main face, where light on it can be compared, and the brow above each.

Placed as ISO/IEC 29794-5:2025 places them for illumination uniformity: squares with a side of 0.3 eye distances, half
the distance from the eyes to the mouth below each eye. The brows are as large squares on the forehead, above each eye:
a mask or a beard covers the cheeks and leaves them.
"""

from dataclasses import dataclass
from math import hypot

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box, Point
from envcheck.model.words import N_
from envcheck.perception.faces.face import Face
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Cheeks:
    """Where light on the main face can be compared; right and left are the person's own.

    Attributes:
        right: a square on the right cheek.
        left: a square on the left cheek.
        right_brow: a square above the right eye.
        left_brow: a square above the left eye.
    """

    right: Box
    left: Box
    right_brow: Box
    left_brow: Box


SIDE = 0.3
"""Of the eye distance."""

LEAST_SIDE = 4
"""Pixels of the view: a smaller square holds too little to compare."""

BROW = -0.9
"""How far a brow lies above its eye, where 1 is how far a cheek lies below it."""

TURNED = 0.5
"""Eye distances of the nose beside the middle of the eyes, from which one cheek is seen at a slant only."""


class CheekPerceiver:
    """Places a square on each cheek of the main face."""

    facet = Cheeks

    def perceive(self, scene: Scene) -> Cheeks:
        """Both squares, in fractions of the frame.

        Raises:
            FacetUnavailable: there is no face, or it is too small, turned to one side or partly out of the frame.
        """
        face = scene[MainFace].face
        height, width = scene[Luma].plane.shape
        return cheeks(face, width, height)


def cheeks(face: Face, width: int, height: int) -> Cheeks:
    """The squares on the cheeks of `face` in a view of `width` by `height` pixels.

    Raises:
        FacetUnavailable: as `CheekPerceiver.perceive`.
    """
    right, left, nose, *mouth = (Point(point.x * width, point.y * height) for point in face.landmarks)
    eyes, lips = _middle(right, left), _middle(*mouth)
    across = hypot(left.x - right.x, left.y - right.y)
    side = SIDE * across
    if side < LEAST_SIDE:
        raise FacetUnavailable(N_("the face is too small to judge by"))
    beside = ((nose.x - eyes.x) * (left.x - right.x) + (nose.y - eyes.y) * (left.y - right.y)) / across**2
    if abs(beside) > TURNED:
        raise FacetUnavailable(N_("the face is turned to one side"))
    down = Point((lips.x - eyes.x) / 2, (lips.y - eyes.y) / 2)
    size = (side / width, side / height)
    boxes = [
        _square(Point((eye.x + reach * down.x) / width, (eye.y + reach * down.y) / height), *size)
        for reach in (1.0, BROW)
        for eye in (right, left)
    ]
    if any(box != box.clipped() for box in boxes[:2]):
        raise FacetUnavailable(N_("part of the face is out of view"))
    return Cheeks(*boxes)


def _square(middle: Point, width: float, height: float) -> Box:
    return Box(middle.x - width / 2, middle.y - height / 2, middle.x + width / 2, middle.y + height / 2)


def _middle(one: Point, other: Point) -> Point:
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)
