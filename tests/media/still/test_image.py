"""A picture file as a frame: upright, 8 bits, white where it is transparent, and no larger than is useful."""

import os
import shutil
import sys
import tracemalloc
from pathlib import Path

import cv2
import numpy as np
import pytest

import media_files as make
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.source import list_files, open_source
from envcheck.media.still.image import MIN_SIDE, PictureSource
from envcheck.media.still.picture_decoding import USEFUL_SIDE
from envcheck.model.errors import DamagedInput, InputError, MissingInput, UnsuitableInput, UnsupportedInput


def _frame(path: Path, **limits: float) -> Frame:
    (frame,) = PictureSource(path, **limits)
    return frame


def _pixels(path: Path) -> Pixels:
    frame = _frame(path)
    return frame.bgr(frame.width, frame.height)


def _difference(one: Pixels, other: Pixels) -> float:
    return float(np.mean(np.abs(one.astype(int) - other)))


# what is read

SAME = {
    "16-bit.png": make.sixteen_bit,
    "16-bit.tif": make.sixteen_bit,
    "opaque.png": make.converted("RGBA"),
    "opaque.webp": make.kept(lossless=True),
    "windows.bmp": make.kept(),
    "packed.tiff": make.kept(compression="tiff_lzw"),
    "animation-of-one.png": make.kept(save_all=True),
    "upside-down.png": make.turned(3),
    "left.png": make.turned(6),
    "right.png": make.turned(8),
    "left.webp": make.turned(6),
    "right.tif": make.turned(8),
    "left-with-alpha.png": make.turned(6, alpha=True),
    "right-with-alpha.png": make.turned(8, alpha=True),
}
CLOSE = {
    "again.jpg": make.kept(quality=95),
    "progressive.jpg": make.kept(quality=95, progressive=True),
    "printing.jpg": make.converted("CMYK"),
    "palette.png": make.palette,
    "upside-down.jpg": make.turned(3),
    "left.jpg": make.turned(6),
    "right.jpg": make.turned(8),
    "new.avif": make.kept(quality=90),
}


@pytest.mark.parametrize(("name", "maker"), SAME.items(), ids=SAME)
def test_a_lossless_picture_is_read_exactly(name: str, maker: make.Maker, tmp_path: Path) -> None:
    maker(tmp_path / name)
    assert np.array_equal(_pixels(tmp_path / name), make.ready())


@pytest.mark.parametrize(("name", "maker"), CLOSE.items(), ids=CLOSE)
def test_a_lossy_picture_is_read_closely(name: str, maker: make.Maker, tmp_path: Path) -> None:
    maker(tmp_path / name)
    assert _pixels(tmp_path / name).shape == (720, 1280, 3)
    assert _difference(_pixels(tmp_path / name), make.ready()) < 8


@pytest.mark.parametrize(("name", "maker"), [("grey.png", make.grey), ("one-bit.png", make.converted("1"))])
def test_a_grey_picture_becomes_three_equal_channels(name: str, maker: make.Maker, tmp_path: Path) -> None:
    maker(tmp_path / name)
    blue, green, red = np.moveaxis(_pixels(tmp_path / name), 2, 0)
    assert np.array_equal(blue, green)
    assert np.array_equal(green, red)


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("alpha.png", make.half_transparent),
        ("16-bit.png", make.half_transparent_16_bit),
        ("palette.png", make.half_transparent_palette),
        ("alpha.webp", make.half_transparent),
        ("alpha.tif", make.half_transparent),
        ("alpha.avif", make.half_transparent),
    ],
)
def test_transparent_parts_become_white(name: str, maker: make.Maker, tmp_path: Path) -> None:
    maker(tmp_path / name)
    pixels = _pixels(tmp_path / name)
    assert pixels[:, :150].min() >= 250
    assert pixels[:, 170:].max() <= 5


def test_half_transparent_grey_is_half_way_to_white(tmp_path: Path) -> None:
    make.written(tmp_path / "veil.png", np.full((64, 64, 4), (0, 0, 0, 128), np.uint8))
    assert set(_pixels(tmp_path / "veil.png").ravel().tolist()) == {127}


@pytest.mark.parametrize(
    ("width", "height", "read"),
    [(1280, 720, (1280, 720)), (2559, 200, (2559, 200)), (2560, 1440, (1280, 720)), (5200, 1000, (1300, 250))],
)
def test_decoding_stops_halving_above_the_useful_size(
    width: int, height: int, read: tuple[int, int], tmp_path: Path
) -> None:
    make.of_size(width, height)(tmp_path / "wide.jpg")
    frame = _frame(tmp_path / "wide.jpg")
    assert (frame.width, frame.height) == read
    assert frame.width >= USEFUL_SIDE


