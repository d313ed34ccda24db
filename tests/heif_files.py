"""HEIF files put together box by box, as telephones write them: whole or in tiles, turned, in any colours."""

import struct
from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np

from envcheck.media.frame import Pixels
from media_files import ffmpeg

HEVC = (
    "-c:v",
    "libx265",
    "-x265-params",
    "keyint=1:log-level=error:pools=1",
    "-preset",
    "ultrafast",
    "-crf",
    "8",
    "-tag:v",
    "hvc1",
)
H264 = ("-c:v", "libx264", "-g", "1", "-crf", "8")
FULL = ("-vf", "scale=out_range=pc", "-pix_fmt", "yuvj420p", "-color_range", "pc")

IROT = {degrees: (b"irot", bytes([degrees // 90])) for degrees in (0, 90, 180, 270)}
IMIR = {axis: (b"imir", bytes([axis])) for axis in (0, 1)}
"""Boxes that turn anticlockwise, and that exchange top and bottom (0) or left and right (1)."""

Property = tuple[bytes, bytes]


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full_box(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def nclx(primaries: int, transfer: int, matrix: int, full_range: bool) -> Property:
    return b"colr", b"nclx" + struct.pack(">HHHB", primaries, transfer, matrix, full_range << 7)


def encoded(pictures: Sequence[Pixels], folder: Path, *codec: str) -> tuple[bytes, list[bytes]]:
    """What sets the decoder up, and the data of each picture, all of one size."""
    for number, pixels in enumerate(pictures):
        cv2.imwrite(str(folder / f"tile-{number}.png"), pixels)
    coded = folder / "tiles.mp4"
    ffmpeg("-framerate", 25, "-i", folder / "tile-%d.png", *(codec or (*HEVC, *FULL)), coded)
    with av.open(str(coded)) as container:
        setup = container.streams.video[0].codec_context.extradata
        samples = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    for path in (coded, *folder.glob("tile-*.png")):
        path.unlink()
    assert setup
    assert len(samples) == len(pictures)
    return setup, samples


def heif(
    size: tuple[int, int],
    tile: tuple[int, int],
    coded: tuple[bytes, Sequence[bytes]],
    *said: Property,
    kind: bytes = b"hvc1",
    setup_kind: bytes = b"hvcC",
    brands: Sequence[bytes] = (b"heic", b"mif1", b"heic"),
) -> bytes:
    """A file of one picture.

    Args:
        size: of the whole.
        tile: size of each coded part; the same as `size` where it is coded whole.
        coded: as `encoded` gives it, row by row.
        said: properties of the whole, in their order.
        kind: of the coded items.
        setup_kind: of the box that sets the decoder up.
        brands: the major one, and those it is compatible with.
    """
    setup, samples = coded
    columns, rows = -(-size[0] // tile[0]), -(-size[1] // tile[1])
    tiled = size != tile
    whole = len(samples) + 1 if tiled else 1
    grid = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, *size) if tiled else b""
    data = [*samples, grid] if tiled else list(samples)
    kinds = [kind] * len(samples) + [b"grid"] * tiled
    properties = [
        box(setup_kind, setup),
        full_box(b"ispe", 0, 0, struct.pack(">II", *tile)),
        full_box(b"ispe", 0, 0, struct.pack(">II", *size)),
        *(box(*one) for one in said),
    ]
    of_whole = [3, *range(4, 4 + len(said))]
    told = {number: [1, 2] for number in range(1, len(samples) + 1)}
    told[whole] = of_whole if tiled else [1, *of_whole]
    head = box(b"ftyp", brands[0], bytes(4), *brands[1:])

    def meta(start: int) -> bytes:
        starts = [start + sum(map(len, data[:number])) for number in range(len(data))]
        places = [
            struct.pack(">HHHII", number, 0, 1, at, len(one))
            for number, (at, one) in enumerate(zip(starts, data, strict=True), 1)
        ]
        return full_box(
            b"meta",
            0,
            0,
            full_box(b"hdlr", 0, 0, bytes(4), b"pict", bytes(13)),
            full_box(b"pitm", 0, 0, struct.pack(">H", whole)),
            full_box(b"iinf", 0, 0, struct.pack(">H", len(kinds)), *map(_info, range(1, len(kinds) + 1), kinds)),
            full_box(b"iref", 0, 0, _made_of(whole, len(samples)) if tiled else b""),
            box(b"iprp", box(b"ipco", *properties), full_box(b"ipma", 0, 0, _told(told))),
            full_box(b"iloc", 0, 0, b"\x44\0", struct.pack(">H", len(data)), *places),
        )

    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", *data)


def _info(number: int, kind: bytes) -> bytes:
    return full_box(b"infe", 2, 0, struct.pack(">HH", number, 0), kind, b"\0")


def _made_of(whole: int, parts: int) -> bytes:
    return box(b"dimg", struct.pack(f">HH{parts}H", whole, parts, *range(1, parts + 1)))


def _told(of: dict[int, list[int]]) -> bytes:
    entries = (struct.pack(">HB", item, len(indices)) + bytes(indices) for item, indices in of.items())
    return struct.pack(">I", len(of)) + b"".join(entries)


def cut_in_tiles(pixels: Pixels, side: int) -> list[Pixels]:
    """Square tiles, row by row; those at the right and lower edge are filled up with their last pixels."""
    height, width = pixels.shape[:2]
    down, across = -height % side, -width % side
    filled = np.pad(pixels, ((0, down), (0, across), (0, 0)), mode="edge")
    return [
        filled[top : top + side, left : left + side] for top in range(0, height, side) for left in range(0, width, side)
    ]
