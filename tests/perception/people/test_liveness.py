"""Faces on walls and faces in rooms, drawn with known edges and moved by known shifts."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, face, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.people.liveness import LASTING_SECS, STILL, SWAYS, LivenessMap, LivenessPerceiver
from envcheck.perception.people.micro_motion import micro_motion
from envcheck.perception.people.picture_frames import is_framed
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

Picture = NDArray[np.float32]

MAIN, OTHER = face(0.7, height=0.3), face(0.25, 0.3, height=0.12)
LARGE = face(0.5, 0.5, height=0.5)
OUTLINE = (115, 60, 205, 160)
"""Of a picture around the other face, in pixels."""


def texture(seed: int, soft: float) -> Picture:
    grain = np.random.default_rng(seed).standard_normal((HEIGHT, WIDTH)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(grain, (0, 0), soft) * soft * 90 + 120, np.float32)


WALL, PATTERNS = texture(1, 6.0), {OTHER: texture(2, 2.0), LARGE: texture(2, 5.0)}
"""A large face has larger features."""


def moved(picture: Picture, x: float, y: float = 0.0) -> Picture:
    shift = np.array([[1, 0, x], [0, 1, y]], np.float32)
    return np.asarray(cv2.warpAffine(picture, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.float32)


def look(
    shift: float = 0.0, camera: float = 0.0, light: float = 1.0, seed: int = 0, who: Face = OTHER
) -> NDArray[np.uint8]:
    """A wall with a patterned face that moved by `shift` pixels, seen by a camera that moved, in other light."""
    place = np.zeros((HEIGHT, WIDTH), np.float32)
    place[who.box.pixels(WIDTH, HEIGHT)] = 1.0
    place = np.asarray(cv2.GaussianBlur(place, (0, 0), 1.0), np.float32)
    picture = moved(place, shift) * moved(PATTERNS[who], shift) + (1 - moved(place, shift)) * WALL
    grain = np.random.default_rng(seed).normal(0, 2, (HEIGHT, WIDTH))
    return np.clip(moved(picture, camera) * light + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("who", [OTHER, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("shift", [0.7, 1.5])
def test_a_face_that_moves_by_itself_shows_by_how_far(shift: float, who: Face) -> None:
    found = micro_motion(look(shift, seed=1, who=who), look(who=who), who.box)
    assert found == pytest.approx(shift, abs=0.25)


@pytest.mark.parametrize("who", [OTHER, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(("camera", "light"), [(0.0, 1.0), (0.9, 1.0), (0.0, 1.08), (-1.2, 0.95)])
def test_a_picture_on_a_wall_keeps_still_whatever_the_camera_and_the_light_do(
    camera: float, light: float, who: Face
) -> None:
    found = micro_motion(look(0.0, camera, light, seed=1, who=who), look(who=who), who.box)
    assert found is not None
    assert found < STILL


def as_coded(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)


def test_what_coding_does_to_a_large_picture_does_not_move_it() -> None:
    now, before = look(camera=0.5, seed=1, who=LARGE), look(who=LARGE)
    found = micro_motion(as_coded(now, 40), as_coded(before, 40), LARGE.box)
    assert found is not None
    assert found < STILL


def test_a_camera_that_swings_tells_nothing() -> None:
    assert micro_motion(look(camera=9.0, seed=1), look(), OTHER.box) is None


def drawn(*sides: str, at: tuple[int, int, int, int] = OUTLINE) -> NDArray[np.uint8]:
    """A wall with some of the sides of a frame around the other face."""
    x1, y1, x2, y2 = at
    ends = {
        "left": ((x1, y1), (x1, y2)),
        "top": ((x1, y1), (x2, y1)),
        "right": ((x2, y1), (x2, y2)),
        "bottom": ((x1, y2), (x2, y2)),
    }
    picture = np.full((HEIGHT, WIDTH), 170, np.uint8)
    for side in sides:
        cv2.line(picture, *ends[side], 60, 3)
    return picture


def test_four_edges_that_close_are_a_frame() -> None:
    assert is_framed(drawn("left", "top", "right", "bottom"), OTHER.box)


@pytest.mark.parametrize("without", ["left", "top", "right", "bottom"])
def test_a_doorway_a_shelf_or_a_table_is_none(without: str) -> None:
    sides = [side for side in ("left", "top", "right", "bottom") if side != without]
    assert not is_framed(drawn(*sides), OTHER.box)


@pytest.mark.parametrize("at", [(115, -9, 205, 160), (-9, 60, 205, 160)])
def test_the_edge_of_the_view_may_cut_a_frame(at: tuple[int, int, int, int]) -> None:
    assert is_framed(drawn("left", "top", "right", "bottom", at=at), OTHER.box)
    assert not is_framed(drawn("left", "top", "right", at=at), OTHER.box)


def test_a_face_that_fills_the_view_has_no_frame() -> None:
    assert not is_framed(np.zeros((6, 6), np.uint8), Box(0, 0, 1, 1))


def played(shifts: list[float], camera: float = 0.0) -> list[bool | None]:
    """What is known of the other face at each look, twice a second."""
    perceiver, told = LivenessPerceiver(), []
    for place, shift in enumerate(shifts):
        luma = Luma(look(shift, camera * (place % 2), seed=place))
        frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8), place / 2)
        looked = Scene(frame, [Given(luma), Given(MultiscaleFaces((MAIN, OTHER)))], mode=Mode.VIDEO)
        told.append(perceiver.perceive(looked).of(OTHER.box).moved)
    return told


def test_somebody_who_moved_is_living_and_stays_so() -> None:
    assert played([0, 0, 0, 0, 0, SWAYS + 0.6, 0, 0])[5:] == [True, True, True]


def test_what_keeps_still_for_two_seconds_is_a_picture() -> None:
    told = played([0] * 6, camera=0.8)
    assert told[:4] == [None] * 4
    assert told[4:] == [False, False]


def test_a_little_movement_is_neither() -> None:
    told = played([0.0, 0.35] * 4)
    assert set(told) == {None}


def test_one_picture_shows_edges_only() -> None:
    luma = Luma(drawn("left", "top", "right", "bottom"))
    known = LivenessPerceiver().perceive(scene(luma, MultiscaleFaces((MAIN, OTHER))))
    assert (known.of(OTHER.box).is_framed, known.of(OTHER.box).moved) == (True, None)
    assert not known.of(MAIN.box).is_framed


def test_a_lone_face_may_hang_in_a_frame_as_well() -> None:
    luma = Luma(drawn("left", "top", "right", "bottom"))
    assert LivenessPerceiver().perceive(scene(luma, MultiscaleFaces((OTHER,)))).of(OTHER.box).is_framed
    assert LivenessPerceiver().perceive(scene(MultiscaleFaces(()))) == LivenessMap({})


def lasting(looks: list[NDArray[np.uint8]]) -> list[bool]:
    """Whether a lone face keeps still for longer than anybody does, at each look, twice a second."""
    perceiver, told = LivenessPerceiver(), []
    for place, plane in enumerate(looks):
        frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8), place / 2)
        looked = Scene(frame, [Given(Luma(plane)), Given(MultiscaleFaces((OTHER,)))], mode=Mode.VIDEO)
        told.append(perceiver.perceive(looked).of(OTHER.box).lasts)
    return told


def test_what_keeps_still_for_long_lasts() -> None:
    told = lasting([look(seed=place) for place in range(int(2 * LASTING_SECS) + 2)])
    assert not any(told[:-2])
    assert told[-1]


def test_somebody_who_stirs_does_not() -> None:
    assert not any(lasting([look(0.4 * (place % 8 == 7), seed=place) for place in range(30)]))


def test_a_picture_that_stands_still_says_nothing_of_who_is_in_it() -> None:
    assert not any(lasting([look(seed=1)] * 30))
    perceiver, still = LivenessPerceiver(), Luma(look(seed=1))
    for place in range(12):
        frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8), place / 2)
        looked = Scene(frame, [Given(still), Given(MultiscaleFaces((OTHER,)))], mode=Mode.VIDEO)
        assert perceiver.perceive(looked).of(OTHER.box).moved is None


def test_small_figures_are_looked_at_and_large_bodies_are_not() -> None:
    figure, body = Box(0.22, 0.2, 0.29, 0.42), Box(0.5, 0.2, 0.9, 1.0)
    things = Detections((Detection("person", figure, 0.8), Detection("person", body, 0.9)))
    luma = Luma(drawn("left", "top", "right", "bottom"))
    known = LivenessPerceiver().perceive(scene(luma, MultiscaleFaces((MAIN,)), things))
    assert known.of(figure).is_framed
    assert set(known.by_box) == {figure, MAIN.box}


def test_what_hides_the_faces_hides_this() -> None:
    with pytest.raises(FacetUnavailable):
        LivenessPerceiver().perceive(scene())
