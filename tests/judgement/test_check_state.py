from dataclasses import replace

import pytest

from envcheck.checks.background.domestic_object import DomesticObject
from envcheck.checks.framing.no_face import NoFace
from envcheck.checks.framing.off_centre_face import OffCentreFace
from envcheck.checks.lighting.dim_face import DimFace
from envcheck.checks.picture.frozen_picture import FrozenPicture
from envcheck.judgement.check_state import CheckState
from envcheck.model.events import FindingAppeared, FindingChanged, FindingCleared
from envcheck.model.findings import Limit, Mode, NotAssessed, Observation, Severity, Status
from envcheck.model.geometry import Box

LIMIT = Limit(activate=0.2, deactivate=0.1, start_secs=1.0, stop_secs=1.0)
MISSING = NotAssessed("FRM102", "no face to judge by")


def record(mode: Mode = Mode.VIDEO) -> CheckState:
    return CheckState(OffCentreFace(), LIMIT, mode)


def seen(value: float, variant: str = "left") -> Observation:
    return Observation(value, (Box(0, 0, value, 1),), variant)


def test_a_finding_appears_changes_and_clears() -> None:
    one = record()
    answers = [(0.0, 0.3), (1.0, 0.3), (2.0, 0.4), (3.0, 0.35), (4.0, 0.0), (5.0, 0.0)]
    events = [one.update(time, seen(value)) for time, value in answers]

    kinds = [type(event) if event else None for event in events]
    assert kinds == [None, FindingAppeared, FindingChanged, None, None, FindingCleared]
    assert one.plainest
    assert (one.plainest.value, one.plainest.since, one.plainest.until) == (0.4, 0.0, 5.0)
    assert one.plainest.regions == (Box(0, 0, 0.4, 1),)


def test_a_finding_whose_value_alone_grows_is_told_once() -> None:
    one = CheckState(FrozenPicture(), FrozenPicture.limit, Mode.VIDEO)
    events = [one.update(time / 2, Observation(time / 2)) for time in range(40)]
    assert [type(event) for event in events if event] == [FindingAppeared]
    assert one.current
    assert one.current.value == 19.5, "the report has the latest"


def test_a_place_that_trembles_is_told_once_and_one_that_wanders_is_told_anew() -> None:
    one = record()
    for time in range(2):
        one.update(float(time), Observation(0.3, (Box(0.5, 0.2, 0.7, 0.6),), "left"))
    events = [
        one.update(2.0 + time, Observation(0.31 + time / 100, (Box(0.5 + time / 50, 0.2, 0.7, 0.6),), "left"))
        for time in range(6)
    ]
    assert [event.finding.regions[0].x1 for event in events if event] == [0.54, 0.58]


def test_a_finding_that_comes_back_is_told_anew() -> None:
    one = record()
    answers = [0.3, 0.3, 0.0, 0.0, 0.3, 0.3]
    events = [one.update(float(time), seen(value)) for time, value in enumerate(answers)]
    assert [type(event) for event in events if event] == [FindingAppeared, FindingCleared, FindingAppeared]


def test_the_words_follow_the_variant_of_the_plainest_case() -> None:
    one = record(Mode.PICTURE)
    one.update(0.0, seen(0.3, "right"))
    assert one.current
    assert "right" in one.current.words.advice


def test_other_words_take_over_at_once_before_they_are_told_and_after_a_while_later() -> None:
    one = record()
    for time in (0.0, 0.5):
        one.update(time, seen(0.4, "left"))
    one.update(1.0, seen(0.3, "right"))
    assert one.current
    assert (one.current.variant, one.current.since) == ("right", 0.0)
    one.update(1.5, seen(0.25, "left"))
    assert one.current.variant == "right", "for a moment only, and less plainly"
    one.update(2.0, seen(0.3, "right"))
    one.update(2.5, seen(0.25, "left"))
    one.update(3.0, seen(0.25, "left"))
    changed = one.update(3.5, seen(0.25, "left"))
    assert isinstance(changed, FindingChanged)
    assert (changed.finding.variant, changed.finding.value) == ("left", 0.25)


def test_a_low_fault_is_plainest_where_it_is_lowest() -> None:
    one = CheckState(NoFace(), Limit(activate=0.2, deactivate=0.4, start_secs=0, stop_secs=9), Mode.VIDEO)
    for time, value in enumerate((0.15, 0.05, 0.1)):
        one.update(float(time), Observation(value))
    assert one.current
    assert one.current.value == 0.05


def test_the_longest_of_several_findings_is_reported() -> None:
    one = record()
    for time in range(20):
        one.update(float(time), seen(0.3 if time in (0, 1) or 6 <= time < 14 else 0.0))
    assert one.current is None
    assert one.plainest
    assert one.plainest.since == 6.0


def test_status_and_reason_follow_the_last_answer() -> None:
    one = record()
    assert (one.status, one.not_assessed.reason) == (Status.NOT_ASSESSED, "nothing was looked at yet")
    one.update(0.0, seen(0.0))
    assert one.status is Status.PASSED
    one.update(1.0, MISSING)
    assert (one.status, one.not_assessed, one.ever_assessed) == (Status.NOT_ASSESSED, MISSING, True)


def test_a_strength_is_told_only_where_no_fault_begins() -> None:
    one = record()
    one.update(0.0, seen(0.0))
    assert one.strength
    one.update(1.0, seen(0.3))
    assert one.pending
    assert one.strength is None


