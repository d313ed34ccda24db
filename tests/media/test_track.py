import asyncio
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from envcheck.media.media_clock import LARGEST_GAP
from envcheck.media.sound import RATE
from envcheck.media.track import AudioTrack, VideoTrack


class Sent(MediaStreamTrack):
    """A track that gives what a test made, and then ends."""

    def __init__(self, kind: str, frames: Iterable[Any]) -> None:
        super().__init__()
        self.kind = kind
        self._frames = iter(frames)

    async def recv(self) -> Any:
        await asyncio.sleep(0)
        try:
            return next(self._frames)
        except StopIteration:
            raise MediaStreamError from None


def picture(secs: float | None, level: int = 0) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.full((36, 64, 3), level, np.uint8), format="bgr24")
    if secs is not None:
        frame.pts, frame.time_base = round(secs * 90_000), Fraction(1, 90_000)
    return frame


def times(stamps: Iterable[float | None]) -> list[float]:
    """Media times of frames with these stamps, each taken as it comes."""
    track: VideoTrack
    taken: list[float] = []

    def arrived() -> None:
        if frame := track.take():
            taken.append(round(frame.time, 3))

    track = VideoTrack(Sent("video", [picture(stamp) for stamp in stamps]), arrived)
    asyncio.run(track.drain())
    assert track.ended
    return taken


def test_only_the_newest_frame_is_kept_and_the_others_are_counted() -> None:
    track = VideoTrack(Sent("video", [picture(number / 30, number * 20) for number in range(10)]))
    asyncio.run(track.drain())
    assert (track.arrived, track.dropped) == (10, 9)
    newest = track.take()
    assert newest
    assert newest.time == pytest.approx(0.3)
    assert int(newest.bgr(64, 36)[0, 0, 0]) == 180
    assert track.take() is None, "it is given once"


def test_a_frame_that_was_taken_in_time_is_no_drop() -> None:
    assert times(number / 30 for number in range(4)) == pytest.approx([0.0, 0.033, 0.067, 0.1], abs=1e-3)


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        ([100.0, 100.5, 101.0], [0.0, 0.5, 1.0]),
        ([5.0, 6.0, 2.0, 3.0], [0.0, 1.0, 1.033, 2.033]),
        ([0.0, 1.0, 1.0 + LARGEST_GAP + 1, LARGEST_GAP + 3], [0.0, 1.0, 1.033, 2.033]),
        ([0.0, LARGEST_GAP - 1], [0.0, LARGEST_GAP - 1]),
        ([None, None, None], [0.033, 0.067, 0.1]),
    ],
)
def test_the_clock_begins_at_nothing_and_never_runs_backwards(
    stamps: list[float | None], expected: list[float]
) -> None:
    told = times(stamps)
    assert told == sorted(told)
    assert [one - told[0] for one in told] == pytest.approx([one - expected[0] for one in expected], abs=2e-3)


def test_frames_say_how_many_arrive_also_those_nobody_looked_at() -> None:
    track = VideoTrack(Sent("video", [picture(number / 15) for number in range(60)]))
    asyncio.run(track.drain())
    newest = track.take()
    assert newest
    assert newest.rate == pytest.approx(15, abs=0.5)


def sound(rate: int, layout: str, secs: float = 1.0, hertz: float = 440.0, format: str = "s16") -> list[av.AudioFrame]:
    """A tone in frames of 20 ms, half of full scale in every channel."""
    channels = 2 if layout == "stereo" else 1
    samples = np.sin(2 * np.pi * hertz * np.arange(round(rate * secs)) / rate) * 0.5
    coded = np.repeat((samples * 32767).astype(np.int16), channels)
    step = rate // 50 * channels
    frames = []
    for start in range(0, len(coded), step):
        frame = av.AudioFrame.from_ndarray(coded[None, start : start + step], format=format, layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, start // channels, Fraction(1, rate)
        frames.append(frame)
    return frames


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_sound_of_any_rate_becomes_the_one_kind_that_is_judged(rate: int, layout: str) -> None:
    track = AudioTrack(Sent("audio", sound(rate, layout)))
    asyncio.run(track.drain())
    chunks = track.take()
    heard = np.concatenate([chunk.samples for chunk in chunks])
    assert heard.dtype == np.float32
    assert len(heard) == pytest.approx(RATE, rel=0.02)
    steady = heard[RATE // 10 : RATE * 9 // 10]
    assert float(np.abs(steady).max()) == pytest.approx(0.5, abs=0.03)
    loudest = np.abs(np.fft.rfft(steady * np.hanning(len(steady)))).argmax() * RATE / len(steady)
    assert loudest == pytest.approx(440, abs=3)
    for before, after in pairwise(chunks):
        assert after.time == pytest.approx(before.until, abs=1e-6)
    assert track.take() == []


def test_sound_nobody_takes_gives_way_to_newer_sound() -> None:
    track = AudioTrack(Sent("audio", sound(48_000, "mono", secs=3.0)), kept_secs=1.0)
    asyncio.run(track.drain())
    chunks = track.take()
    assert chunks[-1].until == pytest.approx(3.0, abs=0.05)
    assert 0.9 < chunks[-1].until - chunks[0].time < 1.1
    assert track.dropped + len(chunks) == track.arrived == 150


def test_a_change_of_the_kind_of_sound_ends_nothing() -> None:
    """PCMU gives 8 kHz mono, G.722 16 kHz: a client may go from one to the other at any time."""
    track = AudioTrack(Sent("audio", [*sound(8_000, "mono"), *sound(16_000, "mono"), *sound(48_000, "stereo")]))
    asyncio.run(track.drain())
    assert (track.ended, track.unreadable) == (True, False)
    assert sum(len(chunk.samples) for chunk in track.take()) == pytest.approx(3 * RATE, rel=0.02)


def test_sound_that_cannot_be_read_is_passed_by_and_told() -> None:
    broken, whole = sound(8_000, "mono", 0.1), sound(16_000, "mono", 0.1)
    for frame in broken:
        frame.sample_rate = 0
    track = AudioTrack(Sent("audio", broken))
    asyncio.run(track.drain())
    assert (track.ended, track.unreadable, track.arrived, track.take()) == (True, True, 5, [])
    track = AudioTrack(Sent("audio", broken + whole))
    asyncio.run(track.drain())
    assert (track.unreadable, track.arrived) == (False, 10)


def test_each_arrival_is_noted() -> None:
    noted: list[str] = []
    tracks = (
        VideoTrack(Sent("video", [picture(0.0)] * 3), lambda: noted.append("picture")),
        AudioTrack(Sent("audio", sound(48_000, "mono", 0.1)), lambda: noted.append("sound")),
    )
    for track in tracks:
        asyncio.run(track.drain())
    assert (noted.count("picture"), noted.count("sound")) == (3, 5)
