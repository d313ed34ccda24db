"""What a picture is, by its first bytes."""

import struct
from pathlib import Path

import pytest

import media_files as make
from envcheck.media.still.image import decode_picture
from envcheck.media.still.picture_format import HEAD_BYTES, SENT, PictureFormat, recognise_format
from envcheck.model.errors import UnsupportedInput

SUFFIXES = {
    PictureFormat.JPEG: ".jpg",
    PictureFormat.PNG: ".png",
    PictureFormat.WEBP: ".webp",
    PictureFormat.BMP: ".bmp",
    PictureFormat.TIFF: ".tif",
    PictureFormat.AVIF: ".avif",
}

OTHERS = {
    "JPEG XL": b"\xff\x0a" + bytes(20),
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    "GIF": b"GIF89a" + bytes(20),
    "Netpbm": b"P6\n96 64\n255\n",
    "Radiance": b"#?RADIANCE\n",
    "OpenEXR": b"v/1\x01" + bytes(20),
    "camera raw": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
}


@pytest.mark.parametrize("kind", SUFFIXES)
def test_each_kind_that_is_read_is_known_by_its_first_bytes(kind: PictureFormat, tmp_path: Path) -> None:
    make.room().save(tmp_path / f"room{SUFFIXES[kind]}")
    assert recognise_format((tmp_path / f"room{SUFFIXES[kind]}").read_bytes()[:HEAD_BYTES]) is kind


def _brands(major: bytes, *others: bytes) -> bytes:
    return struct.pack(">I", 16 + 4 * len(others)) + b"ftyp" + major + bytes(4) + b"".join(others)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(_brands(b"heic", b"mif1", b"MiHE", b"heic"), PictureFormat.HEIC, id="a telephone's"),
        pytest.param(_brands(b"mif1", b"heix"), PictureFormat.HEIC, id="ten bits"),
        pytest.param(_brands(b"mif1", b"miaf"), PictureFormat.HEIC, id="of any coding"),
        pytest.param(_brands(b"mif1", b"avif"), PictureFormat.AVIF, id="AVIF, named second"),
        pytest.param(_brands(b"hevc", b"mif1", b"heic"), None, id="a burst"),
        pytest.param(_brands(b"avis", b"avif"), None, id="an animation"),
        pytest.param(_brands(b"isom", b"mp42"), None, id="a clip"),
    ],
)
def test_a_file_of_boxes_is_known_by_its_brands(data: bytes, kind: PictureFormat | None) -> None:
    assert recognise_format(data) is kind


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_is_named_with_the_way_out(name: str) -> None:
    assert recognise_format(OTHERS[name]) == name
    with pytest.raises(UnsupportedInput, match=f"of the kind {name} are not read; please save it as JPEG or PNG"):
        decode_picture(OTHERS[name], "x")


@pytest.mark.parametrize("data", [b"", b"\x89PNG", b"RIFF\0\0\0\0AVI ", b"\0\0\0\x18ftypisom", b"hello", b"P6", b"B"])
def test_what_is_no_picture_has_no_kind(data: bytes) -> None:
    assert recognise_format(data) is None


@pytest.mark.parametrize("kind", sorted(set(PictureFormat) - SENT))
def test_what_is_not_wanted_is_refused_by_its_content(kind: PictureFormat, tmp_path: Path) -> None:
    make.room().save(tmp_path / f"room{SUFFIXES[kind]}")
    with pytest.raises(UnsupportedInput, match=f"of the kind {kind} are not read"):
        decode_picture((tmp_path / f"room{SUFFIXES[kind]}").read_bytes(), "x", wanted=SENT)
