"""When enough was seen of a stream for a first verdict."""

from collections.abc import Collection

from envcheck.judgement.check_state import CheckState
from envcheck.media.frame import Frame
from envcheck.model.findings import Severity

SETTLE_SECS = 1.0
"""Media time before the first verdict: three looks at the usual rate."""

LONGEST_SETTLE_SECS = 3.0
"""The same while a fault begins to show: "ready" should not be taken back a moment after it was said."""

OPEN_SETTLE_SECS = 6.0
"""The same while a *must* is neither found nor ruled out, as no-sound in its first five seconds."""

FEWEST_LOOKS = 2
"""One picture settles nothing, however long no other comes."""

UNCONFIRMED_LOOKS = 8
"""So many looks may go by while a fault begins that only the last one has shown, however far they lie apart."""


class Settling:
    """Counts the looks that were judged one after another."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._looks = 0

    def begin_anew(self) -> None:
        """What was seen so far does not count."""
        self._began, self._looks = None, 0

    def note_look(self, time: float, frame: Frame | None = None) -> None:
        """A look at that media time was judged; one at a frame that has been looked at before does not count."""
        self._began = time if self._began is None else self._began
        self._looks += frame is None or frame.shown_since is None

    def is_enough(self, time: float, states: Collection[CheckState]) -> bool:
        """True once all was seen for long enough; what begins to look like a fault is waited for a little longer."""
        if self._began is None or self._looks < FEWEST_LOOKS:
            return False
        if self._looks <= UNCONFIRMED_LOOKS and any(state.is_unconfirmed for state in states):
            return False
        begins = any(not state.is_idle and not state.current for state in states)
        is_open = any(state.is_open and state.check.severity is Severity.MUST for state in states)
        return time - self._began >= (OPEN_SETTLE_SECS if is_open else LONGEST_SETTLE_SECS if begins else SETTLE_SECS)
