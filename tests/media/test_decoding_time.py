"""A clip that is slow to decode is looked at in part; how long looking takes makes no difference."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

import media_files as make
from envcheck.cli.app import run
from envcheck.media import decoding_time
from envcheck.media.clip import ClipSource
from envcheck.media.decoding_time import LEAST_SECS, DecodingTime
from envcheck.model.errors import UnsuitableInput

Passing = Callable[[float, float], None]


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Passing:
    """Has so many seconds pass each time somebody asks, of the processor and of the clock."""

    def passes(processor: float, clock: float) -> None:
        for name, step in (("process_time", processor), ("monotonic", clock)):
            ticks = count()
            monkeypatch.setattr(decoding_time, name, lambda ticks=ticks, step=step: step * next(ticks))

    return passes


def test_a_clip_that_is_slow_to_decode_is_looked_at_in_part(passing: Passing) -> None:
    passing(1, 1)
    source = ClipSource(make.WALK_IN, max_seconds=9)
    times = [frame.time for frame in source]
    assert source.slow
    assert 1 < times[-1] < 8
    assert not source.cut_short
    assert not source.stopped


@pytest.mark.parametrize("speed", [(1, 0.001), (0.001, 1)], ids=["many at a time", "busy machine"])
def test_one_clock_alone_tells_nothing(speed: tuple[float, float], passing: Passing) -> None:
    passing(*speed)
    source = ClipSource(make.WALK_IN, max_seconds=9)
    assert sum(1 for _ in source) == 19
    assert not source.slow


def test_who_asks_for_more_is_given_more(passing: Passing) -> None:
    passing(1, 1)
    assert not _is_over_after(LEAST_SECS, DecodingTime(10 * LEAST_SECS))
    assert _is_over_after(11 * LEAST_SECS, DecodingTime(10 * LEAST_SECS))
    assert not _is_over_after(LEAST_SECS / 2, DecodingTime(0.1))


def _is_over_after(times: float, allowed: DecodingTime) -> bool:
    return [allowed.is_over for _ in range(round(times))][-1]


def test_looking_takes_as_long_as_it_takes(passing: Passing) -> None:
    passing(1, 1)
    allowed = DecodingTime(LEAST_SECS)
    with allowed.paused():
        assert _is_over_after(2 * LEAST_SECS, DecodingTime(LEAST_SECS)), "time passes meanwhile"
    assert not allowed.is_over


def test_a_clip_that_gives_no_frame_in_time_is_refused(passing: Passing) -> None:
    passing(1000, 1000)
    with pytest.raises(UnsuitableInput, match="too long to decode; please save a smaller copy"):
        list(ClipSource(make.WALK_IN))


def test_the_command_says_so_and_goes_on(
    passing: Passing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    passing(1, 1)
    run(["check", str(make.WALK_IN), str(make.READY), "--select", "PIC101", "--seconds", "30"])
    told = capsys.readouterr()
    assert told.out.count("● Ready") == 2
    (note,) = told.err.splitlines()
    assert note.startswith(f"{make.WALK_IN}: the first 0:0")
    assert "of 0:10 were looked at, since this clip takes far longer to decode than to play;" in note
