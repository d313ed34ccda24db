"""Whether the picture still moves at all."""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Freeze:
    """How long the picture has stayed the same, pixel for pixel.

    Attributes:
        unchanged_secs: media time since the picture last changed.
    """

    unchanged_secs: float


ALLOWED_CHANGE = 0.02
"""Mean absolute difference in levels below which two frames count as one: a sensor's noise never stays that still."""


class FreezePerceiver:
    """Remembers the last frame that differed and when it came."""

    facet = Freeze
    counts_repeats = True

    def __init__(self) -> None:
        self._last: Plane | None = None
        self._changed_at = 0.0

    def perceive(self, scene: Scene) -> Freeze:
        """Seconds since the picture last changed.

        Raises:
            FacetUnavailable: a single picture cannot show it.
        """
        if scene.mode is Mode.PICTURE:
            raise FacetUnavailable(N_("needs video"), not_applicable=True)
        plane, time = scene[Luma].plane, scene.time
        if self._differs(plane):
            self._last, self._changed_at = plane, time
        return Freeze(max(0.0, time - self._changed_at))

    def _differs(self, plane: Plane) -> bool:
        if self._last is None or self._last.shape != plane.shape:
            return True
        return float(np.mean(np.abs(plane.astype(np.int16) - self._last))) > ALLOWED_CHANGE
