"""Haze: a veil over the whole picture, from a greasy lens or from light that falls into it."""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import Refresh

DARK = 100
"""Level below which even the bright parts are dark: a narrow spread is then a lack of light, not haze."""


@dataclass(frozen=True)
class Haze:
    """How far light and dark lie apart.

    Attributes:
        spread: of luma in levels, 0 to 255: the 95th percentile less the 5th; low is hazy.
    """

    spread: float


class HazePerceiver:
    """Measures it over the whole picture."""

    facet = Haze
    refresh = Refresh(0.9, "a lens is wiped within a second or more")

    def perceive(self, scene: Scene) -> Haze:
        """The spread of luma.

        Raises:
            FacetUnavailable: the picture is too dark to tell.
        """
        dark, bright = np.percentile(scene[Luma].plane, [5, 95])
        if bright < DARK:
            raise FacetUnavailable("the picture is too dark to tell haze from a lack of light")
        return Haze(float(bright - dark))
