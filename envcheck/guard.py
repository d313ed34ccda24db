"""Who else is in view while a session goes on, and nothing besides. No clock, no loop, no network, no disk.

The room is checked before a session; during one it is nobody's to judge. A guard looks every few seconds, by the eyes
of one check (PRV101), tells that somebody has come into view and that nobody else is seen any more, and forgets both:
there is no report, no count and no verdict. It also tells when it cannot see, for its silence would be taken for
"nobody has come".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from envcheck.checks.examine import run_checks
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.judgement.check_state import CheckState
from envcheck.media.frame import Frame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.events import FindingAppeared, FindingCleared, GuardEvent, SightLost, SightRegained
from envcheck.model.expectations import USUAL, Expectations
from envcheck.model.findings import Finding, Limit, Mode, NotAssessed
from envcheck.model.words import N_
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import SEEN
from envcheck.perception.people.people import People
from envcheck.perception.scene import LookInput, Perceiver, Scene, log_fault
from envcheck.perception.schedule import TINY, Scheduler

EVERY_SECS = 3.0
"""Media time between two looks while nobody else is seen."""

CLOSER_SECS = 0.4
"""The same while somebody begins to show, or may be a picture: over about half a second, which frames that come twice a
second do not quite keep, a face is known to move by itself."""

STAYING_SECS = 1.0
"""The same while somebody is told: that they have gone should not take long."""

START_SECS, STOP_SECS = 2.0, 3.0
"""For so long somebody has to be seen before that is told, which takes several looks, and so long nobody else before
that is. A check is over in a minute; in an hour there are a thousand looks, and a hand or a shadow that one of them
takes for somebody must not interrupt a session."""

OPEN_SECS = 10.0
"""For so long looks stay close for somebody who may be a picture: a picture is known for one after two or three."""

BLIND_SECS = 10.0
"""After that long without a picture that shows who is in view, that is told."""

NO_PICTURE = N_("no picture comes from the camera")


class Guard:
    """Tells of frames, as they come, whether somebody else is in view.

    Args:
        expectations: how many people are meant to be in view; of the rest only how pictures come.
        limit: of PRV101, where it differs from the check's own; it never tells sooner than a guard does.
        perceivers: what perceives people; all perceivers there are when left out, of which it asks those alone.

    Attributes:
        blindness: why it cannot see at present, in English; None while it can, or has not been blind for long.

    Raises:
        PluginError: `perceivers` are left out, and a third-party one cannot be used.
    """

    def __init__(
        self,
        expectations: Expectations = USUAL,
        *,
        limit: Limit | None = None,
        perceivers: Iterable[Perceiver] | None = None,
    ) -> None:
        self._check = SecondPerson()
        own = limit or self._check.limit
        self._limit = replace(
            own, start_secs=max(own.start_secs, START_SECS), stop_secs=max(own.stop_secs, STOP_SECS), critical=None
        )
        self._forget()
        self._expectations = expectations
        self._scheduler = Scheduler(new_perceivers(Models.installed()) if perceivers is None else perceivers)
        self._needs: frozenset[type] = frozenset()
        self._faults: set[str] = set()
        self._looked_at: float | None = None
        self._seen_at: float | None = None
        self._open_since: float | None = None
        self._possible = 0
        self.blindness: str | None = None

    @property
    def code(self) -> str:
        """That of the one check that it goes by."""
        return self._check.code

    @property
    def current(self) -> Finding | None:
        """What is told now; None while nobody else is."""
        return self._state.current

    @property
    def gaps(self) -> tuple[str, ...]:
        """What it does not see because a network is not here, in English; known after the first look."""
        return self._scheduler.gaps

    def is_due(self, time: float) -> bool:
        """True where a frame of that media time, in seconds, is to be looked at; all others need not be given."""
        return self._looked_at is None or not 0 <= time - self._looked_at < self._pace(time) - TINY

    def push(self, frame: Frame) -> list[GuardEvent]:
        """Looks at one frame, whether due or not; gives what changed by it. Frames come in the order of their time."""
        self._looked_at = frame.time
        scene = self._scene(frame)
        answer = run_checks(scene, [self._check], self._note_fault)[self.code]
        self._needs = answer.needs
        self._scheduler.keep(scene, answer.needs)
        if isinstance(answer.result, NotAssessed):
            return [*self._unseen(frame.time, answer.result)]
        self._note_possible(scene)
        self._seen_at = frame.time
        change = self._state.update(frame.time, answer.result, answer.perceived_since)
        events: list[GuardEvent] = [SightRegained(frame.time)] if self.blindness else []
        self.blindness = None
        if isinstance(change, FindingCleared):
            self._forget()
        return [*events, change] if isinstance(change, FindingAppeared | FindingCleared) else events

    def advance(self, time: float) -> list[GuardEvent]:
        """Notes that there is no picture at that media time, in seconds; gives what changed by it."""
        return [*self._unseen(time, NotAssessed(self.code, NO_PICTURE))]

    def _forget(self) -> None:
        """Begins with a state that knows of nobody: one remembers all that it ever told."""
        self._state = CheckState(self._check, self._limit, Mode.VIDEO)

    def _unseen(self, time: float, answer: NotAssessed) -> Iterator[GuardEvent]:
        """What was told of somebody stands until they are seen to be gone; what only began begins anew."""
        if not self.current:
            self._state.update(time, answer)
        self._open_since = None
        self._seen_at = time if self._seen_at is None else self._seen_at
        if self.blindness is None and time - self._seen_at >= BLIND_SECS - TINY:
            self.blindness = answer.reason
            yield SightLost(time, answer.reason)

    def _scene(self, frame: Frame) -> Scene:
        nobody: frozenset[type] = frozenset()
        return self._scheduler.scene(
            LookInput(frame.time, frame),
            expectations=self._expectations,
            note_fault=self._note_fault,
            not_idle=nobody if self._state.is_idle else self._needs,
            unconfirmed=self._needs if self._state.is_unconfirmed else nobody,
        )

    def _pace(self, time: float) -> float:
        """Seconds to the next look."""
        if self.current:
            return STAYING_SECS
        is_open = self._open_since is not None and time - self._open_since < OPEN_SECS
        return CLOSER_SECS if is_open or not self._state.is_idle else EVERY_SECS

    def _note_possible(self, scene: Scene) -> None:
        """Whether there are more people than expected if those count that may be pictures, and not without them."""
        try:
            persons = [person for person in scene[People].persons if person.confidence >= SEEN]
        except FacetUnavailable:
            return
        present = sum(person.is_present for person in persons)
        possible = sum(person.is_live is not False and not person.limb for person in persons)
        if not possible > self._expectations.people >= present:
            self._open_since = None
        elif self._open_since is None or possible > self._possible:
            self._open_since = scene.time
        self._possible = possible

    def _note_fault(self, name: str, error: Exception) -> None:
        """Logs an unexpected fault once, however often it comes."""
        if name not in self._faults:
            self._faults.add(name)
            log_fault(name, error)
