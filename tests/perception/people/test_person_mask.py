"""Where people are: by the segmentation network, by colour and by proportions, on people of known outline."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, face, left_out, persons, scene
from drawing.people import Person as Cutout
from drawing.people import collins, hopper
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box, Point
from envcheck.perception.arrays import Mask
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face import Face
from envcheck.perception.models import Models
from envcheck.perception.people import segmentation
from envcheck.perception.people.outline import AT_MOST, SURELY, USUALLY, drawn, portrait
from envcheck.perception.people.people import People, Person
from envcheck.perception.people.person_mask import PersonMask, PersonMaskPerceiver
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.weights import SELFIE_SEGMENTATION

MEDIA = Path(__file__).parents[3] / "samples" / "media"

BUNDLED, WITHOUT = Models.bundled(), left_out(SELFIE_SEGMENTATION)
STAND_IN = Models({SELFIE_SEGMENTATION.file: Path("nowhere.tflite")})
"""With the segmentation network, without it, and with one that a test stands in for."""

FRAME = Box(0, 0, 1, 1)
SITTERS = {"ready": (collins, (640, 284), 214), "ready-hopper": (hopper, (640, 300), 222)}
"""Who sits in a sample: the point between the eyes and the height of the head, in its pixels."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What a stand-in for the network was asked; it sees a person nowhere."""
    seen: list[object] = []

    def nowhere(picture: object, path: Path) -> NDArray[np.float32]:
        seen.append(picture)
        return np.zeros((segmentation.SIDE, segmentation.SIDE), np.float32)

    monkeypatch.setattr(segmentation, "probability", nowhere)
    return iter([seen])


@cache
def sample(name: str) -> tuple[AnalysisFrame, People, Mask]:
    """The view of a sample, who is found in it by their faces, and where the person truly is."""
    who, eyes, head = SITTERS[name]
    seen = Scene(
        PictureFrame(np.asarray(cv2.imread(str(MEDIA / f"{name}.jpg")), np.uint8)), new_perceivers(Models.bundled())
    )
    return seen[AnalysisFrame], seen[People], outline(who(), eyes, head)


def outline(who: Cutout, eyes: tuple[float, float], head: float) -> Mask:
    """Where a cut-out with these eyes is in a frame of 1280 by 720, at the size of the view."""
    scale = head / who.head
    move = np.array([[scale, 0, eyes[0] - scale * who.eyes[0]], [0, scale, eyes[1] - scale * who.eyes[1]]])
    return np.asarray(cv2.warpAffine(who.cover, move / 2, (WIDTH, HEIGHT))) > 0.5


def silhouette(view: AnalysisFrame, people: People, models: Models = WITHOUT) -> PersonMask:
    return PersonMaskPerceiver(models).perceive(scene(view, people))


def usual(one: Face) -> Mask:
    """The usual outline of somebody with this face."""
    return drawn(USUALLY, one.box, WIDTH / HEIGHT, FRAME, (HEIGHT, WIDTH))


def room(*people: Face) -> AnalysisFrame:
    """A grey wall with a darker figure of usual proportions for each face."""
    picture = np.full((HEIGHT, WIDTH, 3), 170, np.uint8)
    for one in people:
        picture[usual(one)] = (60, 70, 110)
    grain = np.random.default_rng(1).integers(-6, 7, picture.shape)
    return AnalysisFrame((picture + grain).astype(np.uint8))


def leaning(one: Face, degrees: float) -> Face:
    """The face with its right eye raised by as much as a head that leans."""
    right, left, *rest = one.landmarks
    rise = np.tan(np.radians(degrees)) * (left.x - right.x) * WIDTH / HEIGHT
    return Face(one.box, one.confidence, (Point(right.x, right.y - float(rise)), left, *rest))  # type: ignore[arg-type]


def check_against(truth: Mask, found: PersonMask, covered: float, kept: float, core: float) -> None:
    assert found.mask[truth].mean() > covered
    assert (~found.mask)[~truth].mean() > kept
    assert truth[found.core].mean() > 0.98
    assert found.core[truth].mean() > core
    assert not (found.core & ~found.mask).any()


@pytest.mark.parametrize("name", SITTERS)
def test_the_network_follows_the_outline(name: str) -> None:
    """All but part of a helmet that one of them holds in her lap."""
    view, people, truth = sample(name)
    check_against(truth, silhouette(view, people, BUNDLED), covered=0.96, kept=0.92, core=0.8)


