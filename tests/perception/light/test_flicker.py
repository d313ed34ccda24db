"""Bands and beats of known depth, made in linear light and looked at twice a second."""

from collections.abc import Callable, Iterable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, luma, scene
from envcheck.checks.lighting.flickering_light import FlickeringLight
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.light.flicker import Flicker, FlickerPerceiver
from envcheck.perception.picture.luma import Luma

LIMIT = FlickeringLight.limit
READ_OUT = 0.02
Light = NDArray[np.float64]
Gain = Callable[[float], Light | float]


def furnished() -> Light:
    """Linear light of a room with things of all shades."""
    rng = np.random.default_rng(2)
    room = np.full((HEIGHT, WIDTH), 0.2)
    for _ in range(60):
        y, x = rng.integers(0, HEIGHT - 60), rng.integers(0, WIDTH - 90)
        room[y : y + 60, x : x + 90] = rng.uniform(0.05, 0.6)
    return room


ROOM = furnished()


def coded(light: Light, seed: int) -> Luma:
    noisy = 255 * np.clip(light, 0, 1) ** (1 / 2.2) + np.random.default_rng(seed).normal(0, 2, light.shape)
    return Luma(np.clip(np.round(noisy), 0, 255).astype(np.uint8))


def mains(depth: float, hertz: float = 100.04) -> Gain:
    """The gain of each row under a lamp of that many changes a second."""
    rows = np.arange(HEIGHT)[:, None] / HEIGHT * READ_OUT
    return lambda time: 1 + depth * np.cos(2 * np.pi * hertz * (time + rows))


def looked(pictures: Iterable[Luma], perceiver: FlickerPerceiver | None = None) -> list[Flicker]:
    perceiver, seen = perceiver or FlickerPerceiver(), []
    for number, picture in enumerate(pictures):
        try:
            seen.append(perceiver.perceive(scene(picture, mode=Mode.VIDEO, time=number / 2)))
        except FacetUnavailable:
            assert number == 0
    return seen


def played(*gains: Gain, looks: int = 10) -> list[Flicker]:
    """A room under one light after another, each for that many looks."""
    each = [gain for gain in gains for _ in range(looks)]
    return looked(coded(ROOM * gain(number / 2), number) for number, gain in enumerate(each))


@pytest.mark.parametrize("hertz", [100.04, 120.06, 99.9, 300.1])
@pytest.mark.parametrize("depth", [0.1, 0.3])
def test_bands_that_drift_are_seen_and_never_made_deeper(hertz: float, depth: float) -> None:
    last = played(mains(depth, hertz))[-1]
    assert LIMIT.activate <= last.bands <= 1.15 * depth
    assert last.bands >= 0.2 * depth


def test_bands_in_exact_step_with_the_looks_cannot_be_told_from_the_room() -> None:
    assert all(seen.bands == 0 for seen in played(mains(0.3, 100.0)))


def test_bands_that_stopped_are_forgotten_within_two_seconds() -> None:
    seen = played(mains(0.2), lambda time: 1.0)
    assert LIMIT.activates(seen[8].bands)
    assert all(LIMIT.deactivates(flicker.bands) for flicker in seen[9 + 3 :])


def test_a_picture_brighter_and_darker_by_turns_beats() -> None:
    last = played(lambda time: 1.1 if round(2 * time) % 2 else 0.9)[-1]
    assert last.beats == pytest.approx(0.1, rel=0.15)
    assert last.bands == 0


@pytest.mark.parametrize(
    "gain",
    [
        lambda time: 1.0,
        lambda time: 1.0 if time < 2 else 1.8,
        lambda time: 0.6 + 0.1 * time,
    ],
    ids=["steady", "a lamp turned on", "dawn"],
)
def test_steady_and_growing_light_does_not_flicker(gain: Gain) -> None:
    assert all(LIMIT.deactivates(max(seen.bands, seen.beats)) for seen in played(gain))


def test_a_new_exposure_with_another_tone_curve_does_not_flicker() -> None:
    curves = [1.0, 1.0, 0.85, 0.8, 0.8, 0.9, 1.0, 1.0]
    assert all(seen.bands < LIMIT.deactivate for seen in looked(coded(ROOM**power, 0) for power in curves))


def test_somebody_who_moves_does_not_flicker() -> None:
    pictures = []
    for number in range(12):
        light = ROOM.copy()
        place = (WIDTH // 2 + 40 * (number % 3 - 1), HEIGHT * 2 // 3)
        cv2.ellipse(light, place, (110, 160), 0, 0, 360, 0.3, -1)
        pictures.append(coded(light, number))
    assert all(LIMIT.deactivates(max(seen.bands, seen.beats)) for seen in looked(pictures))


def test_a_shaking_camera_does_not_flicker() -> None:
    rng = np.random.default_rng(6)
    shifts = rng.integers(-8, 9, (10, 2))
    pictures = (coded(np.roll(ROOM, tuple(shift), (0, 1)), number) for number, shift in enumerate(shifts.tolist()))
    assert all(LIMIT.deactivates(seen.bands) for seen in looked(pictures))


def test_black_and_blown_pictures_cannot_be_compared() -> None:
    perceiver = FlickerPerceiver()
    for time, level in enumerate((0, 255, 0)):
        black = Luma(np.full((HEIGHT, WIDTH), level, np.uint8))
        with pytest.raises(FacetUnavailable, match="needs a few seconds"):
            perceiver.perceive(scene(black, mode=Mode.VIDEO, time=float(time)))


def test_a_picture_cannot_show_it() -> None:
    with pytest.raises(FacetUnavailable) as caught:
        FlickerPerceiver().perceive(scene(luma()))
    assert caught.value.not_applicable


def test_a_clock_that_jumps_back_begins_anew() -> None:
    perceiver = FlickerPerceiver()
    looked((coded(ROOM * mains(0.2)(number / 2), number) for number in range(8)), perceiver)
    with pytest.raises(FacetUnavailable):
        perceiver.perceive(scene(coded(ROOM, 0), mode=Mode.VIDEO, time=0.0))
