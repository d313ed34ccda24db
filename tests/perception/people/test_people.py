import numpy as np
import pytest

from builders import face, scene
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.people.liveness import LASTING_SECS, Liveness, LivenessMap
from envcheck.perception.people.people import FAINT, LIMB, NEUTRAL, People, PeoplePerceiver, Person, confidence
from envcheck.perception.people.turned_faces import TurnedFaces


def body(x: float, score: float = 0.8, top: float = 0.2) -> Detection:
    return Detection("person", Box(x - 0.12, top, x + 0.12, 1.0), score)


def perceived(*facets: object, turned: TurnedFaces | None = None) -> tuple[Person, ...]:
    return PeoplePerceiver().perceive(scene(*facets, turned or TurnedFaces({}))).persons


def faces(*seen: Face) -> MultiscaleFaces:
    return MultiscaleFaces(seen)


NOTHING = LivenessMap({})


def seen(*things: Detection, of: tuple[float, ...] = (0.5,)) -> tuple[Person, ...]:
    people = faces(*(face(x, confidence=0.9 - place / 10) for place, x in enumerate(of)))
    return perceived(people, Detections(things), NOTHING)


def second(likeness: Liveness, *things: Detection) -> Person:
    """The second of two people, of whom this is known."""
    main, other = face(0.4), face(0.8, height=0.15)
    return perceived(faces(main, other), Detections((body(0.4), *things)), LivenessMap({other.box: likeness}))[1]


def test_a_face_and_its_body_are_one_person() -> None:
    (person,) = seen(body(0.5))
    assert (person.has_body, person.confidence) == (True, 0.9)
    assert person.face
    assert person.box == body(0.5).box


def test_a_body_without_a_face_is_one_more() -> None:
    first, second = seen(body(0.5), body(0.85, 0.6))
    assert first.face
    assert second.face is None
    assert second.confidence == pytest.approx(confidence(0.6))


def test_a_face_without_a_body_is_told_apart() -> None:
    persons = seen(body(0.5), of=(0.5, 0.9))
    assert [person.has_body for person in persons] == [True, False]


def test_a_face_within_another_s_body_may_well_be_somebody() -> None:
    persons = seen(body(0.5), of=(0.47, 0.53))
    assert [person.has_body for person in persons] == [True, None]
    assert all(person.is_present for person in persons)


def test_a_tiny_face_within_a_body_s_box_hangs_on_the_wall_behind() -> None:
    main, photo = face(0.5), face(0.42, y=0.25, height=0.04, confidence=0.7)
    persons = perceived(faces(main, photo), Detections((body(0.5),)), NOTHING)
    assert [person.has_body for person in persons] == [True, False]


@pytest.mark.parametrize(
    ("name", "box", "likely", "there"),
    [
        ("bed", Box(0.3, 0.3, 1.0, 1.0), 0.8, False),
        ("chair", Box(0.3, 0.32, 0.98, 1.0), 0.3, False),
        ("couch", Box(0.3, 0.3, 1.0, 1.0), 0.2, True),  # the network is far surer of the person
        ("chair", Box(0.3, 0.5, 1.0, 1.0), 0.8, True),  # somebody rises above it
        ("tv", Box(0.3, 0.3, 1.0, 1.0), 0.8, True),
    ],
)
def test_furniture_that_is_taken_for_a_body_is_nobody(name: str, box: Box, likely: float, there: bool) -> None:
    persons = seen(Detection("person", Box(0.3, 0.3, 1.0, 1.0), 0.6), Detection(name, box, likely), of=())
    assert bool(persons) is there


@pytest.mark.parametrize(
    ("box", "score", "limb"),
    [
        (Box(0.55, 0.3, 0.72, 0.7), 0.5, True),  # a raised hand beside the face
        (Box(0.3, 0.75, 0.6, 1.0), 0.6, True),  # a fist before the lens
        (Box(0.55, 0.3, 0.72, 0.7), LIMB + 0.05, False),  # somebody small right behind, seen for sure
        (Box(0.61, 0.3, 0.9, 1.0), 0.5, False),  # an arm's breadth on them: somebody beside
        (Box(0.75, 0.3, 0.9, 1.0), 0.5, False),
    ],
)
def test_one_s_own_hand_is_nobody_else(box: Box, score: float, limb: bool) -> None:
    first, other = seen(body(0.5), Detection("person", box, score))
    assert first.face
    assert (other.limb, other.is_present) == (limb, not limb)


@pytest.mark.parametrize(("surer", "limbs"), [(0.9, [False, True]), (0.55, [False, True])])
def test_parts_of_somebody_whose_face_is_not_seen_are_one_person(surer: float, limbs: list[bool]) -> None:
    whole, part = body(0.5, surer), Detection("person", Box(0.4, 0.7, 0.55, 1.0), 0.5)
    persons = perceived(faces(), Detections((whole, part)), NOTHING)
    assert [person.limb for person in persons] == limbs


@pytest.mark.parametrize(
    ("y", "height", "has_body"),
    [(0.7, 0.5, None), (0.4, 0.9, None), (0.4, 0.5, False), (0.95, 0.08, False)],
)
def test_a_face_below_which_the_picture_ends_cannot_show_a_body(y: float, height: float, has_body: bool | None) -> None:
    (person,) = perceived(faces(face(y=y, height=height)), Detections(()), NOTHING)
    assert person.has_body is has_body


