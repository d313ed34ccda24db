"""What moves behind the people, seen against the look about half a second earlier.

Both looks are brought into register and into the same light; soft shadows are taken out by what is alike all around.
What is left has to exceed the noise that the pair itself shows, and what a shift of a fraction of a pixel would make at
an edge. A region that hangs together with the people, or lies where they reached a moment ago, is their own movement,
unless it goes on and on beyond their reach.
"""

from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.alignment import (
    Floats,
    change_beyond_light,
    gradients,
    register,
    shift,
    tile_means,
    warped,
)
from envcheck.perception.picture.frame_noise import MEDIAN_TO_SIGMA
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Motion:
    """What moves behind the people.

    Attributes:
        share: of the background, 0 to 1, that changed by itself since the look about half a second earlier: neither the
            people, nor their shadows, nor the light, nor the camera.
        boxes: the largest regions of it, largest first.
    """

    share: float
    boxes: tuple[Box, ...]


SIDE = 160
"""Pixels of the longer side: noise averages out, a fan or a cat stays."""

USUAL_SECS = 0.5
GAP_SECS = (0.25, 1.25)
"""Looks are compared over about half a second, and over no shorter or longer time than this."""

SWEPT_SECS = 3.0
"""How long a place that people reached into is theirs."""

LEAST_SEEN, RESTLESS = 4, 0.7
"""Comparisons of the last seconds, and the share of them in which a place has to change to be lasting."""

REACH = 10
"""Pixels around people within which nothing counts that hangs together with them."""

CALM_SECS = 1.25
"""A share is the middle one of the comparisons in this time, so that one still look between others does not matter."""

GUARD = 4
"""Pixels around people: hair, sleeves and what an outline misses."""

SMOOTH = 0.8
"""Standard deviation in pixels of a blur that lets a look be moved by half a pixel without losing its edges."""

TOE, MIDDLE = 48.0, 96.0
"""Tones are logarithmic above `TOE`, so that a shadow takes the same from light and dark things, and as coarse as
levels at `MIDDLE`: what is below is given in those."""

SOFT = 6.0
"""Standard deviation in pixels of what counts as all around: softer changes are shadows and light."""

SOFT_MOST = 15.0
"""Levels up to which a change can be a shadow."""

FAINTEST = 6.0
"""Least change in levels."""

NOISES = 5.0
"""Least change in standard deviations of the pair's own noise."""

SLACK = 0.4
"""Pixels by which an edge may have shifted without a sign that it moved."""

SPECK = 8
"""Pixels of the smallest region that is taken for a thing."""

TURN = 4.0
"""Pixels of shift from which the camera itself is moving."""

EDGE = 8.0
"""Levels per pixel."""

LEAST_TILES, EVERYWHERE = 16, 0.6
"""So many tiles with an edge in them, and the share of them that changes, where the camera moves too far to follow."""

LEAST_BACKGROUND = 0.05
"""Of the frame."""

MOST_BOXES = 4


class Look(NamedTuple):
    """One look at low resolution."""

    time: float
    plane: Floats
    people: Mask


class Comparison(NamedTuple):
    """What one comparison showed.

    Attributes:
        time: of the later look.
        changed: where.
        swept: the regions of it that belong to people.
        share: of the background, without those.
    """

    time: float
    changed: Mask
    swept: Mask
    share: float


