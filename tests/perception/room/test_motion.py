"""Rooms in which something of known size moves, or nothing does, looked at twice a second."""

from collections.abc import Callable, Iterable
from contextlib import suppress

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, scene
from envcheck.checks.background.moving_background import MovingBackground
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.arrays import Mask
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.motion import Motion, MotionPerceiver

LIMIT = MovingBackground.limit
Room = NDArray[np.float32]
Play = Callable[[int], Room]


def furnished() -> Room:
    """A room with things of all shades."""
    rng = np.random.default_rng(2)
    room = np.full((HEIGHT, WIDTH), 120, np.float32)
    for _ in range(40):
        y, x = rng.integers(0, HEIGHT - 60), rng.integers(0, WIDTH - 90)
        room[y : y + 60, x : x + 90] = rng.uniform(50, 190)
    return room


ROOM = furnished()
GRAIN = np.random.default_rng(5).standard_normal((HEIGHT, WIDTH), np.float32)


def person(sway: float = 0.0) -> Mask:
    """A head and a body, moved to the right by so many pixels."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(mask, (round(320 + sway), 150), (50, 70), 0, 0, 360, 1, -1)
    cv2.ellipse(mask, (round(320 + sway), 360), (120, 150), 0, 0, 360, 1, -1)
    return mask > 0


def seen(
    play: Play, looks: int = 6, sway: float = 0.0, every: float = 0.5, noise: float = 3.0, reach: int = 0
) -> list[Motion | str]:
    """What was perceived at each look.

    Args:
        play: the room at each look.
        looks: how many.
        sway: pixels by which the person moves to either side.
        every: seconds between them.
        noise: levels.
        reach: pixels by which the outline is too narrow.
    """
    perceiver, told = MotionPerceiver(), list[Motion | str]()
    for number in range(looks):
        at = person(sway * (-1) ** number)
        picture = np.where(at, np.float32(90), play(number)) + noise * np.roll(GRAIN, 7001 * number)
        luma = Luma(np.clip(picture, 0, 255).astype(np.uint8))
        outline = at if not reach else cv2.erode(at.astype(np.uint8), np.ones((reach, reach))) > 0
        try:
            told.append(
                perceiver.perceive(scene(luma, PersonMask(outline, outline), mode=Mode.VIDEO, time=number * every))
            )
        except FacetUnavailable as unavailable:
            told.append(unavailable.reason)
    return told


def shares(told: Iterable[Motion | str]) -> list[float]:
    return [one.share for one in told if isinstance(one, Motion)]


def television(number: int) -> Room:
    room = ROOM.copy()
    rng = np.random.default_rng(number)
    room[40:120, 60:200] = cv2.resize(rng.uniform(40, 220, (4, 7)), (140, 80), interpolation=cv2.INTER_NEAREST)
    return room


def test_a_television_is_found_where_it_is() -> None:
    first, *rest = seen(television)
    assert first == "needs a few seconds of video"
    assert len(shares(rest)) == len(rest)
    assert min(shares(rest)) == pytest.approx(140 * 80 / (HEIGHT * WIDTH * 0.72), rel=0.4)
    assert isinstance(rest[0], Motion)
    box = rest[0].boxes[0]
    assert (box.x1, box.y1, box.x2, box.y2) == pytest.approx((0.094, 0.111, 0.3125, 0.333), abs=0.03)


def test_a_cat_that_wanders_is_found() -> None:
    def cat(number: int) -> Room:
        room = ROOM.copy()
        cv2.ellipse(room, (40 + 14 * number, 250), (30, 20), 0, 0, 360, 20, -1)
        return room

    assert min(shares(seen(cat))) > LIMIT.activate


@pytest.mark.parametrize(
    "play",
    [
        lambda number: ROOM,
        lambda number: ROOM * (1 + 0.15 * np.sin(number)),
        lambda number: 255 * (ROOM / 255) ** (1 + 0.2 * np.sin(number)),
        lambda number: ROOM + 6 * np.sin(np.arange(HEIGHT)[:, None] / 9 + number),
        lambda number: np.roll(ROOM, ((number % 3 - 1) * 2, (number % 2) * 3), (0, 1)),
        lambda number: (
            ROOM * (1 - 0.3 * np.exp(-((np.arange(WIDTH) - 160 - 30 * (number % 2)) ** 2) / 70**2)).astype(np.float32)
        ),
    ],
    ids=["still", "gain", "another tone curve", "bands of a lamp", "a table that shakes", "a soft shadow"],
)
@pytest.mark.parametrize("sway", [0.0, 14.0])
def test_a_still_room_is_still(play: Play, sway: float) -> None:
    told = shares(seen(play, sway=sway))
    assert len(told) == 5
    assert all(LIMIT.deactivates(share) for share in told)


def test_what_hangs_together_with_the_person_is_theirs() -> None:
    assert all(LIMIT.deactivates(share) for share in shares(seen(lambda number: ROOM, sway=14.0, reach=25)))


def test_a_camera_that_turns_is_no_motion_behind() -> None:
    told = seen(lambda number: np.roll(ROOM, 40 * number, 1))
    assert set(told[1:]) == {"the camera is moving"}


@pytest.mark.parametrize("every", [0.1, 0.3, 1.0])
def test_the_pace_of_looking_does_not_matter(every: float) -> None:
    told = shares(seen(lambda number: television(int(number * every / 0.5)), looks=12, every=every))
    assert min(told[round(0.5 / every) :]) > LIMIT.activate


def test_a_long_gap_is_not_bridged() -> None:
    assert set(seen(television, every=1.5)) == {"needs a few seconds of video"}


def test_after_a_long_gap_the_last_answer_stands() -> None:
    perceiver = MotionPerceiver()
    people = np.zeros((HEIGHT, WIDTH), np.bool_)
    people[110:, 230:290] = True
    told = []
    for number, time in enumerate((0.0, 0.5, 4.0, 4.5)):
        luma = Luma(np.clip(television(number), 0, 255).astype(np.uint8))
        with suppress(FacetUnavailable):
            told.append(perceiver.perceive(scene(luma, PersonMask(people, people), mode=Mode.VIDEO, time=time)))
    assert len(told) == 3
    assert told[0] == told[1] != told[2]


def test_nobody_in_view_leaves_nothing_to_be_behind() -> None:
    perceiver = MotionPerceiver()
    empty = PersonMask(nobody := np.zeros((HEIGHT, WIDTH), np.bool_), nobody)
    for number in range(2):
        luma = Luma(television(number).astype(np.uint8))
        with pytest.raises(FacetUnavailable) as unavailable:
            perceiver.perceive(scene(luma, empty, mode=Mode.VIDEO, time=number / 2))
    assert unavailable.value.reason == "no face to judge by"


def test_a_picture_shows_no_motion() -> None:
    with pytest.raises(FacetUnavailable) as unavailable:
        MotionPerceiver().perceive(scene())
    assert unavailable.value.not_applicable
