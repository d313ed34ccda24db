"""Which of a check's wordings fits which case."""

from dataclasses import replace

import pytest

from builders import face, faces, luma, persons, scene
from envcheck.checks.background.cluttered_background import ClutteredBackground
from envcheck.checks.background.domestic_object import DomesticObject
from envcheck.checks.base import Check
from envcheck.checks.framing.cropped_head import CroppedHead
from envcheck.checks.framing.distant_face import DistantFace
from envcheck.checks.framing.high_headroom import HighHeadroom
from envcheck.checks.framing.low_camera import LowCamera
from envcheck.checks.framing.no_face import NoFace
from envcheck.checks.framing.off_centre_face import OffCentreFace
from envcheck.checks.lighting.colour_cast import ColourCast
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.model.findings import Observation
from envcheck.model.geometry import Box
from envcheck.perception.faces.face import Face
from envcheck.perception.light.colour_cast import ColourCastEstimate
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.people.head import Head
from envcheck.perception.people.people import People, Person
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.room.decor import Decor
from envcheck.perception.room.eye_level import EyeLevel
from envcheck.perception.room.upward_view import FROM_BELOW, UpwardView
from envcheck.perception.scene import Scene

LOW_HEAD = Head(Box(0.4, 0.5, 0.6, 0.95))


@pytest.mark.parametrize(
    ("check", "seen", "variant"),
    [
        (NoFace(), scene(faces(), luma(room=120, skin=120)), ""),
        (NoFace(), scene(faces(), luma(room=20, skin=20)), "dark"),
        (NoFace(), scene(faces(face(turn=4.0)), luma()), "turned"),
        (NoFace(), scene(faces(face(), face(turn=4.0)), luma()), ""),
        (OffCentreFace(), scene(faces(face(x=0.2))), "left"),
        (OffCentreFace(), scene(faces(face(x=0.8))), "right"),
        (HighHeadroom(), scene(faces(face()), LOW_HEAD), ""),
        (HighHeadroom(), scene(faces(face()), LOW_HEAD, UpwardView(FROM_BELOW - 1)), ""),
        (HighHeadroom(), scene(faces(face()), LOW_HEAD, UpwardView(FROM_BELOW)), "below"),
        (SecondPerson(), scene(persons(face(), face(x=0.8))), ""),
        (SecondPerson(), scene(persons(face(), face(x=0.8)), expected_people=2), "several"),
    ],
)
def test_the_variant_fits_the_case(check: Check, seen: Scene, variant: str) -> None:
    answer = check.observe(seen)
    assert answer.variant == variant
    assert variant in check.words or check.limit.deactivates(answer.value)


def test_a_face_turned_away_does_not_count_as_one_to_look_at() -> None:
    assert NoFace().observe(scene(faces(face(turn=4.0)), luma())) == Observation(1.0, variant="turned")


def test_as_many_as_expected_may_be_seen() -> None:
    pair = persons(face(), face(x=0.8, confidence=0.8))
    assert SecondPerson().observe(scene(pair, expected_people=2)).value == 0.0
    assert SecondPerson().observe(scene(pair)).value == 0.8


def test_an_empty_chair_is_not_praised_for_privacy() -> None:
    assert not SecondPerson().observe(scene(persons())).noteworthy
    assert SecondPerson().observe(scene(persons(face()))).noteworthy
    assert not SecondPerson().observe(scene(persons(face()), expected_people=2)).noteworthy
    assert SecondPerson().observe(scene(persons(face(), face(x=0.8)), expected_people=2)).noteworthy


@pytest.mark.parametrize(
    "faint",
    [
        Person(Box(0.55, 0.3, 0.7, 0.7), 0.55, None, True, limb=True),
        Person(Box(0.8, 0.3, 1.0, 1.0), 0.25, None, True),
        Person(Box(0.8, 0.3, 0.9, 0.4), 0.45, face(0.85, height=0.1), False),
    ],
)
def test_privacy_is_not_praised_beside_what_may_be_somebody(faint: Person) -> None:
    answer = SecondPerson().observe(scene(People((*persons(face()).persons, faint))))
    assert SecondPerson.limit.deactivates(answer.value)
    assert not (answer.noteworthy and SecondPerson.limit.praises(answer.value))


