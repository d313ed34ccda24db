"""A report as one page that stands for itself: no picture, no script, nothing from elsewhere; reads well on paper."""

from collections.abc import Iterable, Iterator
from html import escape

from envcheck.model.attestations import Answers
from envcheck.model.findings import Finding, ImpressionRating, Report, Severity
from envcheck.model.provenance import Provenance
from envcheck.model.words import N_
from envcheck.perception.people.sketch import Sketch
from envcheck.render.language import Translate, direction
from envcheck.render.phrases import (
    ATTESTATIONS,
    BY_HAND,
    NOT_ASSESSED,
    READINGS,
    SECTIONS,
    SETTING,
    STRENGTHS,
    VERDICTS,
)
from envcheck.render.provenance import nature, origin, title
from envcheck.render.unassessed import unassessed

FIGURE = N_("Drawing of what the camera saw")
MIRRORED = N_("Drawn as you see yourself in a mirror: your left is on the left.")
OUTLINES = N_("The grey lines are the outlines of people.")
PLACES = N_("Each frame with a number is the place of what is said below under that number.")
CONFIRMED = N_("Confirmed")
UNCONFIRMED = N_("Not confirmed")

TEXT = "\ufe0e"
"""After a character: to be drawn as text, never as a picture."""

STYLE = """
:root { color-scheme: light dark; --ink: #2e343a; --faint: #5c646c; --paper: #faf8f4; --card: #fff; --line: #d8d2c6;
        --well: #2f6f5e; --must: #a03a32; --should: #9a5a10; --could: #4a5f8a }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8e4dc; --faint: #b4afa5; --paper: #1f2326;
        --card: #282d31; --line: #454b50; --well: #86c5b1; --must: #f0a098; --should: #e8b878; --could: #a9bde4 } }
body { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.5rem; font: 1.05rem/1.6 system-ui, sans-serif;
       color: var(--ink); background: var(--paper) }
h1 { font-size: 1.8rem; line-height: 1.25; margin: .3rem 0 1.2rem; text-wrap: balance }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; color: var(--faint); font-weight: 600 }
p, li, h1, h2 { unicode-bidi: plaintext }
p { margin: .2rem 0 } ul { list-style: none; padding: 0; margin: 0 } li { margin: .5rem 0 }
figure { margin: 0 } figcaption { margin-top: .4rem; font-size: .9rem }
svg { width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; display: block;
      box-sizing: border-box }
text { font-size: 30px; dominant-baseline: hanging } @media (max-width: 30rem) { text { font-size: 48px } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem 1rem;
        border-inline-start: .3rem solid var(--tone) }
.number { color: var(--tone); font-weight: 700; margin-inline-end: .4rem }
.advice { font-weight: 600 } .faint { color: var(--faint) }
.mark { display: inline-block; width: 1.5em; text-indent: 0 } .well { color: var(--well) }
.marked li { padding-inline-start: 1.5em; text-indent: -1.5em }
.must { --tone: var(--must) } .should { --tone: var(--should) } .could { --tone: var(--could) } g { color: var(--tone) }
.hand { margin-top: 2rem; border: 1px dashed var(--faint); border-radius: .6rem; padding: .2rem 1rem .5rem }
.hand h2 { margin-top: .6rem }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .6rem }
@page { margin: 16mm 18mm }
@media print {
  :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --line: #bbb }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; line-height: 1.45 }
  h1 { font-size: 17pt } h2 { font-size: 11pt; margin-top: 5mm; break-after: avoid }
  svg { width: auto; max-width: 100%; height: 62mm } li { margin: 1.5mm 0 }
  figure, .card, .hand, li, footer { break-inside: avoid } p { orphans: 3; widows: 3 }
}
"""

ACROSS = 1000
"""Units of the drawing from left to right."""


def html_report(
    report: Report, sketch: Sketch, provenance: Provenance, translate: Translate, lang: str, answers: Answers = ()
) -> str:
    """The report as a whole page.

    Args:
        report: what is known.
        sketch: outlines to draw it on.
        provenance: when and with what it was made.
        translate: into the reader's language.
        lang: code of that language.
        answers: what was answered of that which no camera sees.
    """
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(lang)}" dir="{direction(lang)}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title(provenance, translate))}</title><style>{STYLE}</style></head><body>",
            f'<header class="faint">{escape(origin(provenance, translate))}</header><main>',
            f"<h1>{_text(VERDICTS[report.verdict], translate)}</h1>",
            *_figure(report, sketch, translate),
            *_strengths(report, translate),
            *_findings(report, translate),
            *_impressions(report.impressions, translate),
            *(f'<p class="faint">{_text(gap, translate)}</p>' for gap in report.gaps),
            *_not_assessed(report, translate),
            *_attestations(answers, translate),
            f'</main><footer class="faint">{escape(nature(provenance, translate))}</footer></body></html>',
            "",
        ]
    )


