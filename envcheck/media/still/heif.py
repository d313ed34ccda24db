"""What a HEIF file (HEIC, AVIF) says of the picture that it shows: how it lies, its colours, and its tiles.

By the boxes of ISO/IEC 14496-12 and 23008-12. Thumbnails, depth and gain maps lie in the same file and are passed by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from envcheck.media.colour import Colour
from envcheck.media.still.boxes import Box, Reader, Unreadable, boxes, items
from envcheck.media.still.presentation import Presentation

MOST_TILES = 4096
"""Tiles of one picture: those of 512 pixels a side that telephones make are some hundred at 48 megapixels."""

Size = tuple[int, int]


@dataclass(frozen=True)
class CodedImage:
    """One coded picture.

    Attributes:
        codec: kind of the item, such as `hvc1`.
        setup: content of the box that sets its decoder up, such as `hvcC`; empty where there is none.
        size: width and height in pixels, as the boxes say.
        data: as the decoder takes it.
    """

    codec: bytes
    setup: bytes
    size: Size
    data: bytes


@dataclass(frozen=True)
class HeifImage:
    """The picture that a file shows.

    Attributes:
        size: width and height in pixels before it is made upright.
        presentation: what makes it the picture that is shown.
        colour: as the boxes say, None where only the coded data do.
        columns: how many tiles lie beside each other.
        tiles: row by row; one where it is coded whole.
    """

    size: Size
    presentation: Presentation
    colour: Colour | None
    columns: int
    tiles: tuple[CodedImage, ...]


class HeifFile:
    """The boxes of one file.

    Args:
        data: the file.

    Raises:
        Unreadable: it has no such boxes, or they are not as the standards say.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, start, end = _only(boxes(data, 0, len(data)), b"meta")
        self._boxes = list(boxes(data, start + 4, end))
        reader = self._reader(b"pitm")
        self._shown = reader.read(4 if reader.read(4) >> 24 else 2)

    @cached_property
    def presentation(self) -> Presentation:
        """What makes it the picture that is shown; EXIF does not count (ISO/IEC 23000-22, 7.3.6.7)."""
        said = self._properties(self._shown)
        return Presentation.of_properties(self.size, ((kind, self._data[start:end]) for kind, start, end in said))

    @cached_property
    def colour(self) -> Colour | None:
        """The colours of the picture where a box says them by numbers (`colr` of the type `nclx`)."""
        for item in (self._shown, *self._references.get(self._shown, ())[:1]):
            for kind, start, end in self._properties(item):
                if kind == b"colr" and self._data[start : start + 4] == b"nclx":
                    reader = Reader(self._data, start + 4, end)
                    primaries, transfer, matrix = (reader.read(2) for _ in range(3))
                    return Colour(primaries, transfer, matrix, bool(reader.read(1) & 0x80))
        return None

    @cached_property
    def may_be_hdr(self) -> bool:
        """True where the colours are no usual screen's, or known by the coded data alone and more than 8 bits deep.

        Depth is that of `av1C` (AV1 Codec ISO Media File Format Binding, 2.3.3).
        """
        if self.colour:
            return not self.colour.is_usual
        tiles = self._references.get(self._shown, ())[:1]
        said = (box for item in (self._shown, *tiles) for box in self._properties(item))
        return any(
            kind == b"av1C" and self._data[start + 2 : end] and self._data[start + 2] & 0x40
            for kind, start, end in said
        )

    @cached_property
    def coding(self) -> bytes:
        """The kind of item that holds what is coded, such as `hvc1`: of the picture, or of its tiles."""
        item = self._shown
        if self._kinds.get(item) == b"grid":
            item = next(iter(self._references.get(item, ())), item)
        return self._kinds.get(item, b"")

    @cached_property
    def size(self) -> Size:
        """Width and height of the picture before it is made upright, as `ispe` says them.

        Raises:
            Unreadable: it does not.
        """
        return self._size(self._shown)

    def shown(self) -> HeifImage:
        """The picture with its coded tiles.

        Raises:
            Unreadable: it is made in another way, or its tiles do not lie in the file, or do not fill it.
        """
        coded = dict(self._items())
        if self._kinds.get(self._shown) != b"grid":
            whole = self._coded(self._shown, coded)
            return HeifImage(whole.size, self.presentation, self.colour, 1, (whole,))
        rows, columns, size = _grid(coded.get(self._shown, b""))
        tiles = self._references.get(self._shown, ())
        if len(tiles) != rows * columns or len(tiles) > MOST_TILES or size != self.size:
            raise Unreadable
        made = tuple(self._coded(tile, coded) for tile in tiles)
        across, down = made[0].size
        if not (0 <= across * columns - size[0] < across and 0 <= down * rows - size[1] < down):
            raise Unreadable
        if {tile.size for tile in made} != {(across, down)}:
            raise Unreadable
        return HeifImage(size, self.presentation, self.colour, columns, made)

    def _coded(self, item: int, data: dict[int, bytes]) -> CodedImage:
        kind = self._kinds.get(item, b"")
        setup = next((self._data[at:end] for box, at, end in self._properties(item) if box[3:] == b"C"), b"")
        if item not in data:
            raise Unreadable
        return CodedImage(kind, setup, self._size(item), data[item])

    def _size(self, item: int) -> Size:
        for kind, start, end in self._properties(item):
            if kind == b"ispe":
                reader = Reader(self._data, start + 4, end)
                return reader.read(4), reader.read(4)
        raise Unreadable

    def _items(self) -> Iterator[tuple[int, bytes]]:
        stored = next((start for kind, start, _ in self._boxes if kind == b"idat"), 0)
        _, start, end = _only(self._boxes, b"iloc")
        return items(self._data, start, end, stored)

    @cached_property
    def _kinds(self) -> dict[int, bytes]:
        """Each item's kind, by `infe` (ISO/IEC 14496-12, 8.11.6)."""
        kinds = {}
        _, start, end = _only(self._boxes, b"iinf")
        for kind, at, stop in boxes(self._data, start + (6 if not self._data[start] else 8), end):
            reader = Reader(self._data, at, stop)
            version = reader.read(4) >> 24
            if kind == b"infe" and version >= 2:
                number = reader.read(2 if version == 2 else 4)
                reader.read(2)
                kinds[number] = reader.read(4).to_bytes(4)
        return kinds

    @cached_property
    def _references(self) -> dict[int, tuple[int, ...]]:
        """Of which items another is made, by `dimg` of `iref` (ISO/IEC 23008-12, 6.6)."""
        made = {}
        for kind, start, end in self._boxes:
            if kind != b"iref":
                continue
            wide = 4 if self._data[start] else 2
            for purpose, at, stop in boxes(self._data, start + 4, end):
                if purpose == b"dimg":
                    reader = Reader(self._data, at, stop)
                    whole = reader.read(wide)
                    made[whole] = tuple(reader.read(wide) for _ in range(reader.count(2)))
        return made

    def _properties(self, item: int) -> list[Box]:
        """The boxes that say something of an item, in the order in which they apply (ISO/IEC 23008-12, 9.3)."""
        return self._associations.get(item, [])

    @cached_property
    def _associations(self) -> dict[int, list[Box]]:
        _, start, end = _only(self._boxes, b"iprp")
        inner = list(boxes(self._data, start, end))
        _, at, stop = _only(inner, b"ipco")
        known = [None, *boxes(self._data, at, stop)]
        said: dict[int, list[Box]] = {}
        for kind, at, stop in inner:
            if kind != b"ipma":
                continue
            reader = Reader(self._data, at, stop)
            flags = reader.read(4)
            for _ in range(reader.count(4)):
                boxes_of_item = said.setdefault(reader.read(4 if flags >> 24 else 2), [])
                for _ in range(reader.count(1)):
                    index = reader.read(2) & 0x7FFF if flags & 1 else reader.read(1) & 0x7F
                    if index < len(known) and (box := known[index]):
                        boxes_of_item.append(box)
        return said

    def _reader(self, kind: bytes) -> Reader:
        _, start, end = _only(self._boxes, kind)
        return Reader(self._data, start, end)


def _grid(data: bytes) -> tuple[int, int, Size]:
    """Rows, columns and the size of the whole, as the data of a `grid` item say (ISO/IEC 23008-12, 6.6.2.3)."""
    reader = Reader(data, 0)
    wide = 4 if reader.read(2) & 1 else 2
    rows, columns = reader.read(1) + 1, reader.read(1) + 1
    return rows, columns, (reader.read(wide), reader.read(wide))


def _only(among: "Iterator[Box] | list[Box]", kind: bytes) -> Box:
    """The one box of a kind; of several the first counts."""
    for box in among:
        if box[0] == kind:
            return box
    raise Unreadable
