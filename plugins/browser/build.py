"""Packs the extension for each browser, with nothing but Python: `python plugins/browser/build.py [FOLDER]`.

One source, two manifests: `manifest.common.json` and what each browser has of its own. For each a folder is made, which
a browser loads as it is, and a zip, which its store takes. The same source always makes the same bytes.
"""

import json
import shutil
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).parent
SOURCE = HERE / "extension"
BROWSERS = ("chromium", "firefox")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip knows."""


def manifest(browser: str) -> dict[str, object]:
    """The manifest of one browser."""
    parts = (SOURCE / f"manifest.{name}.json" for name in ("common", browser))
    return {key: value for part in parts for key, value in json.loads(part.read_text(encoding="utf-8")).items()}


def built(browser: str, target: Path) -> Path:
    """The extension as a folder below `target`; the archive lies beside it.

    Args:
        browser: one of `BROWSERS`.
        target: a folder, made where it is not there.
    """
    told = manifest(browser)
    folder = target / browser
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("manifest.*.json"))
    shutil.copy(HERE / "LICENSE", folder)
    (folder / "manifest.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    with ZipFile(target / f"envcheck-browser-{told['version']}-{browser}.zip", "w") as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = ZipInfo(file.relative_to(folder).as_posix(), LONG_AGO)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return folder


def main(target: str = "build/browser") -> None:
    """Makes both."""
    for browser in BROWSERS:
        print(built(browser, Path(target)))


if __name__ == "__main__":
    main(*sys.argv[1:])
