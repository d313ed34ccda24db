"""Boxes of ISO files (ISO/IEC 14496-12), and where the items of a HEIF file lie: held against the file itself."""

from collections.abc import Iterator

MOST_SHARED = 2
"""How often the bytes of a file may belong to its items, on average."""

MOST_NESTED = 4
"""Boxes within boxes; what tells a size lies three deep."""

_OPENED = frozenset({b"meta", b"iprp", b"ipco"})

Box = tuple[bytes, int, int]
"""A box's kind, and where its content begins and ends."""


class Unreadable(ValueError):
    """The boxes, or what they point to, are not as the standards say."""


class Reader:
    """Numbers of a box, one after another.

    Args:
        data: the file.
        start: where the first one begins.
        end: where the last one has to have ended, that of the file when left out.
    """

    def __init__(self, data: bytes, start: int, end: int | None = None) -> None:
        self._data, self.place = data, start
        self._end = len(data) if end is None else end

    def read(self, length: int) -> int:
        """The number in the next `length` bytes, 0 of none.

        Raises:
            Unreadable: the box or the file is over.
        """
        end = self.place + length
        if length and end > self._end:
            raise Unreadable
        value = int.from_bytes(self._data[self.place : end])
        self.place = end
        return value

    def count(self, length: int) -> int:
        """How many parts follow, each of at least one byte.

        Raises:
            Unreadable: there is no room for so many.
        """
        number = self.read(length)
        if number > self._end - self.place:
            raise Unreadable
        return number


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie between two places, one behind the other.

    Raises:
        Unreadable: a length is too short for a box.
    """
    while start + 8 <= end:
        length, kind, head = _int(data, start, 4), data[start + 4 : start + 8], 8
        if length == 1:
            length, head = _int(data, start + 8, 8), 16
        if length and length < head:
            raise Unreadable
        stop = min(start + length, end) if length else end
        yield kind, start + head, stop
        start = stop


def nested_boxes(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[Box]:
    """The same with the boxes inside those that hold what is said of items.

    Raises:
        Unreadable: a length is too short for a box, or they lie too deep.
    """
    if depth == MOST_NESTED:
        raise Unreadable
    for kind, begin, stop in boxes(data, start, end):
        yield kind, begin, stop
        if kind in _OPENED:
            yield from nested_boxes(data, begin + (4 if kind == b"meta" else 0), stop, depth + 1)


def items(data: bytes, start: int, end: int, stored: int) -> Iterator[tuple[int, bytes]]:
    """Number and data of each item that an `iloc` box places (ISO/IEC 14496-12, 8.11.3).

    Args:
        data: the file.
        start: where the content of the box begins.
        end: where it ends.
        stored: where the content of `idat` begins.

    Raises:
        Unreadable: data lie outside the file, or so many share the same bytes that they would fill memory.
    """
    reader = Reader(data, start, end)
    version = reader.read(4) >> 24
    sizes = reader.read(2)
    offset_bytes, length_bytes, base_bytes = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_bytes = sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    room = MOST_SHARED * len(data)
    for _ in range(reader.count(wide)):
        number = reader.read(wide)
        method = reader.read(2) & 15 if version else 0
        reader.read(2)
        base = reader.read(base_bytes) + (stored if method == 1 else 0)
        parts = []
        for _ in range(reader.count(2)):
            reader.read(index_bytes)
            at = base + reader.read(offset_bytes)
            length = reader.read(length_bytes) or len(data) - at
            if length < 0 or at + length > len(data):
                raise Unreadable
            parts.append(memoryview(data)[at : at + length])
            room -= length
            if room < 0:
                raise Unreadable
        yield number, b"".join(parts)


def _int(data: bytes, start: int, length: int) -> int:
    return Reader(data, start).read(length)
