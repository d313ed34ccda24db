"""The results as text: for the terminal, and as Markdown for the pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from calibration.derive import Derived
from calibration.faults import RECIPES
from calibration.scoring import Result
from envcheck.evaluation.scores import Score, interval, wilson


def printed(results: Iterable[Result]) -> Iterator[str]:
    """Some lines for each check."""
    for result in results:
        check, limit = result.check, result.check.limit
        yield f"\n{check.code} {check.name} ({check.severity.value})"
        yield f"    limit {limit.activate:g} / {limit.deactivate:g}   {_by_rule(result)}"
        if result.differs:
            yield f"    {'kept: ' + result.reason if result.reason else 'DIFFERS, AND NO REASON IS GIVEN'}"
        for title, score in (
            ("real", result.real),
            ("made", result.made),
            ("half that chose", result.chosen),
            ("at derived limit", result.with_derived),
        ):
            if score.assessed:
                yield f"    {title:<17}{_shares(score)}   not assessed {score.not_assessed}"
        for name, part in result.parts.items():
            found, of = part.true_positives + part.false_positives, part.assessed
            unknown = f", {part.not_assessed} not assessed" if part.not_assessed else ""
            yield f"        {name:<58}{found:>3} of {of:<4}told{unknown}"


def _by_rule(result: Result) -> str:
    if not result.derived:
        return "too little is known to derive one"
    difference = result.check.limit.activate - result.derived.activate
    swapped = f", from the other half {result.swapped.activate:.3g}" if result.swapped else ""
    return f"derived {_levels(result.derived)}{swapped}, difference {difference:+.3g}"


def _levels(found: Derived) -> str:
    counted = f"{found.good} good, {found.faulty} faulty{', apart' if found.apart else ''}"
    return f"{found.activate:.3g} / {found.deactivate:.3g} ({counted})"


def _shares(score: Score) -> str:
    shares = score.shares
    passed = (score.true_negatives, score.true_negatives + score.false_positives)
    return (
        f"recall {interval(*shares['recall'])}  precision {interval(*shares['precision'])}  "
        f"specificity {interval(*passed)}"
    )


def markdown(found: Mapping[str, Sequence[Result]]) -> str:
    """The page of measured figures.

    Args:
        found: results, by the networks they were measured with.
    """
    sections = (line for title, results in found.items() for line in _section(title, results))
    return "\n".join(
        [
            "# How far each check can be trusted",
            "",
            "Measured on the half of the labelled pictures that chose no limit; no source is in both halves. Shares",
            "come with 95 % intervals (Wilson), and of how many. *Found*: of the faults, those told. *Right*: of what",
            "was told, that which was there. *Left in peace*: of the faultless, those not told. Real faults of light",
            "and camera are rare, so they are also made from good pictures by camera models; those stand apart.",
            "",
            *sections,
            "## How faults were made",
            "",
            "Good are the pictures they were made from, also sent as H.264 at 150, 300 and 600 kbit/s. Faint faults",
            "count too: not all of them are meant to be found.",
            "",
            *(f"- {recipe.code}: {recipe.truth}" for recipe in RECIPES),
            "",
            "## The limits",
            "",
            "One rule gives a limit for every check from the other half: where at most 1 % (must), 2 % (should) or 3 %",
            "(could) of good pictures are told, or the middle of the gap to plain faults where there is one.",
            "",
            *_limits(next(iter(found.values()))),
            "",
        ]
    )


def _section(title: str, results: Sequence[Result]) -> Iterator[str]:
    for kind, rows in (
        ("real pictures, by their labels", [(result, result.real) for result in results]),
        ("made faults", [(result, result.made) for result in results]),
    ):
        yield f"## {title}: {kind}\n"
        yield from _table(rows)
        yield ""


def _table(rows: Iterable[tuple[Result, Score]]) -> Iterator[str]:
    yield "| check | found | right | left in peace | not assessed |"
    yield "|---|---|---|---|---|"
    for result, score in rows:
        if not score.assessed:
            continue
        counts = (*score.shares["recall"],), (*score.shares["precision"],), _passed(score)
        cells = " | ".join(_cell(*count) for count in counts)
        yield f"| {result.check.code} {result.check.name} | {cells} | {score.not_assessed} |"


def _passed(score: Score) -> tuple[int, int]:
    return score.true_negatives, score.true_negatives + score.false_positives


def _cell(hits: int, of: int) -> str:
    found = wilson(hits, of)
    return f"{found[0]:.0%} ({found[1]:.0%} to {found[2]:.0%}), {hits} of {of}" if found else "–"


def _limits(results: Iterable[Result]) -> Iterator[str]:
    yield "| check | limit | by the rule | by the rule, halves swapped | why it is kept |"
    yield "|---|---|---|---|---|"
    for result in results:
        levels = [f"{one.activate:.3g}" if one else "–" for one in (result.derived, result.swapped)]
        reason = result.reason if result.differs else ""
        yield f"| {result.check.code} | {result.check.limit.activate:g} | {levels[0]} | {levels[1]} | {reason} |"
