"""A TIFF of numbers that no decoder takes is named, with the way out; one that is cut short is not."""

from pathlib import Path

import cv2
import numpy as np
import pytest

import media_files as make
from envcheck.media.still.image import PictureSource
from envcheck.media.still.tiff import unread_kind
from envcheck.model.errors import DamagedInput, UnsupportedInput

KINDS: dict[str, tuple[make.Maker, str]] = {
    "floats": (make.converted("F"), "TIFF with floating-point numbers"),
    "doubles": (lambda path: make.written(path, np.zeros((90, 160, 3))), "TIFF with floating-point numbers"),
    "numbers": (make.converted("I"), "TIFF with 32 bits a sample"),
    "lzma": (make.kept(compression="lzma"), "TIFF packed by LZMA"),
    "zstd": (make.kept(compression="zstd"), "TIFF packed by Zstandard"),
    "big": (make.kept(compression="lzma", big_tiff=True), "TIFF packed by LZMA"),
}


@pytest.fixture(params=KINDS)
def unread(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    maker, kind = KINDS[request.param]
    maker(tmp_path / "a.tif")
    return tmp_path / "a.tif", kind


def test_a_kind_that_is_not_read_is_named_with_the_way_out(unread: tuple[Path, str]) -> None:
    path, kind = unread
    with pytest.raises(UnsupportedInput) as refused:
        list(PictureSource(path))
    assert refused.value.reason == f"pictures of the kind {kind} are not read; please save it as JPEG or PNG."


def test_one_that_is_cut_short_is_damaged_whatever_its_kind(unread: tuple[Path, str]) -> None:
    path, _ = unread
    data = path.read_bytes()
    for length in range(8, len(data), max(1, len(data) // 50)):
        unread_kind(data[:length])
    path.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(DamagedInput):
        list(PictureSource(path))


def test_the_other_order_of_bytes(tmp_path: Path) -> None:
    head = b"MM\0*" + (8).to_bytes(4) + (2).to_bytes(2)
    entries = [(258, 3, 1, 32 << 16), (339, 3, 1, 3 << 16)]
    assert (
        unread_kind(head + b"".join(np.array(one, ">u2,>u2,>u4,>u4").tobytes() for one in entries))
        == KINDS["floats"][1]
    )


def test_what_is_read_is_not_named() -> None:
    assert unread_kind(cv2.imencode(".tif", make.ready())[1].tobytes()) is None
