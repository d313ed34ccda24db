"""Cases counted: the derived limits, and how often each check is right at the limit in the code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calibration.corpus import half
from calibration.derive import ALLOWED, Derived, derived
from calibration.measure import Case
from calibration.reasons import NEAR, REASONS
from envcheck.checks.base import Check
from envcheck.evaluation.scores import Prediction, Score


@dataclass(frozen=True)
class Result:
    """All that was measured of one check.

    Attributes:
        check: which.
        derived: its limit by the rule, from the half that chooses limits; None where too little speaks for one.
        swapped: the same from the other half, which shows how far chance moves it.
        real: the test half's labelled files, at the limit in the code.
        made: its made faults, against what they were made from.
        chosen: both together of the half that chooses limits.
        with_derived: both together of the test half, at the derived limit.
        parts: made faults of the test half by how they were made.
        reason: why the code differs from the rule, where it does.
    """

    check: Check
    derived: Derived | None
    swapped: Derived | None
    real: Score
    made: Score
    chosen: Score
    with_derived: Score
    parts: Mapping[str, Score]
    reason: str

    @property
    def differs(self) -> bool:
        """Whether the limit in the code is further from the rule than chance from one half to the other moves it."""
        if not self.derived:
            return False
        levels = [one.activate for one in (self.derived, self.swapped) if one]
        slack = NEAR * abs(self.derived.activate)
        return not min(levels) - slack <= self.check.limit.activate <= max(levels) + slack


def results(cases: Iterable[Case], checks: Mapping[str, Check]) -> list[Result]:
    """One for each check of which anything is known, in their order."""
    by_code: dict[str, list[Case]] = {code: [] for code in checks}
    for case in cases:
        if case.code in checks and case.faulty is not None and not case.not_applicable:
            by_code[case.code].append(case)
    return [_result(checks[code], mine) for code, mine in by_code.items() if mine]


def scored(cases: Iterable[Case], check: Check, activate: float | None = None) -> Score:
    """Hits and misses at a limit, the code's own when left out."""
    score = Score()
    sign = 1 if check.limit.activate > check.limit.deactivate else -1
    level = check.limit.activate if activate is None else activate
    for case in cases:
        found = None if case.value is None else sign * case.value >= sign * level
        margin = 0.0 if case.value is None else abs(case.value - level)
        if case.faulty is not None:
            score.count(f"{case.file} {case.made}".strip(), case.faulty, Prediction(found, margin))
    return score


def _result(check: Check, cases: list[Case]) -> Result:
    chooses, tests = ([case for case in cases if half(case.source) == side] for side in ("limits", "test"))
    derived, swapped = (by_rule(check, side) for side in (chooses, tests))
    made = [case for case in tests if case.made]
    parts = {name: scored((case for case in made if case.made == name), check) for name in _names(made)}
    return Result(
        check=check,
        derived=derived,
        swapped=swapped,
        real=scored((case for case in tests if not case.made), check),
        made=scored(made, check),
        chosen=scored(chooses, check),
        with_derived=scored(tests, check, derived.activate) if derived else Score(),
        parts=parts,
        reason=REASONS.get(check.code, ""),
    )


def _names(cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(case.made for case in cases))


def by_rule(check: Check, cases: Sequence[Case]) -> Derived | None:
    """The limit by the rule; a picture that stands for itself twice, as labelled and as made from, counts once."""
    known = {(case.file, case.made if case.made != "as it is" else ""): case for case in cases if case.plain}
    assessed = [case for case in known.values() if case.value is not None]
    good = [case.value for case in assessed if not case.faulty and case.value is not None]
    faulty = [case.value for case in assessed if case.faulty and case.value is not None]
    return derived(good, faulty, check.limit, ALLOWED[check.severity])
