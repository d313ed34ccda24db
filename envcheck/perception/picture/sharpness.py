"""How sharp edges are: optics widen them, an encoder does not.

After Zhuo & Sim, "Defocus map estimation from a single image" (Pattern Recognition 44, 2011): blurring an edge once
more by a known Gaussian weakens its gradient by a ratio that depends on the edge's own width alone, and not on its
contrast, its exposure or the colour of what it borders. An encoder that saves bits drops faint texture and keeps such
edges.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.analysis_frame import VIEW_SIDE
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import Refresh


@dataclass(frozen=True)
class Sharpness:
    """How wide edges are on the main face.

    Attributes:
        edge_width: standard deviation of their blur, in pixels of the picture as it arrives, or of the view where that
            is smaller.
    """

    edge_width: float


REBLUR = 1.0
"""Standard deviation of the Gaussian that blurs once more, in pixels."""

BLURRED = 1.5
"""Width in pixels from which blur is plainly seen; no good picture of the calibration comes near it."""

STEEPEST = 0.1
"""Share of pixels taken for edges: eyes, brows, mouth and outline."""

LEAST_GRADIENT = 0.5
"""Levels per pixel after the blur: fainter than that, an edge is grain."""

LEAST_EDGES = 8
LEAST_SIDE = 24

Floats = NDArray[np.float32]


class SharpnessPerceiver:
    """Measures the width of edges on the main face."""

    facet = Sharpness
    refresh = Refresh(0.0, "it follows the face", detail_side=VIEW_SIDE)

    def perceive(self, scene: Scene) -> Sharpness:
        """The width in pixels of the picture as it arrives, or of the view where that is smaller.

        Raises:
            FacetUnavailable: there is no face, or it is too small or too faint to show an edge.
        """
        face = scene[MainFace].face
        plane = received_luma(scene)
        height, width = plane.shape
        head = plane[face.head.pixels(width, height)]
        if min(head.shape) < LEAST_SIDE:
            raise FacetUnavailable(N_("the face is too small to judge by"))
        widths = edge_widths(head)
        if widths.size < LEAST_EDGES:
            raise FacetUnavailable(N_("the face shows no edge to judge by"))
        return Sharpness(float(np.median(widths)))


def received_luma(scene: Scene) -> Plane:
    """Luma as it arrives, no larger than the view: what a call shows, never interpolated."""
    plane = scene[Luma].plane
    return plane if max(scene.frame.width, scene.frame.height) >= max(plane.shape) else scene.frame.luma()


def edge_widths(plane: Plane) -> Floats:
    """Standard deviation of the blur of each edge in a plane of luma, in pixels, shape (n,); its crest alone counts."""
    sharp = plane.astype(np.float32)
    before = _gradient(sharp)
    after = _gradient(np.asarray(cv2.GaussianBlur(sharp, (0, 0), REBLUR), np.float32))
    crest = after >= cv2.dilate(after, np.ones((3, 3), np.uint8))
    steep = max(LEAST_GRADIENT, float(np.quantile(after[::2, ::2], 1 - STEEPEST)))
    at = crest & (after >= steep)
    ratio = np.maximum(before[at] / after[at], 1.001)
    return np.asarray(REBLUR / np.sqrt(ratio**2 - 1), np.float32)


def _gradient(plane: Floats) -> Floats:
    """Levels per pixel, without the border that a filter makes up."""
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    return np.asarray(cv2.magnitude(across, down), np.float32)[2:-2, 2:-2]
