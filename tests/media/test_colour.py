"""HDR as a usual screen shows it: by the standards' own numbers, and beside the same picture in SDR."""

from pathlib import Path

import cv2
import numpy as np
import pytest

import heif_files as made
import media_files as make
from envcheck.media.clip import ClipSource
from envcheck.media.colour import BT709, BT2020, HLG, PQ, Colour, to_sdr
from envcheck.media.frame import Pixels
from envcheck.media.still.image import decode_picture

NAMES = {"HLG": ("arib-std-b67", HLG), "PQ": ("smpte2084", PQ)}


def _difference(one: Pixels, other: Pixels) -> float:
    assert one.shape == other.shape
    return float(np.mean(np.abs(one.astype(int) - other)))


@pytest.mark.parametrize(
    ("transfer", "number", "shown"),
    [
        pytest.param(PQ, 0.0, 0, id="PQ: black"),
        pytest.param(PQ, 0.58069, 255, id="PQ: 203 cd/m², BT.2408's white"),
        pytest.param(PQ, 0.38, 108, id="PQ: 38 %, BT.2408's grey card of 26 cd/m²"),
        pytest.param(PQ, 0.7518, 255, id="PQ: 1000 cd/m²"),
        pytest.param(HLG, 0.0, 0, id="HLG: black"),
        pytest.param(HLG, 0.75, 255, id="HLG: 75 %, BT.2408's white"),
        pytest.param(HLG, 0.38, 108, id="HLG: 38 %, BT.2408's grey card of 26 cd/m²"),
        pytest.param(HLG, 1.0, 255, id="HLG: the peak"),
    ],
)
@pytest.mark.parametrize("primaries", [BT709, BT2020, 2])
def test_grey_is_what_the_standard_says(transfer: int, number: float, shown: int, primaries: int) -> None:
    """`shown` is 255 × (cd/m² / 203) to the power of 1 / 2.4."""
    coded = np.full((70, 2, 3), round(number * 65535), np.uint16)
    assert np.abs(to_sdr(coded, Colour(primaries, transfer, 9, True)).astype(int) - shown).max() <= 2


def test_primaries_of_a_wide_range_become_those_of_a_usual_screen() -> None:
    """Red of BT.709 in BT.2020 is 0.6274, 0.0691, 0.0164 of its light (ITU-R BT.2087)."""
    red = np.array([0.0164, 0.0691, 0.6274])
    coded = np.round(np.tile(red ** (1 / 2.4) * 65535, (2, 2, 1))).astype(np.uint16)
    blue, green, red_shown = to_sdr(coded, Colour(BT2020, 14, 9, True))[0, 0].tolist()
    assert (blue <= 8, green <= 8, red_shown >= 252) == (True, True, True)


def _to_hdr(transfer: str) -> str:
    """The room as HDR whose white is 203 cd/m²."""
    bt709 = "range=pc:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    return (
        f"scale=640:360:flags=area:out_color_matrix=bt709:out_range=pc,format=yuv444p,setparams={bt709},"
        f"zscale=t=linear:npl=203,format=gbrpf32le,zscale=t={transfer}:p=bt2020:m=bt2020nc:r=tv:npl=203,"
        "format=yuv420p10le"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_clip_in_hdr_is_seen_as_the_same_in_sdr(name: str, tmp_path: Path) -> None:
    said = ("-color_primaries", "bt2020", "-color_trc", NAMES[name][0], "-colorspace", "bt2020nc")
    make.still(2, "-vf", _to_hdr(NAMES[name][0]), *made.HEVC, *said)(tmp_path / "hdr.mov")
    frame = next(iter(ClipSource(tmp_path / "hdr.mov")))
    room = np.asarray(cv2.resize(make.ready(), (640, 360), interpolation=cv2.INTER_AREA), np.uint8)
    assert _difference(frame.bgr(640, 360), room) < 6
    assert _difference(frame.luma(), np.asarray(cv2.cvtColor(room, cv2.COLOR_BGR2GRAY), np.uint8)) < 5


@pytest.mark.parametrize("coding", ["AVIF", "HEIC"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_in_hdr_is_seen_as_the_same_in_sdr(name: str, coding: str, tmp_path: Path) -> None:
    codec = ("-c:v", "libsvtav1", "-crf", "8", "-preset", "10", "-g", "1") if coding == "AVIF" else made.HEVC
    data = made.heif(
        (640, 360),
        (640, 360),
        made.encoded([make.ready()], tmp_path, "-vf", _to_hdr(NAMES[name][0]), *codec),
        made.nclx(9, NAMES[name][1], 9, full_range=False),
        kind=b"av01" if coding == "AVIF" else b"hvc1",
        setup_kind=b"av1C" if coding == "AVIF" else b"hvcC",
        brands=(b"avif", b"mif1") if coding == "AVIF" else (b"heix", b"mif1"),
    )
    room = np.asarray(cv2.resize(make.ready(), (640, 360), interpolation=cv2.INTER_AREA), np.uint8)
    assert _difference(decode_picture(data, "x"), room) < 6


@pytest.mark.parametrize("name", NAMES)
def test_a_png_in_hdr_is_seen_as_the_same_in_sdr(name: str, tmp_path: Path) -> None:
    make.still(1, "-vf", f"{_to_hdr(NAMES[name][0])},format=gbrp16le", "-update", "1")(tmp_path / "hdr.png")
    data = (tmp_path / "hdr.png").read_bytes()
    assert b"cICP" in data
    room = np.asarray(cv2.resize(make.ready(), (640, 360), interpolation=cv2.INTER_AREA), np.uint8)
    assert _difference(decode_picture(data, "x"), room) < 6


def test_an_avif_whose_data_alone_say_that_it_is_hdr(tmp_path: Path) -> None:
    said = ("-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc")
    codec = ("-c:v", "libsvtav1", "-crf", "8", "-preset", "10", "-g", "1", *said)
    coded = made.encoded([make.ready()], tmp_path, "-vf", _to_hdr("smpte2084"), *codec)
    data = made.heif((640, 360), (640, 360), coded, kind=b"av01", setup_kind=b"av1C", brands=(b"avif", b"mif1"))
    room = np.asarray(cv2.resize(make.ready(), (640, 360), interpolation=cv2.INTER_AREA), np.uint8)
    assert _difference(decode_picture(data, "x"), room) < 6
