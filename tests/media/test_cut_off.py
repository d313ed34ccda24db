"""Half a clip is said to be half, wherever its container tells; a whole one never is."""

from pathlib import Path

import pytest

import media_files as make
from envcheck.media.clip import ClipSource
from envcheck.media.cut_off import is_cut_off

SMALL = ("-vf", "scale=160:-2")
KINDS = {
    "indexed.avi": ("-c", "copy"),
    "old.avi": (*SMALL, "-c:v", "mjpeg"),
    "stream.ts": ("-c", "copy"),
    "stream.m2ts": ("-c", "copy"),
    "film.mpg": (*SMALL, "-r", "25", "-c:v", "mpeg2video"),
    "film.vob": (*SMALL, "-r", "25", "-c:v", "mpeg1video", "-f", "mpeg"),
    "film.wmv": (*SMALL, "-c:v", "wmv2"),
    "film.ogv": (*SMALL, "-c:v", "libtheora"),
    "film.gif": ("-vf", "scale=160:-2,fps=5"),
}
PACKETS = (188, 192, 2048)
PACKET = {"stream.ts": 188, "stream.m2ts": 192}
BETWEEN = (0.3, 0.6, 0.9)


@pytest.fixture(scope="module", params=KINDS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("whole") / request.param
    make.recoded(*KINDS[request.param], seconds=4)(path)
    return path


def cut(whole: Path, length: int) -> Path:
    part = whole.with_stem("part")
    part.write_bytes(whole.read_bytes()[:length])
    return part


def test_what_is_cut_is_known(whole: Path) -> None:
    assert not is_cut_off(whole)
    size = whole.stat().st_size
    for share in BETWEEN:
        length = next(one for one in range(round(share * size), size) if min(one % packet for packet in PACKETS) > 20)
        assert is_cut_off(cut(whole, length)), length


def test_no_length_of_it_is_a_fault(whole: Path) -> None:
    size = whole.stat().st_size
    for length in (*range(0, 300), *range(300, size, max(size // 200, 1))):
        is_cut_off(cut(whole, length))


@pytest.mark.parametrize("name", PACKET)
def test_of_a_transport_stream_that_ends_between_packets_nobody_can_know(name: str, tmp_path: Path) -> None:
    make.recoded(*KINDS[name], seconds=4)(tmp_path / name)
    assert not is_cut_off(cut(tmp_path / name, 400 * PACKET[name]))
    assert is_cut_off(cut(tmp_path / name, 400 * PACKET[name] + 100))


def test_a_recording_whose_size_was_never_written_is_not_said_to_be_cut(tmp_path: Path) -> None:
    make.recoded("-c", "copy", seconds=2)(tmp_path / "film.avi")
    data = (tmp_path / "film.avi").read_bytes()
    for unknown in (b"\0\0\0\0", b"\xff\xff\xff\xff"):
        (tmp_path / "film.avi").write_bytes(data[:4] + unknown + data[8:])
        assert not is_cut_off(tmp_path / "film.avi")


def test_bytes_behind_the_end_are_no_harm(tmp_path: Path) -> None:
    for name in ("indexed.avi", "film.gif", "film.wmv"):
        make.recoded(*KINDS[name], seconds=2)(tmp_path / name)
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + bytes(5000))
        assert not is_cut_off(tmp_path / name), name


def test_a_file_that_has_gone_is_not_said_to_be_cut(tmp_path: Path) -> None:
    assert not is_cut_off(tmp_path / "gone.avi")


@pytest.mark.parametrize("name", ["old.avi", "stream.ts"])
def test_a_clip_that_is_cut_says_so(name: str, tmp_path: Path) -> None:
    make.recoded(*KINDS[name], seconds=4)(tmp_path / name)
    for part, is_part in ((tmp_path / name, False), (cut(tmp_path / name, 60_001), True)):
        source = ClipSource(part)
        assert list(source)
        assert source.cut_short is is_part
