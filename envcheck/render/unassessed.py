"""What was not assessed, by what each check looks at, each reason once."""

from itertools import groupby

from envcheck.model.findings import NotAssessed, Report
from envcheck.render.language import Translate

EXPECTED = frozenset({"no usual setting was saved", "another finding explains it"})
"""Reasons that are left out beside other results: nothing is missing to somebody who never asked for it, or who is told
the cause."""


def unassessed(report: Report, translate: Translate) -> list[tuple[str, str]]:
    """Titles of checks, separated by commas, and the one reason why these could not tell.

    All of it where there is nothing else to tell; else without what nobody asked for.
    """
    tells = report.passed or report.findings
    missing = [one for one in report.not_assessed if not tells or one.reason not in EXPECTED]
    groups = groupby(sorted(missing, key=_reason), key=_reason)
    return [(", ".join(translate(one.title) for one in group), translate(reason)) for reason, group in groups]


def _reason(missing: NotAssessed) -> str:
    return missing.reason
