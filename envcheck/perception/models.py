"""The networks that are here: looked for once, and given to what perceives by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from envcheck.perception.weights import BUNDLED, OPTIONAL, BundledWeights, OptionalWeights, intact, models_folder


@dataclass(frozen=True)
class Models:
    """Which networks are here, and where; what perceives reads neither environment nor folders for it.

    Attributes:
        files: where each lies, by its file name; one that is missing or damaged is not among them.
    """

    files: Mapping[str, Path]

    @classmethod
    def bundled(cls) -> "Models":
        """Those that our wheel carries, as far as they are there."""
        return cls({weights.file: weights.path for weights in BUNDLED if weights.path.is_file()})

    @classmethod
    def found(cls, environ: Mapping[str, str] | None = None) -> "Models":
        """The same, and the optional ones that are installed.

        Args:
            environ: environment variables, which may name their folder; the process's own when left out.
        """
        folder = models_folder(environ)
        optional = {weights.file: folder / weights.file for weights in OPTIONAL if _is_installed(weights, folder)}
        return cls({**cls.bundled().files, **optional})

    def path(self, weights: BundledWeights | OptionalWeights) -> Path | None:
        """Where a network lies, None where it is not here."""
        return self.files.get(weights.file)


def _is_installed(weights: OptionalWeights, folder: Path) -> bool:
    """Whether the published file is there; a damaged one is done without, as one that is missing is."""
    path = folder / weights.file
    try:
        found = path.stat()
        return _is_intact(weights, path, found.st_size, found.st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=32)
def _is_intact(weights: OptionalWeights, path: Path, size: int, changed: int) -> bool:
    """As `intact`, computed once for a file as it is now: every session looks for its networks."""
    return size == weights.size and path.is_file() and intact(weights, path)
