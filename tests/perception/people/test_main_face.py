"""Whose face "your face" is."""

import pytest

from builders import face, faces, persons, scene
from envcheck.checks.framing.distant_face import DistantFace
from envcheck.checks.framing.no_face import NoFace
from envcheck.judgement.check_state import CheckState
from envcheck.judgement.verdict import verdict
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode, Severity, Verdict
from envcheck.model.geometry import Box
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.people import People, Person

THERAPIST, POSTER = face(0.3, height=0.2), face(0.7, height=0.4)


def test_a_larger_picture_is_not_what_it_is_about() -> None:
    seen = scene(faces(POSTER, THERAPIST), persons(THERAPIST, POSTER, has_body=(True, False)))
    assert seen[MainFace].faces == (THERAPIST,)


def test_nothing_is_said_of_a_face_without_a_body() -> None:
    seen = scene(faces(POSTER), persons(POSTER, has_body=(False,)))
    with pytest.raises(FacetUnavailable, match="may be a picture"):
        DistantFace().observe(seen)


@pytest.mark.parametrize("has_body", [True, None])
def test_a_face_counts_unless_bodies_are_seen_and_it_has_none(has_body: bool | None) -> None:
    seen = scene(faces(THERAPIST), persons(THERAPIST, has_body=(has_body,)))
    assert seen[MainFace].face == THERAPIST


def test_who_moves_by_themselves_is_there() -> None:
    living = People((Person(THERAPIST.head, 0.9, THERAPIST, has_body=False, is_live=True),))
    assert scene(faces(THERAPIST), living)[MainFace].face == THERAPIST


def test_without_knowledge_of_people_faces_stand_for_them() -> None:
    assert scene(faces(POSTER, THERAPIST))[MainFace].face == POSTER


def test_a_face_that_may_be_a_picture_is_asked_about_and_never_makes_a_room_not_ready() -> None:
    check = NoFace()
    elsewhere = Person(Box(0.0, 0.2, 0.2, 1.0), 0.8, None, has_body=True)
    pictured = Person(POSTER.head, POSTER.confidence, POSTER, has_body=False)
    record = CheckState(check, check.limit, Mode.PICTURE)
    record.update(0.0, check.observe(scene(faces(POSTER), People((pictured, elsewhere)))))

    assert record.current
    assert record.current.words.message.endswith("is it a picture?")
    assert record.current.severity is Severity.SHOULD
    assert verdict([record.current], ["LIT101"], [], {"FRM101": Severity.MUST}) is Verdict.UNDETERMINED
