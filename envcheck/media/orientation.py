"""How a picture lies in its file: by quarter turns and a mirror, as containers say it outside EXIF."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Self

import cv2
import numpy as np

from envcheck.media.frame import Pixels

_MATRIX = struct.Struct("=9i")


@dataclass(frozen=True)
class Orientation:
    """The change that makes coded pixels upright: transposed first, then flipped.

    Attributes:
        transposed: rows become columns.
        flips_across: left and right are exchanged after that.
        flips_down: top and bottom are exchanged after that.
    """

    transposed: bool = False
    flips_across: bool = False
    flips_down: bool = False

    @classmethod
    def of_display_matrix(cls, matrix: bytes | None) -> Self:
        """Of the matrix of a track or a frame (ISO/IEC 14496-12, 6.2.2), nine native integers as FFmpeg keeps them.

        A negative determinant is a mirror. Of a turn by an odd angle the nearest quarter counts.
        """
        if matrix is None or len(matrix) < _MATRIX.size:
            return cls()
        a, b, _, c, d, *_ = _MATRIX.unpack(matrix[: _MATRIX.size])
        if abs(b * c) > abs(a * d):  # x' = c y and y' = b x
            return cls(True, c < 0, b < 0)
        return cls(False, a < 0, d < 0)

    @classmethod
    def of_properties(cls, properties: Iterable[tuple[bytes, int]]) -> Self:
        """Of the boxes `irot` and `imir` of an item, in their order (ISO/IEC 23008-12, 6.5.10 and 6.5.12).

        Args:
            properties: each box's kind, and the byte that it holds.
        """
        return reduce(lambda before, one: before.then(cls._of_property(*one)), properties, cls())

    @classmethod
    def _of_property(cls, kind: bytes, value: int) -> Self:
        if kind == b"imir":
            return cls(False, bool(value & 1), not value & 1)
        turns = value & 3  # anticlockwise
        return cls(turns % 2 == 1, turns in (2, 3), turns in (1, 2))

    def then(self, other: Self) -> Self:
        """This change and another after it, as one."""
        across, down = self.flips_across, self.flips_down
        if other.transposed:
            across, down = down, across
        return type(self)(self.transposed != other.transposed, across != other.flips_across, down != other.flips_down)

    def applied(self, pixels: Pixels) -> Pixels:
        """Pixels made upright, shape (height, width) or (height, width, 3); themselves where they are."""
        if self.transposed:
            pixels = np.asarray(cv2.transpose(pixels), np.uint8)
        if not (self.flips_across or self.flips_down):
            return pixels
        code = -1 if self.flips_across and self.flips_down else int(self.flips_across)
        return np.asarray(cv2.flip(pixels, code), np.uint8)
