"""What was seen, drawn over the picture: places outlined and numbered, with the words beneath."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from envcheck.media.frame import Frame, Pixels
from envcheck.model.findings import Finding, Level, Report, Severity
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.render.language import Translate, direction
from envcheck.render.lettering import Lettering
from envcheck.render.phrases import READINGS, SETTING, VERDICTS

AS_OTHERS_SEE = N_("The picture shows you as others see you: your left is on its right.")
"""Said beneath, since it is not mirrored: what is written in the room stays readable, as it is for others."""

Colour = tuple[int, int, int]

WIDTH = 1280
"""Pixels; the picture is drawn this wide, so that lines and letters have one size."""

PAPER: Colour = (244, 248, 250)
INK: Colour = (58, 52, 46)
FAINT: Colour = (128, 120, 112)
WELL: Colour = (128, 140, 52)
MARKS: dict[Severity, Colour] = {
    Severity.MUST: (72, 84, 204),
    Severity.SHOULD: (40, 130, 222),
    Severity.COULD: (150, 110, 60),
}
MARGIN, HEAD, LINE, INDENT = 40, 56, 34, 44
TICK = "✓"


@dataclass(frozen=True)
class _Line:
    text: str
    colour: Colour
    size: int = 22
    weight: int = 400
    badge: str = ""
    badge_colour: Colour = INK


def annotated(
    frame: Frame, heads: Iterable[Box], marked: Sequence[Finding], report: Report, translate: Translate, lang: str
) -> Pixels:
    """The picture with outlines and numbers, and the report's words on a panel beneath.

    Where `can_write` says that no font here holds the letters of the language, numbers stand alone, without the panel.

    Args:
        frame: the picture.
        heads: the heads seen in it.
        marked: the findings whose regions belong to this very frame.
        report: whose words stand beneath; its order gives the numbers.
        translate: into the reader's language.
        lang: code of that language, which says from which side the panel is read.

    Returns:
        Shape (height, 1280, 3), uint8, BGR; the picture fills the upper part.
    """
    height = max(1, round(frame.height * WIDTH / frame.width))
    picture = frame.bgr(WIDTH, height).copy()
    numbers = {finding.code: str(place) for place, finding in enumerate(report.findings, 1)}
    for head in heads:
        _outline(picture, head, WELL, 2)
    for finding in reversed(marked):
        for region in finding.regions:
            _outline(picture, region, MARKS[finding.severity], 3)
            _badge(picture, _corner(region, picture), numbers.get(finding.code, ""), MARKS[finding.severity])
    return np.vstack([picture, _panel(report, translate, lang)]) if can_write(translate, lang) else picture


def can_write(translate: Translate, lang: str) -> bool:
    """Whether a font of this system holds the letters of the reader's language."""
    return Lettering(direction(lang)).can_write(translate(SETTING))


