"""Light by skin tone: faults found, and told wrongly, on faces whose tone the labels say."""

from collections.abc import Iterator, Mapping, Sequence

from calibration.corpus import Input
from calibration.cross import cases
from calibration.fairness import SURE, fisher
from calibration.looks import Looks
from calibration.scoring import scored
from calibration.skin import GROUPS
from envcheck.checks.base import Check
from envcheck.evaluation.scores import interval

TONE = "skin_tone_monk"
"""Column of the labels: 1-3, 4-6 or 7-10 on the Monk scale."""

CODES = ("LIT101", "LIT102", "LIT103", "LIT104", "LIT105")
SHARES = {"recall": "found, of the faults", "false": "wrong, of the faultless"}


def by_tone(inputs: Sequence[Input], looks: Sequence[Looks], checks: Mapping[str, Check]) -> Iterator[str]:
    """Two lines for each check, with the groups that differ from the first beyond chance.

    Args:
        inputs: with their labels.
        looks: what was measured of each.
        checks: by code.
    """
    pairs = [(given, look) for given, look in zip(inputs, looks, strict=True) if look.seen]
    yield f"{'':<36}{'  '.join(f'{group:<25}' for group in GROUPS)}"
    for code in CODES:
        scores = []
        for group in GROUPS:
            mine = [pair for pair in pairs if pair[0].row.get(TONE) == group]
            known = cases([given for given, _ in mine], [look for _, look in mine], {code: checks[code]})
            scores.append(scored(known[code], checks[code]))
        for share, title in SHARES.items():
            counts = [score.shares[share] for score in scores]
            columns = "  ".join(interval(*count) for count in counts)
            yield f"{code} {title:<29}{columns}  {_differ(counts)}".rstrip()


def _differ(counts: Sequence[tuple[int, int]]) -> str:
    chances = {group: fisher(*count, *counts[0]) for group, count in zip(GROUPS, counts, strict=True)}
    return ", ".join(f"{group} differs: p = {chance:.3f}" for group, chance in chances.items() if chance < SURE)
