"""How much the picture shows at all: what a cover, a finger or darkness takes away."""

from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Detail:
    """How much the picture shows at all.

    Attributes:
        coarse: strength of the strongest details, in levels, once the frame is reduced to a few hundred pixels;
            what lies on the lens is too near to leave any.
    """

    coarse: float


COARSE = (32, 18)
"""Width and height: averaging over hundreds of pixels removes sensor noise, and smooth shading has no Laplacian."""


class DetailPerceiver:
    """Measures the strongest coarse details."""

    facet = Detail

    def perceive(self, scene: Scene) -> Detail:
        """98th percentile of the absolute Laplacian of the frame reduced to `COARSE`, without its border."""
        small = resized(scene[Luma].plane, *COARSE).astype(np.float32)
        edges = np.abs(np.asarray(cv2.Laplacian(small, cv2.CV_32F)))[1:-1, 1:-1]
        return Detail(float(np.percentile(edges, 98)))
