import pytest

from envcheck.judgement.verdict import rank, ranked, strengths, verdict
from envcheck.model.findings import Finding, NotAssessed, Severity, Strength, Verdict
from envcheck.model.words import Words

SEVERITIES = {"PRV101": Severity.MUST, "LIT101": Severity.SHOULD, "FRM102": Severity.COULD, "PIC104": Severity.MUST}


def finding(code: str) -> Finding:
    return Finding(code, code.lower(), SEVERITIES[code], Words("", "", ""), 1.0)


def missing(code: str, not_applicable: bool = False) -> NotAssessed:
    return NotAssessed(code, "some reason", not_applicable)


@pytest.mark.parametrize(
    ("found", "passed", "not_assessed", "expected"),
    [
        ([], ["LIT101"], [], Verdict.READY),
        (["FRM102"], ["LIT101"], [], Verdict.READY_WITH_ADVICE),
        (["LIT101"], [], [], Verdict.READY_WITH_ADVICE),
        (["PRV101", "LIT101"], [], [], Verdict.NOT_READY),
        (["PRV101"], [], [missing("PIC104")], Verdict.NOT_READY),
        ([], ["LIT101"], [missing("PRV101")], Verdict.UNDETERMINED),
        (["LIT101"], [], [missing("PRV101")], Verdict.UNDETERMINED),
        ([], ["PRV101"], [missing("PIC104", not_applicable=True)], Verdict.READY),
        ([], ["PRV101"], [missing("LIT101")], Verdict.READY),
        ([], [], [missing("PIC104", not_applicable=True)], Verdict.UNDETERMINED),
        ([], [], [], Verdict.UNDETERMINED),
    ],
)
def test_the_verdict(found: list[str], passed: list[str], not_assessed: list[NotAssessed], expected: Verdict) -> None:
    assert verdict(map(finding, found), passed, not_assessed, SEVERITIES) is expected


def test_privacy_comes_first_then_what_weighs_most() -> None:
    codes = [found.code for found in ranked(map(finding, ["FRM102", "LIT101", "PIC104", "PRV101"]))]
    assert codes == ["PRV101", "PIC104", "LIT101", "FRM102"]


def test_a_rank_is_the_place_among_all_that_can_be_found() -> None:
    found = [(code, severity) for severity in reversed(Severity) for code in ("LIT101", "PRV101")]
    assert [rank(*one) for one in found] == [5, 4, 3, 2, 1, 0]


def test_a_subject_that_needs_a_change_is_not_praised() -> None:
    good = [Strength(code, code, code) for code in ("FRM102", "LIT101", "PRV101")]
    dark = Finding("LIT103", "backlit-face", Severity.SHOULD, Words("", "", ""), 1.0)

    assert [one.code for one in strengths(good, [dark], SEVERITIES)] == ["PRV101", "FRM102"]
    assert [one.code for one in strengths(good, [finding("FRM102")], SEVERITIES)] == ["PRV101", "LIT101", "FRM102"]
