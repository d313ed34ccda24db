import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from envcheck.model.attestations import NAMES, answers_to
from envcheck.model.findings import Finding, NotAssessed, Severity, Verdict
from envcheck.model.geometry import Box, Point
from envcheck.model.words import Words
from envcheck.perception.people.sketch import Sketch
from envcheck.render.html import MIRRORED, OUTLINES, PLACES, STYLE, html_report
from envcheck.render.language import languages, translator
from envcheck.render.phrases import BY_HAND
from envcheck.render.provenance import ADVICE, KEPT_NOTHING
from wire.test_messages import MADE, REPORT

SKETCH = Sketch(16 / 9, (Box(0.4, 0.2, 0.6, 0.6),), ((Point(0.3, 1.0), Point(0.5, 0.1), Point(0.7, 1.0)),))
ALONE = frozenset({"meta", "rect", "path", "br"})
"""Elements that are never closed by a tag of their own."""


class Read(HTMLParser):
    """A page as a browser would read it; fails where tags do not match."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open, f"{self._open} are never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ALONE:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(lang: str = "en") -> str:
    return html_report(REPORT, SKETCH, MADE, translator(lang), lang, answers_to(NAMES, NAMES[:1]))


@pytest.mark.parametrize("lang", languages())
def test_the_page_stands_for_itself(lang: str) -> None:
    read = Read(page(lang))
    assert not {"script", "img", "image", "link", "iframe", "object", "video", "a", "form", "base"} & set(read.tags)
    for name, value in read.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "href", "xlink:href", "style", "action", "background")
        assert "://" not in (value or "")
    assert not any(word in page(lang) for word in ("http:", "https:", "url(", "@import", "data:", "javascript:"))
    assert ("lang", lang) in read.attributes


def test_all_that_is_known_stands_on_the_page() -> None:
    text = Read(page()).text
    for told in ("Not ready yet", "Before you begin", "A", "B", "C", "Light.", "Books.", "needs video", "☑", "☐"):
        assert told in text


def test_what_is_not_seen_here_stands_on_the_page() -> None:
    report = replace(REPORT, gaps=("Backs & arms are not seen here.",))
    assert "Backs & arms are not seen here." in Read(html_report(report, SKETCH, MADE, str, "en")).text


def test_the_drawing_shows_an_outline_and_a_numbered_box_mirrored_in_the_frames_own_shape() -> None:
    drawn = page()
    assert 'viewBox="0 0 1000 562"' in drawn
    assert '<path d="M700 562 L500 56 L300 562 Z"' in drawn
    assert '<rect x="667" y="112" width="233" height="112"' in drawn
    assert ">1</text>" in drawn
    read = Read(drawn)
    assert ("aria-label", "Drawing of what the camera saw") in read.attributes
    assert f"{MIRRORED} {OUTLINES} {PLACES}" in read.text


def test_a_place_to_the_readers_left_is_drawn_on_the_left() -> None:
    """Who sits too far to the right of the preview is asked to move to the left, and looks for it in the drawing."""
    seen_by_others = replace(REPORT.findings[0], regions=(Box(0.0, 0.2, 0.2, 0.8),))
    drawn = html_report(replace(REPORT, findings=(seen_by_others,)), Sketch(), MADE, str, "en")
    assert '<rect x="800"' in drawn
    assert OUTLINES not in drawn


@pytest.mark.parametrize(
    ("lang", "date", "profile"),
    [
        ("en", "3 November 2026", "One-to-one session"),
        ("de", "3. November 2026", "Einzelsitzung"),
        ("es", "3 de noviembre de 2026", "Sesión individual"),
        ("fr", "3 novembre 2026", "Séance individuelle"),
    ],
)
def test_the_page_says_when_and_with_what_it_was_made(lang: str, date: str, profile: str) -> None:
    drawn, text = page(lang), Read(page(lang)).text
    assert f"<title>envcheck · {date}</title>" in drawn
    assert f"envcheck 1.2.3 · {date}, 20:57 (UTC+1) · {profile}" in text
    assert translator(lang)(ADVICE) in text
    assert translator(lang)(KEPT_NOTHING) in text
    assert "<h1>" not in drawn.partition("<main>")[0], "the verdict is the first heading"


def test_what_was_not_assessed_is_named_by_title_unfolded() -> None:
    read = Read(page())
    assert "Motion (needs video)" in read.text
    assert "PIC104" not in read.text
    assert "details" not in read.tags


def test_what_was_confirmed_by_hand_is_set_apart_from_what_was_seen() -> None:
    seen, _, by_hand = page().partition('<section class="hand">')
    assert "☑" not in seen
    assert "Light." in seen
    assert BY_HAND in by_hand
    assert by_hand.count('aria-label="Confirmed"') == 1
    assert by_hand.count('aria-label="Not confirmed"') == len(NAMES) - 1


def test_paper_is_white_with_margins_and_whole_cards() -> None:
    """However the screen is set; a browser prints with the colours of the page's own style."""
    style = page().partition("<style>")[2].partition("</style>")[0]
    assert "@page { margin:" in style
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert ".card, .hand, li, footer { break-inside: avoid }" in style


def test_a_page_from_right_to_left_turns_its_text_and_never_its_drawing() -> None:
    """Numbers stand inside their boxes, where text in a drawing would else go to the left from its place."""
    turned, straight = Read(page("ar")), Read(page("en"))
    assert ("dir", "rtl") in turned.attributes
    assert ("direction", "ltr") in turned.attributes
    assert {one for one in turned.attributes if one[0] in ("x", "d", "viewbox")} == {
        one for one in straight.attributes if one[0] in ("x", "d", "viewbox")
    }
    assert not re.search(r"\b(left|right)\b", STYLE)


def test_nothing_that_is_told_can_become_markup() -> None:
    words = Words("<script>alert(1)</script>", '"><img src=x>', "a & b")
    finding = Finding("TST101", "test", Severity.COULD, words, 1.0)
    read = Read(html_report(replace(REPORT, findings=(finding,)), SKETCH, MADE, str, '"><b>'))
    assert not {"script", "img", "b"} & set(read.tags)
    assert "<script>alert(1)</script>" in read.text
    assert "a & b" in read.text


def test_a_report_on_nothing_is_still_a_page() -> None:
    nothing = replace(
        REPORT,
        verdict=Verdict.UNDETERMINED,
        findings=(),
        strengths=(),
        impressions=(),
        passed=(),
        not_assessed=(NotAssessed("LIT101", "nothing was looked at yet"),),
    )
    read = Read(html_report(nothing, Sketch(), MADE, str, "en"))
    assert "Could not tell yet" in read.text
    assert "svg" not in read.tags
    assert read.tags.count("section") == 1, "what was not assessed, and why"
