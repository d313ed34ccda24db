import pytest

from envcheck.checks.catalog import BUILT_IN
from envcheck.judgement.selection import select_checks
from envcheck.model.errors import SettingsError

CHECKS = tuple(check() for check in BUILT_IN)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["BKG"], [], {check.code for check in CHECKS if check.code.startswith("BKG")}),
        (["LIT101", "LIT102", "PRV101"], ["dim-face"], {"LIT102", "PRV101"}),
        (["backlit-face"], [], {"LIT103"}),
        (["PRV101", "PIC"], ["PIC"], {"PRV101"}),
    ],
)
def test_checks_are_chosen_by_code_name_or_subject(select: list[str], ignore: list[str], expected: set[str]) -> None:
    assert {check.code for check in select_checks(CHECKS, select, ignore)} == expected


def test_all_are_chosen_when_nothing_is_asked() -> None:
    assert select_checks(CHECKS, [], []) == CHECKS


@pytest.mark.parametrize(
    ("select", "sentence"),
    [(["LIT13"], "did you mean LIT103"), (["backlight-face"], "backlit-face"), (["zzz"], "envcheck checks")],
)
def test_an_unknown_check_is_refused_with_the_nearest_one(select: list[str], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        select_checks(CHECKS, select, [])


def test_nothing_left_to_check_is_refused() -> None:
    with pytest.raises(SettingsError, match="nothing is left"):
        select_checks(CHECKS, ["LIT"], ["LIT"])
