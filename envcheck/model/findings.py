"""The shared nouns: what a check measures, what the judgement makes of it, and the report that tells it."""

from dataclasses import dataclass, field
from enum import StrEnum

from envcheck.model.geometry import Box
from envcheck.model.words import Words


class Severity(StrEnum):
    """How much a finding weighs: only `must` can make a room not ready."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class Serves(StrEnum):
    """What a check protects for the client."""

    CONFIDENTIALITY = "confidentiality"
    STEADY_FRAME = "steady-frame"
    PRESENCE = "presence"
    INVITING = "inviting"
    RELIABILITY = "reliability"


class Status(StrEnum):
    """What is known of one check."""

    PASSED = "passed"
    FOUND = "found"
    NOT_ASSESSED = "not assessed"


class Verdict(StrEnum):
    """What the findings come to. It advises; the platform decides."""

    READY = "ready"
    READY_WITH_ADVICE = "ready with advice"
    NOT_READY = "not ready"
    UNDETERMINED = "undetermined"


class Mode(StrEnum):
    """How frames come: one picture judged at once, or a stream judged over its media time."""

    PICTURE = "picture"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a value becomes a finding and where it stops being one.

    A fault lies at the high end of a value when `activate > deactivate`, at the low end when `activate < deactivate`;
    between the two the state stays what it was. Pictures are judged by `activate` alone.

    Attributes:
        activate: the value at which a fault begins.
        deactivate: the value at which it is over.
        start_secs: how long, in media time, the fault has to last before it is told.
        stop_secs: how long it has to be gone before it is taken back.
        critical: the value from which the fault is so strong that the picture cannot be used: it then counts as a
            `must`; None where it never is.
        praise: the value from which a good one is worth a word; `deactivate` where left out.

    Raises:
        ValueError: the two levels are equal, or a duration is negative.
    """

    activate: float
    deactivate: float
    start_secs: float = 1.0
    stop_secs: float = 1.0
    critical: float | None = None
    praise: float | None = None

    def __post_init__(self) -> None:
        if self.activate == self.deactivate:
            raise ValueError("activate and deactivate must differ: the order says at which end the fault lies")
        if min(self.start_secs, self.stop_secs) < 0:
            raise ValueError("start_secs and stop_secs must not be negative")

    def activates(self, value: float) -> bool:
        """True where `value` is a fault."""
        return value >= self.activate if self.activate > self.deactivate else value <= self.activate

    def deactivates(self, value: float) -> bool:
        """True where `value` is no fault any more."""
        return value <= self.deactivate if self.activate > self.deactivate else value >= self.deactivate

    def praises(self, value: float) -> bool:
        """True where `value` is good beyond doubt: no fault any more, and as far from it as praise has to be."""
        if self.praise is None or not self.deactivates(value):
            return self.deactivates(value)
        return value <= self.praise if self.activate > self.deactivate else value >= self.praise

    def keeps_praise(self, value: float) -> bool:
        """True where what is praised may stay so: until half way from `praise` back to where a fault is over."""
        if self.praise is None or self.praises(value):
            return self.praises(value)
        half = (self.praise + self.deactivate) / 2
        return value <= half if self.activate > self.deactivate else value >= half

    @property
    def grave(self) -> "Limit | None":
        """The limit of a fault that counts as a `must`: from `critical` until half way back to where a fault begins."""
        if self.critical is None or not self.activates(self.critical):
            return None
        return Limit(self.critical, (self.critical + self.activate) / 2, self.start_secs, self.stop_secs)

    def nearness(self, value: float) -> float:
        """How near a value is to the fault: 1 at `activate`, 3/4 at `deactivate`, on a line between 0 and 2."""
        return min(2.0, max(0.0, 1 + (value - self.activate) / (self.activate - self.deactivate) / 4))


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check measured in one scene; a measurement only, compared with nothing.

    Attributes:
        value: the one number the check measures; its page gives the unit.
        regions: where it was measured or seen, for the overlay.
        variant: which of the check's wordings fits (empty for the plain one).
        telling: whether a good value is worth naming as a strength here.
    """

    value: float
    regions: tuple[Box, ...] = ()
    variant: str = ""
    noteworthy: bool = True


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A check that could not tell, and why.

    Attributes:
        code: the check's code.
        reason: a clause that can follow "not assessed: ".
        not_applicable: this kind of input can never show it, so that nothing is missing.
        title: what the check looks at, in English.
    """

    code: str
    reason: str
    not_applicable: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that is told.

    Attributes:
        code: the check's code, such as `LIT103`.
        name: the check's name, such as `backlit-face`.
        severity: how much it weighs.
        words: message, why and advice, in English.
        value: what the check measured when the fault was plainest.
        regions: where, in fractions of the frame.
        since: media time in seconds at which the fault began.
        until: media time at which it was over; None while it lasts.
        variant: which of the check's wordings this is (empty for the plain one).
        title: what the check looks at, in English.
        is_gradual: the value follows what a hand changes, so that a meter helps.
    """

    code: str
    name: str
    severity: Severity
    words: Words
    value: float
    regions: tuple[Box, ...] = ()
    since: float = 0.0
    until: float | None = None
    variant: str = ""
    title: str = ""
    is_gradual: bool = False


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that already works, in English; `variant` and `title` as for a finding."""

    code: str
    name: str
    message: str
    variant: str = ""
    title: str = ""


class Impression(StrEnum):
    """In what way a setting is read."""

    PROFESSIONAL = "professional"
    INVITING = "inviting"


class Level(StrEnum):
    """How far an impression comes across: words on purpose, and no number behind them."""

    CLEAR = "comes across"
    PARTLY = "in part"
    MORE = "could be more"
    UNKNOWN = "could not tell"


@dataclass(frozen=True, slots=True)
class Sign:
    """One observation that counts in a reading: the check's code, and what is seen, in English."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ImpressionRating:
    """How the setting comes across in one way.

    Attributes:
        impression: in which way.
        level: how far.
        lifted_by: what adds to it.
        lowered_by: what takes from it.
        reason: why it could not be told; empty where it could.
    """

    impression: Impression
    level: Level
    lifted_by: tuple[Sign, ...] = ()
    lowered_by: tuple[Sign, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one input, or of a session so far.

    Attributes:
        verdict: what the findings come to.
        findings: most important first.
        strengths: what already works.
        impressions: how the room comes across; empty where that was not asked, and beside a *must*.
        passed: codes of the checks that found nothing.
        not_assessed: checks that could not tell, with their reasons.
        people: the most people seen at once (in two frames running, for a clip).
        faces: the most faces seen at once, likewise.
        frames: how many frames were looked at.
        seconds: media time from the first to the last of them.
        gaps: what is not seen here because a network is missing, in whole English sentences.
        usual: which of the usual settings that it was compared with is seen at last; None where none of them is, or
            nothing is known.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    strengths: tuple[Strength, ...] = ()
    impressions: tuple[ImpressionRating, ...] = ()
    passed: tuple[str, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = field(default=())
    people: int = 0
    faces: int = 0
    frames: int = 0
    seconds: float = 0.0
    gaps: tuple[str, ...] = ()
    usual: int | None = None
