import io
from dataclasses import replace

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from envcheck.model.attestations import NAMES, answers_to
from envcheck.model.findings import Impression, ImpressionRating, Level
from envcheck.render.phrases import NO_SIGN, SETTING, clock, span
from envcheck.render.terminal import attestation_lines, closing_lines, report_lines, show
from wire.test_messages import MADE, REPORT


def printed(width: int) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, force_terminal=True, color_system=None), report_lines("a.jpg", REPORT, str))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


@pytest.mark.parametrize("width", [80, 24])
def test_a_terminal_shows_the_report_in_its_width(width: int, snapshot: SnapshotAssertion) -> None:
    text = printed(width)
    assert max(map(len, text.splitlines())) <= width
    assert text == snapshot


def test_a_pipe_gets_whole_lines_without_codes_or_padding(capsys: pytest.CaptureFixture[str]) -> None:
    show(Console(force_terminal=False, width=20), report_lines("a.jpg", REPORT, str))
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert "  • A  PRV101" in text.splitlines()


def test_a_reading_without_a_sign_says_so() -> None:
    partly = replace(REPORT, impressions=(ImpressionRating(Impression.INVITING, Level.PARTLY),))
    assert NO_SIGN in [line.text for line in report_lines("a.jpg", partly, str)]
    assert SETTING not in [line.text for line in report_lines("a.jpg", replace(REPORT, impressions=()), str)]


def test_what_is_not_seen_here_stands_in_a_line_of_its_own() -> None:
    lines = list(report_lines("a.jpg", replace(REPORT, gaps=("Backs are not seen here.",)), str.upper))
    assert "BACKS ARE NOT SEEN HERE." in [line.text for line in lines]
    assert len(lines) == len(list(report_lines("a.jpg", REPORT, str))) + 2


def test_an_untold_reason_is_not_translated() -> None:
    """An empty text would come back from a catalogue as the catalogue's own header."""
    lines = list(report_lines("a.jpg", REPORT, lambda text: f"<{text}>"))
    assert "(<>)" not in [line.aside for line in lines]


def test_what_was_not_assessed_is_named_by_title_and_never_by_code() -> None:
    texts = [line.text for line in report_lines("a.jpg", REPORT, str)]
    assert "Not assessed: Motion (needs video)" in texts
    assert not [text for text in texts if "PIC104" in text]


def test_the_end_says_when_and_with_what_it_was_made_and_what_it_is() -> None:
    assert [line.text for line in closing_lines(MADE, str)] == [
        "envcheck 1.2.3 · 3 November 2026, 20:57 (UTC+1) · One-to-one session",
        "This is advice. You decide. Neither picture nor sound was kept.",
    ]
    kept = replace(MADE, keeps_picture=True)
    assert [line.text for line in closing_lines(kept, str)][1] == "This is advice. You decide."


def test_what_a_camera_cannot_see_is_listed_with_a_box_each() -> None:
    lines = list(attestation_lines(answers_to(NAMES, ["headphones-on"]), str))
    boxes = [line.mark for line in lines if line.mark]
    assert (boxes.count("☐"), boxes.count("☑")) == (len(NAMES) - 1, 1)
    assert list(attestation_lines((), str)) == []


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (65.9, "1:05"), (3600, "1:00:00")])
def test_the_clock_shows_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [(0.0, None, ""), (3.0, None, "0:03–0:20"), (0.0, 7.5, "0:00–0:07"), (2.0, 5.0, "0:02–0:05")],
)
def test_a_finding_says_when_it_lasted_unless_always(since: float, until: float | None, text: str) -> None:
    assert span(replace(REPORT.findings[0], since=since, until=until), 20.0) == text
