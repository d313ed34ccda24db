"""Where the network files lie on this machine, and whether they are what was published."""

import os
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from envcheck.model.regular_file import verify_regular
from envcheck.perception import weights as known
from envcheck.perception.weights import Weights

FOLDER_VARIABLE = "ENVCHECK_MODELS"
"""Environment variable that names the folder of files that were brought after the installation."""


class State(Enum):
    """What lies where a file is looked for."""

    RIGHT = "there, SHA-256 verified"
    DAMAGED = "damaged or not readable"
    MISSING = "not installed"


def models_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where files lie that were brought later: the folder `ENVCHECK_MODELS` names, else one of the user's own data.

    Args:
        environ: environment variables, the process's own when left out.
        platform: as `sys.platform` names it.
    """
    environ = os.environ if environ is None else environ
    if named := environ.get(FOLDER_VARIABLE):
        return Path(os.path.expanduser(named))
    return data_folder(environ, platform) / "models"


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where envcheck keeps what is the user's own; arguments as for `models_folder`."""
    environ = os.environ if environ is None else environ
    try:
        home = Path.home()
    except RuntimeError:  # a user without one cannot write here either, and is then told of the variable
        home = Path("/")
    if platform == "win32":
        data = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        data = home / "Library" / "Application Support"
    else:  # a relative one is to be passed by, says the XDG Base Directory Specification
        given = environ.get("XDG_DATA_HOME", "")
        data = Path(given) if given.startswith("/") else home / ".local" / "share"
    return data / "envcheck"


def intact(weights: Weights[Any], path: Path) -> bool:
    """Whether the file at `path` is the published one.

    Raises:
        OSError: there is none, or it cannot be read.
    """
    from hashlib import file_digest  # loads OpenSSL, which `envcheck --help` does without

    verify_regular(path)
    with path.open("rb") as file:
        right_size = os.fstat(file.fileno()).st_size == weights.size
        return right_size and file_digest(file, "sha256").hexdigest() == weights.sha256


def state(weights: Weights[Any], folder: Path) -> State:
    """What lies in `folder` under the file's name."""
    try:
        return State.RIGHT if intact(weights, folder / weights.file) else State.DAMAGED
    except (FileNotFoundError, NotADirectoryError):
        return State.MISSING
    except OSError:
        return State.DAMAGED


def folders(environ: Mapping[str, str] | None = None) -> tuple[Path, Path]:
    """Where a file is looked for, in that order: what the installation carries, and what was brought later.

    Args:
        environ: as for `models_folder`.
    """
    return known.WEIGHTS_DIR, models_folder(environ)


def expected(environ: Mapping[str, str] | None = None) -> list[Weights[Any]]:
    """The networks that are here or missed: all but one for faces that a better one stands in for.

    Args:
        environ: as for `models_folder`.
    """
    there = {network: locate_file(network, environ)[0] for network in known.FACE_NETWORKS}
    best = next((place for place, found in enumerate(there.values()) if found is State.RIGHT), len(there))
    spare = [network for network in known.FACE_NETWORKS[best + 1 :] if there[network] is State.MISSING]
    return [network for network in known.WEIGHTS if network not in spare]


def locate_file(weights: Weights[Any], environ: Mapping[str, str] | None = None) -> tuple[State, Path]:
    """What is there of a network, and in which folder: the right file before a damaged one before none.

    Args:
        weights: which network.
        environ: as for `models_folder`.
    """
    found = [(state(weights, folder), folder) for folder in folders(environ)]
    return min(found, key=lambda one: list(State).index(one[0]))
