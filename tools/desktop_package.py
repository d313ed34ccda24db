"""Freezes what is installed in the environment that runs this into one folder, in build/package: `make package`.

Beside the folder come a `.tar.xz` of it and, where Debian's dpkg-deb is, a `.deb` with an entry in the menu. The folder
holds the licence of everything that is packed, and NOTICE, which is written from what the packed libraries say of
themselves.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions, version
from pathlib import Path

ROOT = Path(__file__).parents[1]
DESKTOP, WEB = ROOT / "deploy" / "desktop", ROOT / "envcheck" / "web"
NAME, DISTRIBUTION = "envcheck", "telehealth-envcheck"

TOOLS = frozenset({"pip", "setuptools", "altgraph", "packaging", "pyinstaller", "pyinstaller-hooks-contrib"})
"""Distributions that freeze, and are not packed."""

LICENCE_NAMES, CODE = ("LICEN", "COPYING", "NOTICE"), (".py", ".pyc", ".pyi")
"""How files with a licence's text are called; and what is none though it is called so."""

CONTROL = """\
Package: envcheck
Version: {version}
Architecture: {architecture}
Maintainer: envcheck <envcheck@example.org>
Installed-Size: {kilobytes}
Recommends: xdg-utils, chromium | firefox-esr | www-browser
Section: video
Priority: optional
Description: room check before a session of online therapy
 Looks at light, framing, background, privacy, picture and sound on this
 machine, and says in plain words what already works and what would help.
"""

NOTICE = """\
envcheck {version} is under the MIT licence (licences/telehealth-envcheck).

This folder holds programs and libraries of others as they were published, each under a licence of its own:

{packed}

Two builds of FFmpeg (https://ffmpeg.org), which say of themselves:

{ffmpegs}

The networks, with their licences beside their files in _internal/envcheck/perception/_weights:

{networks}

Libraries under the GPL, version 2 or later, to which a build of FFmpeg is linked whatever it says of itself:

{gpl}

Who passes this folder on has to keep to all of them. Because of the last ones the folder as a whole is passed on under
the GPL, version 3, and whoever receives it has a right to the source of what is under it: of x264 and x265
(https://www.videolan.org/developers/x264.html, https://www.x265.org), of both builds of FFmpeg, and of the packages
PyAV and OpenCV, which carry them, at the versions named here. Licences that are named without a text in licences/:
https://www.gnu.org/licenses/.
"""

GPL = ("libx264", "libx265", "libpostproc")
"""How libraries begin that FFmpeg may be built with and that are under the GPL."""

COMMON = Path("/usr/share/common-licenses")
"""Where Debian and its like keep the texts of licences that many share."""


def main() -> None:
    """Makes the folder and its packages, and prints where they lie."""
    target = ROOT / "build" / "package"
    folder = frozen(target)
    write_notice(folder)
    for made in (archive(folder), *debian_package(folder)):
        print(f"{made.relative_to(ROOT)}  {made.stat().st_size / 1e6:.0f} MB")


def frozen(target: Path) -> Path:
    """The folder, made anew by PyInstaller."""
    folder = target / NAME
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(target), "--workpath", str(target / "work"), str(DESKTOP / "envcheck.spec")]
    subprocess.run(command, check=True)
    return folder


def write_notice(folder: Path) -> None:
    """Lays `NOTICE` and the licences of all that is packed into the folder."""
    lines = []
    for one in sorted(packed(), key=lambda one: one.metadata["Name"].lower()):
        name = one.metadata["Name"]
        lines.append(f"  {name} {one.version}: {licence_name(one)}")
        for number, path in enumerate(licence_files(one)):
            place = folder / "licences" / name / f"{number}-{path.name}"
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    for name in ("GPL-2", "GPL-3", "LGPL-2.1", "LGPL-3"):
        if (COMMON / name).is_file():
            shutil.copyfile(COMMON / name, folder / "licences" / name)
    lines.append(f"  Python {platform.python_version()}: Python-2.0")
    networks = sorted((folder / "_internal" / NAME / "perception" / "_weights").glob("*.LICENSE"))
    text = NOTICE.format(
        version=version(DISTRIBUTION),
        packed="\n".join(lines),
        ffmpegs="\n".join(f"  {path.name}: {said}" for path, said in ffmpegs(folder)),
        gpl="\n".join(f"  {name}" for name in under_gpl(folder)) or "  none",
        networks="\n".join(f"  {path.stem}" for path in networks),
    )
    (folder / "NOTICE").write_text(text, encoding="utf-8")


