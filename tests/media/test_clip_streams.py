"""What of a clip is shown, as a player chooses: its tracks, their shape and clock, and where it really ends."""

from pathlib import Path

import numpy as np
import pytest

import media_files as make
from envcheck.media.clip import ClipSource
from envcheck.media.frame import Frame

SMALL = "scale=320:180,format=yuv420p"


def _looked(path: Path) -> tuple[ClipSource, list[Frame]]:
    source = ClipSource(path)
    return source, list(source)


# tracks


@pytest.mark.parametrize("shown", [0, 1])
@pytest.mark.parametrize("name", ["two.mkv", "two.mp4", "two.mov"])
def test_the_default_track_is_looked_at(name: str, shown: int, tmp_path: Path) -> None:
    levels = ["black", "white"]
    inputs = [word for level in levels for word in ("-f", "lavfi", "-i", f"color={level}:s=320x180:r=10:d=1")]
    chosen = [f"-disposition:v:{shown}", "default", f"-disposition:v:{1 - shown}", "0"]
    make.ffmpeg(*inputs, "-map", 0, "-map", 1, "-pix_fmt", "yuv420p", *make.FAST, *chosen, tmp_path / name)
    _, (first, *_) = _looked(tmp_path / name)
    assert round(first.luma().mean() / 255) == shown


def test_of_tracks_that_are_all_default_the_largest_is_looked_at(tmp_path: Path) -> None:
    inputs = [word for size in ("160x90", "640x360") for word in ("-f", "lavfi", "-i", f"color=gray:s={size}:r=10:d=1")]
    chosen = ["-disposition:v", "default"]
    make.ffmpeg(*inputs, "-map", 0, "-map", 1, "-pix_fmt", "yuv420p", *make.FAST, *chosen, tmp_path / "two.mp4")
    _, (first, *_) = _looked(tmp_path / "two.mp4")
    assert first.width == 640


# shape

SHAPES = {"twice as wide": (320, 360, "2/1", (640, 360)), "twice as high": (640, 180, "1/2", (640, 360))}


@pytest.mark.parametrize("kind", SHAPES)
def test_pixels_that_are_not_square_are_seen_as_a_player_shows_them(kind: str, tmp_path: Path) -> None:
    width, height, aspect, seen = SHAPES[kind]
    make.recoded("-vf", f"scale={width}:{height},setsar={aspect}", *make.FAST, seconds=0.2)(tmp_path / "odd.mp4")
    make.recoded("-vf", "scale=640:360", *make.FAST, seconds=0.2)(tmp_path / "even.mp4")
    (_, (odd, *_)), (_, (even, *_)) = _looked(tmp_path / "odd.mp4"), _looked(tmp_path / "even.mp4")
    assert (odd.width, odd.height) == seen
    assert odd.luma().shape == odd.bgr(640, 360).shape[:2] == (360, 640)
    assert np.abs(odd.luma().astype(int) - even.luma()).mean() < 4
    assert np.abs(odd.bgr(640, 360).astype(int) - even.bgr(640, 360)).mean() < 5


def test_a_turned_clip_is_stretched_before_it_is_turned(tmp_path: Path) -> None:
    make.recoded("-vf", "scale=180:640,setsar=2/1", *make.FAST, seconds=0.2)(tmp_path / "flat.mp4")
    make.ffmpeg("-display_rotation", 90, "-i", tmp_path / "flat.mp4", "-c", "copy", tmp_path / "turned.mp4")
    _, (first, *_) = _looked(tmp_path / "turned.mp4")
    assert (first.width, first.height) == (640, 360)
    assert first.luma().shape == (360, 640)


@pytest.mark.parametrize("aspect", ["1281/1280", "0/1", "1/200"])
def test_a_shape_that_no_camera_makes_is_none(aspect: str, tmp_path: Path) -> None:
    make.recoded("-vf", f"scale=320:180,setsar={aspect}", *make.FAST, seconds=0.1)(tmp_path / "odd.mp4")
    _, (first, *_) = _looked(tmp_path / "odd.mp4")
    assert (first.width, first.height) == (320, 180)


# the clock


@pytest.mark.parametrize("frames", [1, 20])
@pytest.mark.parametrize("name", ["slept.mkv", "slept.mp4", "slept.webm"])
def test_a_clock_that_jumps_far_ahead_goes_on_after_the_gap(name: str, frames: int, tmp_path: Path) -> None:
    codec = ("-c:v", "libvpx", "-cpu-used", "8") if name.endswith("webm") else make.FAST
    slept = f"{SMALL},setpts='if(gte(N,{frames}),PTS+300/TB,PTS)'"
    make.ffmpeg("-t", 4, "-i", make.WALK_IN, "-vf", slept, "-an", "-fps_mode", "passthrough", *codec, tmp_path / name)
    source, frames_seen = _looked(tmp_path / name)
    assert len(frames_seen) == pytest.approx(8, abs=1)
    assert frames_seen[-1].time == pytest.approx(3.5, abs=1.2)
    assert (source.cut_short, source.stopped) == (False, False)