@pytest.mark.parametrize(("x", "present"), [(0.8, True), (0.6, False)])
def test_a_faint_body_with_a_face_on_its_side_is_somebody_unless_it_lies_on_one(x: float, present: bool) -> None:
    leaning = Detection("person", Box(x - 0.08, 0.3, x + 0.08, 0.7), 0.3)
    people, things = faces(face()), Detections((body(0.5), leaning))
    assert perceived(people, things, NOTHING)[1].confidence < 0.5
    other = perceived(people, things, NOTHING, turned=TurnedFaces({leaning.box: 0.7}))[1]
    assert (other.is_present, other.confidence) == (present, 0.7)


def test_a_face_at_somebody_s_feet_is_not_theirs() -> None:
    low = faces(face(0.5, y=0.95, height=0.06))
    assert len(perceived(low, Detections((body(0.5),)), NOTHING)) == 2


def test_a_faint_body_counts_only_where_a_face_confirms_it() -> None:
    assert seen(body(0.5, FAINT + 0.01))[0].has_body
    assert not seen(body(0.5, FAINT - 0.01))[0].has_body
    alone = perceived(faces(), Detections((body(0.5, FAINT + 0.01),)), NOTHING)
    assert alone[0].confidence < 0.5


def test_without_the_object_network_faces_alone_are_people() -> None:
    persons = perceived(faces(face(), face(0.8)), NOTHING)
    assert [person.has_body for person in persons] == [None, None]
    assert all(person.is_present for person in persons)


def test_the_one_who_faces_the_camera_comes_first() -> None:
    persons = seen(Detection("person", Box(0, 0, 0.4, 1), 0.95), body(0.7), of=(0.7,))
    assert persons[0].face
    assert persons[1].face is None


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.0), (NEUTRAL, 0.5), (1.0, 1.0)])
def test_scores_are_brought_to_one_scale(score: float, expected: float) -> None:
    assert confidence(score) == pytest.approx(expected)
    assert np.all(np.diff([confidence(step) for step in np.linspace(0, 1, 50)]) > 0)


@pytest.mark.parametrize(
    ("likeness", "bodies", "living", "present"),
    [
        (Liveness(), (body(0.8),), None, True),
        (Liveness(), (), None, False),  # a face alone in one look: it is asked whether it is a picture
        (Liveness(moved=True), (), True, True),
        (Liveness(moved=False), (), False, False),
        (Liveness(moved=False), (body(0.8),), None, True),  # somebody may keep still
        (Liveness(moved=False, still_secs=LASTING_SECS), (body(0.8),), False, False),  # a portrait with its shoulders
        (Liveness(is_framed=True), (body(0.8),), False, False),
        (Liveness(is_framed=True, moved=True), (), False, False),  # a film in a frame
    ],
)
def test_a_picture_is_told_from_somebody(
    likeness: Liveness, bodies: tuple[Detection, ...], living: bool | None, present: bool
) -> None:
    person = second(likeness, *bodies)
    assert (person.is_live, person.is_present) == (living, present)


@pytest.mark.parametrize(("likeness", "living"), [(Liveness(moved=False), False), (Liveness(), None)])
def test_without_the_object_network_time_tells_pictures(likeness: Liveness, living: bool | None) -> None:
    other = face(0.8, height=0.15)
    person = perceived(faces(face(0.4), other), LivenessMap({other.box: likeness}))[1]
    assert (person.is_live, person.is_present) == (living, living is None)


@pytest.mark.parametrize(("still_secs", "present"), [(LASTING_SECS - 1, True), (LASTING_SECS, False)])
def test_a_lone_portrait_is_told_by_time_and_a_listener_is_not(still_secs: float, present: bool) -> None:
    likenesses = LivenessMap({face().box: Liveness(moved=False, still_secs=still_secs)})
    assert perceived(faces(face()), likenesses)[0].is_present is present
    assert perceived(faces(face()), Detections((body(0.5),)), likenesses)[0].is_present is present


def test_somebody_on_a_screen_is_a_picture_and_somebody_before_it_is_not() -> None:
    screen = Detection("tv", Box(0.6, 0.1, 1.0, 0.7), 0.8)
    on_screen = Detection("person", Box(0.7, 0.25, 0.9, 0.65), 0.8)
    assert second(Liveness(moved=True), screen, on_screen).is_live is False
    assert second(Liveness(moved=True), screen, body(0.8)).is_present


def test_a_figure_in_a_frame_is_a_picture() -> None:
    figure = Detection("person", Box(0.1, 0.1, 0.2, 0.4), 0.8)
    persons = perceived(
        faces(face()), Detections((body(0.5), figure)), LivenessMap({figure.box: Liveness(is_framed=True)})
    )
    assert [person.is_present for person in persons] == [True, False]


def test_a_larger_picture_does_not_stand_before_the_therapist() -> None:
    poster, main = face(0.7, height=0.4), face(0.3, height=0.2)
    persons = perceived(faces(poster, main), LivenessMap({poster.box: Liveness(is_framed=True)}))
    assert [person.face for person in persons] == [main, poster]


def test_what_hides_the_faces_hides_the_people() -> None:
    with pytest.raises(FacetUnavailable):
        perceived(People(()))


@pytest.mark.parametrize(("x", "told"), [(0.9, True), (0.55, False)])
def test_a_body_that_is_hardly_seen_is_known_but_counts_for_nobody(x: float, told: bool) -> None:
    others = seen(body(0.5), body(x, FAINT / 2))[1:]
    assert bool(others) is told
    assert all(other.confidence < 0.2 for other in others)


def test_a_face_is_given_no_body_that_is_hardly_seen() -> None:
    assert seen(body(0.5, FAINT / 2))[0].has_body is False
