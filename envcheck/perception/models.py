"""The networks that are here: looked for once, and given to what perceives by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from envcheck.perception.model_files import folders, intact
from envcheck.perception.weights import WEIGHTS, Weights


@dataclass(frozen=True)
class Models:
    """Which networks are here, and where; what perceives reads neither environment nor folders for it.

    Attributes:
        files: where each lies, by its file name; one that is missing or damaged is not among them.
    """

    files: Mapping[str, Path]

    @classmethod
    def bundled(cls) -> "Models":
        """Those that the installation carries."""
        return cls(_intact_in(folders()[:1]))

    @classmethod
    def installed(cls, environ: Mapping[str, str] | None = None) -> "Models":
        """The same, and those that were brought later.

        Args:
            environ: environment variables, which may name their folder; the process's own when left out.
        """
        return cls(_intact_in(folders(environ)))

    def path(self, weights: Weights[Any]) -> Path | None:
        """Where a network lies, None where it is not here."""
        return self.files.get(weights.file)


def _intact_in(places: Iterable[Path]) -> Mapping[str, Path]:
    """Where each network lies, in the first of these folders that has it."""
    found: dict[str, Path] = {}
    for folder in places:
        missing = [weights for weights in WEIGHTS if weights.file not in found]
        found |= {weights.file: folder / weights.file for weights in missing if _is_there(weights, folder)}
    return found


def _is_there(weights: Weights[Any], folder: Path) -> bool:
    """Whether the published file is there; a damaged one is done without, as one that is missing is."""
    path = folder / weights.file
    try:
        found = path.stat()
        return _is_intact(weights, path, found.st_size, found.st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=32)
def _is_intact(weights: Weights[Any], path: Path, size: int, changed: int) -> bool:
    """As `intact`, computed once for a file as it is now: every session looks for its networks."""
    return size == weights.size and path.is_file() and intact(weights, path)
