"""How much light the main face gives back: by its shine and by its eyes, which all complexions have alike.

A level of skin is light times complexion, and no picture says which of both is low. Light that the surface mirrors
keeps the lamp's strength on every skin, and the white of an eye is about as bright in every face: each is taken by a
percentile that holds still where the skin around reflects less.
"""

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from envcheck.perception.faces.face import Face
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class FaceLight:
    """Levels (0 to 255, sRGB-coded) that the main face reaches.

    Attributes:
        shine: of its brightest parts, without the last glints.
        eyes: of the brighter part of both eyes.
    """

    shine: float
    eyes: float

    @property
    def level(self) -> float:
        """Both in one: a glint on a dark face lifts the one, glasses that mirror a screen the other."""
        eyes = max(self.eyes, self.shine / DARK_GLASSES)
        return EYE_WEIGHT * eyes + (1 - EYE_WEIGHT) * self.shine


EYE_WEIGHT = 0.7
"""The more the eyes count, the less a complexion does: of 110 well-lit faces re-made with skin that reflects a quarter,
5 % were taken for dim at this weight where 13 % were at 0.3, at the same share of dim faces found."""

ENOUGH = 100.0
"""Level from which a face has enough light to be praised for it, and to be clear. "Clear" was wrongly said of 32 of 277
labelled faces by what is behind alone, and is of 16 of 243 among those with so much light."""

DARK_GLASSES = 3
"""Shares of the shine below which eyes are hidden or shut, and say nothing of the light."""

SHINE, EYES = 98, 75
"""Percentiles of the skin's and of the eyes' levels. Of those tried (50 to 99.5; 75 to 95; eyes by boxes and by 468
landmarks) these told dim faces best."""

EYE = (0.16, 0.12)
"""How far an eye's box reaches from its middle to each side, and up and down, in eye distances."""


class FaceLightPerceiver:
    """Measures shine and eyes of the main face."""

    facet = FaceLight

    def perceive(self, scene: Scene) -> FaceLight:
        """Both levels.

        Raises:
            FacetUnavailable: there is no face.
        """
        face, luma = scene[MainFace].face, scene[Luma]
        shine = float(np.percentile(luma.inside(face.skin), SHINE))
        return FaceLight(shine, float(np.percentile(_eyes(face, luma), EYES)))


def _eyes(face: Face, luma: Luma) -> NDArray[np.uint8]:
    """The pixels of both eyes, shape (n,)."""
    height, width = luma.plane.shape
    right, left = face.landmarks[:2]
    apart = hypot((left.x - right.x) * width, (left.y - right.y) * height)
    across, down = (reach * apart for reach in EYE)
    parts = []
    for eye in (right, left):
        x, y = eye.x * width, eye.y * height
        rows = slice(max(0, round(y - down)), max(1, round(y + down) + 1))
        columns = slice(max(0, round(x - across)), max(1, round(x + across) + 1))
        parts.append(luma.plane[rows, columns].ravel())
    seen = np.concatenate(parts)
    return np.asarray(seen if seen.size else luma.inside(face.skin).ravel(), np.uint8)
