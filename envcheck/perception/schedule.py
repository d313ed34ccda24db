"""When anything is perceived anew: the only place that decides it.

Each perceiver declares how long its answer may stand (`Refresh`). Before a look, the `Scheduler` settles which answers
of earlier looks still stand, from four facts: how old they are, whether the room has changed since, whether a fault
hangs on them, and whether the picture shows more or less than it did. `Looks` decides when there is a look at all.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from envcheck.media.frame import Frame
from envcheck.media.sampler import Sampler
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import USUAL, Expectations
from envcheck.model.findings import Mode
from envcheck.perception.faces.faces import Faces
from envcheck.perception.room.thumbnail import Thumbnail, has_changed, has_left, thumbnail
from envcheck.perception.scene import CachedFacet, LookInput, Perceiver, Scene, log_fault

GROWTH = 5.0
"""Times as long as before an answer may stand once the room was seen to be the same. The first one never stands long:
it may come from a frame that was damaged on its way, or that was coarse because the stream had only begun."""

ABOUT_A_SECOND = 0.9
"""Every second look at the usual rate. What is mended is then taken back within 3 s, its `stop_secs` included."""

IDLE = 9.9
"""Every other look while all is well. What follows people may stand as long: a head that moves aside shows the room
that it hid, which is a change."""

LONG_IDLE = 60.0
"""For what lies still, and costs more than all else: papers and boards that come into view change the room."""

COARSER_SECS = 65.0
"""After that long an answer from a larger picture gives way to one from a smaller after all: our page shows the picture
in full three times in it, so whoever does not has lost the larger picture for good."""

TINY = 1e-6


@dataclass(frozen=True)
class Refresh:
    """How often a perceiver has to look.

    Attributes:
        ttl_secs: media time after which its answer is too old; 0 for what is perceived at every look.
        why: what makes this often enough.
        idle_ttl_secs: the same at most while the room stays as it was; 0 where that makes no difference.
        detail_side: pixels of the longer side up to which a larger picture shows it more; 0 where size does not matter.
            An answer from a larger picture is then never replaced by one from a smaller, and a larger one is looked at
            at once.
    """

    ttl_secs: float
    why: str
    idle_ttl_secs: float = 0.0
    detail_side: int = 0


EVERY_LOOK = Refresh(0.0, "it is cheap, or follows what moves")
"""For perceivers that declare nothing."""


def refresh_of(perceiver: Perceiver) -> Refresh:
    """How often that perceiver has to look."""
    declared = getattr(perceiver, "refresh", EVERY_LOOK)
    assert isinstance(declared, Refresh)
    return declared


def gap_of(perceiver: Perceiver) -> str:
    """What that perceiver does not see because its network is not here, as one sentence; empty where it sees all."""
    gap = getattr(perceiver, "gap", "")
    assert isinstance(gap, str)
    return gap


@dataclass(frozen=True)
class _Kept:
    """An answer, the size of what it was seen in, the room it was seen in, and how long it stands there."""

    cached: CachedFacet
    side: int
    room: Thumbnail | None
    ttl_secs: float


@dataclass(frozen=True)
class _Look:
    """What decides about a look: its time, the longer side of its picture, its room, and what hangs on what."""

    time: float
    side: int
    room: Thumbnail | None
    not_idle: AbstractSet[type[Any]]
    unconfirmed: AbstractSet[type[Any]]


class Scheduler:
    """Makes the scene of each look, with the answers of earlier looks that still stand.

    Args:
        perceivers: one for each facet; they live as long as the scheduler.
    """

    def __init__(self, perceivers: Iterable[Perceiver]) -> None:
        self._perceivers = tuple(perceivers)
        self._refreshes = {perceiver.facet: refresh_of(perceiver) for perceiver in self._perceivers}
        self._kept: dict[type[Any], _Kept] = {}
        self._look: _Look | None = None
        self._people = Faces(())
        self._asked: set[type[Any]] = set()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is not seen, of that which checks go by, because a network is not here."""
        sentences = (gap_of(perceiver) for perceiver in self._perceivers if perceiver.facet in self._asked)
        return tuple(sentence for sentence in sentences if sentence)

    def scene(
        self,
        intake: LookInput,
        *,
        mode: Mode = Mode.VIDEO,
        expectations: Expectations = USUAL,
        note_fault: Callable[[str, Exception], None] = log_fault,
        not_idle: AbstractSet[type[Any]] = frozenset(),
        unconfirmed: AbstractSet[type[Any]] = frozenset(),
    ) -> Scene:
        """The scene of one look.

        Args:
            intake: what there is to go by.
            mode: of a single picture nothing is kept, and nothing kept is used.
            expectations: as for `Scene`.
            note_fault: likewise.
            not_idle: facets on which a fault hangs that begins or is told; they are not left to rest.
            unconfirmed: facets on which one hangs that only one perception has shown: they are perceived at once.
        """
        scene = Scene(
            intake,
            self._perceivers,
            mode=mode,
            expectations=expectations,
            note_fault=note_fault,
        )
        if mode is Mode.PICTURE:
            return scene
        look = _Look(intake.time, _side(intake.frame), _room(scene), not_idle, unconfirmed)
        self._look = look
        return scene.with_cached(
            {facet: kept.cached for facet, kept in self._kept.items() if self._is_valid(facet, kept, look)}
        )

    def keep(self, scene: Scene, asked: Iterable[type[Any]] = ()) -> None:
        """Remembers what was perceived in a scene that `scene` made, and the facets that checks went by."""
        look = self._look
        self._asked.update(asked)
        if look is None or scene.mode is Mode.PICTURE:
            return
        for facet, cached in scene.cached.items():
            refresh = self._refreshes.get(facet, EVERY_LOOK)
            if cached.time == look.time and (refresh.ttl_secs or refresh.detail_side):
                self._kept[facet] = self._renew(facet, refresh, cached, look)
        faces = scene.cached.get(Faces)
        self._people = faces.value if faces and isinstance(faces.value, Faces) else Faces(())

    def forget(self, facet: type[Any]) -> None:
        """Has that facet perceived anew, and all that was made of it: what was asked of it has changed."""
        self._kept = {kind: kept for kind, kept in self._kept.items() if facet not in kept.cached.needs}

    def room_changed(self, frame: Frame) -> bool:
        """True where a frame shows the room other than the last look did, or larger, or without who was in it."""
        if self._look is None or self._look.room is None or _side(frame) > self._look.side:
            return True
        now = thumbnail(frame.luma(), self._people.faces)
        return has_changed(self._look.room, now) or has_left(self._look.room, now)

    def _is_valid(self, facet: type[Any], kept: _Kept, look: _Look) -> bool:
        refresh, age = self._refreshes[facet], look.time - kept.cached.time
        shown = min(look.side, refresh.detail_side)
        if age < -TINY or shown > kept.side:
            return False
        if shown < kept.side:
            return age < COARSER_SECS
        if facet in look.unconfirmed:
            return age < TINY
        if facet in look.not_idle or not _is_same_room(kept.room, look.room):
            return age < refresh.ttl_secs - TINY
        return age < kept.ttl_secs - TINY

    def _renew(self, facet: type[Any], refresh: Refresh, cached: CachedFacet, look: _Look) -> _Kept:
        """The answer as it is kept: the longer, the longer the room has stayed as it was."""
        before = self._kept.get(facet)
        rests = before is not None and facet not in look.not_idle and _is_same_room(before.room, look.room)
        longer = min(GROWTH * before.ttl_secs, refresh.idle_ttl_secs) if before and rests else 0.0
        room = look.room if facet not in look.not_idle else None
        return _Kept(cached, min(look.side, refresh.detail_side), room, max(refresh.ttl_secs, longer))


