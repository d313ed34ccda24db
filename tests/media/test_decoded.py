"""What a decoder made, as luma and as colour: upright, in full range, in the right colours."""

import struct
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import ColorRange

from envcheck.media.clip import ClipSource
from envcheck.media.decoded import DecodedFrame
from envcheck.media.frame import Frame, Pixels
from media_files import FAST, lying, ready, recoded, still

THREADS = Path("/proc/self/task")

TO_FULL, TO_LIMITED = "scale=in_range=pc:out_range=pc", "scale=in_range=pc:out_range=tv"

FORMATS = {
    "full range": ("q.mp4", f"{TO_FULL},format=yuvj420p", "pc", FAST),
    "limited range": ("q.mp4", f"{TO_LIMITED},format=yuv420p", "tv", FAST),
    "limited range, full colour resolution": ("q.mp4", f"{TO_LIMITED},format=yuv444p", "tv", FAST),
    "ten bits, limited": ("q.mp4", f"{TO_LIMITED},format=yuv420p10le", "tv", FAST),
    "ten bits, full": ("q.mp4", f"{TO_FULL},format=yuv420p10le", "pc", FAST),
    "motion JPEG": ("q.avi", f"{TO_FULL},format=yuvj422p", "pc", ("-c:v", "mjpeg", "-q:v", "2")),
    "RGB planes": ("q.mp4", "format=gbrp", "pc", ("-c:v", "libx264rgb", "-crf", "5")),
    "RGB, uncompressed": ("q.avi", "format=bgr24", "pc", ("-c:v", "rawvideo")),
    "PNG frames": ("q.mov", "format=rgb24", "pc", ("-c:v", "png")),
}


def _first(path: Path) -> Frame:
    return next(iter(ClipSource(path)))


def _difference(one: Pixels, other: Pixels) -> float:
    return float(np.mean(np.abs(one.astype(int) - other)))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_way_a_clip_is_coded_does_not_change_what_is_seen(kind: str, tmp_path: Path) -> None:
    name, filters, colour_range, codec = FORMATS[kind]
    still(2, "-vf", f"scale=640:360:flags=area,{filters}", "-color_range", colour_range, *codec)(tmp_path / name)
    frame = _first(tmp_path / name)
    expected = cv2.resize(ready(), (640, 360), interpolation=cv2.INTER_AREA)

    luma = cv2.cvtColor(expected, cv2.COLOR_BGR2GRAY)
    assert abs(float(frame.luma().mean()) - float(luma.mean())) < 2
    assert _difference(frame.luma(), np.asarray(luma, np.uint8)) < 2
    assert _difference(frame.bgr(640, 360), np.asarray(expected, np.uint8)) < 4


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_clip_that_lies_on_its_side_is_turned_upright(degrees: int, tmp_path: Path) -> None:
    recoded("-vf", "scale=640:360", *FAST, seconds=0.2)(tmp_path / "upright.mp4")
    lying(tmp_path / "lying.mp4", degrees)
    upright, turned = _first(tmp_path / "upright.mp4"), _first(tmp_path / "lying.mp4")

    assert (turned.width, turned.height) == (640, 360)
    assert turned.luma().shape == (360, 640)
    assert _difference(turned.luma(), upright.luma()) < 3
    assert _difference(turned.bgr(320, 180), upright.bgr(320, 180)) < 3


MIRRORS = {"left for right": "hflip", "top for bottom": "vflip", "a quarter": "transpose=cclock_flip"}


@pytest.mark.parametrize("kind", MIRRORS)
def test_a_mirrored_clip_is_seen_as_a_player_shows_it(kind: str, tmp_path: Path) -> None:
    recoded("-vf", "scale=640:360", *FAST, seconds=0.2)(tmp_path / "upright.mov")
    recoded("-vf", f"scale=640:360,{MIRRORS[kind]}", *FAST, seconds=0.2)(tmp_path / "mirrored.mov")
    data = bytearray((tmp_path / "mirrored.mov").read_bytes())
    plain = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    at = data.index(plain, data.index(b"tkhd"))
    turned = {"left for right": (-1, 0, 0, 1), "top for bottom": (1, 0, 0, -1), "a quarter": (0, 1, 1, 0)}[kind]
    a, b, c, d = (65536 * one for one in turned)
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    (tmp_path / "mirrored.mov").write_bytes(data)

    upright, mirrored = _first(tmp_path / "upright.mov"), _first(tmp_path / "mirrored.mov")
    assert (mirrored.width, mirrored.height) == (640, 360)
    assert _difference(mirrored.luma(), upright.luma()) < 3
    assert _difference(mirrored.bgr(320, 180), upright.bgr(320, 180)) < 3


