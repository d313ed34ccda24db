"""Packs the module for OpenEMR as a zip: `make openemr-module` lays it into `dist`."""

import re
import zipfile
from pathlib import Path

PLUGIN = Path(__file__).parents[1] / "plugins" / "openemr"
NAME = "oe-module-envcheck"
TOLD = ("README.md", "CHANGELOG.md", "LICENSE")
"""Files of the plugin that lie in the module's folder once it is installed."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every file, so that the same sources give the same zip."""


def version() -> str:
    """The module's version, as OpenEMR reads it."""
    text = (PLUGIN / NAME / "version.php").read_text(encoding="utf-8")
    return ".".join(re.findall(r"\$v_(?:major|minor|patch) = '(\d+)'", text))


def packed(folder: Path) -> Path:
    """The module as one zip, which holds its folder as OpenEMR wants it.

    Args:
        folder: takes the zip.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{NAME}-{version()}.zip"
    files = {file.relative_to(PLUGIN / NAME): file for file in (PLUGIN / NAME).rglob("*") if file.is_file()}
    files |= {Path(name): PLUGIN / name for name in TOLD}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for place, file in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{place.as_posix()}", EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, file.read_bytes())
    return archive


if __name__ == "__main__":
    print(packed(Path(__file__).parents[1] / "dist"))
