"""Lays out the folder that checks a room before a call, for those who host Jitsi: `make jitsi-drop-in`, into `dist`."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from npm_package import packed

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "plugins" / "jitsi"
BUNDLER = ROOT / "tests" / "web" / "node_modules" / "esbuild" / "bin" / "esbuild"
SHIPPED = ("envcheck", "custom-config.js", "custom-meet.conf", "README.md")
"""All of it but what is bundled: it is written by hand, and readable."""


def laid_out(folder: Path, package: Path | None = None) -> Path:
    """The folder as it is copied to a server.

    Args:
        folder: takes it, under `envcheck-jitsi`.
        package: what is packed for npm, unpacked; else it is packed for this.

    Raises:
        FileNotFoundError: Node, npm, the compiler or the bundler is not installed.
        CalledProcessError: one of them fails.
    """
    if not shutil.which("node") or not BUNDLER.is_file():
        raise FileNotFoundError("Node, or esbuild in tests/web (npm ci --prefix tests/web)")
    place = folder / "envcheck-jitsi"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in SHIPPED:
        source = PLUGIN / "drop-in" / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("*.d.ts"))
        else:
            shutil.copy(source, place)
    shutil.copy(PLUGIN / "LICENSE", place)
    with tempfile.TemporaryDirectory() as workshop:
        _bundle(Path(workshop), package, place / "envcheck" / "assets" / "envcheck.js")
    return place


def _bundle(workshop: Path, package: Path | None, target: Path) -> None:
    """Writes all of envcheck that the page needs as one module."""
    if package is None:
        packed(workshop)
        package = workshop / "package"
    modules = workshop / "node_modules" / "@telehealth-envcheck"
    modules.mkdir(parents=True)
    (modules / "web").symlink_to(package.resolve())
    entry = Path(shutil.copy(PLUGIN / "drop-in" / "bundle.js", workshop))
    known = json.loads((package / "package.json").read_text(encoding="utf-8"))
    banner = f"--banner:js=/* {known['name']} {known['version']}, {known['license']} */"
    options = ("--bundle", "--format=esm", "--minify", "--charset=utf8", "--target=es2022", banner)
    command = [str(BUNDLER), str(entry), *options, "--log-level=warning", f"--outfile={target}"]
    subprocess.run(command, check=True, cwd=workshop)


if __name__ == "__main__":
    print(laid_out(ROOT / "dist"))
