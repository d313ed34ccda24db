"""What differs from the usual setting, on rooms drawn here."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from builders import HEIGHT, WIDTH, Given, scene
from envcheck.media.frame import PictureFrame, Pixels
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import Expectations
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room.baseline_difference import BaselineDifference, BaselineDifferencePerceiver, change
from envcheck.perception.room.room_signature import signature_of
from envcheck.perception.scene import Scene

MARGIN = 0.3


def room(seed: int = 1) -> Pixels:
    """A wall with furniture, pictures and books, wider on each side by `MARGIN` than the frame."""
    rng = np.random.default_rng(seed)
    height, width = (round(side * (1 + 2 * MARGIN)) for side in (HEIGHT, WIDTH))
    picture = np.full((height, width, 3), rng.integers(150, 210, 3), np.uint8)
    for _ in range(24):
        x, y = rng.uniform(0, 0.9, 2) * (width, height)
        across, down = rng.uniform(0.05, 0.25, 2) * (width, height)
        colour = rng.integers(20, 235, 3).tolist()
        cv2.rectangle(picture, (round(x), round(y)), (round(x + across), round(y + down)), colour, -1)
        if rng.random() < 0.4:
            for book in range(round(x), round(x + across), 8):
                shade = rng.integers(20, 235, 3).tolist()
                cv2.rectangle(picture, (book, round(y)), (book + 6, round(y + down)), shade, -1)
    return picture


def framed(picture: Pixels, x: float = 0.0, y: float = 0.0, zoom: float = 1.0) -> Pixels:
    """What a camera sees that was turned by these shares of the frame and shows `zoom` of the usual view."""
    middle = (0.5 + x / (1 + 2 * MARGIN)) * picture.shape[1], (0.5 + y / (1 + 2 * MARGIN)) * picture.shape[0]
    part = cv2.getRectSubPix(picture, (round(WIDTH * zoom), round(HEIGHT * zoom)), middle)
    return np.asarray(cv2.resize(part, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def lit(
    picture: Pixels, gain: tuple[float, float, float] | np.ndarray[tuple[int, ...], np.dtype[np.float64]]
) -> Pixels:
    """The picture with so much more linear light (a gamma of 2.2 is close enough here)."""
    light = (picture / 255) ** 2.2 * np.asarray(gain)
    return np.asarray(255 * np.clip(light, 0, 1) ** (1 / 2.2), np.uint8)


def setting(picture: Pixels, person: float = 0.5) -> RoomSignature:
    """The setting behind somebody who sits at `person`."""
    behind = np.ones((HEIGHT, WIDTH), np.bool_)
    behind[110:, round((person - 0.15) * WIDTH) : round((person + 0.15) * WIDTH)] = False
    return signature_of(picture, behind)


def differs(now: Pixels, person: float = 0.6, seed: int = 1) -> BaselineDifference:
    return change(setting(framed(room(seed))), setting(now, person))


def largest(found: BaselineDifference) -> tuple[str, bool]:
    kind = max(vars(found), key=lambda part: vars(found)[part])
    return kind, vars(found)[kind] >= 1


def rough(picture: Pixels) -> Pixels:
    coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 20])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def with_chair(picture: Pixels) -> Pixels:
    picture = picture.copy()
    picture[220:, 500:590] = (40, 60, 80)
    return picture


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_setting_stays_the_same(seed: int) -> None:
    usual = framed(room(seed))
    for now in (usual, rough(usual), with_chair(usual), lit(usual, (0.6, 0.6, 0.6)), lit(usual, (0.9, 1, 1.1))):
        found = differs(now, seed=seed)
        assert max(vars(found).values()) < 0.85


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("way", [{"x": 0.12}, {"x": -0.2}, {"y": 0.2}])
def test_a_moved_camera_is_told_as_such(way: dict[str, float], seed: int) -> None:
    assert largest(differs(framed(room(seed), **way), seed=seed)) == ("camera", True)


@pytest.mark.parametrize("way", [{"zoom": 0.7}, {"zoom": 1.3}, {"x": 0.1, "y": -0.1}])
def test_another_view_is_no_longer_the_same(way: dict[str, float]) -> None:
    assert max(vars(differs(framed(room(), **way))).values()) >= 1


def test_a_nudge_is_no_move() -> None:
    assert max(vars(differs(framed(room(), x=0.02, y=0.01))).values()) < 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_light_is_told_as_such(seed: int) -> None:
    usual = framed(room(seed))
    side = np.linspace(0.35, 1.6, WIDTH)[None, :, None] * np.ones((HEIGHT, 1, 3))
    for now in (lit(usual, (0.5, 0.9, 1.2)), lit(usual, side), lit(usual, (0.1, 0.1, 0.1))):
        assert largest(differs(now, seed=seed)) == ("light", True)


@pytest.mark.parametrize(("seed", "other"), [(1, 2), (2, 3), (3, 4)])
def test_another_room_is_told_as_such(seed: int, other: int) -> None:
    assert largest(differs(framed(room(other)), seed=seed)) == ("room", True)


def test_a_frame_of_another_shape_is_laid_beside_the_usual_one() -> None:
    """The same camera, cut off above and below for a wider frame."""
    usual = signature_of(framed(room()), np.ones((HEIGHT, WIDTH), np.bool_))
    wide = framed(room())[60:-60]
    assert max(vars(change(usual, signature_of(wide, np.ones(wide.shape[:2], np.bool_)))).values()) < 1


def test_too_little_in_common_is_not_compared() -> None:
    whole = setting(framed(room()))
    left, right = (tuple(4 * ((column % 8 < 4) is side) for column in range(40)) for side in (True, False))
    with pytest.raises(FacetUnavailable, match="usual background"):
        change(replace(whole, seen=left), replace(whole, seen=right))


def test_the_perceiver_compares_with_the_baseline() -> None:
    usual = setting(framed(room()))
    frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    given = Scene(frame, [Given(usual)], expectations=Expectations(baseline=usual))
    assert BaselineDifferencePerceiver().perceive(given) == BaselineDifference(camera=0.0, light=0.0, room=0.0)
    with pytest.raises(FacetUnavailable, match="no usual setting") as raised:
        BaselineDifferencePerceiver().perceive(scene(usual))
    assert raised.value.not_applicable
