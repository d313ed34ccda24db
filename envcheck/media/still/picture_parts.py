"""What the parts of a picture file announce, held against the file itself before a decoder believes it.

A decoder allocates what a part's length says, and works as long as there are parts: a hundred bytes can cost gigabytes,
and a megabyte minutes.
"""

import re
from collections.abc import Iterator

from envcheck.media.colour import Colour

MOST_SCANS = 100
"""Scans of one JPEG: progressive ones have about ten, and each is a walk over the whole picture."""

_PNG_MARK_BYTES = 8
_SHOWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"eXIf", b"IEND"})
"""PNG chunks that decide how the still picture looks. Others hold colour profiles, texts and further frames: none is
used, and what they unpack to has no bound."""

_HAS_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class Implausible(ValueError):
    """The parts cannot be what they say."""


def shown_png(data: bytes) -> bytes:
    """A PNG with those of its chunks that decide how the still picture looks.

    Raises:
        Implausible: a chunk is longer than what is left of the file.
    """
    view = memoryview(data)
    kept = [view[:_PNG_MARK_BYTES], *(view[start:end] for kind, start, end in _png_chunks(data) if kind in _SHOWN)]
    return data if sum(map(len, kept)) == len(data) else b"".join(kept)


def png_colour(data: bytes) -> Colour | None:
    """What the numbers of a PNG mean, where it says so by those of H.273 (`cICP`; PNG, third edition, 11.3.2.6).

    Raises:
        Implausible: a chunk is longer than what is left of the file.
    """
    for kind, start, _ in _png_chunks(data):
        if kind == b"cICP":
            primaries, transfer, matrix, full_range = data[start + 8 : start + 12]
            return Colour(primaries, transfer, matrix, bool(full_range))
        if kind == b"IDAT":
            break
    return None


def verify_jpeg(data: bytes) -> None:
    """Counts the scans of a JPEG.

    Raises:
        Implausible: there are more than any encoder makes.
    """
    if sum(1 for _ in zip(range(MOST_SCANS + 1), _scans(data), strict=False)) > MOST_SCANS:
        raise Implausible


def is_animated_webp(data: bytes) -> bool:
    """Whether a WebP holds several frames, for which its decoder keeps two whole pictures more."""
    return data[12:16] == b"VP8X" and bool(data[20:21]) and bool(data[20] & 0x02)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's kind, and where it begins and ends, up to the one that says it is the last."""
    start, kind = _PNG_MARK_BYTES, b""
    while start < len(data) and kind != b"IEND":
        kind = data[start + 4 : start + 8]
        end = start + 12 + int.from_bytes(data[start : start + 4])
        if end > len(data):
            raise Implausible
        yield kind, start, end
        start = end


def _scans(data: bytes) -> Iterator[int]:
    """Where each scan begins; segments are stepped over, so that the pictures in them are not counted."""
    place = 2
    while (found := _NEXT_MARKER.search(data, place)) and data[found.end() - 1] != _END_OF_IMAGE:
        place, marker = found.end(), data[found.end() - 1]
        if marker == _START_OF_SCAN:
            yield place
        if marker not in _HAS_NO_LENGTH:
            place += int.from_bytes(data[place : place + 2])
