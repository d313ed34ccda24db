"""The frame as a few lines: heads and the outlines of people, for a report that shows no picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box, Point
from envcheck.perception.arrays import Mask
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Sketch:
    """What can be drawn of a frame without showing anything of it.

    Attributes:
        aspect: width over height of the frame.
        heads: where heads are.
        outlines: coarse outlines of people, each a closed line of few points.
    """

    aspect: float = 16 / 9
    heads: tuple[Box, ...] = ()
    outlines: tuple[tuple[Point, ...], ...] = ()


LEAST_SHARE = 0.005
"""Of the frame; smaller patches are no outline of anybody."""

COARSENESS = 0.004
"""Of an outline's length: how far the line may run beside it. Some thirty points are left, too few to show a face."""


class SketchPerceiver:
    """Draws what the silhouette and the faces give."""

    facet = Sketch

    def perceive(self, scene: Scene) -> Sketch:
        """The sketch; without outlines where people cannot be told apart from the background."""
        frame = scene.frame
        heads = tuple(face.head.clipped() for face in scene[Faces].faces)
        return Sketch(frame.width / frame.height, heads, _outlines(scene))


def _outlines(scene: Scene) -> tuple[tuple[Point, ...], ...]:
    try:
        mask = scene[PersonMask].mask
    except FacetUnavailable:
        return ()
    return outlines(mask)


def outlines(mask: Mask) -> tuple[tuple[Point, ...], ...]:
    """Coarse lines around what is True in a mask, in fractions of it, larger ones first."""
    height, width = mask.shape
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [line for line in found if cv2.contourArea(line) >= LEAST_SHARE * mask.size]
    lines = (cv2.approxPolyDP(line, COARSENESS * cv2.arcLength(line, True), True) for line in large)
    by_size = sorted(lines, key=cv2.contourArea, reverse=True)
    return tuple(tuple(Point(float(x) / width, float(y) / height) for x, y in line[:, 0]) for line in by_size)
