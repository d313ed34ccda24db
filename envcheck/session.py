"""Stages 2 to 4 as one pure object: frames and sound in, events out. No clock, no loop, no network, no disk."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from envcheck.checks.background.changed_setting import ChangedSetting
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import run_checks
from envcheck.judgement.announcements import Announcements
from envcheck.judgement.check_state import CheckState
from envcheck.judgement.exclusions import as_not_assessed, unsilenced
from envcheck.judgement.headcount import Headcount
from envcheck.judgement.impressions import rate_impressions
from envcheck.judgement.settling import Settling
from envcheck.judgement.usual_setting import UsualSetting
from envcheck.judgement.verdict import ranked, strengths, verdict
from envcheck.media.connection import Connection, Limitation
from envcheck.media.frame import Frame
from envcheck.media.sound import QUIET_SECS, AudioChunk, SoundBuffer
from envcheck.model.events import Event, VerdictChanged
from envcheck.model.expectations import USUAL, Expectations
from envcheck.model.findings import Finding, Limit, Mode, NotAssessed, Report, Status, Verdict
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face import Face
from envcheck.perception.models import Models
from envcheck.perception.people.sketch import Sketch
from envcheck.perception.picture.sharpening import is_sharpening
from envcheck.perception.room.baseline_difference import BaselineDifference
from envcheck.perception.scene import LookInput, Perceiver, Scene, log_fault
from envcheck.perception.schedule import Scheduler


class Session:
    """Judges frames as they come.

    Args:
        checks: what to check; all checks there are when left out.
        perceivers: what perceives the facets that the checks ask for; all perceivers there are when left out.
        mode: `Mode.PICTURE` judges at once and alone, `Mode.VIDEO` over media time.
        limits: other limits than the checks' own, by code.
        expectations: what it is meant to show.

    Example:
        >>> import numpy as np
        >>> from envcheck import Session
        >>> from envcheck.media.frame import PictureFrame
        >>> session = Session()
        >>> for second in range(5):
        ...     events = session.push(PictureFrame(np.zeros((360, 640, 3), np.uint8), time=float(second)))
        >>> [finding.name for finding in session.report().findings]
        ['covered-lens']

    Raises:
        PluginError: `checks` or `perceivers` are left out, and a third-party one cannot be used.
    """

    def __init__(
        self,
        checks: Iterable[Check] | None = None,
        *,
        perceivers: Iterable[Perceiver] | None = None,
        mode: Mode = Mode.VIDEO,
        limits: Mapping[str, Limit] | None = None,
        expectations: Expectations = USUAL,
    ) -> None:
        chosen = load_checks() if checks is None else tuple(checks)
        own = {check.code: (limits or {}).get(check.code, check.limit) for check in chosen}
        self._mode = mode
        self._expectations = expectations
        self._scheduler = Scheduler(new_perceivers(Models.installed()) if perceivers is None else perceivers)
        self._needs: dict[str, frozenset[type[Any]]] = {}
        self._faults: set[str] = set()
        self._checks = chosen
        self._records = {check.code: CheckState(check, own[check.code], mode) for check in chosen}
        self._verdict = Verdict.UNDETERMINED
        self._waiting = SoundBuffer()
        self._quiet_from: float | None = None
        self._unreadable_sound = False
        self._connection: Connection | None = None
        self._limitation: Limitation | None = None
        self._frames, self._has_frame, self._settled = 0, False, mode is Mode.PICTURE
        self._first_time = self._last_time = 0.0
        self._settling = Settling()
        self._headcount = Headcount()
        self._usual = UsualSetting(own.get(ChangedSetting.code), mode)
        self._announcements = Announcements()

    def push(self, frame: Frame) -> list[Event]:
        """Looks at one frame, and at the sound that came before it; frames come in the order of their time.

        Args:
            frame: a picture with its media time in seconds.

        Returns:
            What changed by it, in order.
        """
        return self._look(frame.time, frame)

    def advance(self, time: float) -> list[Event]:
        """Looks at what there is without a picture, at that media time in seconds; gives what changed by it."""
        return self._look(time, None)

    def push_audio(self, chunk: AudioChunk) -> None:
        """Takes sound, which the next look judges."""
        self._expectations = replace(self._expectations, expects_audio=True)
        self._unreadable_sound = False
        self._waiting.add(chunk)

    def note_unreadable_sound(self) -> None:
        """Sound has come of a kind that cannot be judged: none is, until other sound comes."""
        self._unreadable_sound = True

    def note(self, connection: Connection) -> None:
        """Takes how the stream has travelled lately, which the next look judges."""
        self._connection = connection

    def note_limitation(self, limitation: Limitation | None) -> None:
        """Takes what keeps the sender from sending more, as it says itself; None for nothing."""
        self._limitation = limitation

    def begin_quiet_test(self) -> None:
        """Whoever checks stays silent for three seconds from now on, so that what is heard comes from elsewhere."""
        self._quiet_from = self._waiting.until

    def compare_with(self, *baselines: RoomSignature) -> None:
        """From now on what is seen is compared with those settings, in place of any others."""
        self._expectations = replace(self._expectations, baselines=baselines)

    def room_signature(self, frame: Frame) -> RoomSignature:
        """What a frame shows of the room, as coarse numbers.

        Raises:
            FacetUnavailable: it shows hardly anything of the room.
        """
        return self._scheduler.scene(LookInput(frame.time, frame))[RoomSignature]

    @property
    def quiet_secs(self) -> float | None:
        """Seconds that are left of the quiet test; None while there is none."""
        left = QUIET_SECS - (self._waiting.until - self._quiet_from) if self._quiet_from is not None else 0.0
        return left if left > 0 else None

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces seen in the last frame."""
        return self._headcount.faces

    @property
    def sketch(self) -> Sketch:
        """The last frame as a few lines."""
        return self._headcount.sketch

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the checks that run."""
        return tuple(self._records)

    @property
    def titles(self) -> dict[str, str]:
        """What each check that runs looks at, in English, by code."""
        return {check.code: check.title for check in self._checks}

    def meters(self) -> dict[str, float]:
        """How near each fault is at present, by code: 0 far from it, 1 at its limit, 2 far beyond it."""
        return {code: record.meter for code, record in self._records.items() if record.meter is not None}

    def _look(self, time: float, frame: Frame | None) -> list[Event]:
        scene = self._scene(time, frame)
        if not self._frames or (frame and not self._has_frame):  # sound before a late camera settles nothing
            self._first_time, self._settled = time, self._mode is Mode.PICTURE
            self._settling.begin_anew()
        self._has_frame |= frame is not None
        self._frames, self._last_time = self._frames + 1, time
        answers = run_checks(scene, self._checks, self._note_fault)
        self._headcount.update(scene)
        self._needs = {code: answer.needs for code, answer in answers.items()}
        self._scheduler.keep(scene, frozenset().union(*self._needs.values()))
        events: list[Event] = []
        if is_sharpening(scene):
            self._settling.begin_anew()
        else:
            self._settling.note_look(time, frame)
            self._usual.update(scene, answers.get(ChangedSetting.code))
            changes = [
                self._records[code].update(time, one.result, one.perceived_since) for code, one in answers.items()
            ]
            found = [record.current for record in self._records.values() if record.current]
            events += self._announcements.update(time, [change for change in changes if change], found)
        self._settled |= self._settling.is_enough(time, self._records.values())
        now = self.now().verdict
        if now is not self._verdict or self._frames == 1:
            self._verdict = now
            events.append(VerdictChanged(time, now))
        return events

    @property
    def settled(self) -> bool:
        """True once enough was seen for a first verdict."""
        return self._settled

    @property
    def is_idle(self) -> bool:
        """True while nothing is told to change, nothing is about to be, and nothing that was asked for goes on."""
        in_quiet_test = self._quiet_from is not None and self._waiting.until - self._quiet_from < QUIET_SECS + 1
        is_compared = self._usual.baselines == self._expectations.baselines
        return (
            self.settled
            and is_compared
            and not in_quiet_test
            and all(record.is_idle for record in self._records.values())
        )

    def room_changed(self, frame: Frame) -> bool:
        """True where the room is not as it was at the last look, or who was in it has left: a glance, not a look."""
        return self._scheduler.room_changed(frame)

    def _scene(self, time: float, frame: Frame | None) -> Scene:
        """What this look has to go by, with what still stands of earlier looks."""
        expectations = self._expectations  # others may be set meanwhile
        if self._usual.takes(expectations.baselines):
            self._scheduler.forget(BaselineDifference)
        sound = self._waiting.take(self._quiet_from) if expectations.expects_audio else None
        return self._scheduler.scene(
            LookInput(time, frame, sound, self._connection, self._unreadable_sound, self._limitation),
            mode=self._mode,
            expectations=expectations,
            note_fault=self._note_fault,
            not_idle=self._facets_of(code for code, record in self._records.items() if not record.is_idle),
            unconfirmed=self._facets_of(code for code, record in self._records.items() if record.is_unconfirmed),
        )

    def _facets_of(self, codes: Iterable[str]) -> frozenset[type[Any]]:
        """The facets that these checks went by at the last look."""
        return frozenset().union(*(self._needs.get(code, ()) for code in codes))

    def _note_fault(self, name: str, error: Exception) -> None:
        """Logs an unexpected fault of a perceiver or a check once, however often it comes."""
        if name not in self._faults:
            self._faults.add(name)
            log_fault(name, error)

    def now(self) -> Report:
        """What is seen at present: faults that are over are forgotten; undetermined until the session has settled."""
        records = self._records.values()
        report = self._compose(
            [record.current for record in records if record.current],
            [record for record in records if record.status is Status.PASSED],
            [record.not_assessed for record in records if record.status is Status.NOT_ASSESSED],
            self._announcements.told,
        )
        if self.settled:
            return report
        early = report.verdict if report.verdict is Verdict.NOT_READY else Verdict.UNDETERMINED
        return replace(report, verdict=early, strengths=(), impressions=(), usual=None)

    def report(self) -> Report:
        """All that was seen since the first frame.

        A fault that was told counts even when it is over, and so does one that lasted from the first frame to the
        last of a session too short to tell it.
        """
        found = {code: self._finding_of(record) for code, record in self._records.items()}
        rest = [record for code, record in self._records.items() if not found[code]]
        findings = [finding for finding in found.values() if finding]
        return self._compose(
            findings,
            [record for record in rest if record.ever_assessed],
            [record.not_assessed for record in rest if not record.ever_assessed],
            {*self._announcements.ever, *(one.code for one in unsilenced(findings))},
        )

    def _finding_of(self, record: CheckState) -> Finding | None:
        pending = record.pending
        throughout = pending if pending and pending.since <= self._first_time else None
        return record.plainest or throughout

    def _compose(
        self, findings: list[Finding], passed: list[CheckState], missing: list[NotAssessed], told: Container[str]
    ) -> Report:
        codes = tuple(record.check.code for record in passed)
        severities = {check.code: check.severity for check in self._checks}
        good = strengths([record.strength for record in passed if record.strength], findings, severities)
        said = [one for one in findings if one.code in told]
        return Report(
            verdict=verdict(findings, codes, missing, severities),
            findings=ranked(said),
            strengths=good,
            impressions=rate_impressions(findings, good, codes, missing),
            passed=codes,
            not_assessed=(*missing, *as_not_assessed(findings, told)),
            people=self._headcount.most_people,
            faces=self._headcount.most_faces,
            frames=self._frames,
            seconds=self._last_time - self._first_time,
            gaps=self._scheduler.gaps,
            usual=self._usual.current,
        )
