"""How long an answer about a room may stand: the longer, the longer the room has stayed as it was."""

from collections.abc import Callable

from envcheck.perception.facets import Thumbnail
from envcheck.perception.thumbnail import changed

GROWTH = 5.0
"""Times as long as before an answer may stand once the room was seen to be the same. The first one never stands long:
it may come from a frame that was damaged on its way, or that was coarse because the stream had only begun."""


class Rest:
    """Tells when what was seen in a room has to be seen anew.

    Args:
        every_secs: media time after which it is seen anew where the room has changed.
        at_most_secs: the same however long the room has stayed as it was.
    """

    def __init__(self, every_secs: float, at_most_secs: float) -> None:
        self._every_secs, self._at_most_secs = every_secs, max(every_secs, at_most_secs)
        self._stands_secs = 0.0
        self._seen_at: float | None = None
        self._room: Thumbnail | None = None

    def begin(self, time: float, room: Thumbnail | None) -> None:
        """It is seen at that media time, in a room of which None is known where nothing of it shows."""
        longer = min(GROWTH * self._stands_secs, self._at_most_secs) if self._is_as(room) else 0.0
        self._stands_secs = max(self._every_secs, longer)
        self._seen_at, self._room = time, room

    def is_over(self, time: float, room: Callable[[], Thumbnail | None]) -> bool:
        """True where it has to be seen anew; also before it ever was, and where the clock goes back."""
        if self._seen_at is None:
            return True
        age = time - self._seen_at + 1e-6
        if 0 <= age < self._every_secs:
            return False
        return not 0 <= age < self._stands_secs or not self._is_as(room())

    def age(self, time: float) -> float:
        """Seconds of media time since it was seen; 0 before it ever was."""
        return 0.0 if self._seen_at is None else time - self._seen_at

    def _is_as(self, room: Thumbnail | None) -> bool:
        return self._room is not None and room is not None and not changed(self._room, room)
