import numpy as np
import pytest

from builders import face, faces, scene
from envcheck.geometry import Box
from envcheck.perception.facets import Person, Thing, Things
from envcheck.perception.persons import FAINT, NEUTRAL, PersonPerceiver, confidence


def body(x: float, score: float = 0.8, top: float = 0.2) -> Thing:
    return Thing("person", Box(x - 0.12, top, x + 0.12, 1.0), score)


def seen(*things: Thing, of: tuple[float, ...] = (0.5,)) -> tuple[Person, ...]:
    people = faces(*(face(x, confidence=0.9 - place / 10) for place, x in enumerate(of)))
    return PersonPerceiver().perceive(scene(people, Things(things))).persons


def test_a_face_and_its_body_are_one_person() -> None:
    (person,) = seen(body(0.5))
    assert (person.embodied, person.confidence) == (True, 0.9)
    assert person.face
    assert person.box == body(0.5).box


def test_a_body_without_a_face_is_one_more() -> None:
    first, second = seen(body(0.5), body(0.85, 0.6))
    assert first.face
    assert second.face is None
    assert second.confidence == pytest.approx(confidence(0.6))


def test_a_face_without_a_body_is_told_apart() -> None:
    persons = seen(body(0.5), of=(0.5, 0.9))
    assert [person.embodied for person in persons] == [True, False]


def test_two_faces_do_not_share_a_body() -> None:
    persons = seen(body(0.5), of=(0.47, 0.53))
    assert sorted(str(person.embodied) for person in persons) == ["False", "True"]


def test_a_face_at_somebody_s_feet_is_not_theirs() -> None:
    low = faces(face(0.5, y=0.95, height=0.06))
    persons = PersonPerceiver().perceive(scene(low, Things((body(0.5),)))).persons
    assert len(persons) == 2


def test_a_faint_body_counts_only_where_a_face_confirms_it() -> None:
    assert seen(body(0.5, FAINT + 0.01))[0].embodied
    assert not seen(body(0.5, FAINT - 0.01))[0].embodied
    alone = PersonPerceiver().perceive(scene(faces(), Things((body(0.5, FAINT + 0.01),)))).persons
    assert alone[0].confidence < 0.5


def test_without_the_object_network_faces_alone_are_people() -> None:
    persons = PersonPerceiver().perceive(scene(faces(face(), face(0.8)))).persons
    assert [person.embodied for person in persons] == [None, None]


def test_the_one_who_faces_the_camera_comes_first() -> None:
    persons = seen(Thing("person", Box(0, 0, 0.4, 1), 0.95), body(0.7), of=(0.7,))
    assert persons[0].face
    assert persons[1].face is None


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.0), (NEUTRAL, 0.5), (1.0, 1.0)])
def test_scores_are_brought_to_one_scale(score: float, expected: float) -> None:
    assert confidence(score) == pytest.approx(expected)
    assert np.all(np.diff([confidence(step) for step in np.linspace(0, 1, 50)]) > 0)
