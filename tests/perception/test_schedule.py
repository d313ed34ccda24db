"""When things are perceived anew."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import envcheck
from builders import Given
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.room.decor import Decor
from envcheck.perception.room.thumbnail import Thumbnail
from envcheck.perception.scene import LookInput, Perceiver, Scene
from envcheck.perception.schedule import COARSER_SECS, FIRST_SECS, IDLE_SECS, Looks, Refresh, Scheduler, refresh_of

NOWHERE = np.ones((18, 32), np.bool_)


class Counted:
    """Gives the number of times it was asked."""

    facet: type[Any] = Clutter

    def __init__(self, refresh: Refresh, *, fails: bool = False) -> None:
        self.asked, self.fails, self.refresh = 0, fails, refresh

    def perceive(self, scene: object) -> Clutter:
        self.asked += 1
        if self.fails:
            raise FacetUnavailable("too dark")
        return Clutter(float(self.asked))


def test_what_is_forgotten_is_perceived_anew_with_all_that_was_made_of_it() -> None:
    class Derived:
        facet = Decor
        refresh = Refresh(100.0, "for a test")

        def perceive(self, scene: Scene) -> Decor:
            return Decor(scene[Clutter].edge_density, 0.0)

    scheduler, seen = Scheduler([Counted(Refresh(100.0, "for a test")), Derived()]), []
    for time in (0.0, 1.0, 2.0):
        scene = scheduler.scene(LookInput(time))
        seen.append(scene[Decor].plant)
        scheduler.keep(scene)
        if time == 1.0:
            scheduler.forget(Clutter)
    assert seen == [1, 1, 2]


def room(level: int = 100) -> Thumbnail:
    cells = np.full((18, 32), 100, np.uint8)
    cells[0, 0] = level
    return Thumbnail(cells, NOWHERE)


def halves(until: float) -> list[float]:
    """Every half second up to a time."""
    return [half / 2 for half in range(round(2 * until))]


def perceived(
    refresh: Refresh,
    times: Iterable[float],
    *,
    rooms: Mapping[float, Thumbnail | None] = {},
    sides: Callable[[float], int] = lambda _: 64,
    not_idle: Collection[float] = (),
    unconfirmed: Collection[float] = (),
    mode: Mode = Mode.VIDEO,
    fails: bool = False,
) -> list[float]:
    """When something is perceived that every look at these times asks for, in the usual room but for those given."""
    counted, seen = Counted(refresh, fails=fails), []
    shown = Given(room())
    scheduler = Scheduler([counted, shown])
    for time in times:
        now = rooms.get(time, room())
        object.__setattr__(shown, "value", now if now else room())
        perceivers: list[Perceiver] = [counted, *([shown] if now else [])]
        scheduler._perceivers = tuple(perceivers)
        frame = PictureFrame(np.zeros((36, sides(time), 3), np.uint8), time)
        before = counted.asked
        scene = scheduler.scene(
            LookInput(time, frame),
            mode=mode,
            not_idle={Clutter} if time in not_idle else set(),
            unconfirmed={Clutter} if time in unconfirmed else set(),
        )
        with suppress(FacetUnavailable):
            scene[Clutter]
        scheduler.keep(scene)
        seen += [time] * (counted.asked - before)
    return seen


SECOND = Refresh(1.0, "for the test")
RESTING = Refresh(1.0, "for the test", idle_ttl_secs=20.0)
DETAILED = Refresh(1.0, "for the test", idle_ttl_secs=20.0, detail_side=1280)


def test_a_young_answer_is_used_again() -> None:
    assert perceived(SECOND, [5.0, 5.5, 5.9, 6.0, 6.5]) == [5.0, 6.0]


def test_a_failure_is_an_answer() -> None:
    assert perceived(SECOND, [0.0, 0.5, 0.9, 1.0], fails=True) == [0.0, 1.0]


@pytest.mark.parametrize(("mode", "times"), [(Mode.PICTURE, [0.0, 0.5]), (Mode.VIDEO, [5.0, 2.0])])
def test_a_single_picture_or_a_clock_that_goes_back_is_looked_at_anew(mode: Mode, times: list[float]) -> None:
    assert perceived(SECOND, times, mode=mode) == times


def test_the_longer_a_room_stays_as_it_was_the_longer_an_answer_stands() -> None:
    assert perceived(RESTING, halves(60)) == [0.0, 1.0, 6.0, 26.0, 46.0]


def test_a_change_ends_it_and_the_rest_begins_anew() -> None:
    brighter = {time: room(140) for time in halves(30) if time >= 10}
    assert perceived(RESTING, halves(30), rooms=brighter) == [0.0, 1.0, 6.0, 10.0, 11.0, 16.0]


def test_a_change_is_waited_for_where_the_answer_is_young() -> None:
    assert perceived(RESTING, [0.0, 0.5, 1.0], rooms={0.5: room(140)}) == [0.0, 1.0]


def test_where_nothing_is_known_of_the_room_nothing_rests() -> None:
    unknown: dict[float, Thumbnail | None] = dict.fromkeys(halves(4))
    assert perceived(RESTING, halves(4), rooms=unknown) == [0.0, 1.0, 2.0, 3.0]


def test_what_a_fault_hangs_on_does_not_rest() -> None:
    not_idle = [time for time in halves(30) if 10 <= time < 12]
    assert perceived(RESTING, halves(20), not_idle=not_idle) == [0.0, 1.0, 6.0, 10.0, 11.0, 12.0, 13.0, 18.0]


def test_what_one_perception_has_shown_is_perceived_again_at_once() -> None:
    assert perceived(RESTING, halves(4), not_idle=halves(4), unconfirmed=[1.5]) == [0.0, 1.0, 1.5, 2.5, 3.5]


def test_nothing_rests_that_is_not_meant_to() -> None:
    assert perceived(SECOND, halves(4)) == [0.0, 1.0, 2.0, 3.0]


def test_a_larger_picture_is_looked_at_at_once_and_a_smaller_one_refutes_nothing() -> None:
    sides = {0.0: 640, 0.5: 640, 1.0: 1280}
    assert perceived(DETAILED, halves(30), sides=lambda time: sides.get(time, 640)) == [0.0, 1.0]
    assert perceived(DETAILED, halves(3), sides=lambda time: 1280, unconfirmed=[0.5]) == [0.0, 0.5]
    assert perceived(DETAILED, halves(3), sides=lambda time: 1280 if time < 0.5 else 640, unconfirmed=[1.0]) == [0.0]
    assert perceived(DETAILED, halves(3), sides=lambda time: 1280 if time < 1 else 1920)[:2] == [0.0, 1.0]


def test_a_larger_picture_that_never_comes_again_gives_way_in_the_end() -> None:
    seen = perceived(DETAILED, halves(80), sides=lambda time: 1280 if time < 1 else 640)
    assert seen[:2] == [0.0, COARSER_SECS]


def test_refreshes_are_short_enough_to_see_a_fault_mended() -> None:
    refreshes = [refresh_of(perceiver) for perceiver in new_perceivers(Models.bundled())]
    assert any(refresh.ttl_secs for refresh in refreshes)
    assert all(0 <= refresh.ttl_secs <= 5 for refresh in refreshes)
    assert all(refresh.idle_ttl_secs == 0 or refresh.idle_ttl_secs >= refresh.ttl_secs for refresh in refreshes)


def page() -> dict[str, Any]:
    """When the page sends its picture in full, as the page itself has it."""
    text = (Path(envcheck.__file__).parent / "web" / "timings.js").read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(text[text.index("freeze(") + 7 : text.rindex(")")])
    return known


def timings() -> Mapping[str, float]:
    """The same in seconds."""
    return {name.removesuffix("Ms"): value / 1000 for name, value in page().items() if name.endswith("Ms")}


def test_the_page_shows_its_picture_in_full_several_times_before_a_coarser_one_counts() -> None:
    every = timings()
    assert 3 * (every["detail"] + every["detailEvery"]) <= COARSER_SECS
    assert every["detail"] >= 2 / 2 + 0.25  # two looks at the usual rate, and the time that the encoder takes


def looked(
    looks: Looks, times: Iterable[float], *, idle: bool = True, room_changed: Collection[float] = ()
) -> list[float]:
    def due(time: float) -> bool:
        return looks.due(time, idle=idle, room_changed=lambda: time in room_changed)

    return [time for time in times if due(time)]


def test_at_first_every_look_is_taken_and_more_often_than_later() -> None:
    tenths = [tenth / 10 for tenth in range(100)]
    times = looked(Looks(2.0), tenths)
    assert len([time for time in times if time <= 2]) >= 10
    assert len([time for time in times if 3 <= time < 8]) == 10


def test_while_all_is_well_a_glance_decides() -> None:
    times = [time for time in looked(Looks(2.0), halves(30), room_changed=[20.0]) if time > FIRST_SECS]
    assert 20.0 in times
    assert all(later - earlier <= IDLE_SECS for earlier, later in pairwise(times))
    assert len(times) <= 6


def test_while_a_fault_stands_every_look_is_taken() -> None:
    assert [time for time in looked(Looks(2.0), halves(30), idle=False) if time >= 20] == halves(30)[40:]


def test_a_slow_stream_is_looked_at_for_longer_at_first() -> None:
    assert len([time for time in looked(Looks(1.0), range(60)) if time <= 14]) >= 14
