"""A picture file as a frame: upright, 8 bits, no larger than is useful."""

import os
import stat
from collections.abc import Collection, Iterator
from io import BytesIO
from math import inf
from pathlib import Path
from struct import error as StructError

import imagesize

from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.sound import Listener, ignore_sound
from envcheck.media.still import avif
from envcheck.media.still.boxes import Unreadable
from envcheck.media.still.heif import HeifFile
from envcheck.media.still.heif_picture import UnknownCoding
from envcheck.media.still.picture_decoding import decode_pixels
from envcheck.media.still.picture_format import HEAD_BYTES, READ, PictureFormat, recognise_format, unread_sentence
from envcheck.media.still.picture_parts import Implausible, is_animated_webp
from envcheck.media.still.tiff import unread_kind
from envcheck.model.errors import DamagedInput, MissingInput, UnsuitableInput, UnsupportedInput
from envcheck.model.findings import Mode

PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif", ".hif"}
)

MIN_SIDE = 64
"""Pixels. A face that fills a smaller picture has no detail left to judge."""

MAX_MEGAPIXELS = 120.0
"""Decoding needs some 3 bytes a pixel on top of the file, so this keeps a picture well below 1 GB of memory."""

COSTLY_MEGAPIXELS = {PictureFormat.AVIF: 24.0, PictureFormat.WEBP: 60.0, PictureFormat.HEIC: 60.0}
"""The same where decoding needs more: 30 bytes a pixel of an AVIF with 10 bits or transparency, 11 of an animated
WebP, 12 of a HEIC with 10 bits that is not tiled. A WebP of one frame needs 7 and is not meant."""

MAX_BYTES = 1_000_000_000
"""Of a picture file: 120 megapixels with 8 bytes each, as TIFF may hold them, are not quite as much."""

NO_PICTURE = "this is not a picture, or it is damaged or cut short."
NO_MEMORY = "there is not enough memory to look at it; please make it smaller."


class PictureSource:
    """One picture file.

    Args:
        path: a picture of a kind that is read; it is made upright as EXIF or, in a HEIC or AVIF, its boxes say, HDR
            becomes what a usual screen shows, 16 bits become 8, grey and CMYK become BGR, transparent parts white.
        max_megapixels: larger pictures are refused before they are decoded.

    Raises:
        InputError: when iterated, if the file cannot be looked at.
    """

    mode = Mode.PICTURE
    seconds: float | None = None

    def __init__(self, path: Path, max_megapixels: float = MAX_MEGAPIXELS) -> None:
        self.name = printable(path)
        self.listener: Listener = ignore_sound
        self._path = path
        self._max_megapixels = max_megapixels

    def __iter__(self) -> Iterator[Frame]:
        yield PictureFrame(self._read())

    def _read(self) -> Pixels:
        try:
            verify_file(self._path, self.name, MAX_BYTES)
            with self._path.open("rb") as file:
                if head := file.read(HEAD_BYTES):
                    _wanted(head, self.name, READ)  # before a large file of another kind is read whole
                file.seek(0)
                data = file.read()
        except FileNotFoundError:
            raise MissingInput(self.name, "there is no such file.") from None
        except OSError as error:
            raise UnsupportedInput(self.name, f"the file cannot be opened ({error.strerror}).") from None
        return decode_picture(data, self.name, self._max_megapixels)


