"""What the reports say, counted against the labels, at the limits in the code and at those of other sources."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calibration.corpus import Input
from calibration.cross import Crossed, cases, cross_validate, folds
from calibration.looks import Looks
from calibration.replay import replay_report
from calibration.scoring import scored
from envcheck.checks.base import Check
from envcheck.evaluation.labels import Row, exact
from envcheck.evaluation.scores import Score, interval
from envcheck.evaluation.sentences import Kind, Tallies, Tally
from envcheck.model.findings import Report

HEADER = f"{'':<31}{'found, of the faults':<27}{'wrong, of the faultless':<27}{'true, of what was said':<27}"
HEADER += "said  true false  open"


SOME: Mapping[str, Callable[[Row], bool]] = {
    "all": lambda row: True,
    "with somebody in view": lambda row: bool(exact(row, "n_people_visible")),
    "true webcams": lambda row: row.get("webcam") == "yes",
}
"""Inputs of which whole reports are counted."""


class Reports:
    """All that reports say, sentence by sentence and whole."""

    def __init__(self) -> None:
        self.said = Tallies()
        self.whole = {name: Counter[bool]() for name in SOME}
        """By whether a sentence is contradicted."""

    def count(self, row: Row, report: Report, face: float | None) -> None:
        """Takes one; arguments as for `sentence_holds`."""
        is_false = self.said.count(row, report, face)
        for name, belongs in SOME.items():
            if belongs(row):
                self.whole[name][is_false] += 1


@dataclass(frozen=True)
class Truth:
    """All that was counted with one set of networks.

    Attributes:
        checks: by code, in their order.
        scores: faults found and missed at the limits in the code, by code.
        crossed: the same at limits of other sources.
        reports: at the limits in the code.
        reports_crossed: at limits of other sources; where those choose none, the limit is the code's.
    """

    checks: Mapping[str, Check]
    scores: Mapping[str, Score]
    crossed: Mapping[str, Crossed]
    reports: Reports
    reports_crossed: Reports


def count_sentences(inputs: Sequence[Input], looks: Sequence[Looks], checks: Mapping[str, Check], count: int) -> Truth:
    """Counts all reports.

    Args:
        inputs: with their labels.
        looks: what was measured of each.
        checks: by code.
        count: of folds.
    """
    pairs = [(given, look) for given, look in zip(inputs, looks, strict=True) if look.seen]
    placed = folds(inputs, count)
    known = cases([given for given, _ in pairs], [look for _, look in pairs], checks)
    judged = {code: cross_validate(check, known[code], placed) for code, check in checks.items()}
    reports, reports_crossed = Reports(), Reports()
    for given, look in pairs:
        fold = placed[given.source]
        limits = {code: one.limits[fold] for code, one in judged.items() if fold in one.limits}
        reports.count(given.row, replay_report(look, {}), look.face)
        reports_crossed.count(given.row, replay_report(look, limits), look.face)
    scores = {code: scored(known[code], check) for code, check in checks.items()}
    return Truth(checks, scores, judged, reports, reports_crossed)


def table(truth: Truth, count: int) -> Iterator[str]:
    """The figures as text.

    Args:
        truth: what was counted.
        count: of folds.
    """
    yield "\nIN SAMPLE: at the limits in the code, which some of these pictures helped to choose"
    yield from _part({code: (score, "") for code, score in truth.scores.items()}, truth, truth.reports)
    yield f"\nCROSS-VALIDATED: in each of {count} folds of sources, at limits by the rule from the other folds; where"
    yield "those say too little to choose one (fewer folds than all), what was said rests on the limit in the code, as"
    yield "do margins of praise and what makes a fault a must"
    scores = {code: (one.score, _limits(one, count)) for code, one in truth.crossed.items()}
    yield from _part(scores, truth, truth.reports_crossed)


def wrong(truth: Truth, code: str) -> Iterator[str]:
    """The inputs of which what a check or reading says at the limit in the code is wrong, one a line."""
    for (kind, known), tally in truth.reports.said.of.items():
        if known == code:
            yield from (f"{kind.value} is false: {file}" for file in tally.contradicted)
    if code in truth.scores:
        yield from (f"missed: {one.file}" for one in truth.scores[code].worst(10_000) if one.missed)


def _part(scores: Mapping[str, tuple[Score, str]], truth: Truth, reports: Reports) -> Iterator[str]:
    said = reports.said.of
    yield HEADER
    for code, (score, limits) in scores.items():
        tally = said.get((Kind.FINDING, code), Tally())
        if score.assessed or tally.said:
            shares = [interval(*score.shares[name]) for name in ("recall", "false")]
            yield _line(f"{code} {truth.checks[code].name}", shares, tally) + limits
    for kind in (Kind.STRENGTH, Kind.READING, Kind.VERDICT):
        for (_, code), tally in sorted(one for one in said.items() if one[0][0] is kind):
            name = f"{code} praised" if kind is Kind.STRENGTH else code
            yield _line(name, [interval(0, 0)] * 2, tally)
    yield "whole reports without a sentence that their labels contradict"
    for name, whole in reports.whole.items():
        yield f"    {name:<27}{interval(whole[False], whole.total())}"


def _line(title: str, shares: Sequence[str], tally: Tally) -> str:
    columns = "  ".join([*shares, interval(*tally.precision)])
    return f"{title[:30]:<31}{columns}  {tally.said:>4}{tally.true:>6}{tally.false:>6}{tally.open:>6}"


def _limits(one: Crossed, count: int) -> str:
    levels = sorted(limit.activate for limit in one.limits.values())
    if not levels:
        return "   no limit by the rule"
    folds = "" if len(levels) == count else f" in {len(levels)} folds"
    return f"   {levels[0]:.3g} to {levels[-1]:.3g}{folds}"
