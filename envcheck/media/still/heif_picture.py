"""A HEIF file as a picture: its tiles by the decoders of clips, which read HEVC as well as AV1."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import av
import numpy as np

from envcheck.media.colour import Colour
from envcheck.media.decoded import DecodedFrame
from envcheck.media.frame import Pixels
from envcheck.media.still.boxes import Unreadable
from envcheck.media.still.heif import CodedImage, HeifFile, Size
from envcheck.media.stumbles import STUMBLES

CODECS = {b"hvc1": "hevc", b"hev1": "hevc", b"avc1": "h264", b"av01": "libdav1d"}
"""Kinds of items (ISO/IEC 23008-12, annexes B and E; AV1 Image File Format, 2.1) and who decodes them."""


class UnknownCoding(ValueError):
    """The picture is coded, or put together, in a way that is not known; its text names the kind of item."""


_PADDING = 64
"""Pixels a side by which what is coded may be larger than what is shown: the largest block of HEVC."""


def decode_heif(file: HeifFile, reduction: int = 1) -> Pixels:
    """The picture that a file shows, upright and as a usual screen shows it.

    Args:
        file: its boxes.
        reduction: how many times smaller each side may become, so that large pictures need little memory.

    Raises:
        UnknownCoding: it is made in a way that is not known.
        Unreadable: its tiles do not lie in the file, or do not fill it, or one cannot be decoded.
    """
    if file.coding not in CODECS:
        raise UnknownCoding(file.coding.decode()) if _is_kind(file.coding) else Unreadable
    shown = file.shown()
    across, down = shown.tiles[0].size
    while across % reduction or down % reduction:
        reduction //= 2
    across, down = across // reduction, down // reduction
    rows = len(shown.tiles) // shown.columns
    whole = np.zeros((rows * down, shown.columns * across, 3), np.uint8)
    for number, pixels in enumerate(_pictures(shown.tiles, shown.colour, (across, down))):
        row, column = divmod(number, shown.columns)
        whole[row * down : (row + 1) * down, column * across : (column + 1) * across] = pixels
    width, height = (side // reduction for side in shown.size)
    return np.ascontiguousarray(shown.presentation.applied(whole[:height, :width]))


def _is_kind(coding: bytes) -> bool:
    """Whether this is a kind of item that holds a picture, and no damage."""
    return coding.isalnum() and coding != b"grid"


def _pictures(tiles: Sequence[CodedImage], colour: Colour | None, size: Size) -> Iterator[Pixels]:
    for (codec, setup), alike in groupby(tiles, lambda tile: (tile.codec, tile.setup)):
        made = 0
        run = list(alike)
        for picture in _decoded(CODECS.get(codec, ""), setup, run):
            made += 1
            yield DecodedFrame(picture, 0.0, colour=colour).bgr(*size)
        if made != len(run):
            raise Unreadable


def _decoded(codec: str, setup: bytes, tiles: Iterable[CodedImage]) -> Iterator[av.VideoFrame]:
    """One frame for each tile, in their order; each can be decoded without the others."""
    try:
        decoder = av.CodecContext.create(codec, "r")
        if not isinstance(decoder, av.VideoCodecContext):
            raise Unreadable
        if codec != "libdav1d":  # whose data begin with what sets it up
            decoder.extradata = setup
        decoder.thread_count = 1
        for tile in tiles:
            width, height = (side + _PADDING for side in tile.size)
            decoder.options = {"max_pixels": str(width * height)}
            yield from decoder.decode(av.Packet(tile.data))
        yield from decoder.decode(None)
    except STUMBLES:
        raise Unreadable from None