# where it ends

SOUND = ("-f", "lavfi", "-i", "sine=d=8")


@pytest.mark.parametrize("name", ["long.mp4", "long.mov", "long.mkv", "long.webm", "long.ts"])
def test_sound_that_goes_on_after_the_picture_breaks_nothing_off(name: str, tmp_path: Path) -> None:
    video = ("-c:v", "libvpx", "-cpu-used", "8", "-c:a", "libopus") if name.endswith("webm") else make.FAST
    make.ffmpeg(
        "-t", 3, "-i", make.WALK_IN, *SOUND, "-map", "0:v", "-map", "1:a", "-vf", SMALL, *video, tmp_path / name
    )
    source, _ = _looked(tmp_path / name)
    assert not source.cut_short


@pytest.mark.parametrize("name", ["slow.mp4", "slow.mkv"])
def test_the_last_frame_lasts_as_long_as_it_is_shown(name: str, tmp_path: Path) -> None:
    make.still(5, "-vf", SMALL, *make.FAST, rate="0.25")(tmp_path / name)
    source, frames = _looked(tmp_path / name)
    assert (len(frames), source.cut_short) == (5, False)


def test_a_time_code_and_a_cover_are_no_picture_that_breaks_off(tmp_path: Path) -> None:
    make.still(1, "-vf", "scale=320:180")(tmp_path / "cover.png")
    inputs = ("-i", make.LIGHT, "-i", tmp_path / "cover.png", "-map", "0:v", "-map", "1:v", "-c:v:0", "copy")
    cover = ("-c:v:1", "png", "-disposition:v:1", "attached_pic")
    make.ffmpeg(*inputs, *cover, "-timecode", "01:00:00:00", tmp_path / "whole.mp4")
    source, frames = _looked(tmp_path / "whole.mp4")
    assert (frames[0].width, source.cut_short) == (1280, False)


@pytest.mark.parametrize("name", ["cut.mkv", "cut.mp4"])
def test_a_file_that_really_breaks_off_is_told(name: str, tmp_path: Path) -> None:
    flags = ("-movflags", "+faststart") if name.endswith("mp4") else ()
    make.recoded("-vf", SMALL, "-an", *make.FAST, *flags, seconds=10)(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    source, frames = _looked(tmp_path / name)
    assert source.cut_short
    assert 1 < frames[-1].time < 9


def test_a_recording_that_begins_between_two_key_frames_is_looked_at_from_the_next_one_on(tmp_path: Path) -> None:
    make.recoded("-vf", SMALL, *make.FAST, "-g", "30", seconds=10)(tmp_path / "whole.ts")
    data = (tmp_path / "whole.ts").read_bytes()
    (tmp_path / "joined-late.ts").write_bytes(data[len(data) // 5 // 188 * 188 :])
    source, frames = _looked(tmp_path / "joined-late.ts")
    assert (len(frames) >= 10, source.cut_short) == (True, False)


def test_damage_in_the_middle_costs_what_is_damaged(tmp_path: Path) -> None:
    make.recoded("-vf", SMALL, *make.FAST, "-g", "15", seconds=10)(tmp_path / "clip.mp4")
    data = bytearray((tmp_path / "clip.mp4").read_bytes())
    start = data.index(b"mdat") + len(data) // 3
    data[start : start + len(data) // 20] = bytes(len(data) // 20)
    (tmp_path / "clip.mp4").write_bytes(data)
    source, frames = _looked(tmp_path / "clip.mp4")
    assert frames[-1].time > 9
    assert not source.cut_short


@pytest.mark.parametrize("name", ["bare.h264", "bare.hevc", "bare"])
def test_a_clip_without_a_container_keeps_its_times(name: str, tmp_path: Path) -> None:
    kind = "hevc" if name.endswith("hevc") else "h264"
    codec = (
        ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error") if kind == "hevc" else make.FAST
    )
    make.recoded("-vf", f"{SMALL},fps=25", "-an", *codec, "-f", kind, seconds=3)(tmp_path / name)
    source, frames = _looked(tmp_path / name)
    assert [frame.time for frame in frames] == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5], abs=0.07)
    assert not source.cut_short


@pytest.mark.parametrize("name", ["late.mkv", "late.webm", "late.mp4", "late.ts"])
def test_a_clock_that_begins_late_does_not_make_a_clip_break_off(name: str, tmp_path: Path) -> None:
    """Cut out of a longer recording, whose clock it keeps."""
    codec = ("-c:v", "libvpx", "-deadline", "realtime") if name.endswith("webm") else make.FAST
    late = ("-f", "lavfi", "-i", "color=gray:s=320x180:r=10:d=6", "-pix_fmt", "yuv420p", "-output_ts_offset", 300)
    make.ffmpeg(*late, *codec, tmp_path / name)
    source, frames = _looked(tmp_path / name)
    assert (len(frames), source.cut_short) == (12, False)
