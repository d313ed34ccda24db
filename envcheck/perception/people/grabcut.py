"""Which pixels of a portrait are the person, by colour alone, from the usual outline as the seed.

Rother, Kolmogorov & Blake, "GrabCut: Interactive Foreground Extraction using Iterated Graph Cuts" (ACM Transactions on
Graphics 23, 2004), with the usual outline in place of the user's strokes.
"""

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.people.outline import AT_MOST, SURELY, USUALLY, drawn

SIDE = 64
"""Side of a square with as many pixels as the portrait is cut at. Of 48, 64, 72 and 80 the larger ones agree no better
with the network and take longer; so does a second iteration."""

LEAST_BACKGROUND = 20
"""Pixels that are background for sure, below which there is nothing to tell the person from."""


def segment(portrait: Plane, face: Box, aspect: float, within: Box) -> Mask | None:
    """The person in a portrait.

    Args:
        portrait: BGR, shape (height, width, 3).
        face: the face box, in fractions of the frame.
        aspect: width of the frame over its height.
        within: what the portrait covers of the frame.

    Returns:
        A coarse mask, True on the person; None where the portrait shows no background for sure.
    """
    height, width = portrait.shape[:2]
    scale = SIDE / (height * width) ** 0.5
    small = resized(portrait, max(1, round(width * scale)), max(1, round(height * scale)))
    surely, usually, at_most = (
        drawn(outline, face, aspect, within, small.shape) for outline in (SURELY, USUALLY, AT_MOST)
    )
    marks = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    marks[at_most], marks[usually], marks[surely] = cv2.GC_PR_BGD, cv2.GC_PR_FGD, cv2.GC_FGD
    if np.count_nonzero(~at_most) < LEAST_BACKGROUND or not surely.any():
        return None
    cv2.setRNGSeed(0)
    cv2.grabCut(small, marks, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), 1, cv2.GC_INIT_WITH_MASK)
    return np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD))
