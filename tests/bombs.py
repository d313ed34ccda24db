"""Small files that announce much: what each does to a decoder that believes it."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
SIDE = (96, 64)
ROWS = zlib.compress(bytes(SIDE[1] * (1 + 3 * SIDE[0])))

Maker = Callable[[], bytes]


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes, size: tuple[int, int] = SIDE) -> bytes:
    """A whole PNG with other chunks before its pixels."""
    return _png_begun(size) + b"".join(chunks) + chunk(b"IDAT", ROWS) + chunk(b"IEND")


def announced(kind: bytes, length: int = 0xFFFFFFF0) -> Maker:
    """A PNG of less than 200 bytes with a chunk that says it has so many bytes."""
    return lambda: _png_begun(SIDE) + struct.pack(">I", length) + kind + bytes(120)


def unpacked(kind: bytes, head: bytes, times: int = 1) -> Maker:
    """A PNG with chunks that unpack to seven megabytes each."""
    packed = zlib.compress(bytes(7_000_000), 9)
    return lambda: png(*(chunk(kind, b"n%d" % number + head + packed) for number in range(times)))


def scans(count: int) -> bytes:
    """A progressive JPEG of 40 megapixels in a few kilobytes, each scan of which is a walk over all of it."""
    file = BytesIO()
    Image.new("L", (64, 64), 90).save(file, "JPEG", progressive=True)
    data = bytearray(file.getvalue())
    at = data.index(b"\xff\xc2") + 5
    data[at : at + 4] = struct.pack(">HH", 5000, 8000)
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    return bytes(data[:second]) + b"\xff\xda\0\x08\x01\x01\0\x01\x05\0\0" * count + b"\xff\xd9"


def avif(coded: tuple[int, int], said: tuple[int, int]) -> bytes:
    """A flat AVIF whose boxes say another size than its data."""
    file = BytesIO()
    Image.new("RGB", coded, (90, 90, 90)).save(file, "AVIF", speed=10)
    data = bytearray(file.getvalue())
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", *said)
    return bytes(data)


def bmp(width: int, height: int, compression: int = 0, bits: int = 24) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head + bytes(1000)


def animated_webp(width: int, height: int) -> bytes:
    """A small picture on a canvas of that size."""
    file = BytesIO()
    Image.new("RGB", (64, 64)).save(file, "WEBP")
    canvas = b"\x02\0\0\0" + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    place = bytes(6) + struct.pack("<I", 63)[:3] * 2 + b"\x10\0\0\0"
    parts = [(b"VP8X", canvas), (b"ANIM", bytes(6)), (b"ANMF", place + file.getvalue()[12:])]
    body = b"WEBP" + b"".join(kind + struct.pack("<I", len(part)) + part for kind, part in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def tiff(width: int, height: int, tile: int) -> bytes:
    """A TIFF in one packed tile of that side."""
    packed = zlib.compress(bytes(1_000_000))
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 8), (262, 3, 1), (277, 3, 1)]
    tags += [(322, 4, tile), (323, 4, tile), (324, 4, 8 + 2 + 12 * 10 + 4), (325, 4, len(packed))]
    entries = b"".join(
        struct.pack("<HHIHH" if kind == 3 else "<HHII", tag, kind, 1, value, *([0] if kind == 3 else []))
        for tag, kind, value in tags
    )
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(4) + packed


def radiance(width: int, height: int) -> bytes:
    """A whole picture in runs, as Radiance packs them."""
    run = bytes([128 + 127, 90]) * (width // 127) + bytes([width % 127, *[90] * (width % 127)] if width % 127 else [])
    row = b"\x02\x02" + struct.pack(">H", width) + run * 4
    return b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n" + f"-Y {height} +X {width}\n".encode() + row * height


def portable(head: str) -> Maker:
    """A whole picture of the Netpbm family, with nothing in it."""
    return lambda: head.encode() + np.zeros(9_000_000, np.uint8).tobytes()


def _png_begun(size: tuple[int, int]) -> bytes:
    return PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))


def write(folder: Path, bombs: dict[str, Maker]) -> None:
    for name, maker in bombs.items():
        (folder / name).write_bytes(maker())
