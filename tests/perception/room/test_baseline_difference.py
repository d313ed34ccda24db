"""What differs from the usual setting, on rooms drawn here."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from builders import HEIGHT, WIDTH, Given, scene
from envcheck.media.frame import PictureFrame, Pixels
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import Expectations
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room import baseline_difference
from envcheck.perception.room.baseline_difference import (
    MOST_MOVED,
    ZOOMS,
    BaselineDifference,
    BaselineDifferencePerceiver,
    change,
    nearest,
)
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
    return max(("camera", "light", "room"), key=lambda part: getattr(found, part)), found.distance >= 1


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
        assert found.distance < 0.85


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("way", [{"x": 0.12}, {"x": -0.15}, {"y": 0.2}])
def test_a_moved_camera_is_told_as_such(way: dict[str, float], seed: int) -> None:
    assert largest(differs(framed(room(seed), **way), seed=seed)) == ("camera", True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_view_far_from_the_usual_one_may_be_another_room(seed: int) -> None:
    assert largest(differs(framed(room(seed), x=-0.28), seed=seed)) == ("room", True)


@pytest.mark.parametrize(("seed", "other"), [(1, 2), (2, 3), (3, 4)])
@pytest.mark.parametrize("level", [0.1, 0.04])
def test_a_darker_room_is_not_told_as_the_same_in_other_light(level: float, seed: int, other: int) -> None:
    assert largest(differs(lit(framed(room(other)), (level,) * 3), seed=seed)) == ("room", True)


@pytest.mark.parametrize("way", [{"zoom": 0.7}, {"zoom": 1.3}, {"x": 0.1, "y": -0.1}])
def test_another_view_is_no_longer_the_same(way: dict[str, float]) -> None:
    assert differs(framed(room(), **way)).distance >= 1


def test_a_nudge_is_no_move() -> None:
    assert differs(framed(room(), x=0.02, y=0.01)).distance < 1


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
    assert change(usual, signature_of(wide, np.ones(wide.shape[:2], np.bool_))).distance < 1


def test_too_little_in_common_is_not_compared() -> None:
    whole = setting(framed(room()))
    left, right = (tuple(4 * ((column % 8 < 4) is side) for column in range(40)) for side in (True, False))
    with pytest.raises(FacetUnavailable, match="usual background"):
        change(replace(whole, seen=left), replace(whole, seen=right))


def test_of_several_settings_the_one_that_is_seen_counts() -> None:
    rooms = [setting(framed(room(seed))) for seed in (1, 2, 3)]
    for number, seed in enumerate((1, 2, 3)):
        now = setting(framed(room(seed), x=0.02), 0.6)
        found = nearest(rooms, now)
        assert found.distance == found.distances[number] == change(rooms[number], now).distance < 1
        assert [distance is not None and distance >= 1 for distance in found.distances].count(True) == 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_camera_that_moved_in_one_of_many_rooms_is_told_as_such(seed: int) -> None:
    rooms = [setting(framed(room(number))) for number in (*range(10, 17), seed)]
    assert largest(nearest(rooms, setting(framed(room(seed), x=0.12), 0.6))) == ("camera", True)


def test_where_none_of_the_settings_is_seen_none_is_the_same() -> None:
    found = nearest([setting(framed(room(seed))) for seed in range(10, 18)], setting(framed(room(1)), 0.6))
    assert min(distance or 0.0 for distance in found.distances) >= 1


def test_of_many_settings_only_a_few_are_looked_for_by_moving_the_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    views = baseline_difference._views

    def counted(*given: Any) -> Any:
        looked.append(len(given[2]))
        return views(*given)

    monkeypatch.setattr(baseline_difference, "_views", counted)
    rooms = [setting(framed(room(seed))) for seed in range(10, 18)]
    nearest(rooms, setting(framed(room(1)), 0.6))
    assert looked.count(len(ZOOMS)) == MOST_MOVED
    looked.clear()
    nearest(rooms, rooms[3])
    assert len(ZOOMS) not in looked, "what is seen beyond doubt is looked for no further"


def test_a_setting_of_which_too_little_is_seen_is_passed_over() -> None:
    whole = setting(framed(room()))
    left, right = (
        replace(whole, seen=tuple(4 * ((column % 8 < 4) is side) for column in range(40))) for side in (True, False)
    )
    assert nearest([left, right], right).distances == (None, 0.0)


def test_the_perceiver_compares_with_the_baseline() -> None:
    usual = setting(framed(room()))
    frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    given = Scene(frame, [Given(usual)], expectations=Expectations(baselines=(usual,)))
    assert BaselineDifferencePerceiver().perceive(given) == BaselineDifference(0.0, 0.0, 0.0, distances=(0.0,))
    with pytest.raises(FacetUnavailable, match="no usual setting") as raised:
        BaselineDifferencePerceiver().perceive(scene(usual))
    assert raised.value.not_applicable