def _panel(report: Report, translate: Translate, lang: str) -> Pixels:
    """The verdict, and under it what works, and beside that what to change and how the room comes across.

    It is laid out from the side from which the language is read. Last stands whose left is on which side.
    """
    letters = Lettering(direction(lang))
    works = [_Line(translate(one.message), INK, badge=TICK, badge_colour=WELL) for one in report.strengths]
    changes, setting = _changes(report, translate), _impressions(report, translate)
    gap = [_Line("", INK)] if changes and setting else []
    columns = [column for column in (works, [*changes, *gap, *setting]) if column]
    width = (WIDTH - (len(columns) + 1) * MARGIN) // max(1, len(columns))
    laid = [[part for line in column for part in _wrapped(line, width - INDENT, letters)] for column in columns]
    rows = max((len(column) for column in laid), default=0)
    sides = _wrapped(_Line(translate(AS_OTHERS_SEE), FAINT), WIDTH - 2 * MARGIN, letters)
    panel = np.full((2 * MARGIN + HEAD + LINE * (rows + 1 + len(sides)), WIDTH, 3), PAPER, np.uint8)
    _write(panel, _Line(translate(VERDICTS[report.verdict]), INK, 32, 600), MARGIN, MARGIN + 8, letters)
    for place, column in enumerate(laid):
        for row, line in enumerate(column):
            start = MARGIN + place * (width + MARGIN)
            _write(panel, line, start, MARGIN + HEAD + LINE * row + LINE // 2, letters)
    for row, line in enumerate(sides, rows + 1):
        _write(panel, line, MARGIN - INDENT, MARGIN + HEAD + LINE * row + LINE // 2, letters)
    return panel


def _changes(report: Report, translate: Translate) -> list[_Line]:
    lines = []
    for number, finding in enumerate(report.findings, 1):
        words, colour = finding.words, MARKS[finding.severity]
        lines.append(_Line(translate(words.message), INK, weight=600, badge=str(number), badge_colour=colour))
        lines.append(_Line(translate(words.advice), FAINT))
    return lines


def _impressions(report: Report, translate: Translate) -> list[_Line]:
    """The readings that could be told, each with what lifts and what lowers it."""
    known = [reading for reading in report.impressions if reading.level is not Level.UNKNOWN]
    lines = [_Line(translate(SETTING), FAINT)] if known else []
    for reading in known:
        lines.append(_Line(translate(READINGS[reading.impression, reading.level]), INK, weight=600))
        for mark, signs in (("+", reading.lifted_by), ("−", reading.lowered_by)):
            text = " ".join(translate(sign.message) for sign in signs)
            lines += [_Line(f"{mark} {text}", FAINT)] if text else []
    return lines


def _write(panel: Pixels, line: _Line, start: int, middle: int, letters: Lettering) -> None:
    """One line, `start` pixels from the side from which the panel is read."""
    if line.badge == TICK:
        cv2.polylines(
            panel, [_tick(letters.across(start + 14, WIDTH), middle)], False, line.badge_colour, 3, cv2.LINE_AA
        )
    elif line.badge:
        _badge(panel, (letters.across(start + 14, WIDTH), middle), line.badge, line.badge_colour)
    indent = INDENT if line.size < 30 else 0
    place = (letters.across(start + indent, WIDTH), middle + 8)
    letters.write(panel, line.text, place, line.colour, line.size, line.weight)


def _wrapped(line: _Line, room: int, letters: Lettering) -> list[_Line]:
    """The line broken where it would be wider than `room` pixels; only its first part keeps the badge."""
    parts = [""]
    for word in line.text.split(" "):
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and letters.width(longer, line.size, line.weight) > room:
            parts.append(word)
        else:
            parts[-1] = longer
    return [replace(line, text=part, badge="" if place else line.badge) for place, part in enumerate(parts)]


def _outline(picture: Pixels, box: Box, colour: Colour, thickness: int) -> None:
    """A rectangle with round corners and a pale edge, so that it is seen on light and on dark."""
    height, width = picture.shape[:2]
    inside = box.clipped()
    x1, y1 = round(inside.x1 * (width - 1)), round(inside.y1 * (height - 1))
    x2, y2 = round(inside.x2 * (width - 1)), round(inside.y2 * (height - 1))
    radius = min(18, (x2 - x1) // 3, (y2 - y1) // 3)
    centres = (
        (x2 - radius, y2 - radius),
        (x1 + radius, y2 - radius),
        (x1 + radius, y1 + radius),
        (x2 - radius, y1 + radius),
    )
    arcs = [
        cv2.ellipse2Poly(centre, (radius, radius), 0, 90 * turn, 90 * turn + 90, 3)
        for turn, centre in enumerate(centres)
    ]
    path = np.concatenate(arcs).astype(np.int32)
    cv2.polylines(picture, [path], True, (255, 255, 255), thickness + 3, cv2.LINE_AA)
    cv2.polylines(picture, [path], True, colour, thickness, cv2.LINE_AA)


def _corner(box: Box, picture: Pixels) -> tuple[int, int]:
    """Where a region's number stands: on its upper left corner, inside the picture."""
    height, width = picture.shape[:2]
    x, y = round(box.clipped().x1 * width), round(box.clipped().y1 * height)
    return min(max(x, 20), width - 20), min(max(y, 20), height - 20)


def _badge(picture: Pixels, middle: tuple[int, int], text: str, colour: Colour) -> None:
    cv2.circle(picture, middle, 15, (255, 255, 255), -1, cv2.LINE_AA)
    cv2.circle(picture, middle, 13, colour, -1, cv2.LINE_AA)
    font = cv2.FontFace("sans")
    box = cv2.getTextSize((100, 100), text, (0, 0), font, 18, 600)
    cv2.putText(picture, text, (middle[0] - box[2] // 2, middle[1] + 6), (255, 255, 255), font, 18, 600)


def _tick(x: int, y: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    return np.array([[x - 9, y], [x - 2, y + 7], [x + 10, y - 8]], np.int32)
