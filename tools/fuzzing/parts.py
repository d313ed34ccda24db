"""The parts that files are made of: where each lies, and where its length stands.

PNG chunks, JPEG segments, RIFF chunks (WebP, AVI), the boxes of ISO files (HEIF, AVIF, MP4), EBML elements (Matroska,
WebM), the entries of a TIFF's first directory, and packets of an MPEG transport stream.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PNG = b"\x89PNG\r\n\x1a\n"
TS_BYTES = 188

MOST = 2000
"""Parts that are looked for in one file."""

OPENED = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"udta", b"meta", b"iprp", b"ipco"}
    | {b"mvex", b"moof", b"traf", b"iref", b"ilst", b"RIFF", b"LIST", b"stsd"}
)
"""Boxes and chunks that hold others."""

HELD_AFTER = {b"meta": 4, b"iref": 4, b"stsd": 8, b"RIFF": 4, b"LIST": 4}
"""Bytes of their content before the first of those."""

OPENED_ELEMENTS = frozenset(
    bytes.fromhex(number)
    for number in ("1a45dfa3", "18538067", "1549a966", "1654ae6b", "ae", "e0", "e1", "1f43b675", "a0", "114d9b74")
)
"""EBML elements that hold others: header, segment, its information, tracks, one, its picture, its sound, clusters."""


@dataclass(frozen=True)
class Part:
    """One part.

    Attributes:
        start: where it begins.
        body: where its content begins.
        end: where it ends.
        length_at: where its length stands.
        length_bytes: how wide that is; 0 where there is none.
        order: of those bytes.
        around: the parts that it lies in.
    """

    start: int
    body: int
    end: int
    length_at: int = 0
    length_bytes: int = 0
    order: Literal["big", "little"] = "big"
    around: tuple["Part", ...] = ()

    def length(self, data: bytearray) -> int:
        """What the file says of its length, with whatever marks are in the same bytes."""
        return int.from_bytes(data[self.length_at : self.length_at + self.length_bytes], self.order)

    def set_length(self, data: bytearray, length: int) -> None:
        """Has the file say so, in as many bytes as there are for it."""
        wide = self.length_bytes
        data[self.length_at : self.length_at + wide] = (length % (1 << 8 * wide)).to_bytes(wide, self.order)


def parts(data: bytes) -> list[Part]:
    """The parts of a file, up to where they are damaged; none of a kind that is not known."""
    return [part for part, _ in zip(_parts(data), range(MOST), strict=False)]


def sealed(data: bytes) -> bytes:
    """A PNG whose checksums fit its chunks, so that a decoder goes on to what they hold; all else as it is."""
    if not data.startswith(PNG):
        return data
    whole = bytearray(data)
    for part in parts(data):
        if part.end - part.start >= 12:
            whole[part.end - 4 : part.end] = struct.pack(">I", zlib.crc32(whole[part.start + 4 : part.end - 4]))
    return bytes(whole)


def _parts(data: bytes) -> Iterator[Part]:
    if data.startswith(PNG):
        return _chunks(data)
    if data.startswith(b"\xff\xd8"):
        return _segments(data)
    if data.startswith(b"RIFF"):
        return _riff(data, 0, len(data), ())
    if data.startswith((b"II*\0", b"MM\0*")):
        return _entries(data)
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return _elements(data, 0, len(data), ())
    if data[:1] == b"G" == data[TS_BYTES : TS_BYTES + 1]:
        return (Part(at, at + 4, at + TS_BYTES) for at in range(0, len(data) - TS_BYTES + 1, TS_BYTES))
    return _boxes(data, 0, len(data), ()) if data[4:8] in (b"ftyp", b"moov", b"mdat", b"free", b"wide") else iter(())


def _chunks(data: bytes) -> Iterator[Part]:
    at = len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        yield Part(at, at + 8, min(end, len(data)), at, 4)
        at = end


def _segments(data: bytes) -> Iterator[Part]:
    at = 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        yield Part(at, at + 4, min(end, len(data)), at + 2, 2)
        if data[at + 1] == 0xDA:
            end = data.find(b"\xff", end)
            while 0 <= end < len(data) - 1 and data[end + 1] in (0, *range(0xD0, 0xD8)):
                end = data.find(b"\xff", end + 2)
            if end < 0:
                return
        at = end


def _riff(data: bytes, at: int, stop: int, around: tuple[Part, ...]) -> Iterator[Part]:
    while at + 8 <= stop:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        part = Part(at, at + 8, min(at + 8 + length + length % 2, stop), at + 4, 4, "little", around)
        yield part
        if (kind := data[at : at + 4]) in OPENED:
            yield from _riff(data, part.body + HELD_AFTER[kind], part.end, (*around, part))
        at = part.end


def _boxes(data: bytes, at: int, stop: int, around: tuple[Part, ...]) -> Iterator[Part]:
    while at + 8 <= stop:
        length, head, where, wide = int.from_bytes(data[at : at + 4]), 8, at, 4
        if length == 1:
            length, head, where, wide = int.from_bytes(data[at + 8 : at + 16]), 16, at + 8, 8
        end = min(at + length, stop) if length >= head else stop
        part = Part(at, at + head, end, where, wide, "big", around)
        yield part
        if (kind := data[at + 4 : at + 8]) in OPENED and len(around) < 10:
            yield from _boxes(data, part.body + HELD_AFTER.get(kind, 0), end, (*around, part))
        at = end


def _entries(data: bytes) -> Iterator[Part]:
    order: Literal["big", "little"] = "little" if data.startswith(b"II") else "big"
    at = int.from_bytes(data[4:8], order)
    for number in range(int.from_bytes(data[at : at + 2], order)):
        entry = at + 2 + 12 * number
        if entry + 12 <= len(data):
            yield Part(entry, entry, entry + 12, entry + 4, 4, order)


def _elements(data: bytes, at: int, stop: int, around: tuple[Part, ...]) -> Iterator[Part]:
    while at < stop and data[at]:
        named = 9 - data[at].bit_length()
        where = at + named
        if where >= stop or not data[where]:
            return
        wide = 9 - data[where].bit_length()
        length = int.from_bytes(data[where : where + wide]) & (1 << 7 * wide) - 1
        body = where + wide
        part = Part(at, body, min(body + length, stop), where, wide, "big", around)
        yield part
        if data[at:where] in OPENED_ELEMENTS:
            yield from _elements(data, body, part.end, (*around, part))
        at = max(part.end, at + 1)
