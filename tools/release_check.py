"""Says all that a release still lacks: `make release-check`; what has to be run besides says `docs/releases.md`."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docs_links import broken
from envcheck.perception.weights import WEIGHTS
from house_drawing import DRAWING, drawing
from translations import gaps, marked

ROOT = Path(__file__).parents[1]


def lacking(root: Path) -> Iterator[str]:
    """One sentence for each thing that is missing."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield from gaps(root / "envcheck" / "locale", marked())
    if not project.get("urls"):
        yield "pyproject.toml does not say where the project is to be found ([project.urls])."
    yield from undated(str(project["version"]), text(root / "CHANGELOG.md"), text(root / "CITATION.cff"))
    yield from broken(root)
    for weights in WEIGHTS:
        licence = weights.path.with_suffix(".LICENSE")
        if weights.path.is_file() and not (licence.is_file() and licence.stat().st_size > 500):
            yield f"{weights.name}: there is no licence beside its file ({licence.name})."
    if text(DRAWING) != drawing():
        yield "docs/house.svg is stale: make drawing."


def undated(version: str, changelog: str, citation: str) -> Iterator[str]:
    """What of a version is not said, or not dated."""
    newest = re.search(r"^## (\S+)(?: \((.+)\))?$", changelog, re.MULTILINE)
    if not newest or newest[1] != version:
        yield f"CHANGELOG.md does not begin with {version}."
    elif not newest[2] or not is_date(newest[2]):
        yield f"CHANGELOG.md says no date of {version}, such as (2026-12-31)."
    elif f"date-released: {newest[2]}" not in citation:
        yield f"CITATION.cff has another date than CHANGELOG.md, which says {newest[2]}."
    if not re.search(rf"^version: {re.escape(version)}$", citation, re.MULTILINE):
        yield f"CITATION.cff is not of version {version}."


def is_date(told: str) -> bool:
    """Whether that is a day, as ISO 8601 writes it."""
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def uncommitted(root: Path) -> Iterator[str]:
    """What is in the checkout alone."""
    command = ["git", "status", "--porcelain"]
    if changed := subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines():
        yield f"{len(changed)} files are not committed, such as {changed[0][3:]}."


def text(path: Path) -> str:
    """What a file says; nothing where it is missing."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit("\n".join([*lacking(ROOT), *uncommitted(ROOT)]) or 0)
