"""How far the camera points up, from all straight lines of the room.

Rooms are built of three directions: upright, and two level ones at a right angle. How the camera is held decides where
lines of each run together in the picture: those of a ceiling as well as those of walls. Of all ways to hold it, each
weighs by the length of line that it explains, and by how usual it is (Coughlan & Yuille, "Manhattan World: Compass
Direction from a Single Image by Bayesian Inference", ICCV 1999, with segments in place of single edges).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.room.camera_roll import FOCAL_LENGTH
from envcheck.perception.room.straight_lines import StraightLines
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class CameraPitch:
    """How far the camera points up.

    Attributes:
        degrees: expected angle above the horizon, over all ways to hold it that the lines allow; near `USUAL` where
            they say little.
    """

    degrees: float


Floats = NDArray[np.float32]

PITCHES, ROLLS, TURNS = np.arange(-20.0, 47.6, 2.5), np.arange(-10.0, 10.1, 2.5), np.arange(0.0, 180.0, 6.0)
"""Degrees that are tried: up, of lean, and of the room about the upright."""

USUAL, SPREAD, LEAN = 8.0, 15.0, 5.0
"""Degrees: how cameras are held as a rule, and how far from it, up and in lean, is not rare."""

NEAR = 7.0
"""Degrees by which a line may miss the place where its direction runs together."""

CLEAR, CLUTTER = 0.25, 0.1
"""Length of line, in longer sides, that makes an answer e times as likely; and its growth with all length there is: in
clutter much of it agrees by chance."""

LEAST_LINE, MOST_LINES, FEWEST = 0.06, 80, 4


class CameraPitchPerceiver:
    """Weighs the lines in the background."""

    facet = CameraPitch
    refresh = Refresh(ABOUT_A_SECOND, "a camera seldom moves", IDLE)

    def perceive(self, scene: Scene) -> CameraPitch:
        """How far the camera points up.

        Raises:
            FacetUnavailable: hardly a straight line is in view.
        """
        pitch = expected_pitch(scene[StraightLines].ends)
        if pitch is None:
            raise FacetUnavailable(N_("too few straight lines are in view"))
        return CameraPitch(pitch)


def expected_pitch(lines: NDArray[np.float64]) -> float | None:
    """Degrees that the camera points up; None where there are too few lines.

    Args:
        lines: shape (n, 4), ends in longer sides from the middle of the frame.
    """
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    longest = np.argsort(-length)[:MOST_LINES]
    longest = longest[length[longest] > LEAST_LINE]
    if longest.size < FEWEST:
        return None
    explained = _explained(lines[longest].astype(np.float32), length[longest].astype(np.float32))
    usual = ((PITCHES[:, None] - USUAL) / SPREAD) ** 2 + (ROLLS / LEAN) ** 2
    votes = (explained / (CLEAR * (1 + CLUTTER * length[longest].sum())) - usual / 2).max(axis=1)
    weights = np.exp(votes - votes.max())
    return float((PITCHES * weights).sum() / weights.sum())


def _explained(lines: Floats, length: Floats) -> Floats:
    """Length of line that each pitch and roll explains, with the room turned as suits it best; longer sides."""
    lean = _lean(lines, length)
    missed = [_missed(upright, level, lean, length) for upright, level in zip(*_directions(), strict=True)]
    return np.asarray(length.sum() - np.stack(missed))


def _missed(upright: Floats, level: Floats, lean: tuple[Floats, Floats], length: Floats) -> Floats:
    """Length of line that each roll leaves unexplained at one pitch, which is little enough to stay in a cache."""
    across = _deviation(level, lean)
    quarter = TURNS.size // 2
    least = np.minimum(across[:, :quarter], across[:, quarter:])
    np.minimum(least, _deviation(upright, lean)[:, None], out=least)
    return np.asarray((np.minimum(least, 1, out=least) @ length).min(axis=1))


def _lean(lines: Floats, length: Floats) -> tuple[Floats, Floats]:
    """How each line leans against the way from its middle to where a direction runs together.

    Each of both, shape (3, n), multiplied by directions gives a part of that way: across the line, and along it.
    """
    run = (lines[:, 2:] - lines[:, :2]) / length[:, None]
    middle = (lines[:, :2] + lines[:, 2:]) / 2
    x, y = np.float32(FOCAL_LENGTH) * run.T
    turned = middle[:, 1] * run[:, 0] - middle[:, 0] * run[:, 1]
    return np.stack([y, -x, turned]), np.stack([x, y, -(middle * run).sum(axis=1)])


def _deviation(directions: Floats, lean: tuple[Floats, Floats]) -> Floats:
    """How far each line runs past where each direction (…, 3) runs together: squared sine of the angle, 1 at `NEAR`."""
    across, along = (directions @ part for part in lean)
    np.square(across, out=across)
    np.square(along, out=along)
    along += across
    along += np.float32(1e-9)
    along *= np.float32(np.sin(np.radians(NEAR)) ** 2)
    return np.asarray(np.divide(across, along, out=across), np.float32)


@cache
def _directions() -> tuple[Floats, Floats]:
    """The upright, shape (pitches, rolls, 3), and the level ones, (pitches, rolls, turns, 3): right, down and ahead."""
    pitch, roll, turn = np.radians(PITCHES)[:, None, None], np.radians(ROLLS)[:, None], np.radians(TURNS)
    upright = _leaning(0 * pitch, -np.cos(pitch), np.sin(pitch), roll)[:, :, 0]
    level = _leaning(np.sin(turn), np.sin(pitch) * np.cos(turn), np.cos(pitch) * np.cos(turn), roll)
    return upright, level


def _leaning(
    right: NDArray[np.float64], down: NDArray[np.float64], ahead: NDArray[np.float64], roll: NDArray[np.float64]
) -> Floats:
    turned = (np.cos(roll) * right - np.sin(roll) * down, np.sin(roll) * right + np.cos(roll) * down, ahead)
    return np.stack(np.broadcast_arrays(*turned), axis=-1).astype(np.float32)
