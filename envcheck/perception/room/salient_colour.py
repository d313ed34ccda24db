"""Strongly coloured patches behind the people, in CIELAB (ISO/CIE 11664-4)."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask
from envcheck.perception.picture.coarse_frame import CoarseFrame
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class SalientColour:
    """Large, strongly coloured patches behind, unlike the rest of the background.

    Attributes:
        strength: of the strongest: its share of the background (0 to 1) times its mean chroma (CIELAB, 0 to about 130).
        boxes: the strongest of them, strongest first.
    """

    strength: float
    boxes: tuple[Box, ...]


Floats = NDArray[np.float32]

STRONG = 50.0
"""Chroma from which a colour is strong; painted walls, furniture and curtains of rooms mostly lie below 40."""

EARTHY = (40.0, 150.0)
STRONG_EARTHY = 82.0
"""Hues in degrees from orange to green are those of wood, lamplight and leaves, which reach a chroma of 76: only a
stronger colour counts there."""

UNUSUAL = 35.0
"""Distance in a*b* from the middle colour of the background: a coloured wall is no patch on itself."""

ALIKE = 25.0
WALL = 0.35
"""A patch is part of a wall where this share of the background lies within `ALIKE` of its colour."""

CLOTHES = 0.25
"""Share inside the outline of people from which a patch is what they wear, and none of our business."""

LEAST_SHARE = 0.005
"""Of the frame: a smaller patch is a detail that belongs in a room."""

MOST_BOXES = 3


class SalientColourPerceiver:
    """Finds patches whose colour is strong and unlike the rest of the background."""

    facet = SalientColour
    refresh = Refresh(ABOUT_A_SECOND, "things behind stay where they are", IDLE)

    def perceive(self, scene: Scene) -> SalientColour:
        """Their places and strength, strongest first.

        Raises:
            FacetUnavailable: hardly any background is in view.
        """
        ab, mask = scene[CoarseFrame].ab, scene[BackgroundMask].mask
        behind = resized(mask.astype(np.uint8), ab.shape[1], ab.shape[0]) > 0
        found = sorted(_find_patches(ab, behind), reverse=True)
        boxes = tuple(Box(*corners) for _, corners in found[:MOST_BOXES])
        return SalientColour(max((strength for strength, _ in found), default=0.0), boxes)


def _find_patches(ab: Floats, behind: Mask) -> Iterator[tuple[float, tuple[float, float, float, float]]]:
    """Strength and corners of each patch that is neither wall nor clothing."""
    height, width = behind.shape
    chroma = np.hypot(ab[..., 0], ab[..., 1])
    room = ab[behind]
    strong = _strong(ab, chroma)
    strong[strong] = _distance(ab[strong], room[::3]) >= UNUSUAL
    whole = cv2.morphologyEx(strong.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    for label in range(1, count):
        x, y, across, down, area = stats[label].tolist()
        if area < LEAST_SHARE * behind.size:
            continue
        patch = np.asarray(labels == label)
        seen = patch & behind
        if np.count_nonzero(seen) <= (1 - CLOTHES) * area:
            continue
        if np.mean(_distance(room, ab[seen]) < ALIKE) < WALL:
            corners = (x / width, y / height, (x + across) / width, (y + down) / height)
            yield float(chroma[seen].sum() / len(room)), corners


def _strong(ab: Floats, chroma: Floats) -> Mask:
    """Where a colour is strong for its hue."""
    strong = np.asarray(chroma >= STRONG)
    hue = np.degrees(np.arctan2(ab[strong, 1], ab[strong, 0]))
    earthy = (hue >= EARTHY[0]) & (hue <= EARTHY[1])
    strong[strong] = ~earthy | (chroma[strong] >= STRONG_EARTHY)
    return strong


def _distance(ab: Floats, of: Floats) -> Floats:
    """How far each colour (n, 2) lies from the middle one of `of` (m, 2)."""
    middle = np.median(of, axis=0)
    return np.asarray(np.hypot(ab[:, 0] - middle[0], ab[:, 1] - middle[1]), np.float32)
