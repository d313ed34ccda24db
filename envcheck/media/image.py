"""A picture file as a frame: upright, 8 bits, no larger than is useful."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import imagesize
import numpy as np
from numpy.typing import NDArray

from envcheck.errors import DamagedInput, MissingInput, UnsuitableInput, UnsupportedInput
from envcheck.findings import Mode
from envcheck.media.frame import Frame, PictureFrame, Pixels

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
_PNG_WITH_ALPHA = (4, 6)
_MAX_ALPHA_PIXELS = 40_000_000


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
        self.name = str(path)
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
        if not data:
            raise DamagedInput(self.name, "the file is empty.")
        width, height = self._size()
        pixels = _decode(data, width, height)
        if pixels is None:
            raise DamagedInput(self.name, "this is not a picture, or it is damaged or cut short.")
        return pixels

    def _size(self) -> tuple[int, int]:
        """Width and height from the header alone, before anything is decoded; (0, 0) where it does not tell."""
        try:
            width, height = (max(0, int(side)) for side in imagesize.get(self.name))
        except (ValueError, OSError):
            return 0, 0
        if 0 < min(width, height) < MIN_SIDE:
            raise UnsuitableInput(
                self.name, f"{width} × {height} pixels are too few to see a room in; {MIN_SIDE} a side are needed."
            )
        if width * height > self._max_megapixels * 1e6:
            raise UnsuitableInput(
                self.name,
                f"{width * height / 1e6:.0f} megapixels are more than the {self._max_megapixels:.0f} that are read; "
                "please make the picture smaller.",
            )
        return width, height


def _decode(data: bytes, width: int, height: int) -> Pixels | None:
    buffer = np.frombuffer(data, np.uint8)
    with_alpha = data.startswith(_PNG_MARK) and len(data) > 25 and data[25] in _PNG_WITH_ALPHA
    flag = _REDUCED[_reduction(max(width, height))]
    if with_alpha and width * height <= _MAX_ALPHA_PIXELS:
        flag = cv2.IMREAD_UNCHANGED
    try:
        pixels = cv2.imdecode(buffer, flag)
    except cv2.error:
        return None
    if pixels is None or (pixels.ndim == 3 and pixels.shape[2] == 4):
        return None if pixels is None else _on_white(pixels)
    return np.asarray(pixels, dtype=np.uint8)


def _reduction(longer_side: int) -> int:
    return max((factor for factor in _REDUCED if longer_side / factor >= USEFUL_SIDE), default=1)


def _on_white(pixels: NDArray[Any]) -> Pixels:
    depth = np.iinfo(pixels.dtype).max
    share = pixels[..., 3:].astype(np.float32) / depth
    return np.asarray(np.round((pixels[..., :3] / depth * share + (1 - share)) * 255), dtype=np.uint8)
