"""`--annotate`: where the drawn-over pictures go."""

import os
from collections.abc import Sequence
from pathlib import Path

from envcheck.batch.annotation import WHERE, unwritable
from envcheck.model.errors import SettingsError

SUFFIXES = (".png", ".jpg", ".jpeg")


def targets(out: Path, files: Sequence[Path], *, replace: bool = False) -> list[Path]:
    """Where the annotated picture of each file goes: `out` itself for one input, files in that folder for several.

    Args:
        out: what was asked for.
        files: the inputs.
        replace: a picture that is there already may go, unless it is an input.

    Raises:
        SettingsError: `out` is no picture, cannot be written, would replace something, or is one for several inputs.
    """
    if out.is_file() and not out.suffix:
        raise SettingsError(WHERE, f"{out} cannot be written: it is a file, without the suffix of a picture.")
    is_folder = out.is_dir() or not out.suffix
    if not is_folder and out.suffix.lower() not in SUFFIXES:
        raise SettingsError(WHERE, f"{out} must end in {', '.join(SUFFIXES)}, or be a folder.")
    if not is_folder and len(files) > 1:
        raise SettingsError(WHERE, f"{len(files)} inputs need a folder, not the one file {out}.")
    places = [out / _output_path(file, files[:place]) if is_folder else out for place, file in enumerate(files)]
    try:
        (out if is_folder else out.parent).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from None
    for place in places:
        if place.exists() and not place.is_file():
            raise SettingsError(WHERE, f"{place} is a folder, a pipe or a device; choose another name.")
        if place.exists() and any(place.samefile(file) for file in files):
            raise SettingsError(WHERE, f"{place} is an input and will not be replaced; choose another name.")
        if os.path.lexists(place) and not replace:
            raise SettingsError(WHERE, f"{place} is there already; --force replaces it.")
    return places


def _output_path(file: Path, before: Sequence[Path]) -> str:
    """A name that says which file it came from, numbered where another folder's file has the same."""
    twins = sum(other.name == file.name for other in before)
    return f"{file.stem}-{file.suffix.lstrip('.')}{f'-{twins + 1}' if twins else ''}.png"
