from typing import Any

import numpy as np
import pytest

from builders import Given
from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.media.frame import PictureFrame
from envcheck.perception.catalog import PERCEIVERS, new_perceivers
from envcheck.perception.facets import Clutter, Thumbnail, Tilt
from envcheck.perception.pace import CADENCES, Cadence, Paced, paced
from envcheck.perception.scene import Scene


class Counted:
    """Gives the number of times it was asked."""

    facet: type[Any] = Clutter

    def __init__(self, fails: bool = False) -> None:
        self.asked, self.fails = 0, fails

    def perceive(self, scene: Scene) -> Clutter:
        self.asked += 1
        if self.fails:
            raise FacetUnavailable("too dark")
        return Clutter(float(self.asked))


def at(time: float, perceiver: Paced, mode: Mode = Mode.VIDEO) -> Scene:
    return Scene(PictureFrame(np.zeros((90, 160, 3), np.uint8), time), [perceiver], mode=mode)


def test_a_young_answer_is_used_again_and_tells_its_age() -> None:
    perceiver = Paced(Counted(), Cadence(1.0, "stays"))
    scenes = [at(time, perceiver) for time in (5.0, 5.5, 5.9, 6.0, 6.5)]

    told = [(scene[Clutter].edge_density, round(scene.age(Clutter), 3)) for scene in scenes]
    assert told == [(1, 0), (1, 0.5), (1, 0.9), (2, 0), (2, 0.5)]


def test_a_failure_is_an_answer() -> None:
    counted = Counted(fails=True)
    perceiver = Paced(counted, Cadence(1.0, "stays"))
    for time in (0.0, 0.5, 0.9):
        with pytest.raises(FacetUnavailable, match="too dark"):
            at(time, perceiver)[Clutter]

    assert counted.asked == 1


@pytest.mark.parametrize(("mode", "second"), [(Mode.PICTURE, 0.5), (Mode.VIDEO, -3.0)])
def test_a_single_picture_or_a_clock_that_goes_back_is_looked_at_anew(mode: Mode, second: float) -> None:
    perceiver = Paced(Counted(), Cadence(1.0, "stays"))

    assert [at(time, perceiver, mode)[Clutter].edge_density for time in (0.0, second)] == [1, 2]


def in_room(time: float, perceiver: Paced, *levels: int) -> Scene:
    cells = np.full((18, 32), 100, np.uint8)
    cells[0, : len(levels)] = levels
    room = Given(Thumbnail(cells, np.ones((18, 32), np.bool_)))
    return Scene(PictureFrame(np.zeros((90, 160, 3), np.uint8), time), [perceiver, room], mode=Mode.VIDEO)


def test_while_the_room_is_at_rest_an_answer_is_used_for_longer() -> None:
    perceiver = Paced(Counted(), Cadence(1.0, "stays", at_rest_secs=4.0))
    moments = [
        (0.0, 100),
        (1.5, 102),
        (3.9, 100),
        (5.4, 100),
        (5.5, 100),
        (6.0, 140),
        (6.5, 140),
        (7.5, 140),
        (9.0, 140),
    ]

    told = [in_room(time, perceiver, level)[Clutter].edge_density for time, level in moments]
    assert told == [1, 2, 2, 2, 3, 3, 4, 5, 5]


def test_without_a_view_of_the_room_nothing_is_used_for_longer() -> None:
    perceiver = Paced(Counted(), Cadence(1.0, "stays", at_rest_secs=4.0))

    assert [at(time, perceiver)[Clutter].edge_density for time in (0.0, 1.5, 3.0)] == [1, 2, 3]


def test_what_has_no_cadence_runs_at_every_look() -> None:
    class Other(Counted):
        facet = int

    other = Other()
    assert paced(other) is other
    assert Scene(PictureFrame(np.zeros((9, 16, 3), np.uint8)), [other]).age(int) == 0


def test_cadences_are_of_facets_there_are_and_short_enough_to_see_a_fault_mended() -> None:
    facets = {perceiver.facet for perceiver in new_perceivers()}

    assert set(CADENCES) <= facets
    assert len(facets) == len(PERCEIVERS)
    assert Tilt in CADENCES
    assert all(0 < cadence.every_secs <= 2 for cadence in CADENCES.values())
