from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product

import cv2
import numpy as np
import pytest

from builders import face, faces, luma, scene
from envcheck.checks.privacy.mirrored_room import MirroredRoom
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.mirror import GAP_SECS, LEAST_LOOKS, MEMORY_SECS, MirrorPerceiver, Mirrors
from envcheck.perception.schedule import Looks

WIDTH, HEIGHT = 320, 180
STEP = 0.5
MOST_LOOKS = round(MEMORY_SECS / STEP)
PERSON = face(x=0.35)
GLASS = Box(0.72, 0.1, 0.92, 0.6)

Room = Callable[[int], Plane]


def drawn(plane: Plane, x: float, y: float, size: float, level: int) -> None:
    """A head and shoulders; `size` is the height of the head in shares of the frame."""
    head = round(size * HEIGHT / 2)
    at = round(x * WIDTH), round(y * HEIGHT)
    cv2.ellipse(plane, at, (round(0.75 * head), head), 0, 0, 360, level, -1)
    cv2.ellipse(plane, (at[0], at[1] + 3 * head), (2 * head, 2 * head), 0, 0, 360, level - 20, -1)


def walk(seed: int) -> list[float]:
    """Where somebody sits who moves by fits and starts, in shares of the frame's width."""
    rng = np.random.default_rng(seed)
    return [float(place) for place in rng.uniform(-0.04, 0.04, 2 * MOST_LOOKS) * rng.uniform(0.0, 1.0, 2 * MOST_LOOKS)]


