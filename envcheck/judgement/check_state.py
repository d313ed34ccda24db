"""What one check has said over a session."""

from dataclasses import replace

from envcheck.checks.base import Check
from envcheck.judgement.hysteresis import Debounce, Hysteresis
from envcheck.model.events import FindingAppeared, FindingChanged, FindingCleared
from envcheck.model.findings import Finding, Limit, Mode, NotAssessed, Observation, Severity, Status, Strength
from envcheck.model.geometry import Box
from envcheck.model.words import N_

MOVED = 0.03
"""Share of the frame by which an edge of a region has to move before that is told."""

STEADY = 4.0
"""How many times `stop_secs` another praise has to stay before it takes the place of one that is told: what is near the
limit of a network comes and goes by the second."""


class CheckState:
    """Turns one check's answers into its findings.

    Args:
        check: whose answers these are.
        limit: what its values are held against.
        mode: a picture is judged at once, a stream over time.
    """

    def __init__(self, check: Check, limit: Limit, mode: Mode) -> None:
        self.check = check
        self.ever_assessed = False
        """True once the check could tell."""
        self.current: Finding | None = None
        """The finding that lasts now."""
        self._past: list[Finding] = []
        self._limit = limit
        self._hysteresis = Hysteresis(limit, immediate=mode is Mode.PICTURE)
        self._grave = Hysteresis(limit.grave, immediate=mode is Mode.PICTURE) if limit.grave else None
        self._last: Observation | NotAssessed = NotAssessed(
            check.code, N_("nothing was looked at yet"), title=check.title
        )
        self._worst: Observation | None = None
        self._fault = Debounce(limit.stop_secs)
        self._praise = Debounce(0.0 if mode is Mode.PICTURE else limit.stop_secs, STEADY * limit.stop_secs)
        self._announced: Finding | None = None

    @property
    def status(self) -> Status:
        """What is known of the check now."""
        if self.current:
            return Status.FOUND
        return Status.PASSED if isinstance(self._last, Observation) else Status.NOT_ASSESSED

    @property
    def not_assessed(self) -> NotAssessed:
        """Why the check could not tell when it was last asked."""
        if isinstance(self._last, NotAssessed):
            return self._last
        return NotAssessed(self.check.code, N_("no frame showed it"), title=self.check.title)

    @property
    def plainest(self) -> Finding | None:
        """The finding to report on the whole: the one that lasts, else the longest that is over."""
        return self.current or max(self._past, key=lambda past: (past.until or 0.0) - past.since, default=None)

    @property
    def meter(self) -> float | None:
        """How near the fault is, as `Limit.nearness` tells it; None where it was not measured."""
        return self._limit.nearness(self._last.value) if isinstance(self._last, Observation) else None

    @property
    def is_idle(self) -> bool:
        """True while no fault is told, and none begins."""
        return not self.current and self._hysteresis.is_idle

    @property
    def is_open(self) -> bool:
        """True while the value last measured is neither a fault nor clear of one, and none is told."""
        if self.current or not isinstance(self._last, Observation):
            return False
        return not self._limit.activates(self._last.value) and not self._limit.deactivates(self._last.value)

    @property
    def pending(self) -> Finding | None:
        """The finding that is about to be told if the fault goes on."""
        starting = not self.current and not self._hysteresis.is_idle
        return self._finding(self._worst) if starting and self._worst else None

    @property
    def strength(self) -> Strength | None:
        """A good value worth naming, where no fault stands or begins."""
        variant = self._praise.wording
        if variant is None or self.current or self.pending:
            return None
        check = self.check
        return Strength(check.code, check.name, check.strengths[variant], variant, check.title)

    @property
    def is_unconfirmed(self) -> bool:
        """True while a fault begins that only one perception has shown."""
        return self._hysteresis.is_unconfirmed

    def update(
        self, time: float, answer: Observation | NotAssessed, perceived_since: float | None = None
    ) -> FindingAppeared | FindingChanged | FindingCleared | None:
        """Takes the answer at media time `time`; gives what changed by it. Arguments as for `Hysteresis.update`."""
        self._last = answer
        value = None
        if isinstance(answer, Observation):
            self.ever_assessed, value = True, answer.value
            self._praise.update(time, self._wording(answer))
            if self._limit.activates(value) and self._takes_over(time, answer):
                self._worst = answer
        is_active = self._hysteresis.update(time, value, perceived_since)
        if self._grave:
            self._grave.update(time, value, perceived_since)
        before, worst = self.current, self._worst
        self.current = self._finding(worst) if is_active and worst else None
        if self._hysteresis.is_idle:
            self._worst = None
        if before and not self.current:
            self._announced = None
            self._past.append(replace(before, until=time))
            return FindingCleared(time, self._past[-1])
        return self._announce(time, self.current) if self.current else None

    def _announce(self, time: float, now: Finding) -> FindingAppeared | FindingChanged | None:
        """Tells a finding that is new, or is shown otherwise than it was told; its value alone shows nothing."""
        before = self._announced
        if before and _is_shown_alike(before, now):
            return None
        self._announced = now
        return FindingChanged(time, now) if before else FindingAppeared(time, now)

    def _wording(self, observation: Observation) -> str | None:
        """Which strength a good value would be; None where it is not worth a word, or not good enough to be one.

        What is no fault any more only because it has not become one again is not praised: of 23 strengths told of such
        values on pictures of other sources 6 were true. What is praised already stays so a little longer, lest it come
        and go with each breath.
        """
        fitting = [variant for variant in (observation.variant, "") if variant in self.check.strengths]
        is_said = bool(fitting) and fitting[0] == self._praise.wording
        is_good = self._limit.keeps_praise if is_said else self._limit.praises
        return fitting[0] if fitting and observation.noteworthy and is_good(observation.value) else None

    def _takes_over(self, time: float, observation: Observation) -> bool:
        """True for a fault that is worse than before, or has other words by now: what was told is not so any more."""
        if not self.current:
            self._fault = Debounce(self._limit.stop_secs)
        self._fault.update(time, observation.variant)
        if self._worst is None or self._is_worse(observation.value):
            return True
        return self._worst.variant != observation.variant == self._fault.wording

    def _is_worse(self, value: float) -> bool:
        sign = 1 if self._limit.activate > self._limit.deactivate else -1
        return self._worst is None or sign * value > sign * self._worst.value

    def _severity(self, variant: str) -> Severity:
        if self._grave and self._grave.is_active:
            return Severity.MUST
        asks = variant in self.check.questions and self.check.severity is Severity.MUST
        return Severity.SHOULD if asks else self.check.severity

    def _finding(self, worst: Observation) -> Finding:
        check = self.check
        return Finding(
            code=check.code,
            name=check.name,
            severity=self._severity(worst.variant),
            words=check.words.get(worst.variant) or next(iter(check.words.values())),
            value=worst.value,
            regions=worst.regions,
            since=self._hysteresis.since,
            variant=worst.variant,
            title=check.title,
            is_gradual=check.is_gradual,
        )


def _is_shown_alike(one: Finding, other: Finding) -> bool:
    """True for the same words and weight, at places that differ by hardly anything."""
    if (one.words, one.severity, len(one.regions)) != (other.words, other.severity, len(other.regions)):
        return False
    return all(_edge_shift(*boxes) <= MOVED for boxes in zip(one.regions, other.regions, strict=True))


def _edge_shift(one: Box, other: Box) -> float:
    """How far the edge lies that differs most."""
    return max(abs(one.x1 - other.x1), abs(one.y1 - other.y1), abs(one.x2 - other.x2), abs(one.y2 - other.y2))
