"""A clip in the place of a camera: seen as any clip is, and no faster than it plays."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import media_files as make
from envcheck.media.camera import CameraSource
from envcheck.media.clip import ClipSource
from envcheck.media.frame import Frame
from envcheck.media.played import open_camera
from envcheck.media.sound import AudioChunk
from envcheck.media.source import Source
from envcheck.model.errors import InputError


class HandClock:
    """Time that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, secs: float) -> None:
        self.now += secs


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    by_hand = HandClock()
    monkeypatch.setattr(time, "monotonic", by_hand.monotonic)
    monkeypatch.setattr(time, "sleep", by_hand.sleep)
    return by_hand


def test_a_clip_is_played_at_its_own_pace(clock: HandClock) -> None:
    for frame in open_camera(str(make.WALK_IN), fps=4, max_seconds=1.0):
        assert clock.now == pytest.approx(frame.time)
    assert 0.7 <= clock.now <= 1.0


def test_where_looking_takes_longer_it_waits_and_nothing_is_left_out(clock: HandClock) -> None:
    seen = []
    for frame in open_camera(str(make.WALK_IN), fps=4, max_seconds=1.0):
        seen.append(frame.time)
        clock.sleep(2.0)
    assert len(seen) >= 4


def _shaped(path: Path) -> None:
    make.recoded("-vf", "scale=320:360,setsar=2", *make.FAST, seconds=0.5)(path)


@pytest.mark.parametrize("maker", [make.lying, _shaped], ids=["lying", "pixels that are not square"])
def test_it_is_seen_as_a_check_of_it_sees_it(maker: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "clip.mov"
    maker(path)
    played, read = (_first(source) for source in (open_camera(str(path)), ClipSource(path)))
    assert (played.width, played.height) == (640, 360)
    assert np.array_equal(played.bgr(640, 360), read.bgr(640, 360))


def _first(source: Source) -> Frame:
    return next(iter(source))


def test_its_sound_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "spoken.mp4"
    sound = ("-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac")
    make.ffmpeg("-f", "lavfi", "-i", "color=gray:s=320x180:d=1", *sound, "-pix_fmt", "yuv420p", *make.FAST, path)
    source, heard = open_camera(str(path)), list[AudioChunk]()
    source.listener = heard.append
    assert list(source)
    assert heard


@pytest.mark.parametrize("name", ["text.txt", "text.mp4", "room.jpg"])
def test_a_file_that_is_no_clip_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    make.written(tmp_path / name, make.ready()) if name == "room.jpg" else make.text(tmp_path / name)
    with pytest.raises(InputError) as refusal:
        list(open_camera(str(tmp_path / name)))
    assert refusal.value.reason.endswith(".")


@pytest.mark.parametrize("name", ["0", "/dev/video77", "rtsp://host/x", "", "\0", "n" * 300])
def test_everything_else_is_a_camera(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("0").touch()
    assert isinstance(open_camera(name), CameraSource)