@pytest.mark.parametrize(("width", "height"), [(639, 359), (641, 363), (66, 64), (130, 1001)])
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p", "yuv422p", "nv12", "gray", "rgb24", "yuv420p10le"])
def test_odd_sizes_keep_their_shape_and_level(width: int, height: int, pixel_format: str) -> None:
    grey = av.VideoFrame.from_ndarray(np.full((height, width, 3), 100, np.uint8), format="bgr24")
    frame = DecodedFrame(grey.reformat(format=pixel_format, threads=1), 0.0)

    assert frame.luma().shape == (height, width)
    assert frame.bgr(width, height).shape == (height, width, 3)
    assert np.abs(frame.luma().astype(int) - 100).max() <= 2
    assert np.abs(frame.bgr(width, height).astype(int) - 100).max() <= 6


def test_the_same_frame_looks_the_same_every_time() -> None:
    grey = av.VideoFrame.from_ndarray(np.full((363, 641, 3), 100, np.uint8), format="bgr24")
    ten_bits = grey.reformat(format="yuv420p10le", threads=1)
    assert {DecodedFrame(ten_bits, 0.0).luma().tobytes() for _ in range(40)} == {bytes([100]) * (363 * 641)}


def _flat(luma: int, blue: int, red: int, width: int, height: int) -> av.VideoFrame:
    planes = np.full((height * 3 // 2, width), luma, np.uint8)
    planes[height : height * 5 // 4] = blue
    planes[height * 5 // 4 :] = red
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


@pytest.mark.parametrize(
    ("height", "named", "coded"),
    [
        pytest.param(360, 2, (81, 90, 240), id="small and unnamed: BT.601"),
        pytest.param(720, 2, (63, 102, 240), id="large and unnamed: BT.709"),
        pytest.param(360, 1, (63, 102, 240), id="named BT.709"),
        pytest.param(720, 6, (81, 90, 240), id="named BT.601"),
    ],
)
def test_pure_red_stays_red(height: int, named: int, coded: tuple[int, int, int]) -> None:
    picture = _flat(*coded, 640, height)
    picture.colorspace = named
    blue, green, red = DecodedFrame(picture, 0.0).bgr(64, 64)[32, 32].tolist()
    assert (blue <= 6, green <= 6, red >= 249) == (True, True, True)


@pytest.mark.parametrize(
    ("named", "coded", "seen"),
    [
        (ColorRange.MPEG, 16, 0),
        (ColorRange.MPEG, 235, 255),
        (ColorRange.MPEG, 0, 0),
        (ColorRange.MPEG, 255, 255),
        (ColorRange.JPEG, 16, 16),
        (ColorRange.JPEG, 255, 255),
        (ColorRange.UNSPECIFIED, 16, 0),
    ],
)
def test_luma_comes_in_full_range(named: ColorRange, coded: int, seen: int) -> None:
    picture = _flat(coded, 128, 128, 64, 64)
    picture.color_range = named
    assert set(DecodedFrame(picture, 0.0).luma().ravel().tolist()) == {seen}


def test_a_frame_of_a_track_needs_no_clip() -> None:
    picture = _flat(126, 128, 128, 320, 180)
    picture.pts, picture.time_base = 3000, Fraction(1, 90000)
    frame = DecodedFrame(picture, 1.5)
    assert (frame.width, frame.height, frame.time) == (320, 180, 1.5)


@pytest.mark.skipif(not THREADS.is_dir(), reason="the system does not list threads")
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv420p10le"])
def test_pictures_that_are_kept_keep_no_threads(pixel_format: str) -> None:
    def seen() -> DecodedFrame:
        frame = DecodedFrame(av.VideoFrame(640, 480, pixel_format), 0.0)
        assert frame.bgr(320, 240).shape == (240, 320, 3)
        assert frame.luma().shape == (480, 640)
        return frame

    kept = [seen()]
    before = len([*THREADS.iterdir()])
    kept += [seen() for _ in range(20)]
    assert len([*THREADS.iterdir()]) == before
