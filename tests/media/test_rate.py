"""How many frames arrive per second, whatever the pace at which they are looked at."""

from pathlib import Path

import pytest

import media_files as make
from envcheck.media.clip import ClipSource
from envcheck.media.rate import ArrivalRate


def noted(*times: float) -> float | None:
    arrivals = ArrivalRate()
    for time in times:
        arrivals.note(time)
    return arrivals.per_second


def test_the_rate_is_known_after_a_second() -> None:
    assert noted() is None
    assert noted(*(step / 30 for step in range(30))) is None
    assert noted(*(step / 30 for step in range(31))) == pytest.approx(30)


def test_only_the_last_seconds_count() -> None:
    fast = [step / 30 for step in range(300)]
    slow = [10 + step / 5 for step in range(16)]
    assert noted(*fast, *slow) == pytest.approx(5)


def test_a_gap_lowers_the_rate() -> None:
    assert noted(*(step / 30 for step in range(60)), 6.0) == pytest.approx(1 / (6.0 - 59 / 30))


def test_a_clock_that_jumps_back_starts_anew() -> None:
    assert noted(100.0, 100.5, 101.5, 0.0, 0.5) is None


@pytest.mark.parametrize("fps", [1.0, 2.0])
def test_a_clip_tells_its_rate_however_seldom_it_is_looked_at(fps: float) -> None:
    rates = [frame.rate for frame in ClipSource(make.WALK_IN, fps, max_seconds=4)]
    assert rates[0] is None
    assert rates[-1] == pytest.approx(15, rel=0.05)


def test_a_slow_clip_is_told_from_a_fast_one(tmp_path: Path) -> None:
    path = tmp_path / "slow.mp4"
    make.recoded("-vf", "fps=6,scale=320:-2", *make.FAST, seconds=4)(path)
    assert [frame.rate for frame in ClipSource(path)][-1] == pytest.approx(6, rel=0.05)
