"""The pictures and clips of a folder, and what of it is left out."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from envcheck.media.clip import CLIP_SUFFIXES
from envcheck.media.clip_format import HEAD_BYTES, is_clip
from envcheck.media.still.image import PICTURE_SUFFIXES
from envcheck.media.still.picture_format import RAW_SUFFIXES, PictureFormat, recognise_format

COMPANION = "._"
"""Before the name of a file that macOS lays beside another on drives of other systems (AppleDouble)."""

DROPPINGS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
"""Files that systems lay in folders by themselves."""

OTHER_SUFFIXES = RAW_SUFFIXES | {".thm", ".lrv"}
"""Files that begin as pictures or clips do, and are the raw data or small copies of others."""


@dataclass(frozen=True)
class Listing:
    """What a path means.

    Attributes:
        files: pictures and clips, sorted.
        left_out: what else somebody laid there, and folders that cannot be opened, sorted.
    """

    files: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()


def list_folder(folder: Path) -> Listing:
    """The pictures and clips in a folder and below, known by their suffix or else by their content."""
    closed: list[Path] = []
    found = sorted(_files(folder, closed))
    meant = {file: _is_meant(file) for file in found}
    others = (file for file in found if not meant[file] and not _is_dropping(file))
    return Listing(tuple(file for file in found if meant[file]), tuple(sorted([*closed, *others])))


def _files(folder: Path, closed: list[Path]) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        for name in names:
            file = Path(place, name)
            if not name.startswith(COMPANION) and file.is_file():
                yield file


def _is_dropping(file: Path) -> bool:
    return file.name.startswith(".") or file.name.lower() in DROPPINGS


def _is_meant(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix in PICTURE_SUFFIXES | CLIP_SUFFIXES:
        return True
    if suffix in OTHER_SUFFIXES:
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
    except OSError:
        return False
    return isinstance(recognise_format(head), PictureFormat) or is_clip(head)
