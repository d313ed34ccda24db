"""A clip as frames: in the order of their time, at the pace asked for, as far as the file goes."""

import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

import media_files as make
from envcheck.media import clip
from envcheck.media.clip import ClipSource
from envcheck.model.errors import DamagedInput, InputError, MissingInput, UnsuitableInput, UnsupportedInput


def _times(source: ClipSource) -> list[float]:
    return [frame.time for frame in source]


@pytest.mark.parametrize(("fps", "count"), [(0.5, 5), (1.0, 10), (2.0, 20), (15.0, 150), (30.0, 150)])
def test_the_pace_says_how_many_frames_are_looked_at(fps: float, count: int) -> None:
    assert len(_times(ClipSource(make.WALK_IN, fps))) == count


def test_no_more_is_looked_at_than_asked_for() -> None:
    source = ClipSource(make.WALK_IN, max_seconds=3.0)
    assert _times(source) == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5, 3], abs=0.07)
    assert source.seconds == 3.0
    assert source.duration == pytest.approx(10, abs=0.1)
    assert not source.cut_short


VARIABLE = ("-vf", "scale=640:360,select='not(mod(n\\,7))+not(mod(n\\,11))'", "-fps_mode", "vfr", *make.FAST)


def test_a_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    make.recoded(*VARIABLE, seconds=10)(tmp_path / "uneven.mp4")
    times = _times(ClipSource(tmp_path / "uneven.mp4"))
    assert times[0] == 0
    assert times[-1] == pytest.approx(9.5, abs=0.5)
    assert len(times) == pytest.approx(20, abs=1)


@pytest.mark.parametrize("name", ["w.mp4", "w.mkv", "w.mov", "w.ts", "w.m4v"])
def test_every_container_gives_the_same_times(name: str, tmp_path: Path) -> None:
    make.recoded("-c", "copy", seconds=3)(tmp_path / name)
    assert _times(ClipSource(tmp_path / name)) == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5], abs=0.07)


def test_times_begin_at_nought_wherever_the_clock_of_the_file_stands(tmp_path: Path) -> None:
    make.recoded("-c", "copy", "-output_ts_offset", "5000", seconds=2)(tmp_path / "late.ts")
    assert _times(ClipSource(tmp_path / "late.ts")) == pytest.approx([0, 0.5, 1, 1.5], abs=0.07)


def test_joined_clips_go_on_in_the_order_of_time(tmp_path: Path) -> None:
    make.joined(tmp_path / "joined.ts")
    source = ClipSource(tmp_path / "joined.ts")
    times = _times(source)
    assert times == sorted(times)
    assert times[-1] == pytest.approx(5.5, abs=0.6)
    assert not source.cut_short


@pytest.mark.parametrize("name", ["one.mp4", "one.gif", "one.mkv", "one.webm"])
def test_a_clip_of_one_frame_gives_it(name: str, tmp_path: Path) -> None:
    codec = (
        ("-pix_fmt", "yuv420p", "-c:v", "libvpx")
        if name.endswith("webm")
        else (
            "-vf",
            "scale=640:-2",
        )
    )
    make.still(1, *codec)(tmp_path / name)
    (frame,) = ClipSource(tmp_path / name)
    assert frame.time == 0
    assert frame.luma().mean() == pytest.approx(make.ready().mean(), abs=12)


def test_a_clip_shorter_than_a_step_is_still_looked_at(tmp_path: Path) -> None:
    make.black(tmp_path / "black.mp4")
    (frame,) = ClipSource(tmp_path / "black.mp4")
    assert frame.luma().max() == 0


def test_an_animation_has_its_colours(tmp_path: Path) -> None:
    make.recoded("-vf", "fps=5,scale=320:-2", seconds=2)(tmp_path / "w.gif")
    frames = list(ClipSource(tmp_path / "w.gif"))
    assert len(frames) == 4
    assert np.ptp(frames[0].bgr(64, 36), axis=2).mean() > 5


def test_a_clip_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    make.broken_off(tmp_path / "broken.mp4")
    source = ClipSource(tmp_path / "broken.mp4")
    times = _times(source)
    assert source.cut_short
    assert 2 < times[-1] < 9


def test_a_whole_clip_is_not_called_cut_short() -> None:
    source = ClipSource(make.LIGHT)
    assert _times(source)
    assert not source.cut_short


