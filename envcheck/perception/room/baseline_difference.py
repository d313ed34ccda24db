"""What differs from the usual settings: where the camera looks, the light, or the room.

Cells are compared as they are and as if the camera had been turned or zoomed, and the way in which they agree best is
taken. What then remains is light where a cell still has its edges and colours, and another room where it has not. What
the picture as a whole has gained or lost in light and colour is taken off before: cameras set themselves.

Of several usual settings the one counts that is seen; where none is, the one whose cells agree best.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.room_signature import COLUMNS, ROWS, RoomSignature
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask
from envcheck.perception.room.room_signature import LEAST_CELLS, LEAST_SEEN, STEPS
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class BaselineDifference:
    """How far a setting is from the usual one; each part is 0 for no difference, and 1 where it is no longer the same.

    Attributes:
        camera: the camera was turned, moved or zoomed.
        light: other light from place to place, of another colour, or far more or less of it.
        room: other edges and colours, wherever the camera looks, or a view or light so far from the usual one that it
            cannot be told from another room.
        distances: the largest part for each of the usual settings, in their order; None where too little of it is seen.
    """

    camera: float
    light: float
    room: float
    distances: tuple[float | None, ...] = ()

    @property
    def distance(self) -> float:
        """The largest part."""
        return max(self.camera, self.light, self.room)


Floats = NDArray[np.float32]

SHIFTS = np.arange(-8, 9, dtype=np.float32) * np.float32(0.04)
"""Shares of the frame by which the camera may have been turned."""

ZOOMS = np.array([0.7, 0.83, 1.0, 1.2, 1.43], np.float32)
"""How much of the usual view may be in view."""

UNLIKE = (1.2, 0.5, 0.4)
"""Stops of luma, stops of colour, and steepness of edges by which two cells have nothing in common."""

ALIKE = 0.15
"""Unlikeness (0 to 1) below which nobody moved the camera."""

BETTER = 0.92
"""Share of the unlikeness that may remain for a moved camera to explain it."""

KNOWN_AGAIN = 0.42
"""Unlikeness that may remain likewise."""

LEAST_OVERLAP = 0.45
"""Share of the cells known in both that a moved camera has to leave."""

OTHER_EDGES, OTHER_COLOUR = 0.25, 0.4
"""Differences from which a cell shows something else, so that its light says nothing."""

USUAL_SHIFT = 0.075
USUAL_LIGHT, USUAL_CAST, USUAL_LEVEL = 0.35, 0.45, 1.75
USUAL_ROOM = 0.42
"""Up to here a setting is still the same: shift of the view in shares of the frame; stops of light from cell to cell,
of its colour and of its level as a whole; unlikeness of edges and colours."""

SURE_SHIFT = 0.22
"""Shift up to which it is the camera that moved: 18 % of the views of other webcams agree with the usual one after a
larger one, 2 % after a smaller one."""

SURE_LIGHT = 0.35
"""Unlikeness, the level as a whole left out, up to which it is the light that changed: 2 of 1,586 other rooms, and 531
of 573 rooms in another light, are below."""

SURELY_SAME = 0.85
"""Distance up to which a setting is seen beyond doubt: no other has to be looked for by moving the camera."""

MOST_MOVED = 1
"""Settings for which the camera is moved though they differ without it, the least unlike first: it costs 30 times as
much as to compare. Of eight rooms the one that a moved camera showed was the first in 410 of 414 views."""

TINY = 1e-6


class BaselineDifferencePerceiver:
    """Compares what is seen with the usual settings."""

    facet = BaselineDifference
    refresh = Refresh(ABOUT_A_SECOND, "a room and a camera seldom change while they are looked at", IDLE)

    def perceive(self, scene: Scene) -> BaselineDifference:
        """How far camera, light and room differ from the nearest.

        Raises:
            FacetUnavailable: there is none, or too little of the room is known in both.
        """
        if not scene.expectations.baselines:
            raise FacetUnavailable(N_("no usual setting was saved"), not_applicable=True)
        return nearest(scene.expectations.baselines, scene[RoomSignature])


class _Views(NamedTuple):
    """The differences of all cells, for each way in which the camera may have moved.

    Attributes:
        weights: share of a cell that is known in both, shape (zooms, shifts down, shifts across, cells).
        apart: of luma, red, blue, and edges across and down, shape (zooms, shifts down, shifts across, 5, cells); the
            first three without what the picture differs by as a whole.
        whole: what that is, shape (zooms, shifts down, shifts across, 3).
    """

    weights: Floats
    apart: Floats
    whole: Floats

    @property
    def unlike(self) -> Floats:
        """Mean unlikeness of the cells, 0 to 1, shape (zooms, shifts down, shifts across)."""
        edges, colour = _edges_and_colour(self.apart)
        parts = np.stack([np.abs(self.apart[..., 0, :]) / UNLIKE[0], colour / UNLIKE[1], edges / UNLIKE[2]])
        return _mean(np.minimum(parts, 1).mean(axis=0), self.weights)


class _Compared(NamedTuple):
    """How far a setting is from one of the usual ones.

    Attributes:
        difference: the same in parts.
        unlike: mean unlikeness of the cells where they agree best, 0 to 1.
        may_have_moved: it is not the same view, so that a moved camera may explain it.
    """

    difference: BaselineDifference
    unlike: float
    may_have_moved: bool

    @property
    def distance(self) -> float:
        """The largest part of the difference."""
        return self.difference.distance

    @property
    def order(self) -> tuple[bool, float]:
        """Less for what is nearer: what is the same by how far it is, and what is not by how unlike."""
        return self.distance >= 1, self.unlike if self.distance >= 1 else self.distance


def nearest(baselines: Sequence[RoomSignature], now: RoomSignature) -> BaselineDifference:
    """How far what is seen is from the nearest of the usual settings (one at least), and from each.

    Raises:
        FacetUnavailable: too little of the room is known in both.
    """
    found = {number: one for number, usual in enumerate(baselines) if (one := _compare(usual, now, moved=False))}
    if not found:
        raise FacetUnavailable(N_("hardly any of the usual background is in view"))
    moved = 0
    for number, still in sorted(found.items(), key=lambda one: one[1].unlike):
        if any(not one.may_have_moved and one.distance <= SURELY_SAME for one in found.values()):
            break
        if still.may_have_moved and (moved < MOST_MOVED or still.distance < 1):
            found[number] = _compare(baselines[number], now, moved=True) or still
            moved += 1
    distances = (found.get(number) for number in range(len(baselines)))
    best = min(found.values(), key=lambda one: one.order).difference
    return replace(best, distances=tuple(one.distance if one else None for one in distances))


def change(baseline: RoomSignature, now: RoomSignature) -> BaselineDifference:
    """How far two settings differ: the first of level, room, camera and light that is no longer usual hides the rest.

    Raises:
        FacetUnavailable: too little of the room is known in both.
    """
    return replace(nearest([baseline], now), distances=())


def _compare(baseline: RoomSignature, now: RoomSignature, *, moved: bool) -> _Compared | None:
    """How far two settings differ, with the camera where it was or where it may have `moved`; None as for `change`."""
    views, at = _views(baseline, now, np.ones(1, np.float32), np.zeros(1, np.float32)), (0, 0, 0)
    if np.count_nonzero(views.weights) < LEAST_CELLS:
        return None
    shift, before = 0.0, float(views.unlike[at])
    level = float(abs(views.whole[at][0])) / USUAL_LEVEL
    if level >= 1:
        light, room = (level, 0.0) if before < SURE_LIGHT else (0.0, level)
        return _Compared(BaselineDifference(camera=0.0, light=light, room=room), before, may_have_moved=False)
    may_have_moved = before > ALIKE
    if moved and may_have_moved:
        zoom, down, across = best = _best(other := _views(baseline, now, ZOOMS, SHIFTS), float(views.weights.sum()))
        if other.unlike[best] < min(BETTER * before, KNOWN_AGAIN):
            views, at = other, best
            shift = float(max(abs(SHIFTS[down]), abs(SHIFTS[across])) + abs(ZOOMS[zoom] - 1) / 2)
    difference = _difference(views, at, shift)
    return _Compared(difference, float(views.unlike[at]), may_have_moved and not moved)


def _difference(views: _Views, at: tuple[int, int, int], shift: float) -> BaselineDifference:
    """The parts where the cells agree best, which is where the camera has moved by that share of the frame."""
    room = _room(views, at) / USUAL_ROOM
    if room >= 1:
        return BaselineDifference(camera=0.0, light=0.0, room=room)
    camera = shift / USUAL_SHIFT
    if shift > SURE_SHIFT:
        return BaselineDifference(camera=0.0, light=0.0, room=camera)
    return BaselineDifference(camera, light=0.0 if camera >= 1 else _light(views, at), room=room)


def _best(views: _Views, known: float) -> tuple[int, int, int]:
    """Where the unlikeness is least, among those that leave enough to compare."""
    overlap = views.weights.sum(axis=-1) >= LEAST_OVERLAP * known
    zoom, down, across = np.unravel_index(int(np.argmin(np.where(overlap, views.unlike, 1))), overlap.shape)
    return int(zoom), int(down), int(across)


def _light(views: _Views, at: tuple[int, int, int]) -> float:
    """The largest change of light, 1 where it is no longer usual."""
    edges, colour = _edges_and_colour(views.apart[at])
    same = np.maximum(1 - edges / OTHER_EDGES, 0) * np.maximum(1 - colour / OTHER_COLOUR, 0)
    uneven = _mean(np.minimum(np.abs(views.apart[at][0]), 2), views.weights[at] * same)
    level, red, blue = np.abs(views.whole[at])
    return float(max(uneven / USUAL_LIGHT, np.hypot(red, blue) / USUAL_CAST, level / USUAL_LEVEL))


def _room(views: _Views, at: tuple[int, int, int]) -> float:
    """Unlikeness of edges and colours, 0 to 1."""
    edges, colour = _edges_and_colour(views.apart[at])
    parts = np.minimum(edges / UNLIKE[2], 1) + np.minimum(colour / UNLIKE[1], 1)
    return float(_mean(parts / 2, views.weights[at]))


def _views(baseline: RoomSignature, now: RoomSignature, zooms: Floats, shifts: Floats) -> _Views:
    """The differences for every zoom and shift: the baseline's cells are laid under those of now and averaged."""
    usual, new = _values(baseline), _values(now)
    usual[1:] *= usual[0]
    rows = _overlaps(ROWS, zooms * (baseline.aspect / now.aspect), shifts)
    columns = _overlaps(COLUMNS, zooms, shifts).swapaxes(-1, -2)
    laid = (rows[:, :, None] @ usual).reshape(len(zooms), len(shifts), 1, -1, COLUMNS) @ columns[:, None]
    laid = laid.reshape(len(zooms), len(shifts), len(shifts), len(usual), -1)
    share, new = laid[..., 0, :], new.reshape(len(new), -1)
    weights = np.minimum(share, new[0])
    weights[weights < LEAST_SEEN] = 0
    apart = np.asarray(laid[..., 1:, :] / np.maximum(share, TINY)[..., None, :] - new[1:], np.float32)
    whole = _middle(apart[..., :3, :], weights[..., None, :] > 0)
    apart[..., :3, :] -= whole
    return _Views(weights, apart, whole[..., 0])