def _side(frame: Frame | None) -> int:
    return max(frame.width, frame.height) if frame else 0


def _room(scene: Scene) -> Thumbnail | None:
    try:
        return scene[Thumbnail]
    except FacetUnavailable:
        return None


def _is_same_room(before: Thumbnail | None, now: Thumbnail | None) -> bool:
    return before is not None and now is not None and not has_changed(before, now)


OPENING_SECS, OPENING_FPS = 2.0, 6.0
"""Media time at the beginning, and looks a second in it, so that the first finding is told within a second."""

FIRST_SECS, FIRST_LOOKS = 8.0, 16
"""Media time at the beginning in which every look is taken, idle or not, and how many at least: a mirror shows itself
in twelve comparisons over six seconds."""

IDLE_SECS = 5.0
"""Media time between two looks while all is well and a glance sees nothing stir in the room, and nobody leave it."""


class Looks:
    """Decides which frames of a live stream are looked at.

    Args:
        fps: looks a second, once the first seconds are over.

    Raises:
        ValueError: `fps` is not positive.
    """

    def __init__(self, fps: float) -> None:
        self._opening, self._usual = Sampler(max(fps, OPENING_FPS)), Sampler(fps)
        self._all_until = max(FIRST_SECS, FIRST_LOOKS / fps)
        self._last: float | None = None

    def due(self, time: float, *, idle: bool, room_changed: Callable[[], bool]) -> bool:
        """True where there is to be a look.

        Args:
            time: media time in seconds.
            idle: nothing is told to change, and nothing is about to be.
            room_changed: whether the frame shows anything new; asked only where that decides.
        """
        sampler = self._usual if time > OPENING_SECS else self._opening
        if not sampler.due(time):
            return False
        resting = idle and time >= self._all_until and self._last is not None and 0 <= time - self._last < IDLE_SECS
        if resting and not room_changed():
            return False
        self._last = time
        return True
