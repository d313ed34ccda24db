"""From a path to pictures and clips: by what is in a file, and in a folder all that is there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

import heif_files
import media_files as make
from envcheck.media.clip import ClipSource
from envcheck.media.clip_format import HEAD_BYTES, is_clip
from envcheck.media.folder import Listing
from envcheck.media.source import join_names, list_files, open_source
from envcheck.media.still.image import PictureSource
from envcheck.model.errors import InputError, UnsupportedInput

SMALL = ("-vf", "scale=320:-2,format=yuv420p", "-an")
CLIPS = {
    "mp4": (*SMALL, *make.FAST),
    "mov": (*SMALL, *make.FAST),
    "3gp": ("-vf", "scale=352:288", "-an", "-c:v", "h263"),
    "mkv": (*SMALL, *make.FAST),
    "webm": (*SMALL, "-c:v", "libvpx", "-cpu-used", "8"),
    "avi": (*SMALL, "-c:v", "mpeg4"),
    "wmv": (*SMALL, "-c:v", "wmv2"),
    "flv": (*SMALL, *make.FAST),
    "mpg": (*SMALL, "-c:v", "mpeg2video"),
    "ts": (*SMALL, *make.FAST),
    "m2ts": (*SMALL, *make.FAST, "-mpegts_m2ts_mode", "1"),
    "ogv": (*SMALL, "-c:v", "libtheora"),
    "gif": ("-vf", "scale=160:-2,fps=5"),
    "h264": (*SMALL, *make.FAST),
    "hevc": (*SMALL, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"),
    "m2v": (*SMALL, "-c:v", "mpeg2video"),
    "ivf": (*SMALL, "-c:v", "libvpx", "-cpu-used", "8"),
}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    for suffix, options in CLIPS.items():
        make.recoded(*options, seconds=0.5)(folder / f"clip.{suffix}")
    return folder


@pytest.mark.parametrize("name", ["clip", "clip.jpg", "clip.heic", "clip.txt"])
@pytest.mark.parametrize("suffix", CLIPS)
def test_a_clip_is_known_whatever_it_is_called(suffix: str, name: str, clips: Path, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(clips / f"clip.{suffix}")
    source = open_source(tmp_path / name)
    assert isinstance(source, ClipSource)
    if name == "clip":
        assert len(list(source)) >= 1


@pytest.mark.parametrize("name", ["room", "room.mp4", "room.png", "room.txt"])
def test_a_picture_is_known_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(make.READY.read_bytes())
    assert isinstance(open_source(tmp_path / name), PictureSource)


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.jpg", "IMG_0001", "DSC0001.hif"])
def test_a_telephone_s_picture_is_known_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    coded = heif_files.encoded([np.full((128, 192, 3), 90, np.uint8)], tmp_path)
    (tmp_path / name).write_bytes(heif_files.heif((192, 128), (192, 128), coded))
    (frame,) = open_source(tmp_path / name)
    assert (frame.width, frame.height) == (192, 128)


RAW = {
    "DSC_0001.NEF": b"MM\0*" + bytes(200),
    "IMG_0001.DNG": b"II*\0" + bytes(200),
    "IMG_0001.jpg": b"II*\0\x10\0\0\0CR\2\0" + bytes(200),
    "IMG_0001.CR3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(200),
    "DSCF0001": b"FUJIFILMCCD-RAW 0201" + bytes(200),
}


@pytest.mark.parametrize("name", RAW)
def test_what_a_camera_keeps_of_its_sensor_is_named_with_the_way_out(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(RAW[name])
    with pytest.raises(UnsupportedInput, match="camera raw are not read; please save it as JPEG"):
        open_source(tmp_path / name)


NO_CLIPS = {
    "text": b"These are notes.\n" * 100,
    "letters like sync bytes": b"G" + b"g" * 187 + b"G" + b"g" * 2000,
    "zip": b"PK\x03\x04" + bytes(2000),
    "sound of MP4": b"\0\0\0\x20ftypM4A " + bytes(2000),
    "raw picture": b"\0\0\0\x18ftypcrx " + bytes(2000),
    "WAV": b"RIFF\0\0\0\0WAVEfmt " + bytes(2000),
    "Vorbis": b"OggS" + bytes(24) + b"\x01vorbis" + bytes(2000),
    "PDF": b"%PDF-1.7\n" + bytes(2000),
    "nothing": b"",
    "noughts": bytes(2000),
}


@pytest.mark.parametrize("name", NO_CLIPS)
def test_what_is_no_clip_is_not_taken_for_one(name: str) -> None:
    assert not is_clip(NO_CLIPS[name][:HEAD_BYTES])


def test_a_transport_stream_may_begin_within_a_packet(clips: Path) -> None:
    for name in ("clip.ts", "clip.m2ts"):
        data = (clips / name).read_bytes()
        assert all(is_clip(data[start : start + HEAD_BYTES]) for start in range(0, 188, 7))


# folders


@pytest.fixture
def telephone(tmp_path: Path, clips: Path) -> Path:
    """A folder as a telephone and two computers leave it."""
    (tmp_path / "__MACOSX").mkdir()
    for name in ("._IMG_0002.JPG", "__MACOSX/._IMG_0002.JPG"):
        (tmp_path / name).write_bytes(b"\0\x05\x16\x07\0\x02\0\0Mac OS X        " + bytes(4064))
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "IMG_0002.AAE", "IMG_0003.jxl", "IMG_0004.dng", "notes.txt"):
        (tmp_path / name).write_bytes(b"\xff\x0a" + bytes(90) if name.endswith("jxl") else b"something")
    for name, suffix in (("VID_0001.3gp", "3gp"), ("00001.MTS", "m2ts"), ("old.dat", "avi"), ("bare", "mp4")):
        (tmp_path / name).write_bytes((clips / f"clip.{suffix}").read_bytes())
    (tmp_path / "IMG_0002.JPG").write_bytes(make.READY.read_bytes())
    (tmp_path / "picture").write_bytes(make.READY.read_bytes())
    return tmp_path


def _names(files: tuple[Path, ...]) -> list[str]:
    return [file.name for file in files]


def test_a_folder_gives_what_can_be_read_and_names_what_is_left_out(telephone: Path) -> None:
    listing = list_files(telephone)
    assert _names(listing.files) == ["00001.MTS", "IMG_0002.JPG", "VID_0001.3gp", "bare", "old.dat", "picture"]
    assert _names(listing.left_out) == ["IMG_0002.AAE", "IMG_0003.jxl", "IMG_0004.dng", "notes.txt"]


def test_what_macos_lays_beside_a_picture_is_said_to_be_that(telephone: Path) -> None:
    with pytest.raises(UnsupportedInput, match="macOS notes beside a file"):
        open_source(telephone / "._IMG_0002.JPG")


def test_a_folder_without_pictures_says_what_is_in_it(tmp_path: Path) -> None:
    for number in range(22):
        (tmp_path / f"notes-{number}.txt").touch()
    with pytest.raises(UnsupportedInput, match=r"no picture or clip in this folder, but notes-0.txt, .*, and 2 more\."):
        list_files(tmp_path)


def test_many_names_are_cut_short() -> None:
    assert join_names([Path("a/b.txt"), Path("c")]) == "b.txt, c"
    assert join_names([Path("a")] * 23).endswith("a, a, and 3 more")


@contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Without the rights of root, which may read everything."""
    if sys.platform == "win32":
        pytest.skip("rights are set as POSIX does it")
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        with suppress(PermissionError):
            os.seteuid(mine)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder with a picture, a file and a folder that others may not read; pytest's own is closed to all others."""
    with TemporaryDirectory() as opened:
        folder = Path(opened)
        folder.chmod(0o755)
        (folder / "private").mkdir()
        for name in ("good.jpg", "secret.jpg", "secret", "private/other.jpg"):
            (folder / name).write_bytes(make.READY.read_bytes())
        for name in ("secret.jpg", "secret", "private"):
            (folder / name).chmod(0)
        yield folder
        (folder / "private").chmod(0o700)


def test_what_may_not_be_read_is_told_and_stops_nothing_else(locked: Path) -> None:
    with _as_somebody_else():
        listing: Listing = list_files(locked)
        assert _names(listing.files) == ["good.jpg", "secret.jpg"]
        assert _names(listing.left_out) == ["private", "secret"]
        with pytest.raises(UnsupportedInput, match="cannot be opened"):
            list(open_source(locked / "secret.jpg"))
        with pytest.raises(UnsupportedInput, match="folder cannot be opened"):
            open_source(locked / "private" / "other.jpg")
        with pytest.raises(InputError, match="folder cannot be opened"):
            list_files(locked / "private")
        assert len(list(open_source(locked / "good.jpg"))) == 1