def decode_picture(
    data: bytes, name: str, max_megapixels: float = MAX_MEGAPIXELS, wanted: Collection[PictureFormat] = READ
) -> Pixels:
    """A picture of the kinds and in the form that `PictureSource` reads.

    Args:
        data: a picture file's content.
        name: what an error calls it.
        max_megapixels: larger pictures are refused before they are decoded.
        wanted: the kinds that are read; the content says which it is.

    Raises:
        DamagedInput: it is empty, or no picture.
        UnsuitableInput: it is too small or too large, or there is not the memory for it.
        UnsupportedInput: it is a picture of another kind.
    """
    if not data:
        raise DamagedInput(name, "the file is empty.")
    kind = _wanted(data, name, wanted)
    try:
        width, height = _size(data, kind)
        verify_size(name, width, height, min(max_megapixels, _affordable(data, kind)))
        pixels = decode_pixels(data, kind, (width, height))
    except (Implausible, Unreadable):
        pixels = None
    except UnknownCoding as coding:
        raise UnsupportedInput(name, unread_sentence(f"{kind} ({coding})")) from None
    except MemoryError:
        raise UnsuitableInput(name, NO_MEMORY) from None
    if pixels is None:
        if kind is PictureFormat.TIFF and (unread := unread_kind(data)):
            raise UnsupportedInput(name, unread_sentence(unread))
        raise DamagedInput(name, NO_PICTURE)
    return pixels


def _wanted(data: bytes, name: str, wanted: Collection[PictureFormat]) -> PictureFormat:
    kind = recognise_format(data)
    if kind is None:
        raise DamagedInput(name, NO_PICTURE)
    if not isinstance(kind, PictureFormat) or kind not in wanted:
        raise UnsupportedInput(name, unread_sentence(kind))
    return kind


def _size(data: bytes, kind: PictureFormat) -> tuple[int, int]:
    """Width and height from the header alone, before anything is decoded.

    Raises:
        Implausible: the header does not tell.
        Unreadable: nor do the boxes of a HEIC or AVIF.
    """
    try:
        match kind:
            case PictureFormat.AVIF:
                width, height = avif.largest(data)
            case PictureFormat.HEIC:
                width, height = HeifFile(data).size
            case _:
                width, height = imagesize.get(BytesIO(data))
    except (OSError, ValueError, LookupError, ArithmeticError, StructError):
        raise Implausible from None
    if min(width, height) <= 0:
        raise Implausible
    return int(width), int(height)


def _affordable(data: bytes, kind: PictureFormat) -> float:
    """Megapixels of that kind which decode in less than 1 GB of memory, as far as that is less than the usual limit."""
    if kind is PictureFormat.WEBP and not is_animated_webp(data):
        return inf
    return COSTLY_MEGAPIXELS.get(kind, inf)


def verify_file(path: Path, name: str, max_bytes: float = inf) -> None:
    """Refuses what is no file, and may give bytes without end, before it is opened; and what is too long.

    Raises:
        OSError: nothing is there.
        UnsuitableInput: it is too long.
        UnsupportedInput: it is a folder, a pipe or a device.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise UnsupportedInput(name, "this is a folder, where a file is needed.")
    if not stat.S_ISREG(found.st_mode):
        raise UnsupportedInput(name, "this is a pipe or a device; please save what it gives in a file first.")
    if found.st_size > max_bytes:
        raise UnsuitableInput(
            name,
            f"{found.st_size / 1e6:.0f} MB are more than the {max_bytes / 1e6:.0f} that are read; "
            "please make the picture smaller.",
        )


def printable(path: Path) -> str:
    """The path as text, with "?" for what is none; where it is shown, by `envcheck.model.plain_text.plain`."""
    return os.fsencode(path).decode("utf-8", errors="replace").replace("\ufffd", "?")


def verify_size(name: str, width: int, height: int, max_megapixels: float) -> None:
    """Refuses what is too small to judge or too large to decode.

    Raises:
        UnsuitableInput: it is either.
    """
    if min(width, height) < MIN_SIDE:
        raise UnsuitableInput(
            name, f"{width} × {height} pixels are too few to see a room in; {MIN_SIDE} a side are needed."
        )
    if width * height > max_megapixels * 1e6:
        raise UnsuitableInput(
            name,
            f"{width * height / 1e6:.0f} megapixels are more than the {max_megapixels:.0f} that are read; "
            "please make the picture smaller.",
        )
