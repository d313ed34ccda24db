"""Several usual settings in a session: which of them is seen is told, look by look and in the report."""

import numpy as np
import pytest

from builders import Given
from envcheck.checks.background.changed_setting import ChangedSetting
from envcheck.checks.picture.covered_lens import CoveredLens
from envcheck.media.frame import PictureFrame
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room.baseline_difference import BaselineDifferencePerceiver
from envcheck.perception.scene import Perceiver
from envcheck.session import Session
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.messages import report_message
from wire.test_messages import MADE


def room(luma: int, edges: int) -> RoomSignature:
    """A room that is alike everywhere, and darker towards its right."""
    level = tuple(luma - 2 * (cell % 8) for cell in range(40))
    return RoomSignature(178, (4,) * 40, level, *((0,) * 40,) * 2, (edges,) * 40, (edges,) * 40)


PRACTICE, HOME, ELSEWHERE = room(-2, 0), room(-2, 8), room(-2, 18)


def session(*baselines: RoomSignature, mode: Mode = Mode.VIDEO) -> Session:
    """A session that sees the room at home."""
    seen: tuple[Perceiver, ...] = (Given(HOME), BaselineDifferencePerceiver())
    expected = Expectations(baselines=baselines)
    return Session([ChangedSetting()], perceivers=seen, mode=mode, expectations=expected)


def look(session: Session, time: float) -> None:
    session.push(PictureFrame(np.full((90, 160, 3), 128, np.uint8), time))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_which_setting_is_seen_is_told_once_enough_was_seen(number: int) -> None:
    rooms = [PRACTICE, ELSEWHERE]
    rooms.insert(number, HOME)
    watched = session(*rooms)
    encoder = LiveEncoder(watched, str, "en")
    told = []
    for half in range(8):
        look(watched, half / 2)
        list(encoder.messages(half / 2, []))
        told.append((watched.settled, encoder.progress(1, 0).usual))
    assert set(told) == {(False, None), (True, number)}
    assert report_message("", watched.report(), MADE, str).usual == watched.now().usual == number


def test_none_is_told_where_none_is_seen_or_nothing_is_compared() -> None:
    for watched in (session(PRACTICE, ELSEWHERE), session()):
        for half in range(8):
            look(watched, half / 2)
            assert watched.now().usual is None
    other = Session([CoveredLens()], expectations=Expectations(baselines=(HOME,)))
    look(other, 0.0)
    assert other.report().usual is None, "nobody asked for the check that tells it"


def test_a_picture_is_judged_at_once() -> None:
    seen = session(PRACTICE, HOME, mode=Mode.PICTURE)
    look(seen, 0.0)
    assert seen.report().usual == 1


def test_other_settings_count_from_the_next_look_on() -> None:
    watched = session(PRACTICE)
    for half in range(8):
        look(watched, half / 2)
    assert [finding.code for finding in watched.now().findings] == ["BKG106"]
    watched.compare_with(PRACTICE, HOME)
    look(watched, 3.6)
    assert watched.now().usual == 1
    watched.compare_with()
    look(watched, 3.7)
    assert watched.now().usual is None


def test_a_session_at_rest_looks_at_once_where_it_is_given_other_settings() -> None:
    watched = session(HOME)
    for half in range(8):
        look(watched, half / 2)
    assert watched.is_idle
    watched.compare_with(PRACTICE)
    assert not watched.is_idle
