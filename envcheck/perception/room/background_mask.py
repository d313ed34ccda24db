"""What is behind and beside the people."""

from envcheck.model.errors import FacetUnavailable
from envcheck.perception.facets import BackgroundMask, PersonMask
from envcheck.perception.scene import Scene

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
            raise FacetUnavailable("hardly any background is in view")
        return BackgroundMask(mask)
