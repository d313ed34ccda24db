"""HEIC and AVIF as telephones write them: upright by their boxes, whole or in tiles, of any coding that is decoded."""

import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

import heif_files as made
import media_files as make
from envcheck.media.frame import Pixels
from envcheck.media.still.boxes import Unreadable
from envcheck.media.still.heif import HeifFile
from envcheck.media.still.image import decode_picture
from envcheck.media.still.picture_format import SENT
from envcheck.model.errors import DamagedInput, UnsuitableInput, UnsupportedInput

SMALL = np.asarray(cv2.resize(make.ready(), (320, 180), interpolation=cv2.INTER_AREA), np.uint8)


def _difference(one: Pixels, other: Pixels) -> float:
    assert one.shape == other.shape
    return float(np.mean(np.abs(one.astype(int) - other)))


def _heic(pixels: Pixels, folder: Path, *said: made.Property, side: int = 0, codec: tuple[str, ...] = ()) -> bytes:
    size = pixels.shape[1], pixels.shape[0]
    tiles = made.cut_in_tiles(pixels, side) if side else [pixels]
    return made.heif(size, (side, side) if side else size, made.encoded(tiles, folder, *codec), *said)


def test_a_heic_is_read(tmp_path: Path) -> None:
    assert _difference(decode_picture(_heic(SMALL, tmp_path), "x", wanted=SENT), SMALL) < 4


@pytest.mark.parametrize("side", [64, 128, 192])
def test_a_heic_in_tiles_is_put_together(side: int, tmp_path: Path) -> None:
    assert _difference(decode_picture(_heic(SMALL, tmp_path, side=side), "x"), SMALL) < 4


def test_a_large_one_in_tiles_becomes_smaller(tmp_path: Path) -> None:
    large = np.asarray(cv2.resize(make.ready(), (2816, 1584), interpolation=cv2.INTER_CUBIC), np.uint8)
    read = decode_picture(_heic(large, tmp_path, side=512), "x")
    assert read.shape == (792, 1408, 3)
    assert _difference(read, np.asarray(cv2.resize(large, (1408, 792), interpolation=cv2.INTER_AREA), np.uint8)) < 4


@pytest.mark.parametrize("side", [0, 128])
@pytest.mark.parametrize(
    ("said", "lying"),
    [
        pytest.param([made.IROT[90]], lambda upright: np.rot90(upright, -1), id="a quarter"),
        pytest.param([made.IROT[180]], lambda upright: np.rot90(upright, 2), id="half"),
        pytest.param([made.IROT[270]], np.rot90, id="three quarters"),
        pytest.param([made.IMIR[1]], np.fliplr, id="mirrored"),
        pytest.param([made.IMIR[0]], np.flipud, id="mirrored, top for bottom"),
        pytest.param([made.IROT[90], made.IMIR[1]], lambda upright: np.rot90(np.fliplr(upright), -1), id="both"),
    ],
)
def test_a_heic_lies_as_its_boxes_say(said: list[made.Property], lying: Any, side: int, tmp_path: Path) -> None:
    data = _heic(np.ascontiguousarray(lying(SMALL)), tmp_path, *said, side=side)
    assert _difference(decode_picture(data, "x"), SMALL) < 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_lies_as_its_boxes_say(orientation: int) -> None:
    """Pillow writes EXIF orientation as `irot` and `imir`, and reads it so."""
    exif, file = Image.Exif(), BytesIO()
    exif[0x112] = orientation
    Image.fromarray(SMALL[..., ::-1]).save(file, "AVIF", exif=exif, quality=95)
    with Image.open(file) as picture:
        upright = np.asarray(ImageOps.exif_transpose(picture))[..., ::-1]
    assert _difference(decode_picture(file.getvalue(), "x"), upright) < 4


CODINGS = {
    "ten bits": (b"hvc1", b"hvcC", (*made.HEVC, "-pix_fmt", "yuv420p10le")),
    "ten bits, finer colours": (b"hvc1", b"hvcC", (*made.HEVC, "-pix_fmt", "yuv422p10le")),
    "grey": (b"hvc1", b"hvcC", (*made.HEVC, "-pix_fmt", "gray")),
    "H.264": (b"avc1", b"avcC", (*made.H264, *made.FULL)),
}


@pytest.mark.parametrize("name", CODINGS)
def test_other_codings_are_read(name: str, tmp_path: Path) -> None:
    kind, setup, codec = CODINGS[name]
    pixels = np.repeat(cv2.cvtColor(SMALL, cv2.COLOR_BGR2GRAY)[..., None], 3, 2) if name == "grey" else SMALL
    coded = made.encoded([np.asarray(pixels, np.uint8)], tmp_path, *codec)
    data = made.heif((320, 180), (320, 180), coded, kind=kind, setup_kind=setup)
    assert _difference(decode_picture(data, "x"), np.asarray(pixels, np.uint8)) < 5


