"""From the coded pixels of a HEIF item to the picture that is shown: cut out, turned and mirrored."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Self

from envcheck.media.frame import Pixels
from envcheck.media.orientation import Orientation

_APERTURE = struct.Struct(">iiiiiiii")
_ORIENTING = frozenset({b"irot", b"imir"})

Size = tuple[int, int]


@dataclass(frozen=True)
class Aperture:
    """The part of a picture that is shown, as shares of its sides.

    Attributes:
        left: where it begins, likewise the others.
        top: downwards.
        right: where it ends.
        bottom: downwards.
    """

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction

    def applied(self, pixels: Pixels) -> Pixels:
        """That part, a view of the pixels; they may be smaller than the picture that the shares are of."""
        height, width = pixels.shape[:2]
        return pixels[round(self.top * height) : round(self.bottom * height)][
            :, round(self.left * width) : round(self.right * width)
        ]

    def of(self, size: Size) -> Size:
        """Width and height of that part."""
        return round((self.right - self.left) * size[0]), round((self.bottom - self.top) * size[1])


@dataclass(frozen=True)
class Presentation:
    """What is done to coded pixels, one after another."""

    steps: tuple[Orientation | Aperture, ...] = ()

    @classmethod
    def of_properties(cls, size: Size, properties: Iterable[tuple[bytes, bytes]]) -> Self:
        """Of the boxes `clap`, `irot` and `imir` of an item, in their order (ISO/IEC 23008-12, 6.5.9 to 6.5.12).

        Viewers pass by `pasp` in pictures, and so does this.

        Args:
            size: width and height of the coded picture.
            properties: each box's kind and content.
        """
        steps: list[Orientation | Aperture] = []
        kept = (one for one in properties if one[0] == b"clap" or (one[0] in _ORIENTING and one[1]))
        for turns, alike in groupby(kept, lambda one: one[0] in _ORIENTING):
            if turns:
                orientation = Orientation.of_properties((kind, content[-1]) for kind, content in alike)
                steps.append(orientation)
                size = (size[1], size[0]) if orientation.transposed else size
                continue
            for _, content in alike:
                if aperture := _aperture(content, size):
                    steps.append(aperture)
                    size = aperture.of(size)
        return cls(tuple(steps))

    def applied(self, pixels: Pixels) -> Pixels:
        """The picture that is shown, shape (height, width, 3)."""
        for step in self.steps:
            pixels = step.applied(pixels)
        return pixels


def _aperture(content: bytes, size: Size) -> Aperture | None:
    """The part that a `clap` box names (ISO/IEC 14496-12, 12.1.4.3); None where it is no part of the picture."""
    if len(content) < _APERTURE.size:
        return None
    numbers = _APERTURE.unpack(content[: _APERTURE.size])
    if min(numbers[1::2]) <= 0:
        return None
    sides, offsets = ([Fraction(*numbers[at : at + 2]) for at in places] for places in ((0, 2), (4, 6)))
    starts = [offset + (whole - side) / 2 for whole, side, offset in zip(size, sides, offsets, strict=True)]
    ends = [start + side for start, side in zip(starts, sides, strict=True)]
    if min(sides) < 1 or min(starts) < 0 or any(end > whole for end, whole in zip(ends, size, strict=True)):
        return None
    (left, top), (right, bottom) = (
        [place / whole for place, whole in zip(places, size, strict=True)] for places in (starts, ends)
    )
    return Aperture(left, top, right, bottom)
