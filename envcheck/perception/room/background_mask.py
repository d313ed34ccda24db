"""What is behind and beside the people."""

from dataclasses import dataclass

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.scene import Scene


@dataclass(frozen=True, eq=False)
class BackgroundMask:
    """What is behind and beside the people.

    Attributes:
        mask: shape of the view, True on background.
    """

    mask: Mask


LEAST_SHARE = 0.1
"""Of the frame: less background than this says nothing about a room."""


class BackgroundMaskPerceiver:
    """The rest of the frame once people are left out."""

    facet = BackgroundMask

    def perceive(self, scene: Scene) -> BackgroundMask:
        """The complement of the silhouette.

        Raises:
            FacetUnavailable: people fill the frame.
        """
        mask = ~scene[PersonMask].mask
        if mask.mean() < LEAST_SHARE:
            raise FacetUnavailable(N_("hardly any background is in view"))
        return BackgroundMask(mask)
