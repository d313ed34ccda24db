"""Blown areas behind: windows, lamps, screens that are nothing but white."""

from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.linear_light import linear
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class Glare:
    """Blown areas behind.

    Attributes:
        share: of the background, 0 to 1, by those that do not lie wholly below the chin of the main face.
        stops: by which they outshine the middle level of the background.
        boxes: the largest of them, largest first.
    """

    share: float
    stops: float
    boxes: tuple[Box, ...]


BLOWN = 245
"""Level from which cameras have no shading left in a bright area, compression allowed for."""

LEAST_SHARE = 0.005
"""Of the frame: a smaller area is a lamp or a reflection that belongs in a room."""

MOST_BOXES = 3
FLOOR = 0.03
"""Linear light kept off zero: in a dark room a window is five stops brighter, no more."""


class GlarePerceiver:
    """Finds blown areas in the background."""

    facet = Glare
    refresh = Refresh(ABOUT_A_SECOND, "a curtain takes about that long to be drawn")

    def perceive(self, scene: Scene) -> Glare:
        """Their places, largest first, their share of the background, and how far they outshine it.

        Raises:
            FacetUnavailable: hardly any background is in view.
        """
        behind, plane = scene[BackgroundMask].mask[::2, ::2], scene[Luma].plane[::2, ::2]
        height, width = plane.shape
        blown = ((plane >= BLOWN) & behind).astype(np.uint8)
        chin = _chin(scene) * height
        kept = [area for area in _areas(blown, LEAST_SHARE * plane.size) if area[cv2.CC_STAT_TOP] < chin]
        boxes = (Box(x / width, y / height, (x + w) / width, (y + h) / height) for x, y, w, h, _ in kept[:MOST_BOXES])
        share = sum(area[cv2.CC_STAT_AREA] for area in kept) / np.count_nonzero(behind)
        usual = float(np.median(plane[::2, ::2][behind[::2, ::2]]))
        return Glare(float(share), float(-np.log2(FLOOR + (1 - FLOOR) * linear(usual))), tuple(boxes))


def _chin(scene: Scene) -> float:
    """Where the main face ends, 1 without one: what begins lower is a table or a sheet before the person."""
    try:
        return scene[MainFace].face.box.clipped().y2
    except FacetUnavailable:
        return 1.0


def _areas(blown: Plane, least: float) -> list[list[int]]:
    """Left, top, width, height and size of each connected area of at least `least` pixels, largest first."""
    if np.count_nonzero(blown) < least:
        return []
    whole = cv2.morphologyEx(blown, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, _, areas, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    kept = [area for area in areas[1:].tolist() if area[cv2.CC_STAT_AREA] >= least]
    return sorted(kept, key=lambda area: int(area[cv2.CC_STAT_AREA]), reverse=True)
