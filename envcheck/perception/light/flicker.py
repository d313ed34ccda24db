"""Light that flickers: bands over the rows, beats over the frames.

A rolling shutter reads its rows one after another, so that light of 100 or 120 changes a second lays bright and dark
bands over all columns alike. Each look is divided by earlier ones: the room, which stays, cancels, and bands that have
moved remain as one wave over the rows, with at most twice their depth. Without a rolling shutter, or in slower
flicker, the whole picture grows brighter and darker instead.
"""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.linear_light import linear
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Flicker:
    """How far the light flickers, as shares of the light up and down (0.1 is a tenth more and a tenth less).

    Attributes:
        bands: least depth of stripes across the picture that move from look to look.
        beats: depth of a whole picture that grows brighter and darker by turns.
    """

    bands: float
    beats: float


Floats = NDArray[np.float64]

ROWS, COLUMNS = 96, 32
MEMORY_SECS = 4.0
"""Looks half a second apart fall on nearly the same phase of 100 or 120 changes a second, which drifts off in time."""

AGES = (1, 2, 4, 8)
"""How many looks back a look is compared."""

NEW_LIGHT = 0.25
"""Change of the whole picture (natural logarithm) that is a lamp or a curtain: bands from before it say nothing."""

LEVELS = (16, 240)
"""Levels between which light can be divided."""

SHADES = 12
LEAST_CELLS, LEAST_COLUMNS, LEAST_ROWS = 240, 4, 0.75

WAVES = np.arange(1.0, 12.01, 0.25)
"""Bands in the height of a frame: 100 a second in a read-out of 10 ms make one, dimmed LED more."""

PURE = 0.75
"""Share of the change over the rows that one wave has to explain: things that move leave no single wave."""

ALIKE = 0.8
"""How far the wave has to be the same in the left and the right half."""

RECENT, STILL_THERE = 2, 1 / 6
"""Steadily drifting bands show over two looks at least a quarter of what they show over eight."""

LEAST_BEATS = 5
FLOOR = 0.002

LOG_LIGHT = np.log(FLOOR + linear(np.arange(256)))
"""Natural logarithm of the linear light of each level."""


class FlickerPerceiver:
    """Remembers the light of the last seconds, reduced to 3072 values a look."""

    facet = Flicker

    def __init__(self) -> None:
        self._looks: deque[tuple[float, Floats]] = deque(maxlen=max(AGES))
        self._steps: deque[float] = deque(maxlen=max(AGES) - 1)

    def perceive(self, scene: Scene) -> Flicker:
        """Depth of bands and of beats over the last `MEMORY_SECS`.

        Raises:
            FacetUnavailable: a single picture cannot show it, it is the first look, or nothing can be compared.
        """
        if scene.mode is Mode.PICTURE:
            raise FacetUnavailable(N_("needs video"), not_applicable=True)
        time, light = scene.time, log_light(scene[Luma].plane)
        while self._looks and not time - MEMORY_SECS - 1e-6 <= self._looks[0][0] < time:
            self._looks.popleft()
        earlier = [self._looks[-age][1] for age in AGES if age <= len(self._looks)]
        if not earlier:
            self._steps.clear()
        self._looks.append((time, light))
        changes = [change for change in (compare_looks(light, before) for before in earlier) if change]
        if not changes:
            raise FacetUnavailable(N_("needs a few seconds of video that is neither black nor blown"))
        step = changes[0][0]
        self._steps.append(step)
        if abs(step) > NEW_LIGHT:
            self._looks = deque([(time, light)], self._looks.maxlen)
            return Flicker(0.0, beats(self._steps))
        return Flicker(lasting_depth([change for _, change in changes]), beats(self._steps))


def log_light(plane: Plane) -> Floats:
    """Logarithm of light in `ROWS` by `COLUMNS` cells of a luma plane; not a number where it is black or blown."""
    cells = np.asarray(cv2.resize(plane, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA), np.uint8)
    return np.where((cells >= LEVELS[0]) & (cells <= LEVELS[1]), LOG_LIGHT[cells], np.nan)


