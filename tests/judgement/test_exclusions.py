from envcheck.checks.catalog import BUILT_IN
from envcheck.judgement.exclusions import SILENCES
from envcheck.judgement.verdict import strengths
from envcheck.model.findings import Finding, Severity, Strength
from envcheck.model.words import Words

CHECKS = {check.code: check for check in BUILT_IN}


def finding(code: str) -> Finding:
    return Finding(code, "name", Severity.COULD, Words("A.", "B.", "C."), 1.0)


def praised(*found: str) -> set[str]:
    good = [Strength(check.code, check.name, "Good.") for check in BUILT_IN if check.strengths]
    severities = {check.code: check.severity for check in BUILT_IN}
    return {one.code for one in strengths(good, [finding(code) for code in found], severities)}


def test_nobody_else_is_never_said_beside_a_face_that_may_be_a_picture() -> None:
    assert "PRV101" in praised()
    assert "PRV101" not in praised("PRV102")
    assert "PRV101" not in praised("FRM101")


def test_a_background_full_of_people_is_not_called_calm() -> None:
    assert "BKG101" not in praised("PRV101")


def test_each_pair_is_of_a_check_that_finds_and_one_that_praises() -> None:
    for code, silenced in SILENCES.items():
        assert code in CHECKS
        assert all(CHECKS[other].strengths for other in silenced)
        assert not silenced & praised(code)
