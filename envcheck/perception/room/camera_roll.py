"""How the camera is held, from long straight lines behind the people.

Walls, doors, shelves and windows stand upright. A camera that leans turns all of them by one angle; one that looks up
or down makes the upright ones converge, each by an angle that grows with its distance from the middle of the picture
(the vanishing point of the vertical; Caprile & Torre, "Using vanishing points for camera calibration", International
Journal of Computer Vision 4, 1990). Both angles are found together, as the pair most line length agrees on.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.room.straight_lines import StraightLines
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class CameraRoll:
    """How the camera is held, seen by straight lines of the room.

    Attributes:
        roll: degrees by which the picture leans clockwise.
        rise: degrees by which the camera points above the horizon; None where upright lines do not show it.
    """

    roll: float
    rise: float | None


Floats = NDArray[np.float64]

FOCAL_LENGTH = 0.785
"""In longer sides of the frame: a webcam that sees 65 degrees from left to right."""

LEAST_LINE, MOST_LINES = 0.1, 80
"""Shorter lines, in longer sides, are texture; of the others the longest are enough."""

STEEPEST = 25.0
"""Degrees from the vertical, or the horizontal: lines beyond are neither."""

ROLLS = np.arange(-20.0, 20.1, 1.25)
BENDS = np.arange(-48.0, 48.1, 6.0)
"""Degrees that are tried: of roll, and of change along one longer side."""

USUAL = np.exp(-((ROLLS[:, None] / 14) ** 2 + (BENDS / 40) ** 2) / 2)
"""How much line length a strange answer needs to outweigh a usual one: most cameras stand level."""

BLUR, NEAR = 1.5, 3.0
"""Degrees by which a line may differ: in the search, and in the fit that follows."""

LEAST_LENGTH, LEAST_SHARE = 1.5, 0.5
"""Of the lines that agree: summed length in longer sides, and share of all."""

LEAST_UPRIGHT, LEAST_SPREAD = 1.0, 0.15
"""For convergence: summed length of upright lines, and their standard deviation across, in longer sides."""


class CameraRollPerceiver:
    """Finds lines in the background."""

    facet = CameraRoll
    refresh = Refresh(ABOUT_A_SECOND, "a camera seldom moves", IDLE)

    def perceive(self, scene: Scene) -> CameraRoll:
        """Roll and, where upright lines stand apart, rise of the camera.

        Raises:
            FacetUnavailable: too few straight lines are in view, or they do not agree.
        """
        return fit_roll(scene[StraightLines].ends)


def fit_roll(lines: Floats) -> CameraRoll:
    """The roll and rise most of the line length agrees on.

    Raises:
        FacetUnavailable: too few straight lines are in view, or they do not agree.
    """
    run = lines[:, 2:] - lines[:, :2]
    length = np.hypot(run[:, 0], run[:, 1])
    lean = np.degrees(np.arctan2(run[:, 1], run[:, 0]))
    upright = np.abs(lean % 180 - 90) < 45
    lean = np.where(upright, lean % 180 - 90, (lean + 90) % 180 - 90)
    usable = np.flatnonzero((np.abs(lean) < STEEPEST) & (length > LEAST_LINE))
    longest = usable[np.argsort(-length[usable])[:MOST_LINES]]
    lean, length = lean[longest], length[longest]
    across = np.where(upright, (lines[:, 0] + lines[:, 2]) / 2, 0.0)[longest]
    roll, bend, agreeing = _fit(lean, length, across)
    weight = length * agreeing
    if weight.sum() < LEAST_LENGTH or weight.sum() < LEAST_SHARE * length.sum():
        raise FacetUnavailable(N_("too few straight lines are in view"))
    return CameraRoll(roll, _rise(bend, across, weight * upright[longest]))


def _fit(lean: Floats, length: Floats, across: Floats) -> tuple[float, float, NDArray[np.bool_]]:
    """Roll, bend (degrees along one longer side) and which lines agree: a coarse search, then least squares."""
    misses = lean - ROLLS[:, None, None] - BENDS[:, None] * across
    votes = np.sum(length * np.exp(-((misses / BLUR) ** 2) / 2), axis=2) * USUAL
    row, column = divmod(int(np.argmax(votes)), BENDS.size)
    best = np.array([ROLLS[row], BENDS[column]])
    terms = np.stack([np.ones_like(across), across], axis=1)
    agreeing = np.abs(lean - terms @ best) < NEAR
    for _ in range(2):
        weighted = terms * (length * agreeing)[:, None]
        best = np.linalg.solve(weighted.T @ terms + np.diag([1e-6, 2e-3]), weighted.T @ lean)
        agreeing = np.abs(lean - terms @ best) < NEAR
    return float(best[0]), float(best[1]), agreeing


def _rise(bend: float, across: Floats, weight: Floats) -> float | None:
    total = weight.sum()
    if total < LEAST_UPRIGHT:
        return None
    middle = (weight * across).sum() / total
    spread = np.sqrt((weight * (across - middle) ** 2).sum() / total)
    return None if spread < LEAST_SPREAD else float(-np.degrees(np.arctan(np.radians(bend) * FOCAL_LENGTH)))