def compare_looks(light: Floats, before: Floats) -> tuple[float, Floats] | None:
    """Change of the whole picture, and of each cell beyond what its shade changed; None where too little compares.

    A camera that sets its exposure anew changes every shade by its own amount, alike in all places.
    """
    change, shade = light - before, light + before
    counted = np.isfinite(change)
    if counted.sum() < LEAST_CELLS:
        return None
    changes, shades = change[counted], shade[counted]
    order = np.argsort(shades)[: changes.size // SHADES * SHADES].reshape(SHADES, -1)
    usual = np.interp(shades, np.median(shades[order], axis=1), np.median(changes[order], axis=1))
    rest = np.full_like(change, np.nan)
    rest[counted] = changes - usual
    return float(np.median(changes)), rest


def lasting_depth(changes: list[Floats]) -> float:
    """Least depth of bands that are still there, from the changes since earlier looks, latest first.

    Bands that drift have moved a little since the last looks as well; where those show none, they have stopped.
    """
    depth, wave = max(bands(change) for change in changes)
    if not depth:
        return 0.0
    profiles = [profile for profile in map(_profile, changes[:RECENT]) if profile is not None]
    recent = max((abs(_waves(profile)[0][wave]) for profile in profiles), default=0.0)
    return depth if recent / 2 >= STILL_THERE * depth else 0.0


def bands(change: Floats) -> tuple[float, int]:
    """Least depth of bands (share of light up and down) behind a change of logarithmic light, and which of `WAVES`.

    Args:
        change: shape (`ROWS`, `COLUMNS`), not a number where nothing compares.
    """
    whole = _profile(change)
    if whole is None:
        return 0.0, 0
    waves, pure = _waves(whole)
    best = int(np.argmax(pure))
    if pure[best] < PURE:
        return 0.0, 0
    halves = [_profile(change[:, : COLUMNS // 2]), _profile(change[:, COLUMNS // 2 :])]
    one, other = (0j if half is None else _waves(half)[0][best] for half in halves)
    alike = abs(one + other) / max(abs(one) + abs(other), 1e-9)
    return (float(abs(waves[best])) / 2, best) if min(abs(one), abs(other)) > 0 and alike >= ALIKE else (0.0, 0)


def beats(steps: "deque[float]") -> float:
    """Depth of a whole picture that grows brighter and darker by turns, from its steps of logarithmic light."""
    if len(steps) < LEAST_BEATS:
        return 0.0
    signs = np.sign(np.array(steps))
    by_turns = np.mean(signs[1:] * signs[:-1] < 0) >= 0.5
    return float(np.median(np.abs(steps))) / 2 if by_turns else 0.0


def _profile(change: Floats) -> Floats | None:
    """Median of each row over the cells that compare, None where too few do."""
    ordered, counts = np.sort(change, axis=1), np.isfinite(change).sum(axis=1)
    rows = counts >= max(LEAST_COLUMNS, change.shape[1] // 4)
    if rows.mean() < LEAST_ROWS:
        return None
    middle = ordered[np.arange(ROWS), np.minimum(counts // 2, change.shape[1] - 1)]
    return np.asarray(np.interp(HEIGHTS, HEIGHTS[rows], middle[rows]))


def _waves(profile: Floats) -> tuple[NDArray[np.complex128], Floats]:
    """For each of `WAVES` its amplitude with its phase, and the share of the profile it explains beside a trend."""
    flat = profile - TRENDS @ (TREND_SOLVER @ profile)
    weights = SOLVERS @ profile
    rest = profile - np.einsum("wrk,wk->wr", MODELS, weights)
    shares = 1 - np.einsum("wr,wr->w", rest, rest) / (flat @ flat + 1e-12)
    return weights[:, 2] + 1j * weights[:, 3], shares


HEIGHTS = np.linspace(-0.5, 0.5, ROWS)
TRENDS = np.stack([np.ones(ROWS), HEIGHTS], axis=1)
TREND_SOLVER = np.linalg.pinv(TRENDS)
ANGLES = 2 * np.pi * WAVES[:, None] * HEIGHTS
MODELS = np.stack([*np.broadcast_arrays(1.0, HEIGHTS, np.cos(ANGLES), np.sin(ANGLES))], axis=-1)
"""Trend and wave over the rows for each count of bands, shape (waves, rows, 4)."""

SOLVERS = np.linalg.pinv(MODELS)
"""What gives their weights by least squares, shape (waves, 4, rows)."""
