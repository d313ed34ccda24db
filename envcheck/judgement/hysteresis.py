"""When a value has been a fault for long enough to be told, and gone for long enough to be taken back."""

from enum import Enum

from envcheck.model.findings import Limit


class State(Enum):
    """Where a fault stands: told in `ACTIVE` and `STOPPING`, not told in the others."""

    IDLE = "idle"
    STARTING = "starting"
    ACTIVE = "active"
    STOPPING = "stopping"


class Hysteresis:
    """One check's state machine, driven by media time alone, so that the rate of looking does not matter.

    A value between the two levels of the limit keeps what is: a fault that starts goes on starting, one that stops
    goes on stopping. A value that could not be measured (None) ends a start, and begins a stop. One perception alone is
    never told: all that the value goes by has to be perceived once more, and to show the fault again.

    Args:
        limit: levels and durations.
        immediate: no waiting: a single picture.
    """

    def __init__(self, limit: Limit, *, immediate: bool = False) -> None:
        self.limit = limit
        self.state = State.IDLE
        self.since = 0.0
        """Media time at which the fault began, while it is starting or told."""
        self._immediate = immediate
        self._start_secs = 0.0 if immediate else limit.start_secs
        self._stop_secs = 0.0 if immediate else limit.stop_secs
        self._stopping_since = 0.0
        self._confirmed = False

    @property
    def is_active(self) -> bool:
        """True while the fault is told."""
        return self.state in (State.ACTIVE, State.STOPPING)

    @property
    def is_idle(self) -> bool:
        """True while no fault is told or about to be."""
        return self.state is State.IDLE

    @property
    def is_unconfirmed(self) -> bool:
        """True while a fault begins that a single perception has shown."""
        return self.state is State.STARTING and not self._confirmed

    def update(self, time: float, value: float | None, perceived_since: float | None = None) -> bool:
        """Takes the value at media time `time`; True while the fault is told.

        Args:
            time: of the look.
            value: what was measured, None where it could not be.
            perceived_since: since when all that the value goes by has been perceived; the look itself when left out.
        """
        if self.is_active:
            self._update_active(time, value)
        else:
            self._update_idle(time, value, time if perceived_since is None else perceived_since)
        return self.is_active

    def _update_idle(self, time: float, value: float | None, perceived_since: float) -> None:
        if value is None or self.limit.deactivates(value):
            self.state = State.IDLE
        elif self.limit.activates(value):
            if self.state is State.IDLE:
                self.state, self.since, self._confirmed = State.STARTING, time, self._immediate
            self._confirmed |= perceived_since > self.since
        lasted = time - self.since >= self._start_secs
        if self.state is State.STARTING and self._confirmed and lasted:
            self.state = State.ACTIVE

    def _update_active(self, time: float, value: float | None) -> None:
        if value is not None and self.limit.activates(value):
            self.state = State.ACTIVE
        elif self.state is State.ACTIVE and (value is None or self.limit.deactivates(value)):
            self.state, self._stopping_since = State.STOPPING, time
        if self.state is State.STOPPING and time - self._stopping_since >= self._stop_secs:
            self.state = State.IDLE


class Debounce:
    """What was said for long enough to be believed: a moment's change of wording changes nothing.

    Args:
        secs: media time for which a new wording has to stay.
        replace_secs: for which it has to where another one is believed, which is taken back first and alone; `secs`,
            and in its place, when left out.
    """

    def __init__(self, secs: float, replace_secs: float | None = None) -> None:
        self.wording: str | None = None
        """The one that is believed; None where nothing is to be said."""
        self._secs = secs
        self._replace_secs = replace_secs
        self._next: str | None = None
        self._since: float | None = None

    def update(self, time: float, wording: str | None) -> None:
        """Takes the wording at media time `time`; the very first is believed at once."""
        first = self._since is None
        if first or wording != self._next:
            self._next, self._since = wording, time
        replaces = self._replace_secs is not None and None not in (self.wording, wording) and wording != self.wording
        secs = self._replace_secs if replaces else self._secs
        if first or time - (self._since or 0.0) >= (secs or 0.0):
            self.wording = None if replaces else wording