@pytest.mark.parametrize("name", SITTERS)
def test_without_it_colour_tells_the_outline_more_roughly(name: str) -> None:
    view, people, truth = sample(name)
    check_against(truth, silhouette(view, people), covered=0.9, kept=0.85, core=0.5)


def test_nobody_is_nowhere_and_no_network_is_asked(asked: Iterator[list[object]]) -> None:
    found = silhouette(room(), People(()), STAND_IN)
    assert found.mask.shape == found.core.shape == (HEIGHT, WIDTH)
    assert not found.mask.any()
    assert next(asked) == []


def test_an_answer_that_leaves_the_face_out_is_not_believed(asked: Iterator[list[object]]) -> None:
    found = silhouette(room(face()), persons(face()), STAND_IN)
    assert len(next(asked)) == 1
    assert found.core[face().skin.pixels(WIDTH, HEIGHT)].mean() > 0.9


def test_an_answer_far_beyond_anybody_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "probability", lambda *_: np.ones((segmentation.SIDE,) * 2, np.float32))
    found = silhouette(room(face()), persons(face()), STAND_IN)
    assert not found.mask[: HEIGHT // 8].any()


def test_somebody_of_known_outline_is_left_out_down_to_the_lower_edge() -> None:
    check_against(usual(face()), silhouette(room(face()), persons(face())), covered=0.97, kept=0.85, core=0.5)


def test_a_doubtful_face_is_background_and_so_is_a_picture_of_somebody() -> None:
    main, other = persons(face(0.3), face(0.8, height=0.2)).persons
    at = (int(0.4 * HEIGHT), int(0.8 * WIDTH))
    for confidence, living, spared in ((0.9, None, True), (0.3, None, False), (0.9, False, False)):
        second = Person(other.box, confidence, other.face, None, living)
        assert silhouette(room(face(0.3)), People((main, second))).mask[at] == spared


def test_a_body_without_a_face_is_left_out_and_never_told_for_sure() -> None:
    body = Box(0.8, 0.3, 0.95, 1)
    people = People((*persons(face(0.3)).persons, Person(body, 0.9, None, True)))
    found = silhouette(room(face(0.3)), people)
    at = body.grown(-0.05, -0.05, -0.05, 0).pixels(WIDTH, HEIGHT)
    assert found.mask[at].all()
    assert not found.core[at].any()


def test_of_a_group_two_are_cut_out_and_the_others_drawn(asked: Iterator[list[object]]) -> None:
    group = [face(x, height=0.2) for x in (0.15, 0.4, 0.65, 0.9)]
    found = silhouette(room(*group), persons(*group), STAND_IN)
    assert len(next(asked)) == 2
    assert all(found.mask[one.box.pixels(WIDTH, HEIGHT)].mean() > 0.95 for one in group)


def test_where_proportions_do_not_hold_nothing_is_told_rather_than_something_wrong() -> None:
    with pytest.raises(FacetUnavailable, match="cannot be told apart"):
        silhouette(room(face()), persons(leaning(face(), 45)))
    behind = leaning(face(0.8, height=0.2), 45)
    found = silhouette(room(face(0.3), behind), persons(face(0.3), behind))
    assert found.mask[behind.box.pixels(WIDTH, HEIGHT)].mean() > 0.95


def test_a_face_that_fills_the_frame_leaves_hardly_any_background() -> None:
    assert silhouette(room(), persons(face(y=0.5, height=1.4))).mask.mean() > 0.8


def test_usual_outlines_lie_within_each_other() -> None:
    inner, middle, outer = (
        drawn(widths, face().box, WIDTH / HEIGHT, FRAME, (HEIGHT, WIDTH)) for widths in (SURELY, USUALLY, AT_MOST)
    )
    assert inner.any()
    assert not (inner & ~middle).any()
    assert not (middle & ~outer).any()


@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3, 9 / 16])
@pytest.mark.parametrize("one", [face(), face(0.02, 0.05), face(0.97, 0.9), face(height=0.9)])
def test_a_portrait_is_nearly_square_and_inside_the_frame(one: Face, aspect: float) -> None:
    part = portrait(one.box, aspect)
    assert min(part.x1, part.y1) >= 0
    assert max(part.x2, part.y2) <= 1 + 1e-9
    assert 1 / 1.34 < part.width * aspect / part.height < 1.16
