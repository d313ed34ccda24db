"""What a guard says of itself, and how a terminal shows it."""

from collections.abc import Iterable, Iterator

from envcheck.guard import Guard
from envcheck.model.events import FindingAppeared, FindingCleared, GuardEvent
from envcheck.model.findings import Finding
from envcheck.model.words import N_
from envcheck.render.language import Translate
from envcheck.render.terminal import Line

WATCHING = N_("You are told if someone else comes into view. Nothing else is judged, and nothing is kept.")
GONE = N_("Nobody else is seen any more.")
BLIND = N_("Whether someone else is in view cannot be told just now: {reason}.")
OFF = N_("You are no longer told if someone else comes into view. Nothing was kept.")
FAILED = N_(
    "Something went wrong on our side, so you are no longer told if someone else comes into view. "
    "Please start it again."
)
STOP = N_("To end it, press {keys}.")

KEYS = "Ctrl-C"

ENDS = {"closed": OFF, "silent": OFF, "limit": OFF, "oversized": OFF, "failed": FAILED, "stopping": OFF}
"""Why a guard ended."""


def state_lines(guard: Guard, translate: Translate) -> Iterator[Line]:
    """All that a terminal shows while it lasts: that it is on, whether it sees, and who is told now."""
    yield Line(0, "●", f"{translate(WATCHING)} {translate(STOP).format(keys=KEYS)}", "bold green")
    yield from gap_lines(guard, translate)
    if guard.blindness is not None:
        yield _blind_line(guard.blindness, translate)
    if guard.current:
        yield from _finding_lines(guard.current, translate)


def change_lines(guard: Guard, events: Iterable[GuardEvent], translate: Translate) -> Iterator[Line]:
    """What changed, where lines follow one another; nothing for a look that saw nothing new."""
    for event in events:
        if isinstance(event, FindingAppeared):
            yield from _finding_lines(event.finding, translate)
        elif isinstance(event, FindingCleared):
            yield Line(0, "●", translate(GONE), "bold green")
        elif guard.blindness is not None:
            yield _blind_line(guard.blindness, translate)
        else:
            yield Line(0, "●", translate(WATCHING), "bold green")


def gap_lines(guard: Guard, translate: Translate) -> Iterator[Line]:
    """What it does not see because the installation lacks a network."""
    return (Line(0, "–", translate(gap)) for gap in guard.gaps)


def _blind_line(reason: str, translate: Translate) -> Line:
    return Line(0, "?", translate(BLIND).format(reason=translate(reason)), "bold")


def _finding_lines(finding: Finding, translate: Translate) -> Iterator[Line]:
    yield Line(0, "○", translate(finding.words.message), "bold yellow", "bold")
    yield Line(1, "→", translate(finding.words.advice), "cyan")
