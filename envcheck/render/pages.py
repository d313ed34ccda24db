"""The page of each check, from its docstring: printed by `envcheck explain`, and told by the server."""

from collections.abc import Iterable
from inspect import cleandoc

from envcheck.checks.base import Check
from envcheck.model.findings import Limit
from envcheck.render.language import Translate

SECTIONS = ("What it checks", "Why it matters", "Known limits", "References")


def page(check: Check, translate: Translate) -> str:
    """The check's page as Markdown: its docstring, what it says, and its limit."""
    summary, _, rest = cleandoc(check.__doc__ or "").partition("\n")
    return "\n".join(
        [
            f"# {check.code} {check.name}",
            "",
            summary,
            "",
            f"In reports: {translate(check.title)}. Severity: {check.severity.value}. Serves: {check.serves.value}.",
            rest,
            "",
            "## What it says",
            *(_translated(check, translate)),
            "",
            "## Limit",
            _limit(check.limit),
            "",
        ]
    )


def _translated(check: Check, translate: Translate) -> Iterable[str]:
    for words in check.words.values():
        yield f"\n> {translate(words.message)} {translate(words.why)} *{translate(words.advice)}*"
    for strength in check.strengths.values():
        yield f"\n> {translate(strength)}"


def _limit(limit: Limit) -> str:
    side = "at or above" if limit.activate > limit.deactivate else "at or below"
    other = "at or below" if limit.activate > limit.deactivate else "at or above"
    return (
        f"Told when the value is {side} {limit.activate:g} for {limit.start_secs:g} s; taken back when it is {other} "
        f"{limit.deactivate:g} for {limit.stop_secs:g} s. A single picture is judged at once."
        + ("" if limit.critical is None else f" It counts as a *must* where the value is {side} {limit.critical:g}.")
        + (
            ""
            if limit.praise is None
            else f" A good value is named as a strength where it is {other} {limit.praise:g}."
        )
    )
