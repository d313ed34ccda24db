"""Limits that are judged on sources which did not choose them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from calibration.corpus import Input
from calibration.derive import Derived
from calibration.looks import Looks
from calibration.measure import Case, said, told_value
from calibration.scoring import by_rule, scored
from envcheck.checks.base import Check
from envcheck.evaluation.scores import Score
from envcheck.model.findings import Limit, NotAssessed, Observation


@dataclass(frozen=True)
class Crossed:
    """One check at limits that other sources chose.

    Attributes:
        score: all left-out inputs together, each at the limit that the others chose.
        limits: by fold; a fold is missing where the others say too little to choose one.
    """

    score: Score
    limits: Mapping[int, Limit]


def folds(inputs: Iterable[Input], count: int) -> dict[str, int]:
    """A fold for each source, so that all folds hold about as many inputs; the same for the same sources."""
    sizes = Counter(one.source for one in inputs)
    filled = [0] * count
    placed = {}
    for source, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        placed[source] = filled.index(min(filled))
        filled[placed[source]] += size
    return placed


def cases(inputs: Sequence[Input], looks: Sequence[Looks], checks: Mapping[str, Check]) -> dict[str, list[Case]]:
    """What each check measured of each input as it is, with its label, by code; what no input can show is left out."""
    found: dict[str, list[Case]] = {code: [] for code in checks}
    for given, look in zip(inputs, looks, strict=True):
        truths = said(given, checks, look.face)
        for code, check in checks.items():
            answers = [answers[code] for _, answers in look.seen]
            if answers and not all(isinstance(one, NotAssessed) and one.not_applicable for one in answers):
                value = _value(check, look)
                found[code].append(Case(code, given.row["file"], given.source, "", truths.get(code), True, value))
    return found


def cross_validate(check: Check, known: Sequence[Case], placed: Mapping[str, int]) -> Crossed:
    """The check at limits of other sources.

    Args:
        check: which.
        known: what it measured, with labels.
        placed: the fold of each source.
    """
    labelled = [case for case in known if case.faulty is not None]
    score, limits = Score(), {}
    for fold in sorted(set(placed.values())):
        derived = by_rule(check, [case for case in labelled if placed[case.source] != fold])
        if derived:
            limits[fold] = _limit(check, derived)
            score.add(scored((case for case in labelled if placed[case.source] == fold), check, derived.activate))
    return Crossed(score, limits)


def _limit(check: Check, derived: Derived) -> Limit:
    return replace(check.limit, activate=derived.activate, deactivate=derived.deactivate)


def _value(check: Check, look: Looks) -> float | None:
    """What it measured of a picture; of a clip the surest level at which it would be told."""
    answers = [(time, answers[check.code]) for time, answers in look.seen]
    values = [(time, one.value if isinstance(one, Observation) else None) for time, one in answers]
    return told_value(check.limit, values) if look.moves else values[0][1]