def test_a_strength_is_told_only_where_it_is_worth_it_and_not_for_a_moment() -> None:
    one = record()
    not_worth_it = replace(seen(0.0), noteworthy=False)
    one.update(0.0, not_worth_it)
    assert one.strength is None
    for time, answer in ((1.0, seen(0.0)), (1.5, not_worth_it), (2.0, seen(0.0)), (2.9, seen(0.0))):
        one.update(time, answer)
        assert one.strength is None
    one.update(3.0, seen(0.0))
    assert one.strength


def test_the_strength_follows_the_variant_and_the_plain_one_stands_in() -> None:
    one = CheckState(DomesticObject(), DomesticObject.limit, Mode.PICTURE)
    one.update(0.0, Observation(0.0, variant="books"))
    assert one.strength
    assert (one.strength.variant, one.strength.message) == ("books", DomesticObject.strengths["books"])
    one.update(1.0, Observation(0.4, variant="bed"))
    assert one.strength is None

    plain = record(Mode.PICTURE)
    plain.update(0.0, seen(0.0, "right"))
    assert plain.strength
    assert plain.strength.variant == ""


def praised(variants: str) -> list[str]:
    """Variants of the strength at two looks a second, by the initials of what is seen."""
    kinds = {"p": "plant", "b": "plant and books", "-": ""}
    one, told = CheckState(DomesticObject(), DomesticObject.limit, Mode.VIDEO), []
    for number, kind in enumerate(variants):
        one.update(number / 2, Observation(0.0, variant=kinds[kind]))
        told.append(one.strength.variant if one.strength else "")
    return told


def test_a_praise_that_flickers_stays_as_it_was_told() -> None:
    assert set(praised("pppppbbbbbppbbbbbbbpppp" * 2)) == {"plant"}


def test_another_praise_comes_once_it_has_stayed_and_never_in_the_look_in_which_the_first_one_goes() -> None:
    told = praised("pppp" + "b" * 20)
    assert [kind for kind, last in zip(told, ["", *told], strict=False) if kind != last] == [
        "plant", "", "plant and books"
    ]  # fmt: skip
    assert told.index("") == 4 + 12, "six seconds"


def test_a_praise_that_is_true_no_longer_goes_as_soon_as_before() -> None:
    assert praised("pppp------").index("") == 4 + 3


def test_a_finding_says_which_wording_it_has() -> None:
    one = record(Mode.PICTURE)
    one.update(0.0, seen(0.3, "right"))
    assert one.current
    assert one.current.variant == "right"


@pytest.mark.parametrize(("value", "good"), [(0.05, True), (0.1, True), (0.15, False), (0.2, False)])
def test_what_would_not_take_a_fault_back_is_not_praised(value: float, good: bool) -> None:
    one = record(Mode.PICTURE)
    one.update(0.0, seen(value))
    assert (one.strength is not None) is good


def test_a_fault_that_is_grave_counts_as_a_must_while_it_is() -> None:
    one = CheckState(DimFace(), Limit(100, 110, 1.0, 1.0, critical=60), Mode.VIDEO)
    values = [90, 90, 50, 50, 75, 75, 90, 90, 90]
    events = [one.update(float(time), Observation(value)) for time, value in enumerate(values)]
    assert [(time, event.finding.severity) for time, event in enumerate(events) if event] == [
        (1, Severity.SHOULD),
        (3, Severity.MUST),
        (7, Severity.SHOULD),
    ]


def test_a_grave_fault_of_one_look_is_none_yet() -> None:
    one = CheckState(DimFace(), Limit(100, 110, 1.0, 1.0, critical=60), Mode.VIDEO)
    for time, value in enumerate([90, 90, 50, 90, 50, 90]):
        one.update(float(time), seen(value, ""))
        assert not one.current or one.current.severity is Severity.SHOULD


@pytest.mark.parametrize(("value", "severity"), [(95, Severity.SHOULD), (60, Severity.MUST), (20, Severity.MUST)])
def test_a_picture_is_graver_beyond_the_second_limit(value: float, severity: Severity) -> None:
    one = CheckState(DimFace(), Limit(100, 110, critical=60), Mode.PICTURE)
    one.update(0.0, seen(value, ""))
    assert one.current
    assert one.current.severity is severity


@pytest.mark.parametrize(("value", "good"), [(105, False), (111, False), (140, True), (200, True)])
def test_praise_needs_its_own_margin(value: float, good: bool) -> None:
    one = CheckState(OffCentreFace(), Limit(100, 110, praise=140), Mode.PICTURE)
    one.update(0.0, seen(value))
    assert bool(one.strength) is good


@pytest.mark.parametrize(("activate", "deactivate", "praise"), [(100, 110, 140), (110, 100, 70)])
def test_what_is_praised_stays_so_until_half_way_back_to_a_fault(
    activate: float, deactivate: float, praise: float
) -> None:
    one = CheckState(OffCentreFace(), Limit(activate, deactivate, stop_secs=1.0, praise=praise), Mode.VIDEO)
    half = (praise + deactivate) / 2
    time = 0.0

    def is_praised(value: float) -> bool:
        nonlocal time
        for _ in range(5):
            one.update(time, seen(value))
            time += 0.5
        return one.strength is not None

    outside = half + (deactivate - praise) / 100
    assert [is_praised(half), is_praised(praise)] == [False, True], "it has to be good beyond doubt first"
    assert [is_praised(half), is_praised(outside)] == [True, False]
    assert [is_praised(half), is_praised(praise)] == [False, True], "and again, once it was taken back"
