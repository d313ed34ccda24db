"""A report as lines of text: calm, most important first, what works before what does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from envcheck.model.attestations import Answers
from envcheck.model.findings import Finding, ImpressionRating, Level, Report, Severity, Sign, Verdict
from envcheck.model.plain_text import plain
from envcheck.model.provenance import Provenance
from envcheck.render.language import Translate
from envcheck.render.phrases import (
    ATTESTATIONS,
    BY_HAND,
    NO_SIGN,
    NOT_ASSESSED,
    READINGS,
    SECTIONS,
    SETTING,
    STRENGTHS,
    VERDICTS,
    span,
)
from envcheck.render.provenance import nature, origin
from envcheck.render.unassessed import unassessed

VERDICT_MARKS = {
    Verdict.READY: ("●", "bold green"),
    Verdict.READY_WITH_ADVICE: ("◐", "bold green"),
    Verdict.NOT_READY: ("○", "bold yellow"),
    Verdict.UNDETERMINED: ("?", "bold"),
}


@dataclass(frozen=True)
class Line:
    """One line of a report: a mark and a text that hangs beside it."""

    indent: int
    mark: str
    text: str
    mark_style: str = ""
    text_style: str = ""
    aside: str = ""


def report_lines(title: str, report: Report, translate: Translate) -> Iterator[Line]:
    """The report on one input, line by line.

    Args:
        title: the input as the user named it.
        report: what is known of it.
        translate: into the reader's language.
    """
    mark, style = VERDICT_MARKS[report.verdict]
    yield Line(0, "", plain(title), text_style="bold")
    yield Line(1, mark, translate(VERDICTS[report.verdict]), style, style)
    if report.strengths:
        yield Line(0, "", "")
        yield Line(1, "", translate(STRENGTHS), text_style="dim")
    for strength in report.strengths:
        yield Line(1, "✓", translate(strength.message), "green")
    yield from _impressions(report.impressions, translate)
    for severity in Severity:
        yield from _section(severity, report, translate)
    if report.gaps:
        yield Line(0, "", "")
    for gap in report.gaps:
        yield Line(1, "", translate(gap), text_style="dim")
    if missing := unassessed(report, translate):
        yield Line(0, "", "")
        parts = "; ".join(f"{titles} ({reason})" for titles, reason in missing)
        yield Line(1, "", f"{translate(NOT_ASSESSED)}: {parts}", text_style="dim")
    yield Line(0, "", "")


def attestation_lines(answers: Answers, translate: Translate) -> Iterator[Line]:
    """What a camera cannot see, each with a box that is ticked where it was confirmed; none where nothing is asked."""
    if answers:
        yield Line(1, "", translate(ATTESTATIONS), text_style="dim")
        yield Line(1, "", translate(BY_HAND), text_style="dim")
    for attestation, confirmed in answers:
        yield Line(1, "☑" if confirmed else "☐", translate(attestation.text), "green" if confirmed else "")
    if answers:
        yield Line(0, "", "")


def closing_lines(provenance: Provenance, translate: Translate) -> Iterator[Line]:
    """When and with what the reports above were made, and what they are."""
    yield Line(1, "", origin(provenance, translate), text_style="dim")
    yield Line(1, "", nature(provenance, translate), text_style="dim")


def show(console: Console, lines: Iterator[Line]) -> None:
    """Prints lines: wrapped in their columns on a terminal, one whole line each anywhere else."""
    if console.is_terminal:
        console.print(render_lines(lines))
        return
    for line in lines:
        text = "  ".join(part for part in (line.text, line.aside) if part)
        print(f"{'  ' * line.indent}{line.mark}{' ' if line.mark else ''}{text}", flush=True)


def render_lines(lines: Iterator[Line]) -> RenderableType:
    """Lines as one block for a terminal."""
    return Group(*(_hanging(line) for line in lines))


def _impressions(readings: tuple[ImpressionRating, ...], translate: Translate) -> Iterator[Line]:
    if readings:
        yield Line(0, "", "")
        yield Line(1, "", translate(SETTING), text_style="dim")
    for reading in readings:
        reason = f"({translate(reading.reason)})" if reading.reason else ""
        yield Line(1, "", translate(READINGS[reading.impression, reading.level]), aside=reason)
        if reading.lifted_by:
            yield Line(2, "+", _signs(reading.lifted_by, translate), "green")
        if reading.lowered_by:
            yield Line(2, "−", _signs(reading.lowered_by, translate), "yellow")
        if reading.level is Level.PARTLY and not reading.lifted_by:
            yield Line(2, "", translate(NO_SIGN), text_style="dim")


def _signs(signs: tuple[Sign, ...], translate: Translate) -> str:
    return " ".join(translate(sign.message) for sign in signs)


def _section(severity: Severity, report: Report, translate: Translate) -> Iterator[Line]:
    found = [finding for finding in report.findings if finding.severity is severity]
    if found:
        yield Line(0, "", "")
        yield Line(1, "", translate(SECTIONS[severity]), text_style="dim")
    for finding in found:
        yield from _finding(finding, report.seconds, translate)


def _finding(finding: Finding, seconds: float, translate: Translate) -> Iterator[Line]:
    words = finding.words
    aside = f"{finding.code} {span(finding, seconds)}".rstrip()
    yield Line(1, "•", translate(words.message), "yellow", aside=aside)
    yield Line(2, "", translate(words.why), text_style="dim")
    yield Line(2, "→", translate(words.advice), "cyan")


def _hanging(line: Line) -> RenderableType:
    text = Text.assemble((line.text, line.text_style), (f"  {line.aside}" if line.aside else "", "dim"))
    if not line.mark:
        return Padding(text, (0, 0, 0, 2 * line.indent))
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(line.mark, style=line.mark_style), text)
    return Padding(grid, (0, 0, 0, 2 * line.indent))
