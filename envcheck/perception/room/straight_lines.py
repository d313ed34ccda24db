"""Straight lines behind the people: what both angles at which a camera is held are told by, and found once for both."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StraightLines:
    """Straight segments behind the people, by the detector of `picture_frames`.

    Attributes:
        ends: of each segment, x and y of both: shape (n, 4), in longer sides from the middle of the frame.
    """

    ends: Floats


SIDE = 240
"""Pixels of the longer side at which lines are sought: a quarter of the time of 480, and as good an answer."""


class StraightLinePerceiver:
    """Finds segments in a small copy of the luma."""

    facet = StraightLines

    def perceive(self, scene: Scene) -> StraightLines:
        """Those whose middle lies behind the people; none where the room is plain.

        Raises:
            FacetUnavailable: hardly any background is in view.
        """
        return StraightLines(find_segments(scene[Luma].plane, scene[BackgroundMask].mask))


def find_segments(plane: Plane, behind: Mask) -> Floats:
    """Straight segments whose middle lies `behind`: shape (n, 4), ends in longer sides from the middle of the frame."""
    scale = SIDE / max(plane.shape)
    small = resized(plane, max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale)))
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(small)[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
    middles = ((ends[:, :2] + ends[:, 2:]) / 2 / scale).astype(int)
    rows, columns = (np.clip(middles[:, axis], 0, behind.shape[1 - axis] - 1) for axis in (1, 0))
    height, width = small.shape
    return np.asarray((ends[behind[rows, columns]] - np.tile([width / 2, height / 2], 2)) / SIDE)