class MotionPerceiver:
    """Remembers the looks of the last second, and where people reached."""

    facet = Motion

    def __init__(self) -> None:
        self._looks: deque[Look] = deque(maxlen=16)
        self._comparisons: deque[Comparison] = deque(maxlen=32)
        self._last: Motion | None = None

    def perceive(self, scene: Scene) -> Motion:
        """What changed behind the people since the look about half a second earlier; without one, what it was last.

        Raises:
            FacetUnavailable: a single picture cannot show it, there is no such look, nobody is in view whom something
                could move behind, the camera itself moves, or hardly any background is left.
        """
        if scene.mode is Mode.PICTURE:
            raise FacetUnavailable(N_("needs video"), not_applicable=True)
        look = _look(scene)
        before = self._before(look)
        self._looks.append(look)
        if before is None:
            if self._last is None:
                raise FacetUnavailable(N_("needs a few seconds of video"))
            return self._last
        if not (look.people.any() and before.people.any()):
            raise FacetUnavailable(N_("no face to judge by"))
        people = _grown(look.people | before.people)
        changed, behind = _changes(look, before, ~people)
        self._last = self._motion(changed, behind, people, look.time)
        return self._last

    def _before(self, look: Look) -> Look | None:
        """The look nearest to half a second earlier; what is too old, or of another shape, is forgotten."""
        if self._looks and (self._looks[-1].time >= look.time or self._looks[-1].plane.shape != look.plane.shape):
            self._looks.clear()
            self._comparisons.clear()
            self._last = None
        while self._looks and look.time - self._looks[0].time > GAP_SECS[1] + 1e-6:
            self._looks.popleft()
        old = [earlier for earlier in self._looks if look.time - earlier.time >= GAP_SECS[0] - 1e-6]
        return min(old, key=lambda earlier: abs(look.time - earlier.time - USUAL_SECS), default=None)

    def _motion(self, changed: Mask, behind: Mask, people: Mask, time: float) -> Motion:
        """Share and places of the regions that are not the people's own."""
        while self._comparisons and not 0 <= time - self._comparisons[0].time <= SWEPT_SECS:
            self._comparisons.popleft()
        theirs = np.logical_or.reduce([people, *(one.swept for one in self._comparisons)])
        moving = _others(changed, people, theirs) | (self._persistent(changed, people) & changed)
        share = np.count_nonzero(moving) / np.count_nonzero(behind)
        self._comparisons.append(Comparison(time, changed, changed & ~moving, share))
        recent = sorted(one.share for one in self._comparisons if time - one.time <= CALM_SECS)
        return Motion(float(recent[len(recent) // 2]), _boxes(moving))

    def _persistent(self, changed: Mask, people: Mask) -> Mask:
        """Beyond people's reach, what has hardly ever been still: a fan or a curtain right behind them."""
        if len(self._comparisons) < LEAST_SEEN:
            return np.zeros_like(changed)
        share = np.mean([changed, *(one.changed for one in self._comparisons)], axis=0)
        return np.asarray(share >= RESTLESS) & ~_grown(people, REACH)


def _look(scene: Scene) -> Look:
    plane, people = scene[Luma].plane, scene[PersonMask].mask
    scale = SIDE / max(plane.shape)
    size = max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale))
    small = cv2.GaussianBlur(resized(plane, *size).astype(np.float32), (0, 0), SMOOTH)
    tones = (MIDDLE + TOE) * np.log1p(small / TOE)
    return Look(scene.time, np.asarray(tones, np.float32), resized(people.astype(np.uint8), *size) > 0)


def _others(changed: Mask, people: Mask, theirs: Mask) -> Mask:
    """The regions that neither touch the people nor lie mostly where they reached."""
    near, moving = _grown(people, 1), np.zeros_like(changed)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(changed.astype(np.uint8), connectivity=8)
    for label in range(1, count):
        region, area = np.asarray(labels == label), stats[label, cv2.CC_STAT_AREA]
        if area >= SPECK and not (region & near).any() and np.count_nonzero(region & theirs) < area / 2:
            moving |= region
    return moving


def _boxes(moving: Mask) -> tuple[Box, ...]:
    """Where the largest regions are, largest first."""
    height, width = moving.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(moving.astype(np.uint8), connectivity=8)
    largest = sorted(stats[1:].tolist(), key=lambda one: -one[4])[:MOST_BOXES]
    return tuple(Box(x / width, y / height, (x + w) / width, (y + h) / height) for x, y, w, h, _ in largest)


def _grown(mask: Mask, pixels: int = GUARD) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1,) * 2, np.uint8)) > 0)


def _changes(now: Look, before: Look, behind: Mask) -> tuple[Mask, Mask]:
    """Where the background changed by itself, and where it could be compared."""
    warp = register(now.plane, before.plane, behind)
    if shift(warp, now.plane.shape) > TURN:
        raise FacetUnavailable(N_("the camera is moving"))
    there, inside = warped(before.plane, warp)
    behind = behind & inside
    if behind.mean() < LEAST_BACKGROUND:
        raise FacetUnavailable(N_("hardly any background is in view"))
    change = change_beyond_light(now.plane, there, behind)
    change = change - _all_around(np.clip(change, -SOFT_MOST, SOFT_MOST), behind)
    steep = np.asarray(np.maximum(*(np.hypot(*gradients(plane)) for plane in (now.plane, there))), np.float32)
    noise = float(np.median(np.abs(change[behind]))) / MEDIAN_TO_SIGMA
    least = max(FAINTEST, NOISES * noise) + SLACK * np.asarray(cv2.dilate(steep, np.ones((3, 3), np.uint8)))
    changed = np.asarray(np.abs(change) > least) & behind
    if _is_everywhere(changed, steep, behind):
        raise FacetUnavailable(N_("the camera is moving"))
    closed = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return np.asarray(closed > 0) & behind, behind


def _all_around(change: Floats, counted: Mask) -> Floats:
    """Mean change around each place, of what counts."""
    known = counted.astype(np.float32)
    total, weight = (cv2.GaussianBlur(part, (0, 0), SOFT) for part in (change * known, known))
    return np.asarray(total / np.maximum(weight, 1e-3), np.float32)


def _is_everywhere(changed: Mask, steep: Floats, behind: Mask) -> bool:
    """True where nearly every tile with an edge in it changed."""
    edges, moved = tile_means(steep > EDGE, behind), tile_means(changed, behind)
    seen = moved[edges > 0.02] > 0.02
    return seen.size >= LEAST_TILES and float(np.mean(seen)) >= EVERYWHERE
