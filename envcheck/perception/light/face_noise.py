"""Grain on the main face.

After Immerkær, "Fast Noise Variance Estimation" (Computer Vision and Image Understanding 64, 1996): a kernel that is
blind to slopes and bends; the median in place of the mean keeps eyes and brows out of it.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.frame_noise import KERNEL, KERNEL_GAIN, MEDIAN_TO_SIGMA
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class FaceNoise:
    """Grain of the picture on the main face.

    Attributes:
        sigma: standard deviation in levels.
    """

    sigma: float


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
            raise FacetUnavailable(N_("the face is too small to judge by"))
        grain = np.asarray(cv2.filter2D(skin.astype(np.float32), -1, KERNEL))[1:-1, 1:-1]
        return FaceNoise(float(np.median(np.abs(grain))) / MEDIAN_TO_SIGMA / KERNEL_GAIN)
