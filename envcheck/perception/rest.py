"""How long an answer about a room may stand: the longer, the longer the room has stayed as it was."""

from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.perception.facets import Thumbnail
from envcheck.perception.scene import Scene
from envcheck.perception.thumbnail import changed

GROWTH = 5.0
"""Times as long as before an answer may stand once the room was seen to be the same. The first one never stands long:
it may come from a frame that was damaged on its way, or that was coarse because the stream had only begun."""


class Rest:
    """Tells when what was seen in a room has to be seen anew.

    Args:
        every_secs: media time after which it is seen anew where the room has changed, or a fault hangs on it.
        at_most_secs: the same however long the room has stayed as it was; 0 where that makes no difference.
    """

    def __init__(self, every_secs: float, at_most_secs: float) -> None:
        self._every_secs, self._at_most_secs = every_secs, max(every_secs, at_most_secs)
        self._stands_secs = 0.0
        self._seen_at: float | None = None
        self._room: Thumbnail | None = None

    def begin(self, scene: Scene) -> None:
        """It is seen in that look."""
        room = self._room_of(scene)
        longer = min(GROWTH * self._stands_secs, self._at_most_secs) if self._is_as(room) else 0.0
        self._stands_secs = max(self._every_secs, longer)
        self._seen_at, self._room = scene.time, room

    def is_over(self, scene: Scene) -> bool:
        """True where it has to be seen anew; also before it ever was, and where the clock goes back."""
        if self._seen_at is None:
            return True
        age = scene.time - self._seen_at + 1e-6
        if 0 <= age < self._every_secs:
            return False
        return not 0 <= age < self._stands_secs or not self._is_as(self._room_of(scene))

    def age(self, time: float) -> float:
        """Seconds of media time since it was seen; 0 before it ever was."""
        return 0.0 if self._seen_at is None else time - self._seen_at

    def _room_of(self, scene: Scene) -> Thumbnail | None:
        """The room; None where nothing rests: on a single picture, where a fault hangs on it, and where no room shows.

        One odd frame could otherwise be told as a fault, since its answer would stand until the fault counts; and what
        is mended would not be seen soon where the room looks much the same as before.
        """
        if self._at_most_secs == self._every_secs or scene.mode is Mode.PICTURE or scene.doubtful:
            return None
        try:
            return scene[Thumbnail]
        except FacetUnavailable:
            return None

    def _is_as(self, room: Thumbnail | None) -> bool:
        return self._room is not None and room is not None and not changed(self._room, room)
