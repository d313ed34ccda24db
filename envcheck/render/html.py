"""A report as one page that stands for itself: no picture, no script, nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape

from envcheck.model.attestations import Answers
from envcheck.model.findings import Finding, ImpressionRating, Report, Severity
from envcheck.perception.people.sketch import Sketch
from envcheck.render.language import Translate, direction
from envcheck.render.phrases import ATTESTATIONS, NOT_ASSESSED, READINGS, REPORT, SECTIONS, SETTING, STRENGTHS, VERDICTS

STYLE = """
:root { color-scheme: light dark; --ink: #2e343a; --faint: #5c646c; --paper: #faf8f4; --card: #fff; --line: #d8d2c6;
        --well: #2f6f5e; --must: #a03a32; --should: #9a5a10; --could: #4a5f8a }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4dc; --faint: #b4afa5; --paper: #1f2326; --card: #282d31;
        --line: #454b50; --well: #86c5b1; --must: #f0a098; --should: #e8b878; --could: #a9bde4 } }
body { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.5rem; font: 1.05rem/1.6 system-ui, sans-serif;
       color: var(--ink); background: var(--paper) }
h1 { font-size: 1.7rem; line-height: 1.25; margin-bottom: 1rem }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; color: var(--faint); font-weight: 600 }
ul { list-style: none; padding: 0; margin: 0 } li { margin: .5rem 0 }
svg { width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; display: block }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem }
.card p { margin: .2rem 0 } .advice { font-weight: 600 } .faint { color: var(--faint) }
.tick { color: var(--well) } p, li, h1, h2, summary { unicode-bidi: plaintext }
.must { color: var(--must) } .should { color: var(--should) } .could { color: var(--could) }
@media print { body { margin: 0; background: none } .card, svg { break-inside: avoid } }
"""

ACROSS = 1000
"""Units of the drawing from left to right."""


def html_report(report: Report, sketch: Sketch, translate: Translate, lang: str, answers: Answers = ()) -> str:
    """The report as a whole page.

    Args:
        report: what is known.
        sketch: outlines to draw it on.
        translate: into the reader's language.
        lang: code of that language.
        answers: what was answered of that which no camera sees.
    """
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(lang)}" dir="{direction(lang)}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(REPORT, translate)}</title><style>{STYLE}</style></head><body><main>",
            f"<h1>{_text(VERDICTS[report.verdict], translate)}</h1>",
            _drawing(report, sketch, translate),
            *_strengths(report, translate),
            *_findings(report, translate),
            *_impressions(report.impressions, translate),
            *_attestations(answers, translate),
            *(f'<p class="faint">{_text(gap, translate)}</p>' for gap in report.gaps),
            *_not_assessed(report, translate),
            "</main></body></html>",
            "",
        ]
    )


def _drawing(report: Report, sketch: Sketch, translate: Translate) -> str:
    """People as outlines, findings as numbered boxes, on an empty frame."""
    height = round(ACROSS / sketch.aspect)
    shapes = [
        f'<path d="M{" L".join(f"{point.x * ACROSS:.0f} {point.y * height:.0f}" for point in line)} Z" '
        'fill="none" stroke="currentColor" stroke-opacity=".45" stroke-width="3"/>'
        for line in sketch.outlines
    ]
    for place, finding in enumerate(report.findings, 1):
        shapes += _marks(place, finding, height)
    label = _text(VERDICTS[report.verdict], translate)
    drawn = f'viewBox="0 0 {ACROSS} {height}" direction="ltr"'  # or numbers would stand on the left of their place
    return f'<svg {drawn} role="img" aria-label="{label}">{"".join(shapes)}</svg>'


def _marks(place: int, finding: Finding, height: int) -> Iterator[str]:
    for box in finding.regions:
        x, y = box.x1 * ACROSS, box.y1 * height
        yield (
            f'<g class="{finding.severity.value}"><rect x="{x:.0f}" y="{y:.0f}" width="{box.width * ACROSS:.0f}" '
            f'height="{box.height * height:.0f}" rx="6" fill="none" stroke="currentColor" stroke-width="4"/>'
            f'<text x="{x + 10:.0f}" y="{y + 34:.0f}" font-size="30" fill="currentColor">{place}</text></g>'
        )


def _strengths(report: Report, translate: Translate) -> Iterator[str]:
    if report.strengths:
        lines = (f'<span class="tick">✓</span> {_text(one.message, translate)}' for one in report.strengths)
        yield _section(STRENGTHS, _list(lines), translate)


def _findings(report: Report, translate: Translate) -> Iterator[str]:
    numbered = list(enumerate(report.findings, 1))
    for severity in Severity:
        cards = [_card(place, finding, translate) for place, finding in numbered if finding.severity is severity]
        if cards:
            yield _section(SECTIONS[severity], _list(cards), translate)


def _card(place: int, finding: Finding, translate: Translate) -> str:
    words = finding.words
    return (
        f'<div class="card"><p><span class="{finding.severity.value}">{place}</span> {_text(words.message, translate)}'
        f'</p><p class="faint">{_text(words.why, translate)}</p><p class="advice">{_text(words.advice, translate)}</p>'
        "</div>"
    )


def _impressions(readings: Iterable[ImpressionRating], translate: Translate) -> Iterator[str]:
    lines = []
    for reading in readings:
        signs = [f"+ {_text(sign.message, translate)}" for sign in reading.lifted_by]
        signs += [f"− {_text(sign.message, translate)}" for sign in reading.lowered_by]
        rating = _text(READINGS[reading.impression, reading.level], translate)
        lines.append(rating + "".join(f'<br><span class="faint">{sign}</span>' for sign in signs))
    if lines:
        yield _section(SETTING, _list(lines), translate)


def _attestations(answers: Answers, translate: Translate) -> Iterator[str]:
    lines = [f"{'☑' if confirmed else '☐'} {_text(one.text, translate)}" for one, confirmed in answers]
    if lines:
        yield _section(ATTESTATIONS, _list(lines), translate)


def _not_assessed(report: Report, translate: Translate) -> Iterator[str]:
    lines = [f"<bdi>{missing.code}</bdi>: {_text(missing.reason, translate)}" for missing in report.not_assessed]
    if lines:
        yield f'<details class="faint"><summary>{_text(NOT_ASSESSED, translate)}</summary>{_list(lines)}</details>'


def _section(heading: str, body: str, translate: Translate) -> str:
    return f"<section><h2>{_text(heading, translate)}</h2>{body}</section>"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _text(english: str, translate: Translate) -> str:
    return escape(translate(english))
