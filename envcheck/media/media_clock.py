"""Media time from the time stamps of a stream, whatever its clock does."""

LARGEST_GAP = 30.0
"""Seconds: a clock that jumps further, as where a computer slept, or backwards goes on from the last frame instead."""


class MediaClock:
    """Seconds since the first frame, never backwards and without great jumps.

    Args:
        step: seconds from a frame to one that has no stamp, or whose clock has jumped.
    """

    def __init__(self, step: float = 1 / 30) -> None:
        self._step = step
        self._shift: float | None = None
        self._last: float | None = None

    def at(self, stamp: float | None) -> float:
        """The time of the next frame, by its stamp in seconds on the clock of the stream."""
        following = 0.0 if self._last is None else self._last + self._step
        if stamp is None:
            self._last = following
            return following
        if self._shift is None:
            self._shift = following - stamp
        time = stamp + self._shift
        if self._last is not None and not self._last <= time <= self._last + LARGEST_GAP:
            time = following
            self._shift = time - stamp
        self._last = time
        return time
