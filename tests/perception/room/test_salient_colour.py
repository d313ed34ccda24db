"""Strongly coloured patches behind."""

import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, scene
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.room.salient_colour import SalientColour, SalientColourPerceiver

RED, BLUE, LEAF, WOOD, GREY = (40, 30, 200), (200, 60, 30), (50, 120, 60), (50, 110, 170), (180, 185, 190)
"""Blue, green and red of each."""


def wall(colour: tuple[int, int, int] = GREY) -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), colour, np.uint8)


def seen(picture: NDArray[np.uint8], people: tuple[slice, slice] | None = None) -> SalientColour:
    mask = np.ones((HEIGHT, WIDTH), np.bool_)
    if people:
        mask[people] = False
    return SalientColourPerceiver().perceive(scene(AnalysisFrame(picture), BackgroundMask(mask)))


def test_a_red_thing_is_found_where_it_is() -> None:
    picture = wall()
    picture[72:180, 64:192] = RED
    patches = seen(picture)
    box = patches.boxes[0]
    assert patches.strength == pytest.approx(0.06 * 78, rel=0.1)
    assert (box.x1, box.y1, box.x2, box.y2) == pytest.approx((0.1, 0.2, 0.3, 0.5), abs=0.02)


def test_the_strongest_comes_first_and_there_are_three_at_most() -> None:
    picture = wall()
    for number, x in enumerate((20, 140, 260, 380)):
        picture[100 : 150 + 20 * number, x : x + 80] = BLUE
    boxes = seen(picture).boxes
    assert len(boxes) == 3
    assert boxes[0].x1 == pytest.approx(380 / WIDTH, abs=0.02)


@pytest.mark.parametrize("colour", [LEAF, WOOD, (140, 100, 60), (60, 75, 160)])
def test_leaves_wood_and_muted_colours_are_no_patches(colour: tuple[int, int, int]) -> None:
    picture = wall()
    picture[72:180, 64:192] = colour
    assert seen(picture).strength == 0


def test_a_shelf_of_books_is_no_patch() -> None:
    picture, rng = wall(), np.random.default_rng(4)
    for row in (60, 110, 160):
        for x in range(60, 260, 8):
            picture[row : row + 40, x : x + 8] = rng.integers(20, 200, 3)
    assert seen(picture).strength < 1


@pytest.mark.parametrize("share", [0.45, 0.7, 1.0])
def test_a_coloured_wall_is_no_patch(share: float) -> None:
    picture = wall()
    picture[:, : int(share * WIDTH)] = RED
    assert seen(picture).strength == 0


def test_clothes_are_left_out() -> None:
    picture = wall()
    picture[200:, 200:440] = RED
    assert seen(picture).strength > 2.5
    assert seen(picture, people=(slice(100, HEIGHT), slice(220, 420))).strength == 0
