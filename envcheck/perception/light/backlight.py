"""How much stronger the light behind the main face is than the light on it."""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.linear_light import linear
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Backlight:
    """How much stronger the light behind the main face is than the light on it.

    Attributes:
        stops: doublings of linear light by which the bright part of the background lies above the highlights of the
            face; below 0 the face is the brighter.
        around: the surroundings of the head.
    """

    stops: float
    around: Box


LEAST_PIXELS = 50

SHINE = 99.5
"""Percentile of the face's levels that shine, eyes and teeth reach: all complexions have these alike. At the 98th, 9 %
of well-lit light faces given skin that reflects a quarter were called backlit; here 4 %, as few as chance allows."""

FLOOR = 0.002
"""Linear light kept off zero."""

CLEAR, SILHOUETTE = 1.4, 1.7
"""Stops up to which a face stays clear, and from which it is little more than its outline: between what well-lit
labelled pictures have and what is left of them with 1.5 to 3 stops less light on the person."""


class BacklightPerceiver:
    """Compares highlights of the face with the bright part of what is behind and beside it."""

    facet = Backlight

    def perceive(self, scene: Scene) -> Backlight:
        """The difference in stops, and where it was measured.

        Raises:
            FacetUnavailable: nobody is seen, or hardly any background beside the head.
        """
        face, luma, behind = scene[MainFace].face, scene[Luma], scene[BackgroundMask].mask
        around = face.head.grown(1.0, 0.5, 1.0, -0.1)
        height, width = luma.plane.shape
        at = around.pixels(width, height)
        beside = luma.plane[at][behind[at]]
        if beside.size < LEAST_PIXELS:
            raise FacetUnavailable(N_("hardly any background is in view beside the head"))
        room = luma.plane[::3, ::3][behind[::3, ::3]]
        bright = max(np.percentile(room, 90), np.percentile(beside, 75))
        face_light = np.percentile(luma.inside(face.skin), SHINE)
        return Backlight(float(np.log2((linear(bright) + FLOOR) / (linear(face_light) + FLOOR))), around.clipped())