def room(inside: list[float] | None, *, border: bool = True, shake: float = 0.0, seed: int = 0) -> Room:
    """A wall on which `inside` moves, small and dark, in a frame or not; before it sits somebody else."""
    rng = np.random.default_rng(seed)
    there = walk(1)

    def look(number: int) -> Plane:
        plane = np.full((HEIGHT, WIDTH), 150, np.uint8)
        for row, column in product(range(8, HEIGHT, 36), range(8, WIDTH, 40)):
            plane[row : row + 20, column : column + 24] = 100
        rows, columns = GLASS.pixels(WIDTH, HEIGHT)
        if border:
            plane[GLASS.grown(0.05, 0.05, 0.05, 0.05).pixels(WIDTH, HEIGHT)] = 60
        glass = np.full((HEIGHT, WIDTH), 130 if border else 150, np.uint8)
        if inside is not None:
            drawn(glass, 0.82 - inside[number], 0.3, 0.16, 60)
        plane[rows, columns] = glass[rows, columns]
        drawn(plane, 0.35 + there[number], 0.4, 0.3, 190)
        if shake:
            by = np.array([[1, 0, shake * there[number] * WIDTH], [0, 1, 0.0]])
            plane = np.asarray(cv2.warpAffine(plane, by, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.uint8)
        return np.clip(plane + rng.normal(0, 1.0, plane.shape), 0, 255).astype(np.uint8)

    return look


def looked(made: Room, looks: int = MOST_LOOKS, step: float = STEP) -> Iterator[Mirrors]:
    perceiver = MirrorPerceiver()
    for number in range(looks):
        seen = scene(Luma(made(number)), faces(PERSON), mode=Mode.VIDEO, time=number * step)
        with suppress(FacetUnavailable):
            yield perceiver.perceive(seen)


def value(made: Room, looks: int = MOST_LOOKS) -> float:
    return MirroredRoom().observe(scene(list(looked(made, looks))[-1])).value


def test_a_mirror_moves_with_the_person() -> None:
    (mirror,) = list(looked(room(walk(1))))[-1].mirrors
    assert MirroredRoom.limit.activates(mirror.likeness)
    assert GLASS.x1 - 0.03 <= mirror.box.x1 < mirror.box.x2 <= GLASS.x2 + 0.03
    assert GLASS.y1 - 0.05 <= mirror.box.y1 < mirror.box.y2 <= GLASS.y2 + 0.05


@pytest.mark.parametrize("seed", range(2, 7))
def test_somebody_who_moves_at_other_times_is_none(seed: int) -> None:
    assert not MirroredRoom.limit.activates(value(room(walk(seed))))


@pytest.mark.parametrize("inside", [None, [0.0] * 2 * MOST_LOOKS])
def test_neither_is_a_room_or_a_picture_that_stays(inside: list[float] | None) -> None:
    assert value(room(inside)) == 0.0


def test_nor_what_moves_along_without_a_border() -> None:
    assert value(room(walk(1), border=False)) == 0.0


def test_nor_a_camera_that_shakes_when_the_person_moves() -> None:
    assert value(room([0.0] * 2 * MOST_LOOKS, shake=0.2)) == 0.0


def test_a_camera_that_shakes_a_lot_is_said_to_move() -> None:
    perceiver, made = MirrorPerceiver(), room([0.0] * 2 * MOST_LOOKS, shake=0.5)
    reasons = []
    for number in range(MOST_LOOKS):
        with pytest.raises(FacetUnavailable) as unavailable:
            perceiver.perceive(scene(Luma(made(number)), faces(PERSON), mode=Mode.VIDEO, time=number * STEP))
        reasons.append(unavailable.value.reason)
    assert reasons[-1] == "the camera is moving"


def test_it_takes_a_few_seconds() -> None:
    assert len(list(looked(room(walk(1)), looks=LEAST_LOOKS))) == 0
    assert len(list(looked(room(walk(1)), looks=LEAST_LOOKS + 3))) == 3


@pytest.mark.parametrize("fps", [0.5, 1.0, 2.0, 10.0])
def test_it_is_told_at_every_rate_of_looking(fps: float) -> None:
    """A live session that is calm looks less often once its first seconds are over."""
    perceiver, made, looks, assessed = MirrorPerceiver(), room(walk(1)), Looks(fps), []
    for tick in range(400):
        time = tick / 10
        if looks.due(time, idle=True, room_changed=lambda: False):
            seen = scene(Luma(made(int(time / STEP) % (2 * MOST_LOOKS))), faces(PERSON), mode=Mode.VIDEO, time=time)
            with suppress(FacetUnavailable):
                assessed.append((time, perceiver.perceive(seen)))
    assert assessed
    assert assessed[0][0] <= max(8.0, 15 / fps)


def test_looks_in_quick_succession_are_passed_over() -> None:
    quick = GAP_SECS[0] / 4
    assert len(list(looked(room(walk(1)), looks=LEAST_LOOKS + 1, step=quick))) == 0


def test_a_long_gap_begins_anew() -> None:
    assert len(list(looked(room(walk(1)), looks=LEAST_LOOKS + 1, step=2 * GAP_SECS[1]))) == 0


def test_what_was_told_stands_until_enough_was_seen_after_a_gap() -> None:
    perceiver, made = MirrorPerceiver(), room(walk(1))

    def told(number: int, time: float) -> Mirrors:
        return perceiver.perceive(scene(Luma(made(number)), faces(PERSON), mode=Mode.VIDEO, time=time))

    for number in range(LEAST_LOOKS):
        with pytest.raises(FacetUnavailable, match="a few seconds"):
            told(number, number * STEP)
    found = told(LEAST_LOOKS, LEAST_LOOKS * STEP)
    assert found.mirrors
    assert told(LEAST_LOOKS + 1, LEAST_LOOKS * STEP + 3 * GAP_SECS[1]) == found


@pytest.mark.parametrize("at", [3, LEAST_LOOKS - 2])
def test_a_light_that_is_turned_on_moves_nothing(at: int) -> None:
    lit, textured = room([0.0] * 2 * MOST_LOOKS), np.random.default_rng(5).integers(-60, 60, (45, 80))
    fine = cv2.resize(textured.astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST)

    def look(number: int) -> Plane:
        bright = np.clip(lit(number) + fine, 0, 255)
        return np.asarray(bright if number > at else bright * 0.35, np.uint8)

    assert len(list(looked(look, LEAST_LOOKS + at + 1))) == 0
    assert value(look, LEAST_LOOKS + at + 3) == 0.0


def test_a_stream_that_changes_its_size_begins_anew() -> None:
    perceiver, made = MirrorPerceiver(), room(None)
    for number in range(LEAST_LOOKS + 2):
        plane = made(number)[:: 2 if number == LEAST_LOOKS + 1 else 1]
        seen = scene(Luma(plane), faces(PERSON), mode=Mode.VIDEO, time=number * STEP)
        if number == LEAST_LOOKS:
            assert perceiver.perceive(seen) == Mirrors(())
        else:
            with pytest.raises(FacetUnavailable, match="a few seconds"):
                perceiver.perceive(seen)


@pytest.mark.parametrize(("mode", "reason"), [(Mode.PICTURE, "needs video"), (Mode.VIDEO, "no face to judge by")])
def test_a_picture_or_an_empty_room_cannot_show_it(mode: Mode, reason: str) -> None:
    with pytest.raises(FacetUnavailable, match=reason) as caught:
        MirrorPerceiver().perceive(scene(luma(), faces(), mode=mode))
    assert caught.value.not_applicable is (mode is Mode.PICTURE)
