"""Keeps the list of what was told in one report: pairs of codes alone, for the test of what excludes what.

    envcheck check --json PICTURES… | python tools/seen_pairs.py

reads reports and adds the pairs that are new to `tests/judgement/seen_pairs.txt`. None is taken away: what the table of
exclusions keeps apart by now was seen together once.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent.parent / "tests" / "judgement" / "seen_pairs.txt"


def pairs(report: dict[str, Any]) -> Iterator[str]:
    """What one report told together: "FRM102 + FRM103" of two findings, "FRM102 | PIC102" of a finding and a praise."""
    found = sorted({one["code"] for one in report.get("findings", ())})
    praised = sorted({one["code"] for one in report.get("strengths", ())})
    yield from (f"{one} + {other}" for one, other in combinations(found, 2))
    yield from (f"{code} | {good}" for code in found for good in praised)


def added(kept: str, reports: Iterable[str]) -> str:
    """The list with what these reports, one a line, told."""
    seen = set(kept.splitlines())
    for line in reports:
        seen.update(pairs(json.loads(line)))
    return "".join(f"{pair}\n" for pair in sorted(seen))


if __name__ == "__main__":
    KEPT.write_text(added(KEPT.read_text() if KEPT.exists() else "", sys.stdin))
