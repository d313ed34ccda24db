"""Which frames are looked at."""

import math
from collections.abc import Iterable

import pytest

from envcheck.media.sampler import Sampler


def _looked_at(fps: float, times: Iterable[float]) -> list[float]:
    sampler = Sampler(fps)
    return [time for time in times if sampler.due(time)]


@pytest.mark.parametrize("rate", [5, 10, 15, 24, 25, 30, 50, 60, 120])
def test_the_frame_rate_does_not_change_how_much_is_looked_at(rate: int) -> None:
    assert len(_looked_at(2.0, (number / rate for number in range(10 * rate)))) == 20


@pytest.mark.parametrize("fps", [0.1, 1.0, 2.0, 3.0, 7.0, 15.0])
def test_the_pace_holds_over_an_hour(fps: float) -> None:
    seen = _looked_at(fps, (number / 30 for number in range(3600 * 30)))
    assert len(seen) == pytest.approx(3600 * fps, abs=1)


def test_the_first_frame_is_looked_at_whenever_it_comes() -> None:
    assert _looked_at(1.0, [7.3]) == [7.3]


@pytest.mark.parametrize(
    ("times", "seen"),
    [
        pytest.param([0, 1, 2, 3], [0, 1, 2, 3], id="slower than the pace: all"),
        pytest.param([0, 0.2, 0.4, 0.6, 1.1], [0, 0.6, 1.1], id="uneven times: the next after each step"),
        pytest.param([0, 10, 10.1, 10.2, 10.5], [0, 10, 10.5], id="after a gap none is made up for"),
        pytest.param([9, 9.5, 0, 0.1, 0.5], [9, 9.5, 0, 0.5], id="a clock that jumps back starts anew"),
        pytest.param([0, 0, 0, 0.5], [0, 0.5], id="frames of one time count once"),
        pytest.param([0, 0.4999999, 1.0], [0, 0.4999999, 1.0], id="rounding of a stamp does not skip a step"),
    ],
)
def test_frames_are_chosen_by_their_time(times: list[float], seen: list[float]) -> None:
    assert _looked_at(2.0, times) == seen


@pytest.mark.parametrize("fps", [0.0, -1.0, -math.inf, math.nan])
def test_a_pace_that_is_not_positive_is_refused(fps: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        Sampler(fps)
