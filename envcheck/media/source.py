"""From a name on the command line to sources of frames."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from envcheck.media.clip import ANALYSIS_FPS, CLIP_SUFFIXES, MAX_SECONDS, ClipSource
from envcheck.media.clip_format import HEAD_BYTES, is_clip
from envcheck.media.folder import Listing, list_folder
from envcheck.media.frame import Frame
from envcheck.media.sound import Listener
from envcheck.media.still.image import MAX_MEGAPIXELS, PICTURE_SUFFIXES, PictureSource, printable, verify_file
from envcheck.media.still.picture_format import (
    RAW,
    RAW_SUFFIXES,
    PictureFormat,
    recognise_format,
    unread_sentence,
)
from envcheck.model.errors import MissingInput, UnsupportedInput
from envcheck.model.findings import Mode
from envcheck.model.plain_text import plain


class Source(Protocol):
    """Something that gives frames in the order of their media time.

    Attributes:
        name: the input as the user named it.
        mode: whether its frames are one picture or a stream.
        seconds: media time to come, None where nobody knows.
        listener: is given the sound that comes with the frames, if any does.
    """

    name: str
    mode: Mode
    seconds: float | None
    listener: Listener

    def __iter__(self) -> Iterator[Frame]:
        """The frames; raises an `InputError` or a `CameraError` where there are none."""
        ...


APPLE_DOUBLE = b"\x00\x05\x16\x07"
"""First bytes of the file that macOS lays beside another one (RFC 1740, appendix B)."""

MOTION_JPEG = frozenset({".mjpeg", ".mjpg"})
"""Suffixes of clips that begin as a JPEG does."""

MOST_NAMED = 20
"""Files of one folder that a sentence names."""


def list_files(path: Path) -> Listing:
    """The files meant by `path`: itself, or every picture and clip in a folder and below, sorted by name.

    Raises:
        MissingInput: nothing is there.
        UnsupportedInput: a folder without pictures or clips, or one that cannot be opened.
    """
    _verify_presence(path)
    if not path.is_dir():
        return Listing((path,))
    listing = list_folder(path)
    if path in listing.left_out:
        raise UnsupportedInput(printable(path), "this folder cannot be opened.")
    if not listing.files:
        others = f", but {join_names(listing.left_out)}" if listing.left_out else ""
        raise UnsupportedInput(printable(path), f"there is no picture or clip in this folder{others}.")
    return listing


def join_names(files: Sequence[Path]) -> str:
    """Names of files for a sentence, the first few of many."""
    names = ", ".join(plain(printable(Path(file.name))) for file in islice(files, MOST_NAMED))
    return f"{names}, and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else names


def open_source(
    path: Path, *, fps: float = ANALYSIS_FPS, max_seconds: float = MAX_SECONDS, max_megapixels: float = MAX_MEGAPIXELS
) -> Source:
    """The source for one file, by its content and else by its suffix.

    Raises:
        MissingInput: nothing is there.
        UnsupportedInput: neither a picture nor a clip, or no file.
    """
    suffix, name = path.suffix.lower(), printable(path)
    _verify_presence(path)
    verify_file(path, name)
    head = _head(path, name)
    kind = recognise_format(head)
    if kind is PictureFormat.TIFF and suffix in RAW_SUFFIXES:
        kind = RAW
    if suffix in MOTION_JPEG or (is_clip(head) and not isinstance(kind, PictureFormat)):
        return ClipSource(path, fps, max_seconds, max_megapixels)
    if isinstance(kind, PictureFormat):
        return PictureSource(path, max_megapixels)
    if kind:
        raise UnsupportedInput(name, unread_sentence(kind))
    if head.startswith(APPLE_DOUBLE):
        raise UnsupportedInput(
            name, "this is what macOS notes beside a file of nearly the same name; please take that one."
        )
    if suffix in CLIP_SUFFIXES:
        return ClipSource(path, fps, max_seconds, max_megapixels)
    if suffix in PICTURE_SUFFIXES:
        return PictureSource(path, max_megapixels)
    raise UnsupportedInput(name, f"this is neither a picture nor a clip that can be read ({suffix or 'no suffix'}).")


def _head(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise UnsupportedInput(name, f"the file cannot be opened ({error.strerror}).") from None


def _verify_presence(path: Path) -> None:
    try:
        path.stat()
    except PermissionError as error:
        raise UnsupportedInput(printable(path), f"its folder cannot be opened ({error.strerror}).") from None
    except (OSError, ValueError):  # also a name that is too long, or that no file can have
        raise MissingInput(printable(path), "there is no such file or folder.") from None
