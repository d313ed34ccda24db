"""From a name on the command line to sources of frames."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from envcheck.media.clip import ANALYSIS_FPS, CLIP_SUFFIXES, MAX_SECONDS, ClipSource
from envcheck.media.frame import Frame
from envcheck.media.image import MAX_MEGAPIXELS, PICTURE_SUFFIXES, PictureSource, printable, verify_file
from envcheck.media.picture_format import HEAD_BYTES, PictureFormat, recognise_format, unread_sentence
from envcheck.media.sound import Listener
from envcheck.model.errors import MissingInput, UnsupportedInput
from envcheck.model.findings import Mode


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


def list_files(path: Path) -> list[Path]:
    """The files meant by `path`: itself, or every picture and clip in a folder and below, sorted by name.

    Raises:
        MissingInput: nothing is there.
        UnsupportedInput: a folder without pictures or clips.
    """
    if not _exists(path):
        raise MissingInput(printable(path), "there is no such file or folder.")
    if not path.is_dir():
        return [path]
    known = PICTURE_SUFFIXES | CLIP_SUFFIXES
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in known and file.is_file())
    if not found:
        raise UnsupportedInput(printable(path), "there is no picture or clip in this folder.")
    return found


def open_source(
    path: Path, *, fps: float = ANALYSIS_FPS, max_seconds: float = MAX_SECONDS, max_megapixels: float = MAX_MEGAPIXELS
) -> Source:
    """The source for one file, by its suffix and else by its content.

    Raises:
        MissingInput: nothing is there.
        UnsupportedInput: neither a picture nor a clip, or no file.
    """
    suffix, name = path.suffix.lower(), printable(path)
    if not _exists(path):
        raise MissingInput(name, "there is no such file or folder.")
    verify_file(path, name)
    if suffix in CLIP_SUFFIXES:
        return ClipSource(path, fps, max_seconds, max_megapixels)
    kind = _kind(path, name)
    if kind == "GIF":
        return ClipSource(path, fps, max_seconds, max_megapixels)
    if suffix in PICTURE_SUFFIXES or isinstance(kind, PictureFormat):
        return PictureSource(path, max_megapixels)
    if kind:
        raise UnsupportedInput(name, unread_sentence(kind))
    raise UnsupportedInput(name, f"this is neither a picture nor a clip that can be read ({suffix or 'no suffix'}).")


def _kind(path: Path, name: str) -> PictureFormat | str | None:
    try:
        with path.open("rb") as file:
            return recognise_format(file.read(HEAD_BYTES))
    except OSError as error:
        raise UnsupportedInput(name, f"the file cannot be opened ({error.strerror}).") from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long, or that no file can have
        return False
