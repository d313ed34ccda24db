"""A scene: one frame and all that was perceived in it so far."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar, runtime_checkable

from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.media.frame import Frame
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


class Scene:
    """One frame, perceived on demand: `scene[Faces]` runs its perceiver on first use and remembers the answer.

    A failure is remembered as well, so that no perceiver fails twice on one frame.

    Args:
        frame: what was seen.
        perceivers: one for each facet that may be asked for.
        mode: a single picture, or a frame of a stream.
        expected_people: how many people the session is meant to show.
        baseline: the usual setting, None where none was saved.
    """

    def __init__(
        self,
        frame: Frame,
        perceivers: Iterable[Perceiver],
        *,
        mode: Mode = Mode.PICTURE,
        expected_people: int = 1,
        baseline: Setting | None = None,
    ) -> None:
        self.frame = frame
        self.mode = mode
        self.expected_people = expected_people
        self.baseline = baseline
        self._perceivers = {perceiver.facet: perceiver for perceiver in perceivers}
        self._facets: dict[type[Any], Any] = {}

    def __getitem__(self, facet: type[F]) -> F:
        """The facet of that type.

        Raises:
            FacetUnavailable: it cannot be perceived in this frame, or nothing here perceives it.
        """
        if facet not in self._facets:
            self._facets[facet] = self._perceived(facet)
        answer = self._facets[facet]
        if isinstance(answer, FacetUnavailable):
            raise answer
        if not isinstance(answer, facet):
            raise TypeError(f"the perceiver of {facet.__name__} gave a {type(answer).__name__}")
        return answer

    def age(self, facet: type[Any]) -> float:
        """Seconds of media time since what `scene[facet]` gives was seen: 0 unless it is of an earlier frame."""
        perceiver = self._perceivers.get(facet)
        return perceiver.age(self.frame.time) if isinstance(perceiver, Ageing) else 0.0

    def _perceived(self, facet: type[Any]) -> Any:
        perceiver = self._perceivers.get(facet)
        if perceiver is None:
            return FacetUnavailable(f"nothing here perceives {facet.__name__}")
        try:
            return perceiver.perceive(self)
        except FacetUnavailable as unavailable:
            return unavailable
