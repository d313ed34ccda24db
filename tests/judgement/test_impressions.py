import pytest

from builders import noise_picture
from envcheck.checks.catalog import BUILT_IN, load_checks
from envcheck.judgement.impressions import HELPS, LIFTS, LOWERS, Contribution, rate_impressions
from envcheck.media.frame import PictureFrame
from envcheck.model.findings import (
    Finding,
    Impression,
    ImpressionRating,
    Level,
    Mode,
    NotAssessed,
    Severity,
    Strength,
)
from envcheck.model.words import Words
from envcheck.render.phrases import READINGS
from envcheck.session import Session

CHECKS = {check.code: check for check in BUILT_IN}
ROOM = ("BKG101", "BKG104")


def finding(code: str, variant: str = "", severity: Severity = Severity.COULD) -> Finding:
    return Finding(code, "name", severity, Words("A.", "B.", "C."), 1.0, variant=variant)


def strength(code: str, variant: str = "") -> Strength:
    return Strength(code, "name", "Good.", variant)


def read(*told: Finding | Strength, passed: tuple[str, ...] = ROOM) -> tuple[ImpressionRating, ImpressionRating]:
    """Both readings where these findings and strengths are told; what is found has not passed."""
    found = [one for one in told if isinstance(one, Finding)]
    good = [one for one in told if isinstance(one, Strength)]
    rest = [code for code in passed if code not in {one.code for one in found}]
    professional, inviting = rate_impressions(found, good, rest, [])
    return professional, inviting


def codes(reading: ImpressionRating) -> tuple[list[str], list[str]]:
    return [sign.code for sign in reading.lifted_by], [sign.code for sign in reading.lowered_by]


CALM, PLANT, EVEN = strength("BKG101"), strength("BKG104", "plant"), strength("LIT104")


def test_a_tidy_office_with_books_and_plants_comes_across_in_both_ways() -> None:
    professional, inviting = read(strength("BKG104", "plant and books"), CALM, EVEN)
    assert (professional.level, inviting.level) == (Level.CLEAR, Level.CLEAR)
    assert codes(professional) == (["BKG104", "BKG101"], [])
    assert codes(inviting) == (["BKG104", "BKG101", "LIT104"], [])


def test_a_calm_bedroom_is_less_professional_and_can_be_inviting() -> None:
    professional, inviting = read(finding("BKG104", "bed"), CALM)
    assert (professional.level, inviting.level) == (Level.PARTLY, Level.CLEAR)
    assert read(finding("BKG104", "bed"))[0].level is Level.MORE


def test_a_bare_wall_is_made_up_for_by_soft_light_and_no_more_than_that() -> None:
    assert read(finding("BKG102"))[1].level is Level.MORE
    assert read(finding("BKG102"), EVEN)[1].level is Level.PARTLY
    assert read(EVEN)[1].level is Level.PARTLY


@pytest.mark.parametrize(
    "lowering",
    [finding("BKG101"), finding("BKG102"), finding("LIT105", "cool"), finding("LIT107"), finding("FRM106")],
    ids=lambda one: one.code,
)
def test_crowded_bare_cold_glaring_and_low_make_it_less_inviting(lowering: Finding) -> None:
    _, inviting = read(lowering)
    assert inviting.level is Level.MORE
    assert codes(inviting) == ([], [lowering.code])


def test_another_wording_of_the_same_check_does_not_count() -> None:
    assert codes(read(finding("LIT105", "warm"))[1]) == ([], [])


def test_a_room_that_shows_nothing_of_either_is_read_as_neither() -> None:
    professional, inviting = read()
    assert (professional.level, codes(professional)) == (Level.PARTLY, ([], []))
    assert (inviting.level, codes(inviting)) == (Level.PARTLY, ([], []))


def test_what_could_not_be_assessed_is_not_guessed() -> None:
    missing = NotAssessed("BKG104", "the object network is not installed")
    professional, inviting = rate_impressions([], [CALM], ["BKG101"], [missing])
    assert (professional.level, professional.reason) == (Level.UNKNOWN, missing.reason)
    assert inviting.level is Level.CLEAR
    professional, inviting = rate_impressions([], [], [], [missing, NotAssessed("BKG101", "hardly any background")])
    assert (professional.level, inviting.level) == (Level.UNKNOWN, Level.UNKNOWN)


def test_nothing_is_read_where_the_room_is_not_asked_about() -> None:
    assert rate_impressions([], [EVEN], ["LIT104"], []) == ()
    assert [one.impression for one in rate_impressions([], [CALM], ["BKG101"], [])] == [Impression.INVITING]


@pytest.mark.parametrize("counted", [*LIFTS, *HELPS, *LOWERS], ids=lambda one: f"{one.code} {one.variant}".strip())
def test_what_counts_is_something_a_check_can_say(counted: Contribution) -> None:
    says = CHECKS[counted.code].words if counted in LOWERS else CHECKS[counted.code].strengths
    assert counted.variant in says


def test_what_counts_is_told_in_few_neutral_words() -> None:
    told = [one.message for one in (*LIFTS, *HELPS, *LOWERS)] + list(READINGS.values())
    assert all(text.endswith(".") and text.count(".") == 1 and len(text) <= 70 for text in told)
    assert not [text for text in told if any(char.isdigit() for char in text)]
    assert all(one.source for one in (*LIFTS, *HELPS, *LOWERS))


def test_every_reading_has_its_words() -> None:
    assert set(READINGS) == {(impression, level) for impression in Impression for level in Level}


def test_a_session_reads_the_setting_once_it_has_settled() -> None:
    session = Session([check for check in load_checks() if check.code in ROOM])
    for time in (0.0, 0.5):
        session.push(PictureFrame(noise_picture(int(2 * time)), time))
    assert session.now().impressions == ()
    session.push(PictureFrame(noise_picture(2), 1.0))
    assert [one.impression for one in session.now().impressions] == list(Impression)


def test_a_black_picture_shows_no_setting() -> None:
    session = Session(mode=Mode.PICTURE)
    session.push(PictureFrame(noise_picture(1, level=2, sigma=0.5)))
    assert session.report().impressions == ()


@pytest.mark.parametrize("code", ["FRM101", "PRV101", "LIT101"])
def test_nothing_is_read_beside_what_must_be_changed(code: str) -> None:
    told = finding(code, severity=Severity.MUST)
    assert rate_impressions([told], [PLANT, EVEN], ["BKG101", "BKG104", "LIT104"], []) == ()
    assert rate_impressions([finding(code)], [PLANT, EVEN], ["BKG101", "BKG104", "LIT104"], []) != ()
