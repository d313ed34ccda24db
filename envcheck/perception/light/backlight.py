"""How much stronger the light behind the main face is than the light on it."""

from dataclasses import dataclass
from typing import Any

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
"""Percentile of the face's levels that shine, eyes and teeth reach: all complexions have these alike."""

FLOOR = 0.002
"""Linear light kept off zero."""

CLIPPED, BEYOND = 250, 2.0
"""A window that is blown is brighter than white by an amount that the picture does not hold; it is taken for twice as
bright, which no wall in the face's own light is."""

NARROW, LESS = 95, 0.6
"""Percentile of the background that a window reaches which fills no more than a twentieth of it, and by how many stops
more it has to be brighter: beside a tenth it was not seen at all, however bright, and a face before it was praised."""

CLEAR, SILHOUETTE = 2.0, 2.4
"""Stops up to which a face stays clear, and from which it is little more than its outline. A white wall behind a face
of the darkest skin, lit alike, lies up to 2.3 stops above it."""


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
        wide, narrow = np.percentile(room, (90, NARROW))
        bright = max(_light(wide), _light(narrow) / 2**LESS, _light(np.percentile(beside, 75)))
        face_light = linear(np.percentile(luma.inside(face.skin), SHINE))
        return Backlight(float(np.log2((bright + FLOOR) / (face_light + FLOOR))), around.clipped())


def _light(level: np.floating[Any]) -> float:
    """Linear light of a level behind the face, at least, where 1 is white."""
    return float(linear(level)) * (BEYOND if level >= CLIPPED else 1.0)