def _values(setting: RoomSignature) -> Floats:
    """Share seen, luma, red, blue, and edges across and down, shape (6, rows, columns)."""
    return (np.array(setting.cells, np.float32) * STEPS[:, None]).reshape(-1, ROWS, COLUMNS)


def _overlaps(count: int, zooms: Floats, shifts: Floats) -> Floats:
    """Share of each cell that lies on each of the baseline's, shape (zooms, shifts, count, count)."""
    edges = np.arange(count + 1) / count
    laid = 0.5 + (edges - 0.5) * zooms[:, None, None] + shifts[:, None]
    low = np.maximum(laid[..., :-1, None], edges[:-1])
    high = np.minimum(laid[..., 1:, None], edges[1:])
    return np.asarray(np.maximum(high - low, 0) * count / zooms[:, None, None, None], np.float32)


def _middle(values: Floats, known: Mask) -> Floats:
    """The median over the last axis of what is known, as an axis of one; infinite where nothing is."""
    ordered = np.sort(np.where(known, values, np.float32(np.inf)), axis=-1)
    middle = np.count_nonzero(known, axis=-1, keepdims=True) // 2
    return np.take_along_axis(ordered, np.broadcast_to(middle, (*ordered.shape[:-1], 1)), -1)


def _edges_and_colour(apart: Floats) -> tuple[Floats, Floats]:
    """How far cells are apart in the steepness of edges and in colour."""
    return np.abs(apart[..., 3, :]) + np.abs(apart[..., 4, :]), np.hypot(apart[..., 1, :], apart[..., 2, :])


def _mean(values: Floats, weights: Floats) -> Floats:
    """Weighted mean over the last axis."""
    return np.asarray((values * weights).sum(axis=-1) / np.maximum(weights.sum(axis=-1), TINY))
