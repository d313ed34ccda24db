"""How long decoding may take: a clip that is made to be slow, or far too large, is looked at as far as one gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, process_time

LEAST_SECS = 60.0
"""For any clip; on one slow core some ten seconds of the largest that phones record (3840x2160, 60 frames a second)."""


class DecodingTime:
    """What one clip may take, by the processor and by the clock.

    A busy machine takes long by the clock alone, and one that decodes several clips at a time by the processor alone.

    Args:
        seconds: of the clip that are to be looked at; so many are allowed, and never less than `LEAST_SECS`.
    """

    def __init__(self, seconds: float) -> None:
        self._most, self._began = max(seconds, LEAST_SECS), _now()

    @property
    def is_over(self) -> bool:
        """True once it is used up by both."""
        return all(now - began > self._most for now, began in zip(_now(), self._began, strict=True))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While something else is done, such as looking at a frame."""
        left = _now()
        yield
        self._began = tuple(began + now - then for began, now, then in zip(self._began, _now(), left, strict=True))


def _now() -> tuple[float, ...]:
    return process_time(), monotonic()