def packed() -> Iterator[Distribution]:
    """The distributions of this environment that are packed."""
    return (one for one in distributions() if one.metadata["Name"].lower() not in TOOLS)


def under_gpl(folder: Path) -> list[str]:
    """The packed libraries under the GPL, by their file names."""
    return sorted({path.resolve().name for path in folder.rglob("*") if path.name.startswith(GPL)})


def licence_name(one: Distribution) -> str:
    """The licence that a distribution names."""
    classifiers = one.metadata.get_all("Classifier", [])
    known = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License")]
    text = (
        next(iter(one.metadata.get_all("License-Expression", [])), "")
        or "; ".join(known)
        or next(iter(one.metadata.get_all("License", [])), "")
        or "see its files"
    )
    return str(text).strip().splitlines()[0]


def licence_files(one: Distribution) -> list[Path]:
    """The texts of licences that a distribution carries."""
    names = [file for file in one.files or [] if any(part in file.name.upper() for part in LICENCE_NAMES)]
    paths = [Path(str(one.locate_file(file))) for file in names if file.suffix not in CODE]
    return [path for path in paths if path.is_file()]


ASK = """
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
library.avcodec_license.restype = library.avcodec_configuration.restype = ctypes.c_char_p
print(library.avcodec_license().decode(), library.avcodec_configuration().decode(), sep="; ")
"""
"""Has a libavcodec tell its licence and how it was built, in a process of its own: two of them do not go together."""


def ffmpegs(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each packed libavcodec, and its licence and configuration as it says them itself."""
    for path in sorted({path.resolve() for path in folder.rglob("libavcodec*.so*")}):
        found = os.pathsep.join({str(one.parent) for one in folder.rglob("*.so*")})
        environ = {**os.environ, "LD_LIBRARY_PATH": found}
        command = [sys.executable, "-c", ASK, str(path)]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
        yield path, done.stdout.strip()


def archive(folder: Path) -> Path:
    """The folder as one `.tar.xz` beside it."""
    made = folder.parent / f"{NAME}-{version(DISTRIBUTION)}-{sys.platform}-{platform.machine()}.tar.xz"
    command = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-cJf", str(made), folder.name]
    subprocess.run(command, cwd=folder.parent, env={**os.environ, "XZ_OPT": "-T0 -3"}, check=True)
    return made


def debian_package(folder: Path) -> Iterator[Path]:
    """A package that lays the folder into /opt, and an entry into the menu; none where dpkg-deb is missing."""
    if not shutil.which("dpkg-deb"):
        return
    root = folder.parent / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / NAME, symlinks=True, copy_function=os.link)
    for source, place in placed():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, root / place)
    shutil.copyfile(folder / "NOTICE", root / "usr/share/doc/envcheck/copyright")
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    architecture = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout
    kilobytes = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    control = CONTROL.format(version=version(DISTRIBUTION), architecture=architecture.strip(), kilobytes=kilobytes)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    made = folder.parent / f"{NAME}_{version(DISTRIBUTION)}_{architecture.strip()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(root), str(made)], check=True)
    shutil.rmtree(root)
    yield made


def placed() -> Iterator[tuple[Path, str]]:
    """Files of the package besides the folder, and where they lie."""
    yield DESKTOP / "envcheck.desktop", "usr/share/applications/envcheck.desktop"
    yield WEB / "icon.svg", "usr/share/icons/hicolor/scalable/apps/envcheck.svg"
    yield ROOT / "LICENSE", "usr/share/doc/envcheck/LICENSE"
    for size in (192, 512):
        yield WEB / f"icon-{size}.png", f"usr/share/icons/hicolor/{size}x{size}/apps/envcheck.png"


if __name__ == "__main__":
    main()
