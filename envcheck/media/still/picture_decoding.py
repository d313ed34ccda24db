"""The pixels of a picture file: by OpenCV, and where that is blind to how it lies or shines, by our own."""

from collections.abc import Callable
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.colour import Colour, to_sdr
from envcheck.media.frame import Pixels
from envcheck.media.still.heif import HeifFile
from envcheck.media.still.heif_picture import decode_heif
from envcheck.media.still.picture_format import PictureFormat
from envcheck.media.still.picture_parts import png_colour, shown_png, verify_jpeg

Decoded = TypeVar("Decoded")

USEFUL_SIDE = 1280
"""Pixels. Decoding stops halving where the longer side would fall below it."""

_REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_PNG_WITH_ALPHA = (b"\x04", b"\x06")
_BAND = 64

MAX_TRANSPARENT = 40_000_000
"""Pixels. Transparent parts of larger pictures, and of turned ones, stay as they are coded."""


def decode_pixels(data: bytes, kind: PictureFormat, size: tuple[int, int]) -> Pixels | None:
    """The pixels of a picture file whose size is known to be one that can be held; None where it is damaged.

    Args:
        data: the file.
        kind: what it is.
        size: its width and height before it is made upright.

    Returns:
        Shape (height, width, 3), BGR order, upright, as a usual screen shows it on white; smaller by a whole factor
        where its longer side stays at `USEFUL_SIDE` or more.

    Raises:
        Implausible: the parts of the file cannot be what they say.
        MemoryError: there is not the memory for it.
        UnknownCoding: a HEIC is made in a way that is not known.
        Unreadable: the boxes of a HEIC or AVIF are not as the standards say.
    """
    match kind:
        case PictureFormat.HEIC:
            return decode_heif(HeifFile(data), _reduction(size))
        case PictureFormat.AVIF:
            file = HeifFile(data)
            if file.may_be_hdr:
                return decode_heif(file, _reduction(size))
            pixels = _by_opencv(data, kind, size, cv2.IMREAD_IGNORE_ORIENTATION)
            return None if pixels is None else np.ascontiguousarray(file.presentation.applied(pixels))
        case PictureFormat.PNG:
            colour = png_colour(data)
            if colour and not colour.is_usual:
                return _hdr(shown_png(data), colour)
            return _by_opencv(shown_png(data), kind, size)
        case PictureFormat.JPEG:
            verify_jpeg(data)
    return _by_opencv(data, kind, size)


def _hdr(data: bytes, colour: Colour) -> Pixels | None:
    """A PNG of more light than a usual screen has."""
    pixels = _opencv(lambda: cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH))
    if pixels is None:
        return None
    deep = pixels if pixels.dtype == np.uint16 else np.multiply(pixels, 257, dtype=np.uint16)
    return to_sdr(np.asarray(deep, np.uint16), colour)


def _by_opencv(data: bytes, kind: PictureFormat, size: tuple[int, int], flags: int = 0) -> Pixels | None:
    buffer = np.frombuffer(data, np.uint8)
    if _may_be_transparent(data, kind) and size[0] * size[1] <= MAX_TRANSPARENT:
        # OpenCV keeps transparency only where it leaves the orientation alone, so this path is for pictures
        # that have the one and not the other
        whole = _opencv(lambda: cv2.imdecodeWithMetadata(buffer, flags=cv2.IMREAD_UNCHANGED))
        if whole is None:
            return None
        coded, _, metadata = whole
        if coded is not None and coded.ndim == 3 and coded.shape[2] == 4 and not len(metadata):
            return _on_white(np.asarray(coded))
    pixels = _opencv(lambda: cv2.imdecode(buffer, _REDUCED[_reduction(size)] | flags))
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


def _opencv(decode: Callable[[], Decoded]) -> Decoded | None:
    """What a decoder of OpenCV gives; None for a file that it cannot decode.

    Raises:
        MemoryError: it is not the file's fault.
    """
    try:
        return decode()
    except cv2.error as error:
        if error.code == cv2.Error.STS_NO_MEM:
            raise MemoryError from None
        return None


def _may_be_transparent(data: bytes, kind: PictureFormat) -> bool:
    if kind is PictureFormat.PNG:
        return data[25:26] in _PNG_WITH_ALPHA or b"tRNS" in data[: data.find(b"IDAT")]
    return kind not in (PictureFormat.JPEG, PictureFormat.BMP)


def _reduction(size: tuple[int, int]) -> int:
    return max((factor for factor in _REDUCED if max(size) / factor >= USEFUL_SIDE), default=1)


def _on_white(pixels: NDArray[Any]) -> Pixels:
    """BGR of BGRA with 8 or 16 bits, blended in bands to need little memory."""
    white = np.empty((*pixels.shape[:2], 3), np.uint8)
    full = np.float32(np.iinfo(pixels.dtype).max)
    for top in range(0, len(pixels), _BAND):
        band = pixels[top : top + _BAND].astype(np.float32) / full
        share = band[..., 3:]
        white[top : top + _BAND] = np.round((band[..., :3] * share + 1 - share) * 255)
    return white
