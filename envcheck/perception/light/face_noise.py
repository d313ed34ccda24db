"""Grain on the main face.

After Immerkær, "Fast Noise Variance Estimation" (Computer Vision and Image Understanding 64, 1996): a kernel that is
blind to slopes and bends; the median in place of the mean keeps eyes and brows out of it.
"""

import cv2
import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.perception.facets import FaceNoise, Luma, MainFace
from envcheck.perception.scene import Scene

KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
KERNEL_GAIN = 6.0
"""Square root of the sum of the kernel's squares."""

MEDIAN_TO_SIGMA = 0.6745
"""Median absolute deviation of a normal distribution with a standard deviation of one."""

LEAST_SIDE = 8


class FaceNoisePerceiver:
    """Estimates the noise of luma on the skin of the main face."""

    facet = FaceNoise

    def perceive(self, scene: Scene) -> FaceNoise:
        """The standard deviation in levels.

        Raises:
            FacetUnavailable: there is no face, or it is too small to estimate anything on.
        """
        face = scene[MainFace].face
        skin = scene[Luma].inside(face.skin)
        if min(skin.shape) < LEAST_SIDE:
            raise FacetUnavailable("the face is too small to judge by")
        grain = np.asarray(cv2.filter2D(skin.astype(np.float32), -1, KERNEL))[1:-1, 1:-1]
        return FaceNoise(float(np.median(np.abs(grain))) / MEDIAN_TO_SIGMA / KERNEL_GAIN)
