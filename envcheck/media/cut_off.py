"""Whether a clip was to go on beyond its file, where its container says so in another way than by a duration.

What a decoder is given of a file that was copied or sent in part is whole as far as it goes. MP4, Matroska, FLV and MXF
say how long they take; of an MPEG transport stream that ends between two packets, and of video without a container,
nobody can know.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from envcheck.media.clip_format import HEAD_BYTES, packets_of

SLACK = 1024
"""Bytes by which a size may be wrong: some programs count the field itself, or what fills up a sector."""

TAIL_BYTES = 131_072
"""At the end of a file: twice the longest page of an Ogg, or packet of an MPEG program stream."""

MOST_GIF_BYTES = 256_000_000
"""A longer one is not walked through."""

_ASF = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"
_FILE_PROPERTIES = b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"
_BROADCAST = 1
_PACK = b"\x00\x00\x01\xba"
_PACK_BYTES, _MPEG_1_PACK_BYTES = 14, 12


def is_cut_off(path: Path) -> bool:
    """True where the container says that more was to come; of a file that has gone meanwhile nothing is said."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = file.seek(0, os.SEEK_END)
            found = (is_cut(file, size) for mark, is_cut in _KINDS if head.startswith(mark))
            return any(found) or _ends_in_packet(head, size)
    except OSError:
        return False


def _riff(file: BinaryIO, size: int) -> bool:
    """AVI: each part says its size, the first of them nought where it was never ended (OpenDML AVI, 3.0)."""
    at, said = 0, 1
    while said and at + SLACK < size:
        file.seek(at)
        mark, said = file.read(4), int.from_bytes(file.read(4), "little")
        if mark != b"RIFF":
            return False
        at += 8 + said + said % 2
    return said not in (0, 0xFFFFFFFF) and at > size + SLACK


def _asf(file: BinaryIO, size: int) -> bool:
    """WMV: its header says the size of the file, unless it was broadcast (ASF, section 3.2)."""
    file.seek(0)
    properties = file.read(TAIL_BYTES).partition(_FILE_PROPERTIES)[2]
    said, flags = int.from_bytes(properties[24:32], "little"), int.from_bytes(properties[72:76], "little")
    return not flags & _BROADCAST and said > size + SLACK


def _ogg(file: BinaryIO, size: int) -> bool:
    """Ogg: the last page says what is in it (RFC 3533, section 6)."""
    tail = _tail(file, size)
    page = tail[max(tail.rfind(b"OggS"), 0) :]
    segments = page[27 : 27 + page[26]] if len(page) > 26 else b""
    return len(page) < 27 or len(page) < 27 + page[26] + sum(segments)


def _program_stream(file: BinaryIO, size: int) -> bool:
    """MPEG: from the last pack on each packet says its length (ISO/IEC 13818-1, 2.5.3)."""
    tail = _tail(file, size)
    at = tail.rfind(_PACK)
    if at < 0 or at + _PACK_BYTES > len(tail):
        return at >= 0
    at += _PACK_BYTES + (tail[at + 13] & 7) if tail[at + 4] & 0xC0 == 0x40 else _MPEG_1_PACK_BYTES
    while tail[at : at + 3] == b"\0\0\x01" and tail[at + 3 : at + 4] not in (b"", b"\xb9", b"\xba"):
        at += 6 + int.from_bytes(tail[at + 4 : at + 6])
    return at > len(tail)


def _gif(file: BinaryIO, size: int) -> bool:
    """GIF: blocks of blocks up to a trailer (GIF89a, appendix B)."""
    if size > MOST_GIF_BYTES:
        return False
    file.seek(0)
    data = file.read()
    at = 13 + _table(data[10:11])
    while at < len(data) and data[at] in b"\x21\x2c":
        at += 2 if data[at] == 0x21 else 11 + _table(data[at + 9 : at + 10])
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return at >= len(data)


def _table(packed: bytes) -> int:
    """Bytes of a table of colours, by the field that says whether there is one."""
    return 3 << (packed[0] & 7) + 1 if packed and packed[0] & 0x80 else 0


def _ends_in_packet(head: bytes, size: int) -> bool:
    """MPEG transport stream: it is cut into packets of one length (ISO/IEC 13818-1, 2.4.3.2)."""
    found = packets_of(head)
    return found is not None and (size - found[0]) % found[1] > 0


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(size - TAIL_BYTES, 0))
    return file.read()


_KINDS: tuple[tuple[bytes, Callable[[BinaryIO, int], bool]], ...] = (
    (b"RIFF", _riff),
    (_ASF, _asf),
    (b"OggS", _ogg),
    (_PACK, _program_stream),
    (b"GIF8", _gif),
)
