"""Which of the usual settings is named, look by look."""

from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from builders import Given, scene
from envcheck.checks.background.changed_setting import ChangedSetting
from envcheck.checks.examine import run_checks
from envcheck.judgement.check_state import CheckState
from envcheck.judgement.usual_setting import UsualSetting
from envcheck.media.frame import PictureFrame
from envcheck.model.findings import Mode
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room.baseline_difference import BaselineDifference
from envcheck.perception.scene import Scene

ROOMS = tuple(RoomSignature(aspect, *((0,) * 40,) * 6) for aspect in (150, 160, 170))
LIMIT = ChangedSetting.limit
BLACK = np.zeros((9, 16, 3), np.uint8)

Distances = tuple[float | None, ...]


def look(time: float, distances: Distances) -> Scene:
    """A look in which the settings are so far; in which they cannot be told where none is."""
    known = [one for one in distances if one is not None]
    difference = BaselineDifference(0.0, 0.0, min(known, default=0.0), distances)
    return Scene(PictureFrame(BLACK, time), [Given(difference)] if known else [], mode=Mode.VIDEO)


def named(looks: Mapping[float, Distances], until: float = 30.0) -> list[tuple[float, int | None]]:
    """When which setting began to be named, where looks go on two times a second as the last one said.

    No setting is ever named while the check says that none is seen.
    """
    usual, state = UsualSetting(LIMIT, Mode.VIDEO), CheckState(ChangedSetting(), LIMIT, Mode.VIDEO)
    usual.takes(ROOMS[: len(looks[0.0])])
    told: list[tuple[float, int | None]] = []
    for half in range(int(2 * until)):
        time = half / 2
        seen = look(time, looks[max(begins for begins in looks if begins <= time)])
        answer = run_checks(seen, [ChangedSetting()])[ChangedSetting.code]
        state.update(time, answer.result, answer.perceived_since)
        usual.update(seen, answer)
        assert usual.current is None or not state.current
        if not told or told[-1][1] != usual.current:
            told.append((time, usual.current))
    return told


def test_the_one_that_is_seen_is_named_at_once() -> None:
    assert named({0.0: (1.4, 0.2, 1.9)}) == [(0.0, 1)]


def test_none_is_named_where_none_is_seen_or_none_is_seen_for_sure() -> None:
    assert named({0.0: (1.4, 1.2, 1.9)}) == [(0.0, None)]
    assert named({0.0: (1.4, 0.9, 1.9)}) == [(0.0, None)]
    assert named({0.0: (None, None, None)}) == [(0.0, None)]


def test_one_that_is_left_is_named_until_the_finding_stands() -> None:
    assert named({0.0: (0.2, 1.5), 5.0: (1.3, 1.5), 10.0: (0.4, 1.5)}) == [(0.0, 0), (7.0, None), (11.5, 0)]


def test_a_look_that_shows_something_else_takes_nothing_back() -> None:
    assert named({0.0: (0.2, 1.5), 5.0: (1.3, 1.5), 5.5: (None, None), 6.0: (0.95, 1.5), 6.5: (0.3, 1.5)}) == [(0.0, 0)]


def test_whoever_goes_to_another_room_is_told_of_it() -> None:
    assert named({0.0: (0.2, 1.5), 5.0: (1.5, 0.3)}) == [(0.0, 0), (7.0, 1)]


def test_two_settings_of_one_room_do_not_take_turns() -> None:
    turns: Iterable[Distances] = [(0.3, 0.2), (0.2, 0.3)] * 20
    assert named({0.5 * number: distances for number, distances in enumerate(turns)}) == [(0.0, 1)]


def test_the_nearer_one_is_named_where_it_stays_nearer() -> None:
    assert named({0.0: (0.5, 0.6), 2.0: (0.8, 0.2)}) == [(0.0, 0), (7.5, 1)]


def test_nothing_is_named_of_what_can_no_longer_be_told() -> None:
    assert named({0.0: (0.2,), 5.0: (None,), 10.0: (0.2,)}) == [(0.0, 0), (6.5, None), (10.0, 0)]


@pytest.mark.parametrize("mode", Mode)
def test_other_settings_are_told_apart_anew(mode: Mode) -> None:
    usual = UsualSetting(LIMIT, mode)
    assert usual.takes(ROOMS[:1])
    seen = look(0.0, (0.2,))
    usual.update(seen, run_checks(seen, [ChangedSetting()])[ChangedSetting.code])
    assert usual.current == 0
    assert not usual.takes(ROOMS[:1])
    assert usual.takes(ROOMS[1:])
    assert usual.current is None


def test_none_is_named_where_the_check_does_not_run() -> None:
    usual = UsualSetting(None, Mode.VIDEO)
    assert usual.takes(ROOMS)
    usual.update(scene(), None)
    assert usual.current is None