def _figure(report: Report, sketch: Sketch, translate: Translate) -> Iterator[str]:
    """People as outlines, findings as numbered frames, mirrored as on the page; nothing where there is none of them."""
    height = round(ACROSS / sketch.aspect)
    outlines = [
        f'<path d="M{" L".join(f"{(1 - point.x) * ACROSS:.0f} {point.y * height:.0f}" for point in line)} Z" '
        'fill="none" stroke="currentColor" stroke-opacity=".45" stroke-width="3"/>'
        for line in sketch.outlines
    ]
    places = [mark for place, one in enumerate(report.findings, 1) for mark in _marks(place, one, height)]
    caption = [MIRRORED, *([OUTLINES] if outlines else []), *([PLACES] if places else [])]
    if outlines or places:  # numbers would else stand on the left of their places where the text runs from the right
        label = _text(FIGURE, translate)
        yield (
            f'<figure><svg viewBox="0 0 {ACROSS} {height}" direction="ltr" role="img" aria-label="{label}">'
            f'{"".join(outlines + places)}</svg><figcaption class="faint">'
            f"{' '.join(_text(sentence, translate) for sentence in caption)}</figcaption></figure>"
        )


def _marks(place: int, finding: Finding, height: int) -> Iterator[str]:
    for box in finding.regions:
        x, y = (1 - box.x2) * ACROSS, box.y1 * height
        yield (
            f'<g class="{finding.severity.value}"><rect x="{x:.0f}" y="{y:.0f}" width="{box.width * ACROSS:.0f}" '
            f'height="{box.height * height:.0f}" rx="6" fill="none" stroke="currentColor" stroke-width="4"/>'
            f'<text x="{x + 10:.0f}" y="{y + 10:.0f}" fill="currentColor">{place}</text></g>'
        )


def _strengths(report: Report, translate: Translate) -> Iterator[str]:
    if report.strengths:
        lines = (f'<span class="mark well">✓</span>{_text(one.message, translate)}' for one in report.strengths)
        yield _section(STRENGTHS, _list(lines, "marked"), translate)


def _findings(report: Report, translate: Translate) -> Iterator[str]:
    numbered = list(enumerate(report.findings, 1))
    for severity in Severity:
        cards = [_card(place, finding, translate) for place, finding in numbered if finding.severity is severity]
        if cards:
            yield _section(SECTIONS[severity], _list(cards), translate)


def _card(place: int, finding: Finding, translate: Translate) -> str:
    words = finding.words
    return (
        f'<div class="card {finding.severity.value}"><p><span class="number">{place}</span>'
        f'{_text(words.message, translate)}</p><p class="faint">{_text(words.why, translate)}</p>'
        f'<p class="advice">{_text(words.advice, translate)}</p></div>'
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


def _not_assessed(report: Report, translate: Translate) -> Iterator[str]:
    lines = [f"{escape(titles)} ({escape(reason)})" for titles, reason in unassessed(report, translate)]
    if lines:
        yield _section(NOT_ASSESSED, _list(lines), translate, "faint")


def _attestations(answers: Answers, translate: Translate) -> Iterator[str]:
    """What was confirmed by hand, set apart from what was seen."""
    lines = []
    for one, confirmed in answers:
        box, word = ("☑", CONFIRMED) if confirmed else ("☐", UNCONFIRMED)
        mark = f'<span class="mark" role="img" aria-label="{_text(word, translate)}">{box}{TEXT}</span>'
        lines.append(mark + _text(one.text, translate))
    if lines:
        body = f'<p class="faint">{_text(BY_HAND, translate)}</p>{_list(lines, "marked")}'
        yield _section(ATTESTATIONS, body, translate, "hand")


def _section(heading: str, body: str, translate: Translate, kind: str = "") -> str:
    tag = f'section class="{kind}"' if kind else "section"
    return f"<{tag}><h2>{_text(heading, translate)}</h2>{body}</section>"


def _list(lines: Iterable[str], kind: str = "") -> str:
    tag = f'ul class="{kind}"' if kind else "ul"
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _text(english: str, translate: Translate) -> str:
    return escape(translate(english))
