from collections.abc import Collection, Mapping

import numpy as np

from builders import scene
from envcheck.findings import Mode
from envcheck.perception.facets import Thumbnail
from envcheck.perception.rest import Rest
from envcheck.perception.scene import Scene


def room(level: int = 100) -> Thumbnail:
    cells = np.full((18, 32), 100, np.uint8)
    cells[0, 0] = level
    return Thumbnail(cells, np.ones((18, 32), np.bool_))


def look(time: float, *shown: Thumbnail, doubtful: bool = False) -> Scene:
    one = scene(*shown, mode=Mode.VIDEO, time=time)
    one.doubtful = doubtful
    return one


def seen_at(
    rest: Rest,
    times: list[float],
    rooms: Mapping[float, Thumbnail | None] = {},
    doubtful: Collection[float] = (),
) -> list[float]:
    """When something is seen anew that is looked at these times, in the usual room but for those given."""
    seen = []
    for time in times:
        now = rooms.get(time, room())
        one = look(time, *([now] if now else []), doubtful=time in doubtful)
        if rest.is_over(one):
            rest.begin(one)
            seen.append(time)
    return seen


def halves(until: float) -> list[float]:
    """Every half second up to a time."""
    return [half / 2 for half in range(round(2 * until))]


def test_the_longer_a_room_stays_as_it_was_the_longer_an_answer_stands() -> None:
    assert seen_at(Rest(1.0, 20.0), halves(60)) == [0.0, 1.0, 6.0, 26.0, 46.0]


def test_a_change_ends_it_and_the_rest_begins_anew() -> None:
    brighter = {time: room(140) for time in halves(30) if time >= 10}
    assert seen_at(Rest(1.0, 20.0), halves(30), brighter) == [0.0, 1.0, 6.0, 10.0, 11.0, 16.0]


def test_a_change_is_waited_for_where_the_answer_is_young() -> None:
    assert seen_at(Rest(1.0, 20.0), [0.0, 0.5, 1.0], {0.5: room(140)}) == [0.0, 1.0]


def test_where_nothing_is_known_of_the_room_nothing_rests() -> None:
    unknown: dict[float, Thumbnail | None] = dict.fromkeys(halves(4))
    assert seen_at(Rest(1.0, 20.0), halves(4), unknown) == [0.0, 1.0, 2.0, 3.0]


def test_what_a_fault_hangs_on_does_not_rest() -> None:
    doubtful = [time for time in halves(30) if 10 <= time < 12]
    assert seen_at(Rest(1.0, 20.0), halves(20), doubtful=doubtful) == [0.0, 1.0, 6.0, 10.0, 11.0, 12.0, 13.0, 18.0]


def test_nothing_rests_that_is_not_meant_to() -> None:
    assert seen_at(Rest(1.0, 0.0), halves(4)) == [0.0, 1.0, 2.0, 3.0]


def test_a_clock_that_goes_back_ends_it() -> None:
    assert seen_at(Rest(1.0, 20.0), [5.0, 5.5, 2.0, 2.5]) == [5.0, 2.0]


def test_its_age_is_that_of_what_was_seen() -> None:
    rest = Rest(1.0, 20.0)
    assert rest.age(3.0) == 0.0
    rest.begin(look(3.0, room()))
    assert rest.age(4.5) == 1.5
