"""A frame: a picture with its media time, converted only as far as somebody asks."""

from abc import ABC, abstractmethod
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]


class Frame(ABC):
    """A picture with its media time.

    Attributes:
        time: seconds on the media clock, 0 for a single picture.
        width: pixels, upright.
        height: pixels, upright.
        rate: frames per second that arrived over the last seconds, looked at or not; None where the source does not
            know, as for a single picture.
        shown_since: media time since when it has been all there is to see, where it is looked at again because no
            other has come; None for one that has come just now.
    """

    def __init__(self, width: int, height: int, time: float, rate: float | None = None) -> None:
        self.width = width
        self.height = height
        self.time = time
        self.rate = rate
        self.shown_since: float | None = None
        self._luma: Pixels | None = None

    def luma(self) -> Pixels:
        """Luma at full size, shape (height, width), in full range: 0 is black, 255 is white. Made once."""
        if self._luma is None:
            self._luma = self._made_luma()
        return self._luma

    @abstractmethod
    def _made_luma(self) -> Pixels:
        """Luma as `luma` gives it."""

    @abstractmethod
    def bgr(self, width: int, height: int) -> Pixels:
        """The picture resampled to `width` by `height`, shape (height, width, 3), sRGB-coded, BGR order."""


class PictureFrame(Frame):
    """A frame made from a BGR picture.

    Args:
        pixels: shape (height, width, 3), BGR order, uint8.
        time: seconds on the media clock.
        rate: frames per second that arrive, where known.

    Raises:
        ValueError: the array has another shape or type.
    """

    def __init__(self, pixels: Pixels, time: float = 0.0, rate: float | None = None) -> None:
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
            raise ValueError(f"expected uint8 of shape (height, width, 3), got {pixels.dtype} of {pixels.shape}")
        super().__init__(pixels.shape[1], pixels.shape[0], time, rate)
        self._pixels = pixels

    def _made_luma(self) -> Pixels:
        """Luma by the weights of ITU-R BT.601, as in JPEG."""
        return _uint8(cv2.cvtColor(self._pixels, cv2.COLOR_BGR2GRAY))

    def bgr(self, width: int, height: int) -> Pixels:
        """The picture at the asked size; the array itself where that is its own."""
        return resized(self._pixels, width, height)


def resized(pixels: Pixels, width: int, height: int) -> Pixels:
    """`pixels` at `width` by `height`: averaged on the way down, interpolated on the way up."""
    if pixels.shape[:2] == (height, width):
        return pixels
    shrinks = width * height < pixels.shape[0] * pixels.shape[1]
    return _uint8(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR))


def _uint8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
