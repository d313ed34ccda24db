"""A scene: one look and all that was perceived in it so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.media.connection import Connection
from envcheck.media.frame import Frame
from envcheck.media.sound import Heard
from envcheck.perception.facets import Setting

F = TypeVar("F")


class Perceiver(Protocol):
    """Makes one facet of a scene; one instance lives as long as its session, and may remember earlier frames.

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


@runtime_checkable
class Ageing(Protocol):
    """A perceiver that may answer with what it saw in an earlier frame."""

    def age(self, time: float) -> float:
        """Seconds of media time at `time` since it saw what it answers with."""
        ...


@dataclass(frozen=True)
class Intake:
    """All that one look has to go by.

    Attributes:
        time: seconds on the media clock.
        frame: what was seen, None where no picture has come.
        sound: what was heard since the last look, None where no sound is sent.
        connection: how it came here, None for what came over none.
        pictured: a picture is meant to come; where none is, nothing is missing without one.
        sent_rate: frames per second that the sender sends on purpose, None where it did not say.
    """

    time: float
    frame: Frame | None = None
    sound: Heard | None = None
    connection: Connection | None = None
    pictured: bool = True
    sent_rate: float | None = None


class Scene:
    """One look, perceived on demand: `scene[Faces]` runs its perceiver on first use and remembers the answer.

    A failure is remembered as well, so that no perceiver fails twice on one look.

    Args:
        intake: what there is to go by; a frame stands for itself alone.
        perceivers: one for each facet that may be asked for.
        mode: a single picture, or a frame of a stream.
        expected_people: how many people the session is meant to show.
        baseline: the usual setting, None where none was saved.
    """

    def __init__(
        self,
        intake: Frame | Intake,
        perceivers: Iterable[Perceiver],
        *,
        mode: Mode = Mode.PICTURE,
        expected_people: int = 1,
        baseline: Setting | None = None,
    ) -> None:
        self._intake = Intake(intake.time, intake) if isinstance(intake, Frame) else intake
        self.mode = mode
        self.expected_people = expected_people
        self.baseline = baseline
        self.doubtful = False
        """True while that is asked for on which a fault hangs that begins or is told: it has to be seen anew soon."""
        self._perceivers = {perceiver.facet: perceiver for perceiver in perceivers}
        self._facets: dict[type[Any], Any] = {}

    @property
    def time(self) -> float:
        """Seconds on the media clock."""
        return self._intake.time

    @property
    def sent_rate(self) -> float | None:
        """Frames per second that the sender sends on purpose, None where it did not say."""
        return self._intake.sent_rate

    @property
    def has_frame(self) -> bool:
        """True where a picture has come."""
        return self._intake.frame is not None

    @property
    def frame(self) -> Frame:
        """What was seen.

        Raises:
            FacetUnavailable: no picture has come.
        """
        if self._intake.frame is None:
            raise FacetUnavailable("needs a picture", by_medium=not self._intake.pictured)
        return self._intake.frame

    @property
    def sound(self) -> Heard:
        """What was heard since the last look.

        Raises:
            FacetUnavailable: no sound is sent.
        """
        if self._intake.sound is None:
            raise FacetUnavailable("needs sound", by_medium=True)
        return self._intake.sound

    @property
    def connection(self) -> Connection:
        """How the stream came here.

        Raises:
            FacetUnavailable: over none, or over one within this machine, which says nothing.
        """
        if self._intake.connection is None:
            raise FacetUnavailable("needs a live connection", by_medium=True)
        if self._intake.connection.loopback:
            raise FacetUnavailable("the connection stays within this machine", by_medium=True)
        return self._intake.connection

    def __getitem__(self, facet: type[F]) -> F:
        """The facet of that type.

        Raises:
            FacetUnavailable: it cannot be perceived in this frame, or nothing here perceives it.
        """
        if facet not in self._facets:
            self._facets[facet] = self._perceived(facet)
        answer = self._facets[facet]
        if isinstance(answer, FacetUnavailable):
            raise answer.again()
        if not isinstance(answer, facet):
            raise TypeError(f"the perceiver of {facet.__name__} gave a {type(answer).__name__}")
        return answer

    def age(self, facet: type[Any]) -> float:
        """Seconds of media time since what `scene[facet]` gives was seen: 0 unless it is of an earlier frame."""
        perceiver = self._perceivers.get(facet)
        return perceiver.age(self.time) if isinstance(perceiver, Ageing) else 0.0

    def _perceived(self, facet: type[Any]) -> Any:
        perceiver = self._perceivers.get(facet)
        if perceiver is None:
            return FacetUnavailable(f"nothing here perceives {facet.__name__}")
        try:
            return perceiver.perceive(self)
        except FacetUnavailable as unavailable:
            return unavailable.again()
