"""What is told over time, where one finding silences another."""

from collections.abc import Sequence
from dataclasses import replace

from envcheck.judgement.announcements import Announcements, Change
from envcheck.model.events import FindingAppeared, FindingChanged, FindingCleared
from envcheck.model.findings import Finding, Severity
from envcheck.model.words import Words

COVERED = Finding("PIC101", "covered-lens", Severity.MUST, Words("A.", "B.", "C."), 1.0, since=1.0)
FROZEN = Finding("PIC104", "frozen-picture", Severity.MUST, Words("A.", "B.", "C."), 2.0, since=2.0)


def lines(changes: Sequence[Change]) -> list[tuple[type[Change], str]]:
    return [(type(one), one.finding.code) for one in changes]


def test_what_follows_from_another_finding_is_not_told() -> None:
    announcements = Announcements()
    assert lines(announcements.update(1.0, [FindingAppeared(1.0, COVERED)], [COVERED])) == [(FindingAppeared, "PIC101")]
    assert announcements.update(3.0, [FindingAppeared(3.0, FROZEN)], [COVERED, FROZEN]) == []
    assert announcements.update(4.0, [FindingChanged(4.0, FROZEN)], [COVERED, FROZEN]) == []
    assert set(announcements.told) == announcements.ever == {"PIC101"}


def test_an_effect_that_ends_a_little_later_is_not_told_in_between() -> None:
    announcements = Announcements()
    announcements.update(3.0, [FindingAppeared(3.0, COVERED), FindingAppeared(3.0, FROZEN)], [COVERED, FROZEN])
    over = FindingCleared(5.0, replace(COVERED, until=5.0))
    assert lines(announcements.update(5.0, [over], [FROZEN])) == [(FindingCleared, "PIC101")]
    assert announcements.update(5.5, [FindingCleared(5.5, replace(FROZEN, until=5.5))], []) == []
    assert announcements.told == {}


def test_an_effect_that_stays_is_told_then() -> None:
    announcements = Announcements()
    announcements.update(3.0, [FindingAppeared(3.0, COVERED), FindingAppeared(3.0, FROZEN)], [COVERED, FROZEN])
    announcements.update(5.0, [FindingCleared(5.0, replace(COVERED, until=5.0))], [FROZEN])
    assert lines(announcements.update(6.5, [], [FROZEN])) == [(FindingAppeared, "PIC104")]
    assert announcements.ever == {"PIC101", "PIC104"}


def test_what_was_told_is_taken_back_once_its_cause_is_known() -> None:
    announcements = Announcements()
    announcements.update(3.0, [FindingAppeared(3.0, FROZEN)], [FROZEN])
    told = announcements.update(4.0, [FindingAppeared(4.0, COVERED)], [COVERED, FROZEN])
    assert lines(told) == [(FindingAppeared, "PIC101"), (FindingCleared, "PIC104")]
    assert told[1].finding.until == 4.0


def test_all_else_passes() -> None:
    announcements = Announcements()
    appeared, changed = FindingAppeared(1.0, FROZEN), FindingChanged(2.0, FROZEN)
    cleared = FindingCleared(3.0, replace(FROZEN, until=3.0))
    assert announcements.update(1.0, [appeared], [FROZEN]) == [appeared]
    assert announcements.update(2.0, [changed], [FROZEN]) == [changed]
    assert announcements.update(3.0, [cleared], []) == [cleared]