@pytest.mark.parametrize("name", ["2024-01-01T10:30.mp4", "concat:two.mp4", "50%d.mp4", "öffnen ☂.mp4", "pipe:0.mp4"])
def test_a_name_is_only_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make.recoded("-c", "copy", seconds=1)(tmp_path / "plain.mp4")
    shutil.copy(tmp_path / "plain.mp4", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    source = ClipSource(Path(name))
    assert len(_times(source)) == 2
    assert source.name == name


def test_a_list_of_other_files_is_not_followed(tmp_path: Path) -> None:
    make.recoded("-c", "copy", seconds=1)(tmp_path / "other.mp4")
    (tmp_path / "list.mp4").write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.mp4\n#EXT-X-ENDLIST\n")
    with pytest.raises(InputError):
        _times(ClipSource(tmp_path / "list.mp4"))


REFUSED: dict[str, tuple[make.Maker, type[InputError], str]] = {
    "gone.mp4": (lambda path: None, MissingInput, "no such file"),
    "empty.mp4": (Path.touch, DamagedInput, "empty"),
    "folder.mp4": (Path.mkdir, UnsupportedInput, "this is a folder"),
    "text.mp4": (make.text, DamagedInput, "not a clip"),
    "text.gif": (make.text, DamagedInput, "not a clip"),
    "index-cut-off.mp4": (make.index_cut_off, DamagedInput, "cut short"),
    "no-frames.mp4": (make.frameless, InputError, "no picture|not one whole frame"),
    "sound.mp4": (make.sound_only, UnsupportedInput, "no picture"),
    "dot.mkv": (make.recoded("-vf", "scale=16:16", *make.FAST), UnsuitableInput, "16 × 16 pixels are too few"),
    "no camera's.gif": (make.promised_gif(8192, 8192), UnsuitableInput, "67 megapixels are more than the 36"),
    "giant.gif": (make.promised_gif(12000, 12000), UnsuitableInput, "144 megapixels"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_looked_at_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    maker, kind, words = REFUSED[name]
    maker(tmp_path / name)
    with pytest.raises(kind, match=words) as refusal:
        _times(ClipSource(tmp_path / name))
    assert refusal.value.reason.endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs files with holes")
def test_nothing_is_looked_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clip, "READ_SECS", 5.0)
    make.recoded("-c", "copy", seconds=2)(tmp_path / "hole.mkv")
    os.truncate(tmp_path / "hole.mkv", 200_000_000_000)
    source = ClipSource(tmp_path / "hole.mkv")
    assert len(_times(source)) == 4
    assert source.cut_short


# what PyAV trips over


def test_a_title_that_is_no_utf_8_is_no_hindrance(tmp_path: Path) -> None:
    make.recoded("-c:v", "mpeg4", "-metadata", "title=Praxis Mxller", seconds=1)(tmp_path / "old.avi")
    path = tmp_path / "old.avi"
    path.write_bytes(path.read_bytes().replace(b"Mxller", b"M\xfcller"))
    assert b"M\xfcller" in path.read_bytes()
    assert len(_times(ClipSource(path))) == 2


def test_a_picture_without_a_codec_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "drawn.mp4").write_text('<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    with pytest.raises(UnsupportedInput, match=r"cannot be read; please save it as MP4 \(H.264\)"):
        _times(ClipSource(tmp_path / "drawn.mp4"))


def test_sound_that_changes_midway_is_heard_on(tmp_path: Path) -> None:
    for name, kind in (("a.ts", ("-ar", "44100", "-ac", "1")), ("b.ts", ("-ar", "48000", "-ac", "2"))):
        tone = ("-f", "lavfi", "-i", "sine=f=440:d=2", "-f", "lavfi", "-i", "color=gray:s=320x180:r=25:d=2")
        make.ffmpeg(*tone, "-c:a", "mp2", "-c:v", "mpeg2video", *kind, tmp_path / name)
    joined = tmp_path / "joined.ts"
    joined.write_bytes((tmp_path / "a.ts").read_bytes() + (tmp_path / "b.ts").read_bytes())
    heard: list[int] = []
    source = ClipSource(joined)
    source.listener = lambda chunk: heard.append(len(chunk.samples))
    assert len(_times(source)) > 6
    assert sum(heard) / 48_000 == pytest.approx(4, abs=0.5)
    assert not source.cut_short


def test_frames_that_grow_beyond_the_limit_end_the_clip(tmp_path: Path) -> None:
    for name, size in (("small.ts", "320x180"), ("large.ts", "1920x1080")):
        make.ffmpeg("-f", "lavfi", "-i", f"color=gray:s={size}:r=25:d=2", "-c:v", "mpeg2video", tmp_path / name)
    grown = tmp_path / "grown.ts"
    grown.write_bytes((tmp_path / "small.ts").read_bytes() + (tmp_path / "large.ts").read_bytes())
    assert {frame.width for frame in ClipSource(grown)} == {320, 1920}
    assert {frame.width for frame in ClipSource(grown, max_megapixels=1.0)} == {320}
