"""What kind of picture a file is, told by its first bytes: its name is the user's own."""

from enum import StrEnum

HEAD_BYTES = 64
"""Bytes of a file that are enough to tell."""


class PictureFormat(StrEnum):
    """The kinds that are read."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    BMP = "BMP"
    TIFF = "TIFF"
    AVIF = "AVIF"
    HEIC = "HEIC"


READ: frozenset[PictureFormat] = frozenset(PictureFormat)
"""What is read from a disk."""

SENT = READ - {PictureFormat.BMP, PictureFormat.TIFF}
"""What is read over a network: what browsers and phones make."""

RAW = "camera raw"
"""What cameras keep of a sensor (DNG, CR2, CR3, NEF, ARW, RAF), which holds small pictures besides."""

RAW_SUFFIXES = frozenset({".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf"})
"""Those of such files, most of which begin as a TIFF does."""

_FIRST_BYTES = (
    (b"\xff\xd8", PictureFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", PictureFormat.PNG),
    *((mark, PictureFormat.TIFF) for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    (b"BM", PictureFormat.BMP),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    *((mark, "Radiance") for mark in (b"#?RADIANCE", b"#?RGBE")),
    (b"v/1\x01", "OpenEXR"),
    (b"\x59\xa6\x6a\x95", "Sun raster"),
    (b"8BPS", "Photoshop"),
    (b"qoif", "QOI"),
    *((f"P{number}".encode() + space, "Netpbm") for number in "1234567fF" for space in (b"\n", b" ", b"\t", b"\r")),
    *((mark, "GIF") for mark in (b"GIF87a", b"GIF89a")),
)
"""First bytes of a file, and what begins with them; what has no format of ours is known and not read."""

_AVIF_BRANDS = frozenset({b"avif"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"avci"})
_MOVING_BRANDS = frozenset({b"avis", b"avcs", b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})
"""Brands of HEIF (ISO/IEC 23008-12, annexes B to E); what moves is a clip, though it holds a still as well."""


def recognise_format(data: bytes) -> PictureFormat | str | None:
    """The kind of picture: one that is read, the name of one that is not, or None for what is no picture.

    Args:
        data: the file, or its first `HEAD_BYTES`.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if data[8:10] == b"CR" and data[:4] == b"II*\0":
        return RAW
    if data[4:8] == b"ftyp":
        end = min(int.from_bytes(data[:4]), HEAD_BYTES)
        if data[8:12] == b"crx ":
            return RAW
        brands = {data[8:12], *(data[place : place + 4] for place in range(16, end, 4))}
        return _still(brands) if data[8:12] not in _MOVING_BRANDS else None
    return next((kind for mark, kind in _FIRST_BYTES if data.startswith(mark)), None)


def _still(brands: set[bytes]) -> PictureFormat | None:
    if brands & _AVIF_BRANDS:
        return PictureFormat.AVIF
    return PictureFormat.HEIC if brands & _HEIC_BRANDS or b"mif1" in brands else None


def unread_sentence(kind: str) -> str:
    """A sentence for a picture of a kind that is not read, which says the way out."""
    return f"pictures of the kind {kind} are not read; please save it as JPEG or PNG."
