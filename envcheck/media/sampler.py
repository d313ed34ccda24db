"""Which frames of a stream are looked at."""


class Sampler:
    """Chooses frames by their media time, so that the frame rate of the stream does not matter.

    A frame is due when its time has reached its next step; after a gap the steps go on from there, none
    is made up for. A clock that jumps back (a joined clip) starts anew.

    Args:
        fps: frames per second of media time.

    Raises:
        ValueError: the rate is not positive.
    """

    def __init__(self, fps: float) -> None:
        if not fps > 0:
            raise ValueError("the rate must be positive")
        self._step = 1.0 / fps
        self._next = 0.0
        self._last: float | None = None

    def due(self, time: float) -> bool:
        """True where the frame at `time` is to be looked at."""
        first, jumped = self._last is None, self._last is not None and time < self._last
        self._last = time
        if not (first or jumped) and time < self._next - 1e-6:
            return False
        self._next = time + self._step if first or jumped or time > self._next + self._step else self._next + self._step
        return True
