"""A scene: one look and all that was perceived in it so far."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from envcheck.media.connection import Connection, Limitation
from envcheck.media.frame import Frame
from envcheck.media.sound import Heard
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import USUAL, Expectations
from envcheck.model.findings import Mode
from envcheck.model.words import N_

F = TypeVar("F")

log = logging.getLogger(__name__)

FAULT = N_("an internal fault")
"""Why what depends on a perceiver or check that failed unexpectedly could not be told."""


class Perceiver(Protocol):
    """Makes one facet of a scene; one instance lives as long as its session, and may remember earlier frames.

    An attribute `refresh` (`schedule.Refresh`) says how often it has to look; without one it does so at every look. One
    `counts_repeats` that is true says that a frame which is looked at again, because no other came, tells it something.

    Attributes:
        facet: the type it makes.
    """

    @property
    def facet(self) -> type[Any]:
        """The type it makes."""
        ...

    def perceive(self, scene: "Scene") -> Any:
        """The facet; raises `FacetUnavailable` where the frame does not show it."""
        ...


@dataclass(frozen=True)
class LookInput:
    """All that one look has to go by.

    Attributes:
        time: seconds on the media clock.
        frame: what was seen, None where no picture has come.
        sound: what was heard since the last look, None where no sound is sent.
        connection: how it came here, None for what came over none.
        unreadable_sound: sound came lately of a kind that cannot be judged.
        limitation: what keeps the sender from sending more, None for nothing, or where it did not say.
    """

    time: float
    frame: Frame | None = None
    sound: Heard | None = None
    connection: Connection | None = None
    unreadable_sound: bool = False
    limitation: Limitation | None = None


@dataclass(frozen=True)
class Unavailable:
    """What stands for a facet that could not be perceived; attributes as for `FacetUnavailable`."""

    reason: str
    not_applicable: bool = False


@dataclass(frozen=True)
class CachedFacet:
    """A facet, when it was perceived, and what it was made of.

    Attributes:
        value: the facet, or why there is none.
        time: media time of the look in which it was perceived.
        needs: the facets it was made of, itself included.
    """

    value: Any
    time: float
    needs: frozenset[type[Any]]


def log_fault(name: str, error: Exception) -> None:
    """Writes an unexpected fault of a perceiver or a check to the log."""
    log.error("%s failed", name, exc_info=error)


class Scene:
    """One look, perceived on demand: `scene[Faces]` runs its perceiver on first use and remembers the answer.

    A failure is remembered as well, so that no perceiver fails twice on one look.

    Args:
        intake: what there is to go by; a frame stands for itself alone.
        perceivers: one for each facet that may be asked for.
        mode: a single picture, or a frame of a stream.
        expectations: what the session is meant to show.
        note_fault: is given the name of a perceiver that failed unexpectedly, and how.
    """

    def __init__(
        self,
        intake: Frame | LookInput,
        perceivers: Iterable[Perceiver],
        *,
        mode: Mode = Mode.PICTURE,
        expectations: Expectations = USUAL,
        note_fault: Callable[[str, Exception], None] = log_fault,
    ) -> None:
        self._intake = LookInput(intake.time, intake) if isinstance(intake, Frame) else intake
        self.mode = mode
        self.expectations = expectations
        self._note_fault = note_fault
        self._perceivers = {perceiver.facet: perceiver for perceiver in perceivers}
        self._cached: dict[type[Any], CachedFacet] = {}
        self._needs: list[set[type[Any]]] = []

    def with_cached(self, earlier: Mapping[type[Any], CachedFacet]) -> "Scene":
        """The same look with answers of earlier ones, which are used instead of perceiving anew."""
        scene = Scene(
            self._intake,
            self._perceivers.values(),
            mode=self.mode,
            expectations=self.expectations,
            note_fault=self._note_fault,
        )
        scene._cached = {**earlier, **self._cached}
        return scene

    @property
    def time(self) -> float:
        """Seconds on the media clock."""
        return self._intake.time

    @property
    def has_frame(self) -> bool:
        """True where a picture has come."""
        return self._intake.frame is not None

    @property
    def limitation(self) -> Limitation | None:
        """What keeps the sender from sending more, None for nothing, or where it did not say.

        Within one machine no connection is narrow: to a sender, packets that a busy computer delays look like that.
        """
        limitation, connection = self._intake.limitation, self._intake.connection
        return Limitation.CPU if limitation and connection and connection.loopback else limitation

    @property
    def frame(self) -> Frame:
        """What was seen.

        Raises:
            FacetUnavailable: no picture has come.
        """
        if self._needs:
            self._needs[-1].add(Frame)
        if self._intake.frame is None:
            raise FacetUnavailable(N_("needs a picture"), not_applicable=not self.expectations.expects_video)
        return self._intake.frame

    @property
    def sound(self) -> Heard:
        """What was heard since the last look.

        Raises:
            FacetUnavailable: no sound is sent, or none that can be read.
        """
        if self._intake.unreadable_sound:
            raise FacetUnavailable(N_("the sound cannot be read"))
        if self._intake.sound is None:
            raise FacetUnavailable(N_("needs sound"), not_applicable=True)
        return self._intake.sound

    @property
    def connection(self) -> Connection:
        """How the stream came here.

        Raises:
            FacetUnavailable: over none, or over one within this machine, which says nothing.
        """
        if self._intake.connection is None:
            raise FacetUnavailable(N_("needs a live connection"), not_applicable=True)
        if self._intake.connection.loopback:
            raise FacetUnavailable(N_("the connection stays within this machine"), not_applicable=True)
        return self._intake.connection

    @property
    def cached(self) -> Mapping[type[Any], CachedFacet]:
        """All that is known of the look so far."""
        return MappingProxyType(self._cached)

    def __getitem__(self, facet: type[F]) -> F:
        """The facet of that type.

        Raises:
            FacetUnavailable: it cannot be perceived in this frame, or nothing here perceives it.
        """
        if facet not in self._cached:
            with self.record_needs() as needs:
                value = self._perceive(facet)
            if getattr(self._perceivers.get(facet), "counts_repeats", False):
                needs.discard(Frame)
            self._cached[facet] = CachedFacet(value, self.time, frozenset({facet, *needs}))
        cached = self._cached[facet]
        if self._needs:
            self._needs[-1].update(cached.needs)
        if isinstance(cached.value, Unavailable):
            raise FacetUnavailable(cached.value.reason, not_applicable=cached.value.not_applicable)
        assert isinstance(cached.value, facet)
        return cached.value

    @contextmanager
    def record_needs(self) -> Iterator[set[type[Any]]]:
        """Gives a set that fills with the facets that are gone by, directly or through others."""
        self._needs.append(set())
        try:
            yield self._needs[-1]
        finally:
            self._needs.pop()

    def perceived_since(self, needs: Iterable[type[Any]]) -> float:
        """Media time since when all of these facets have been perceived: of this look, or of an earlier one.

        A frame that is looked at again shows nothing more than it did when it came.
        """
        frame = self._intake.frame
        times = [self._cached[facet].time for facet in needs if facet in self._cached]
        if frame and frame.shown_since is not None and Frame in needs:
            times.append(frame.shown_since)
        return min(times, default=self.time)

    def _perceive(self, facet: type[F]) -> F | Unavailable:
        perceiver = self._perceivers.get(facet)
        if perceiver is None:
            return Unavailable(f"nothing here perceives {facet.__name__}")
        try:
            value = perceiver.perceive(self)
            if not isinstance(value, facet):
                raise TypeError(f"the perceiver of {facet.__name__} gave a {type(value).__name__}")
        except FacetUnavailable as unavailable:
            return Unavailable(unavailable.reason, unavailable.not_applicable)
        except Exception as error:  # a perceiver may be anybody's; its fault must not end a session
            self._note_fault(facet.__name__, error)
            return Unavailable(FAULT)
        return value
