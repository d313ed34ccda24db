"""Backdrop and clutter."""

import cv2
import numpy as np
import pytest

from builders import HEIGHT, WIDTH, scene
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.arrays import Plane
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask, BackgroundMaskPerceiver
from envcheck.perception.room.clutter import Clutter, ClutterPerceiver


def everywhere() -> BackgroundMask:
    return BackgroundMask(np.ones((HEIGHT, WIDTH), np.bool_))


def test_an_empty_room_is_all_background() -> None:
    nobody = np.zeros((HEIGHT, WIDTH), np.bool_)
    assert BackgroundMaskPerceiver().perceive(scene(PersonMask(nobody, nobody))).mask.all()


def test_a_person_who_fills_the_frame_leaves_no_background() -> None:
    person = np.ones((HEIGHT, WIDTH), np.bool_)
    with pytest.raises(FacetUnavailable, match="hardly any background"):
        BackgroundMaskPerceiver().perceive(scene(PersonMask(person, person)))


def clutter(plane: Plane, mask: BackgroundMask | None = None, colour: Plane | None = None) -> Clutter:
    bgr = np.repeat(plane[..., None], 3, axis=2) if colour is None else colour
    return ClutterPerceiver().perceive(scene(Luma(plane), AnalysisFrame(bgr), mask or everywhere()))


def things(number: int, level: float = 1.0) -> Plane:
    """A room of level 150 with leaning things in it, and how brightly it is lit."""
    rng, plane = np.random.default_rng(5), np.full((HEIGHT, WIDTH), 150, np.uint8)
    for _ in range(number):
        middle, turn = rng.integers(0, (WIDTH, HEIGHT)).tolist(), float(rng.uniform(0, 180))
        corners = cv2.boxPoints((middle, (60.0, 30.0), turn)).astype(np.int32)
        cv2.fillPoly(plane, [corners], int(rng.integers(0, 255)))
    return np.asarray(plane * level, np.uint8)


def test_clutter_grows_with_the_things_in_view() -> None:
    seen = [clutter(things(number)) for number in (0, 20, 120)]
    assert [one.edge_density for one in seen] == sorted(one.edge_density for one in seen)
    assert seen[0].edge_density == seen[0].disorder == 0
    assert seen[2].disorder > 3 * seen[1].disorder > 0


def test_blinds_are_no_clutter() -> None:
    blinds = np.full((HEIGHT, WIDTH), 200, np.uint8)
    for top in range(0, HEIGHT, 24):
        blinds[top : top + 12] = 90
    assert clutter(blinds).edge_density > 0.3
    assert clutter(blinds).disorder < 0.02


def test_a_heap_in_a_dim_corner_is_as_cluttered_as_in_daylight() -> None:
    bright, dim = clutter(things(120)), clutter(things(120, level=0.35))
    assert dim.edge_density < 0.8 * bright.edge_density
    assert dim.disorder > 0.8 * bright.disorder


def test_pale_colours_are_seen_where_levels_are_alike() -> None:
    colour = np.full((HEIGHT, WIDTH, 3), 170, np.uint8)
    colour[:, WIDTH // 2 :] = (140, 175, 190)
    assert clutter(np.full((HEIGHT, WIDTH), 170, np.uint8), colour=colour).colour_spread > 7
    assert clutter(np.full((HEIGHT, WIDTH), 170, np.uint8)).colour_spread < 1


def test_how_much_of_the_background_is_seen_and_how_bright_it_is() -> None:
    mask = np.ones((HEIGHT, WIDTH), np.bool_)
    mask[:, : WIDTH // 2] = False
    plane = np.full((HEIGHT, WIDTH), 40, np.uint8)
    plane[:, : WIDTH // 2] = 200
    seen = clutter(plane, BackgroundMask(mask))
    assert (seen.luma, seen.share) == (40, 0.5)


def test_clutter_on_the_person_does_not_count() -> None:
    plane = np.full((HEIGHT, WIDTH), 150, np.uint8)
    for top in range(100, 260, 32):
        plane[top : top + 16, 200:440] = 0
    mask = np.ones((HEIGHT, WIDTH), np.bool_)
    mask[80:280, 180:460] = False
    assert clutter(plane, BackgroundMask(mask)).edge_density < 0.01
    assert clutter(plane, BackgroundMask(mask)).disorder < 0.01
    assert clutter(plane).edge_density > 0.03
