"""How many frames per second arrive."""

from collections import deque

WINDOW = 2.0
"""Seconds of media time over which arrivals are counted."""

LEAST_SPAN = 1.0
"""Seconds that have to be seen before the rate is known."""

MOST_COUNTED = 512
"""Arrivals that are remembered: no camera gives more within the window."""


class ArrivalRate:
    """Counts arrivals over the last seconds. A clock that jumps back (a joined clip) starts anew."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST_COUNTED)

    def note(self, time: float) -> None:
        """Takes the media time, in seconds, of a frame that has arrived, looked at or not."""
        if self._times and time < self._times[-1]:
            self._times.clear()
        self._times.append(time)
        while len(self._times) > 2 and self._times[1] <= time - WINDOW:
            self._times.popleft()

    @property
    def per_second(self) -> float | None:
        """Frames per second; None until `LEAST_SPAN` has passed."""
        span = self._times[-1] - self._times[0] if self._times else 0.0
        return (len(self._times) - 1) / span if span >= LEAST_SPAN else None
