"""How large the pictures in an AVIF file are: by its boxes, and by the coded data themselves.

The boxes (ISO/IEC 14496-12 and 23008-12) may say one size and the AV1 data another; the decoder allocates what the data
say (AV1 Bitstream & Decoding Process Specification, section 5.5).
"""

from collections.abc import Iterator
from itertools import chain, islice

from envcheck.media.still.boxes import Reader, Unreadable, items, nested_boxes

MOST_UNITS = 10_000
"""Units of AV1 data in one file: a still picture has a handful, a large one in tiles some hundreds."""

MOST_HEADER = 512
"""Bytes of a sequence header; the longest with all its operating points takes some 350."""

Size = tuple[int, int]

_SEQUENCE_HEADER = 1


def largest(data: bytes) -> Size:
    """The largest size in pixels that anything in the file says, (0, 0) where nothing does.

    Raises:
        Unreadable: it is a moving picture, or its parts do not lie within the file.
    """
    found = list(nested_boxes(data, 0, len(data)))
    kinds = [kind for kind, _, _ in found]
    if b"moov" in kinds or kinds.count(b"iloc") != 1:
        raise Unreadable
    sizes = [_said_size(data, start) for kind, start, _ in found if kind == b"ispe"]
    stored = next((start for kind, start, _ in found if kind == b"idat"), 0)
    coded = (item for kind, start, end in found if kind == b"iloc" for _, item in items(data, start, end, stored))
    units = list(islice(chain.from_iterable(map(_units, coded)), MOST_UNITS + 1))
    if len(units) > MOST_UNITS:
        raise Unreadable
    sizes += [_sequence_size(unit) for kind, unit in units if kind == _SEQUENCE_HEADER]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _said_size(data: bytes, start: int) -> Size:
    reader = Reader(data, start + 4)
    return reader.read(4), reader.read(4)


def _units(item: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each unit of an item's data, read as AV1 (section 5.3) whatever they are."""
    start = 0
    while start < len(item):
        header = item[start]
        start += 2 if header & 4 else 1
        length, start = _leb128(item, start) if header & 2 else (len(item) - start, start)
        yield header >> 3 & 15, item[start : min(start + length, start + MOST_HEADER)]
        start += length


def _leb128(data: bytes, start: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends."""
    value = 0
    for index, byte in enumerate(data[start : start + 8]):
        value |= (byte & 127) << 7 * index
        if not byte & 128:
            return value, start + index + 1
    return len(data), len(data)


def _sequence_size(header: bytes) -> Size:
    """Width and height of the largest frame that a sequence header allows (section 5.5.1)."""
    bits = _Bits(header)
    bits.read(4)  # profile, still picture
    if bits.read(1):  # the short header of still pictures
        bits.read(5)
    else:
        _pass_operating_points(bits)
    width_bits, height_bits = bits.read(4) + 1, bits.read(4) + 1
    return bits.read(width_bits) + 1, bits.read(height_bits) + 1


def _pass_operating_points(bits: "_Bits") -> None:
    delay_bits = 0
    timed = bits.read(1)
    if timed:
        bits.read(64)
        if bits.read(1):  # pictures come at equal intervals
            bits.take_uvlc()
        timed = bits.read(1)
        if timed:
            delay_bits = bits.read(5) + 1
            bits.read(42)
    delayed = bits.read(1)
    for _ in range(bits.read(5) + 1):
        bits.read(12)
        if bits.read(5) > 7:
            bits.read(1)
        if timed and bits.read(1):
            bits.read(2 * delay_bits + 1)
        if delayed and bits.read(1):
            bits.read(4)


class _Bits:
    """Numbers of so many bits, one after another; after the end all are 0."""

    def __init__(self, data: bytes) -> None:
        self._value, self._left = int.from_bytes(data), 8 * len(data)

    def read(self, count: int) -> int:
        self._left -= count
        return (self._value >> self._left if self._left >= 0 else 0) & (1 << count) - 1

    def take_uvlc(self) -> int:
        zeros = 0
        while zeros < 32 and self._left > 0 and not self.read(1):
            zeros += 1
        return self.read(zeros) if zeros < 32 else 0
