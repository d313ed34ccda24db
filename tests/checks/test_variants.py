"""Which of a check's wordings fits which case."""

import pytest

from builders import face, faces, luma, persons, scene
from envcheck.checks.base import Check
from envcheck.checks.framing.no_face import NoFace
from envcheck.checks.framing.off_centre_face import OffCentreFace
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.findings import Observation
from envcheck.perception.scene import Scene


@pytest.mark.parametrize(
    ("check", "seen", "variant"),
    [
        (NoFace(), scene(faces(), luma(room=120, skin=120)), ""),
        (NoFace(), scene(faces(), luma(room=20, skin=20)), "dark"),
        (NoFace(), scene(faces(face(turn=4.0)), luma()), "turned"),
        (NoFace(), scene(faces(face(), face(turn=4.0)), luma()), ""),
        (OffCentreFace(), scene(faces(face(x=0.2))), "left"),
        (OffCentreFace(), scene(faces(face(x=0.8))), "right"),
        (SecondPerson(), scene(persons(face(), face(x=0.8))), ""),
        (SecondPerson(), scene(persons(face(), face(x=0.8)), expected_people=2), "several"),
    ],
)
def test_the_variant_fits_the_case(check: Check, seen: Scene, variant: str) -> None:
    answer = check.observe(seen)
    assert answer.variant == variant
    assert variant in check.words or check.limit.ends(answer.value)


def test_a_face_turned_away_does_not_count_as_one_to_look_at() -> None:
    assert NoFace().observe(scene(faces(face(turn=4.0)), luma())) == Observation(1.0, variant="turned")


def test_as_many_as_expected_may_be_seen() -> None:
    pair = persons(face(), face(x=0.8, confidence=0.8))
    assert SecondPerson().observe(scene(pair, expected_people=2)).value == 0.0
    assert SecondPerson().observe(scene(pair)).value == 0.8


def test_an_empty_chair_is_not_praised_for_privacy() -> None:
    assert not SecondPerson().observe(scene(persons())).telling
    assert SecondPerson().observe(scene(persons(face()))).telling
