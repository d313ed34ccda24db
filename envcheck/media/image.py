"""A picture file as a frame: upright, 8 bits, no larger than is useful."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import imagesize
import numpy as np
from numpy.typing import NDArray

from envcheck.errors import DamagedInput, MissingInput, UnsuitableInput, UnsupportedInput
from envcheck.findings import Mode
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.sound import Listener, unheard

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".avif"})

MIN_SIDE = 64
"""Pixels. A face that fills a smaller picture has no detail left to judge."""

MAX_MEGAPIXELS = 120.0
"""Decoding needs some 3 bytes a pixel on top of the file, so this keeps a picture well below 1 GB of memory."""

USEFUL_SIDE = 1280
"""Pixels. Decoding stops halving where the longer side would fall below it."""

_REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_WITH_ALPHA = (b"\x04", b"\x06")
_JPEG_MARK, _BMP_MARK = b"\xff\xd8", b"BM"
_BAND = 64

MAX_TRANSPARENT = 40_000_000
"""Pixels. Transparent parts of larger pictures, and of turned ones, stay as they are coded."""


class PictureSource:
    """One picture file.

    Args:
        path: a file that OpenCV can read; EXIF orientation is applied, 16 bits become 8, grey and CMYK become BGR,
            transparent parts become white.
        max_megapixels: larger pictures are refused before they are decoded.

    Raises:
        InputError: when iterated, if the file cannot be looked at.
    """

    mode = Mode.PICTURE
    seconds: float | None = None

    def __init__(self, path: Path, max_megapixels: float = MAX_MEGAPIXELS) -> None:
        self.name = printable(path)
        self.listener: Listener = unheard
        self._path = path
        self._max_megapixels = max_megapixels

    def __iter__(self) -> Iterator[Frame]:
        yield PictureFrame(self._read())

    def _read(self) -> Pixels:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            raise MissingInput(self.name, "there is no such file.") from None
        except OSError as error:
            raise UnsupportedInput(self.name, f"the file cannot be opened ({error.strerror}).") from None
        return decoded(data, self.name, self._max_megapixels)


def decoded(data: bytes, name: str, max_megapixels: float = MAX_MEGAPIXELS) -> Pixels:
    """A picture of the kinds and in the form that `PictureSource` reads.

    Args:
        data: a picture file's content.
        name: what an error calls it.
        max_megapixels: larger pictures are refused before they are decoded.

    Raises:
        DamagedInput: it is empty, or no picture.
        UnsuitableInput: it is too small or too large.
    """
    if not data:
        raise DamagedInput(name, "the file is empty.")
    width, height = _size(data)
    verify_size(name, width, height, max_megapixels)
    pixels = _decode(data, width, height)
    if pixels is None:
        raise DamagedInput(name, "this is not a picture, or it is damaged or cut short.")
    return pixels


def _size(data: bytes) -> tuple[int, int]:
    """Width and height from the header alone, before anything is decoded; (0, 0) where it does not tell."""
    try:
        width, height = imagesize.get(BytesIO(data))
    except (ValueError, OSError):
        return 0, 0
    return max(0, int(width)), max(0, int(height))


def printable(path: Path) -> str:
    """The path as text that can be shown anywhere, with "?" for what is no text."""
    return os.fsencode(path).decode("utf-8", errors="replace").replace("\ufffd", "?")


def verify_size(name: str, width: int, height: int, max_megapixels: float) -> None:
    """Refuses what is too small to judge or too large to decode; 0 × 0 stands for "not known" and passes.

    Raises:
        UnsuitableInput: it is either.
    """
    if 0 < min(width, height) < MIN_SIDE:
        raise UnsuitableInput(
            name, f"{width} × {height} pixels are too few to see a room in; {MIN_SIDE} a side are needed."
        )
    if width * height > max_megapixels * 1e6:
        raise UnsuitableInput(
            name,
            f"{width * height / 1e6:.0f} megapixels are more than the {max_megapixels:.0f} that are read; "
            "please make the picture smaller.",
        )


def _decode(data: bytes, width: int, height: int) -> Pixels | None:
    buffer = np.frombuffer(data, np.uint8)
    try:
        if _may_be_transparent(data) and width * height <= MAX_TRANSPARENT:
            # OpenCV keeps transparency only where it leaves the orientation alone, so this path is for pictures
            # that have the one and not the other
            coded, _, metadata = cv2.imdecodeWithMetadata(buffer, flags=cv2.IMREAD_UNCHANGED)
            if coded is not None and coded.ndim == 3 and coded.shape[2] == 4 and not len(metadata):
                return _on_white(np.asarray(coded))
        pixels = cv2.imdecode(buffer, _REDUCED[_reduction(max(width, height))])
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


def _may_be_transparent(data: bytes) -> bool:
    if data.startswith(_PNG_MARK):
        return data[25:26] in _PNG_WITH_ALPHA or b"tRNS" in data[: data.find(b"IDAT")]
    return not data.startswith((_JPEG_MARK, _BMP_MARK))


def _reduction(longer_side: int) -> int:
    return max((factor for factor in _REDUCED if longer_side / factor >= USEFUL_SIDE), default=1)


def _on_white(pixels: NDArray[Any]) -> Pixels:
    """BGR of BGRA with 8 or 16 bits, blended in bands to need little memory."""
    white = np.empty((*pixels.shape[:2], 3), np.uint8)
    full = np.float32(np.iinfo(pixels.dtype).max)
    for top in range(0, len(pixels), _BAND):
        band = pixels[top : top + _BAND].astype(np.float32) / full
        share = band[..., 3:]
        white[top : top + _BAND] = np.round((band[..., :3] * share + 1 - share) * 255)
    return white
