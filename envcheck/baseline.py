"""The usual setting as a file: a kilobyte of whole numbers, from which no picture can be made."""

import os
from collections.abc import Mapping
from pathlib import Path

from envcheck.media.still.image import printable
from envcheck.model.errors import BaselineError
from envcheck.model.regular_file import verify_regular
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.model_files import data_folder
from envcheck.wire.baseline_messages import BaselineHeader, BaselineRequest, baseline_message, setting_of

VERSION = 1

MOST_BYTES = 16_384
"""A baseline takes about one kilobyte: what is larger is none, and is not read to its end."""


def usual_place(environ: Mapping[str, str] | None = None) -> Path:
    """The file among the user's own data, where no other is named."""
    return data_folder(environ) / "baseline.json"


def save_baseline(setting: RoomSignature, path: Path, *, replace: bool = False) -> Path:
    """Writes a baseline that only its owner can read, whole or not at all; gives the path, with `~` resolved.

    Raises:
        BaselineError: there is something already and it is not to be replaced, or nothing can be written there.
    """
    path = Path(os.path.expanduser(path))
    text = baseline_message(setting).model_dump_json() + "\n"
    try:
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        if path.exists() and not path.is_file():
            raise BaselineError(printable(path), "this is a folder, a pipe or a device; please choose another name.")
        if not replace and os.path.lexists(path):
            raise BaselineError(printable(path), "a usual setting is saved here already; --force replaces it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise BaselineError(printable(path), f"it cannot be saved here ({_why(error)}).") from None
    return path


def load_baseline(path: Path) -> RoomSignature:
    """Reads a baseline.

    Raises:
        BaselineError: there is none, it cannot be read, or it is damaged, of another version, or something else.
    """
    path = Path(os.path.expanduser(path))
    name = printable(path)
    try:
        verify_regular(path)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BaselineError(name, "no usual setting is saved here; `envcheck baseline save` makes one.") from None
    except (OSError, ValueError) as error:
        raise BaselineError(name, f"it cannot be read ({_why(error)}).") from None
    try:
        version = BaselineHeader.model_validate_json(content).version if len(content) <= MOST_BYTES else None
    except ValueError:
        version = None
    if version is None:
        raise BaselineError(name, "this is not a saved setting, or it is damaged; please save it again.")
    if version != VERSION:
        raise BaselineError(name, f"this was saved by another version of envcheck ({version}); please save it again.")
    try:
        return setting_of(BaselineRequest.model_validate_json(content))
    except ValueError:
        raise BaselineError(name, "this saved setting is damaged; please save it again.") from None


def delete_baseline(path: Path) -> Path:
    """Deletes a baseline, and nothing that is none; gives its path.

    Raises:
        BaselineError: as `load_baseline`, or it cannot be deleted.
    """
    load_baseline(path)
    path = Path(os.path.expanduser(path))
    try:
        path.unlink()
    except OSError as error:
        raise BaselineError(printable(path), f"it cannot be deleted ({_why(error)}).") from None
    return path


def _why(error: Exception) -> str:
    """What the system says."""
    return getattr(error, "strerror", None) or str(error)