def test_the_boxes_say_the_range_where_the_data_do_not(tmp_path: Path) -> None:
    unnamed = (*made.HEVC, *made.FULL, "-bsf:v", "hevc_metadata=video_full_range_flag=0")
    read = decode_picture(_heic(SMALL, tmp_path, made.nclx(1, 13, 5, full_range=True), codec=unnamed), "x")
    assert _difference(read, SMALL) < 4


@pytest.mark.parametrize("kind", [b"\0\0\0\0", b"\xffvc1", b"grid", b"h\n\x1b["])
def test_a_kind_that_can_be_none_is_damage_and_is_not_repeated(kind: bytes) -> None:
    with pytest.raises(DamagedInput):
        decode_picture(made.heif((320, 180), (320, 180), (bytes(8), [bytes(100)]), kind=kind), "x")


# what does not fit


@pytest.mark.parametrize("kind", [b"unci", b"iovl", b"vvc1"])
def test_another_coding_is_named_with_the_way_out(kind: bytes) -> None:
    data = made.heif((320, 180), (320, 180), (bytes(8), [bytes(100)]), kind=kind)
    with pytest.raises(UnsupportedInput, match=rf"HEIC \({kind.decode()}\) are not read; please save it as JPEG"):
        decode_picture(data, "x")


@pytest.fixture(scope="module")
def tiled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _heic(SMALL, tmp_path_factory.mktemp("tiled"), side=128)


def test_a_grid_of_another_size_than_is_said_is_refused(tiled: bytes) -> None:
    grid = struct.pack(">BBBBHH", 0, 0, 1, 2, 320, 180)
    assert grid in tiled
    for other in ((1, 2, 380, 180), (1, 2, 320, 300), (1, 1, 320, 180), (255, 255, 320, 180), (1, 2, 250, 180)):
        changed = tiled.replace(grid, struct.pack(">BBBBHH", 0, 0, *other))
        with pytest.raises(Unreadable):
            HeifFile(changed).shown()
        with pytest.raises(DamagedInput):
            decode_picture(changed, "x")


def test_a_size_that_is_only_said_costs_nothing(tiled: bytes) -> None:
    said = struct.pack(">II", 320, 180)
    with pytest.raises(UnsuitableInput, match="megapixels are more"):
        decode_picture(tiled.replace(said, struct.pack(">II", 32000, 18000)), "x")


def test_data_larger_than_the_boxes_say_are_not_decoded(tmp_path: Path) -> None:
    large = np.full((1080, 1920, 3), 90, np.uint8)
    data = made.heif((96, 64), (96, 64), made.encoded([large], tmp_path))
    with pytest.raises(DamagedInput):
        decode_picture(data, "x")


def test_a_heic_that_is_cut_short_is_told(tiled: bytes) -> None:
    for share in (0.01, 0.1, 0.5, 0.99):
        with pytest.raises(DamagedInput):
            decode_picture(tiled[: int(share * len(tiled))], "x")


def test_whatever_is_changed_costs_one_sentence(tiled: bytes) -> None:
    rng, boxes = np.random.default_rng(7), tiled.index(b"mdat")
    for _ in range(300):
        data = bytearray(tiled)
        for place in rng.integers(0, boxes, 3):
            data[place] = rng.integers(256)
        with suppress(DamagedInput, UnsuitableInput, UnsupportedInput):
            decode_picture(bytes(data), "x")


def _clap(width: int, height: int, across: int = 0, down: int = 0) -> made.Property:
    """The part of so many pixels whose middle lies so far from the picture's own."""
    return b"clap", struct.pack(">8i", width, 1, height, 1, across, 1, down, 1)


NO_PART = (b"clap", bytes(32)), (b"clap", b""), _clap(10_000, 90), _clap(96, 64, 5000), _clap(0, 0), _clap(-96, 64)

CUT: dict[str, tuple[list[made.Property], Any]] = {
    "middle": ([_clap(160, 96)], lambda whole: whole[_middle(whole, 160, 96)]),
    "cut, then turned": (
        [_clap(160, 96), made.IROT[90], made.IMIR[1]],
        lambda whole: np.rot90(whole[_middle(whole, 160, 96)])[:, ::-1],
    ),
    "turned, then cut": (
        [made.IROT[270], _clap(90, 150)],
        lambda whole: (turned := np.rot90(whole, 3))[_middle(turned, 90, 150)],
    ),
    **{f"no part {number}": ([said], lambda whole: whole) for number, said in enumerate(NO_PART)},
}


def _middle(whole: Pixels, width: int, height: int) -> tuple[slice, slice]:
    top, left = (whole.shape[0] - height) // 2, (whole.shape[1] - width) // 2
    return slice(top, top + height), slice(left, left + width)


@pytest.mark.parametrize("name", CUT)
def test_what_is_cut_away_is_not_seen(name: str, tmp_path: Path) -> None:
    said, cut = CUT[name]
    pixels = decode_picture(_heic(SMALL, tmp_path, *said), "room.heic")
    assert _difference(pixels, cut(SMALL)) < 4
