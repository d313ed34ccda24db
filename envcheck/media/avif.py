"""How large the pictures in an AVIF file are: by its boxes, and by the coded data themselves.

The boxes (ISO/IEC 14496-12 and 23008-12) may say one size and the AV1 data another; the decoder allocates what the data
say (AV1 Bitstream & Decoding Process Specification, section 5.5).
"""

from collections.abc import Iterator
from itertools import chain, islice

MOST_UNITS = 10_000
"""Units of AV1 data in one file: a still picture has a handful, a large one in tiles some hundreds."""

MOST_SHARED = 2
"""How often the bytes of a file may belong to its items, on average."""

MOST_HEADER = 512
"""Bytes of a sequence header; the longest with all its operating points takes some 350."""

MOST_NESTED = 4
"""Boxes within boxes; what tells a size lies three deep."""

Size = tuple[int, int]

_SEQUENCE_HEADER = 1
_OPENED = frozenset({b"meta", b"iprp", b"ipco"})


class Unreadable(ValueError):
    """The boxes, or what they point to, are not as the standards say."""


def largest(data: bytes) -> Size:
    """The largest size in pixels that anything in the file says, (0, 0) where nothing does.

    Raises:
        Unreadable: it is a moving picture, or its parts do not lie within the file.
    """
    boxes = list(_boxes(data, 0, len(data)))
    kinds = [kind for kind, _, _ in boxes]
    if b"moov" in kinds or kinds.count(b"iloc") != 1:
        raise Unreadable
    sizes = [(_int(data, start + 4, 4), _int(data, start + 8, 4)) for kind, start, _ in boxes if kind == b"ispe"]
    stored = next((start for kind, start, _ in boxes if kind == b"idat"), 0)
    items = [item for kind, start, end in boxes if kind == b"iloc" for item in _items(data, start, end, stored)]
    units = list(islice(chain.from_iterable(map(_units, items)), MOST_UNITS + 1))
    if len(units) > MOST_UNITS:
        raise Unreadable
    sizes += [_sequence_size(unit) for kind, unit in units if kind == _SEQUENCE_HEADER]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _int(data: bytes, start: int, length: int) -> int:
    if start + length > len(data):
        raise Unreadable
    return int.from_bytes(data[start : start + length])


def _boxes(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Each box's kind, and where its content begins and ends; those that hold what is asked for are opened."""
    if depth == MOST_NESTED:
        raise Unreadable
    while start + 8 <= end:
        length, kind, head = _int(data, start, 4), data[start + 4 : start + 8], 8
        if length == 1:
            length, head = _int(data, start + 8, 8), 16
        if length and length < head:
            raise Unreadable
        stop = min(start + length, end) if length else end
        yield kind, start + head, stop
        if kind in _OPENED:
            yield from _boxes(data, start + head + (4 if kind == b"meta" else 0), stop, depth + 1)
        start = stop


class _Reader:
    """Numbers of a box, one after another."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._place = data, start

    def read(self, length: int) -> int:
        value = _int(self._data, self._place, length) if length else 0
        self._place += length
        return value


def _items(data: bytes, start: int, end: int, stored: int) -> Iterator[bytes]:
    """The data of each item that an `iloc` box places (ISO/IEC 14496-12, 8.11.3); `stored` is where `idat` begins."""
    reader = _Reader(data, start)
    version = reader.read(4) >> 24
    sizes = reader.read(2)
    offset_bytes, length_bytes, base_bytes = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_bytes = sizes & 15 if version else 0
    room = MOST_SHARED * len(data)
    for _ in range(_within(reader.read(4 if version == 2 else 2), end - start)):
        reader.read(4 if version == 2 else 2)
        method = reader.read(2) & 15 if version else 0
        reader.read(2)
        base = reader.read(base_bytes) + (stored if method == 1 else 0)
        parts = []
        for _ in range(_within(reader.read(2), end - start)):
            reader.read(index_bytes)
            at = base + reader.read(offset_bytes)
            length = reader.read(length_bytes) or len(data) - at
            if at + length > len(data):
                raise Unreadable
            parts.append(memoryview(data)[at : at + length])
            room -= length
            if room < 0:
                raise Unreadable
        yield b"".join(parts)


def _within(count: int, room: int) -> int:
    if count > room:
        raise Unreadable
    return count


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
