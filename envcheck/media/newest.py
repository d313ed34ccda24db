"""Of frames that come faster than anybody looks, the newest one."""

from envcheck.media.frame import Frame
from envcheck.media.rate import ArrivalRate


class Newest:
    """Holds one frame; for sources that are handed their frames, such as a plugin's.

    Attributes:
        arrived: frames so far.
        dropped: those of them that gave way to a newer one before anybody looked.
    """

    def __init__(self) -> None:
        self.arrived = self.dropped = 0
        self._rate = ArrivalRate()
        self._frame: Frame | None = None

    def put(self, frame: Frame) -> None:
        """Takes the next frame, and tells it how many a second arrive."""
        self.arrived += 1
        self.dropped += self._frame is not None
        self._rate.note(frame.time)
        frame.rate = self._rate.per_second
        self._frame = frame

    def take(self) -> Frame | None:
        """The newest frame, once; None where none has come since."""
        frame, self._frame = self._frame, None
        return frame