def test_a_transparent_picture_costs_little_more_than_its_pixels(tmp_path: Path) -> None:
    make.written(tmp_path / "veil.png", np.full((1500, 2000, 4), 200, np.uint8))
    tracemalloc.start()
    _frame(tmp_path / "veil.png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / (1500 * 2000) < 16


@pytest.mark.parametrize(("kind", "name"), [("PNG", "really-png.jpg"), ("JPEG", "really-jpeg.png"), ("PNG", "bare")])
def test_the_content_counts_and_not_the_suffix(kind: str, name: str, tmp_path: Path) -> None:
    make.room().save(tmp_path / name, kind)
    (frame,) = open_source(tmp_path / name)
    assert (frame.width, frame.height, frame.time) == (1280, 720, 0.0)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names in Unicode")
def test_a_name_that_is_not_unicode_is_no_hindrance(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9union.jpg"))
    shutil.copy(make.READY, path)
    assert _frame(path).width == 1280


# what is refused

REFUSED: dict[str, tuple[make.Maker, type[InputError], str]] = {
    "gone.jpg": (lambda path: None, MissingInput, "no such file"),
    "empty.jpg": (Path.touch, DamagedInput, "empty"),
    "folder.jpg": (Path.mkdir, UnsupportedInput, "this is a folder"),
    "text.jpg": (make.text, DamagedInput, "not a picture"),
    "mark-only.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), DamagedInput, "not a picture"),
    "corrupt.png": (make.corrupt_png, DamagedInput, "damaged"),
    "dot.png": (make.of_size(1, 1), UnsuitableInput, "1 × 1 pixels"),
    "dot.webp": (make.of_size(1, 1), UnsuitableInput, "1 × 1 pixels"),
    "line.png": (make.of_size(1, 4000), UnsuitableInput, "1 × 4000 pixels"),
    "just-too-small.png": (make.of_size(4000, MIN_SIDE - 1), UnsuitableInput, "4000 × 63 pixels"),
    "giant.png": (make.promised_png(20000, 20000), UnsuitableInput, "400 megapixels"),
    "giant.jpg": (make.promised_jpeg(20000, 20000), UnsuitableInput, "400 megapixels"),
    "broken-promise.png": (make.promised_png(1000, 1000), DamagedInput, "damaged"),
    **{
        f"cut-at-{share}{suffix}": (make.cut(share), DamagedInput, "cut short")
        for suffix in (".jpg", ".png", ".webp", ".bmp")
        for share in (0.0005, 0.05, 0.5, 0.95)
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_looked_at_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    maker, kind, words = REFUSED[name]
    maker(tmp_path / name)
    with pytest.raises(kind, match=words) as refusal:
        _frame(tmp_path / name)
    assert isinstance(refusal.value, InputError)
    assert refusal.value.input == str(tmp_path / name)
    assert refusal.value.reason.endswith(".")
    assert "\n" not in str(refusal.value)


def test_too_large_a_picture_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cv2, "imdecode", lambda *_: pytest.fail("decoded"))
    with pytest.raises(UnsuitableInput, match="more than the 1 that are read"):
        _frame(make.READY, max_megapixels=0.9)


def test_the_smallest_useful_picture_is_looked_at(tmp_path: Path) -> None:
    make.of_size(MIN_SIDE, MIN_SIDE)(tmp_path / "stamp.png")
    assert _frame(tmp_path / "stamp.png").width == MIN_SIDE


# from names to sources


def test_a_folder_gives_its_pictures_and_clips_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "notes.txt", "deep/c.mp4", "deep/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "looks-like.png").mkdir()
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    listing = list_files(tmp_path)
    assert [path.name for path in listing.files] == ["a.png", "b.JPG", "c.mp4"]
    assert [path.name for path in listing.left_out] == ["notes.txt"]


@pytest.mark.parametrize("name", ["a" * 300 + ".jpg", "gone.jpg", "gone/gone.mp4", "loop.jpg"])
def test_a_name_behind_which_nothing_can_be_is_missing(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    for look in (list_files, open_source):
        with pytest.raises(MissingInput):
            look(tmp_path / name)


@pytest.mark.parametrize("name", ["notes.txt", "voice.wav", "page.pdf", "nothing"])
def test_another_kind_of_file_is_named_as_such(name: str, tmp_path: Path) -> None:
    make.text(tmp_path / name)
    with pytest.raises(UnsupportedInput, match="neither a picture nor a clip"):
        open_source(tmp_path / name)


@pytest.mark.parametrize("shape", [(10, 10), (10, 10, 4), (10, 10, 1), (3,)])
def test_pixels_of_another_shape_make_no_frame(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected uint8"):
        PictureFrame(np.zeros(shape, np.uint8))