def test_two_who_are_expected_sit_in_the_middle_together() -> None:
    pair = faces(face(x=0.3), face(x=0.7))
    assert OffCentreFace().observe(scene(pair, expected_people=2)).value == pytest.approx(0.0)
    assert OffCentreFace().observe(scene(pair)).value == pytest.approx(0.2)
    faint = faces(face(x=0.3), face(x=0.7, confidence=0.2))
    assert OffCentreFace().observe(scene(faint, expected_people=2)).value == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("things", "plant", "books", "variant"),
    [
        ((), 0.9, 0.0, "plant"),
        ((), 0.0, 0.3, "books"),
        ((), 0.9, 0.3, "plant and books"),
        ((), 0.4, 0.2, ""),
        ((Detection("bed", Box(0, 0, 0.5, 0.5), 0.2),), 0.9, 0.0, "plant"),
        ((Detection("bed", Box(0, 0, 0.5, 0.5), 0.5),), 0.9, 0.0, "bed"),
    ],
)
def test_plants_and_books_are_told_where_no_bed_is(
    things: tuple[Detection, ...], plant: float, books: float, variant: str
) -> None:
    assert DomesticObject().observe(scene(Detections(things), Decor(plant, books))).variant == variant


CALM = Clutter(edge_density=0.06, disorder=0.02)


@pytest.mark.parametrize(
    ("seen", "who", "calm"),
    [
        (CALM, 1, True),
        (replace(CALM, edge_density=0.02), 1, False),
        (replace(CALM, disorder=0.1), 1, False),
        (replace(CALM, luma=50.0), 1, False),
        (replace(CALM, share=0.25), 1, False),
        (CALM, 0, False),
        (CALM, 2, False),
    ],
    ids=["calm", "bare", "things", "dark", "little of it", "nobody", "somebody else"],
)
def test_calm_is_said_of_a_lit_room_behind_one_person(seen: Clutter, who: int, calm: bool) -> None:
    there = [face(x) for x in (0.5, 0.2)[:who]]
    answer = ClutteredBackground().observe(scene(faces(*there), persons(*there), seen))
    assert (answer.noteworthy and ClutteredBackground.limit.praises(answer.value)) is calm


@pytest.mark.parametrize(
    ("warm", "exposed", "told"),
    [
        *((-0.2, 1.0, False), (0.0, 1.0, False), (0.05, 1.0, False), (0.25, 1.0, True), (0.4, 1.0, True)),
        (0.6, 1.0, False),
        (0.25, 0.6, True),
        (0.25, 0.4, False),  # nearly all of it lies in the dark
    ],
)
def test_a_warm_tone_is_told_within_the_usual_where_there_is_light(warm: float, exposed: float, told: bool) -> None:
    seen = ColourCast().observe(scene(ColourCastEstimate(warm, 0.0, exposed)))
    assert (seen.noteworthy and seen.variant in ColourCast.strengths) is told


@pytest.mark.parametrize(
    ("top", "bottom", "told", "praised"),
    [
        (0.2, 0.8, False, True),
        (0.02, 0.6, False, False),  # hair leaves the picture
        (0.4, 0.93, False, False),
        (0.4, 0.995, True, False),  # the chin stands on the edge
        (0.4, 1.1, True, False),
    ],
)
def test_a_head_is_whole_only_with_its_hair_and_room_below_the_chin(
    top: float, bottom: float, told: bool, praised: bool
) -> None:
    check = CroppedHead()

    answer = check.observe(scene(faces(face()), Head(Box(0.4, top, 0.6, bottom))))

    assert check.limit.activates(answer.value) is told
    assert (answer.noteworthy and check.limit.praises(answer.value)) is praised


def test_a_camera_is_praised_only_where_lines_show_it_at_eye_height() -> None:
    one = faces(face())

    assert LowCamera().observe(scene(one, UpwardView(5.0), EyeLevel(3.0))).noteworthy
    assert not LowCamera().observe(scene(one, UpwardView(5.0), EyeLevel(-9.0))).noteworthy
    assert not LowCamera().observe(scene(one, UpwardView(5.0))).noteworthy


@pytest.mark.parametrize(
    ("check", "seen", "praised"),
    [
        (DistantFace(), face(height=0.28), True),  # the head is half as high again
        (DistantFace(), face(height=0.165), False),  # a full figure
        (OffCentreFace(), face(x=0.58), True),
        (OffCentreFace(), face(x=0.61), False),
    ],
)
def test_a_place_is_praised_with_a_margin(check: Check, seen: Face, praised: bool) -> None:
    value = check.observe(scene(faces(seen))).value

    assert check.limit.deactivates(value)
    assert check.limit.praises(value) is praised
