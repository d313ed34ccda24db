"""Backdrop and clutter."""

import numpy as np
import pytest

from builders import HEIGHT, WIDTH, scene
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask, BackgroundMaskPerceiver
from envcheck.perception.room.clutter import ClutterPerceiver


def everywhere() -> BackgroundMask:
    return BackgroundMask(np.ones((HEIGHT, WIDTH), np.bool_))


def test_an_empty_room_is_all_background() -> None:
    nobody = np.zeros((HEIGHT, WIDTH), np.bool_)
    assert BackgroundMaskPerceiver().perceive(scene(PersonMask(nobody, nobody))).mask.all()


def test_a_person_who_fills_the_frame_leaves_no_background() -> None:
    person = np.ones((HEIGHT, WIDTH), np.bool_)
    with pytest.raises(FacetUnavailable, match="hardly any background"):
        BackgroundMaskPerceiver().perceive(scene(PersonMask(person, person)))


def test_clutter_grows_with_the_things_in_view() -> None:
    rng = np.random.default_rng(5)
    densities = []
    for things in (0, 10, 60):
        plane = np.full((HEIGHT, WIDTH), 150, np.uint8)
        for _ in range(things):
            y, x = rng.integers(0, HEIGHT - 40), rng.integers(0, WIDTH - 40)
            plane[y : y + 40, x : x + 40] = rng.integers(0, 255)
        densities.append(ClutterPerceiver().perceive(scene(Luma(plane), everywhere())).edge_density)
    assert densities == sorted(densities)
    assert densities[0] == 0
    assert densities[2] > 3 * densities[1] > 0


def test_clutter_on_the_person_does_not_count() -> None:
    plane = np.full((HEIGHT, WIDTH), 150, np.uint8)
    for top in range(100, 260, 32):
        plane[top : top + 16, 200:440] = 0
    mask = np.ones((HEIGHT, WIDTH), np.bool_)
    mask[80:280, 180:460] = False
    assert ClutterPerceiver().perceive(scene(Luma(plane), BackgroundMask(mask))).edge_density < 0.01
    assert ClutterPerceiver().perceive(scene(Luma(plane), everywhere())).edge_density > 0.03
