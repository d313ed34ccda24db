"""What the Makefile brings from the system: named first, left alone where that is asked for."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "tools" / "system_packages.sh"
THERE, LACKING = "sh:dash", "no-such-program:its-package"
BESIDE = ("grep", "tr", "id", "cat")


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """The only folder that is looked into for programs; its apt-get keeps what it is asked for."""
    for name in BESIDE:
        found = next(place for place in os.environ["PATH"].split(os.pathsep) if (Path(place) / name).exists())
        (tmp_path / name).symlink_to(Path(found) / name)
    program(tmp_path / "apt-get", f'echo "$@" >> {tmp_path / "asked"}')
    program(tmp_path / "sudo", 'exec "$@"')
    return tmp_path


def program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def brought(system: Path, *things: str, **environ: str) -> tuple[int, str, str]:
    """Exit code, what was said, and what apt-get was asked for."""
    text = SCRIPT.read_text().replace('PATH="$PATH:/usr/sbin:/sbin"', "")
    command = ["/bin/sh", "-c", text, "sh", "Nothing works without them.", *things]
    done = subprocess.run(command, env={"PATH": str(system), **environ}, capture_output=True, text=True)
    asked = system / "asked"
    return done.returncode, done.stdout + done.stderr, asked.read_text() if asked.exists() else ""


def test_what_is_lacking_is_named_and_then_installed(system: Path) -> None:
    program(system / "sh", "")
    code, said, asked = brought(system, THERE, LACKING)
    assert code == 0
    assert said.startswith("Installing by ")
    assert "apt-get: its-package." in said
    assert said.count("\n") == 1
    assert "install -qq -y --no-install-recommends its-package\n" in asked


def test_nothing_is_installed_where_that_is_not_wanted(system: Path) -> None:
    code, said, asked = brought(system, LACKING, "libnone.so.1:libnone", NO_SYSTEM_PACKAGES="1")
    assert (code, asked) == (0, "")
    assert said == "Not installed, by their names in Debian: its-package. Nothing works without them.\n"


def test_a_file_of_any_such_name_is_enough(system: Path) -> None:
    things = (f"{system}/*/there.so:there", f"{system}/*/lacking.so:lacking")
    (system / "folder").mkdir()
    (system / "folder" / "there.so").touch()
    assert brought(system, *things, NO_SYSTEM_PACKAGES="1")[1].startswith(
        "Not installed, by their names in Debian: lacking."
    )


def test_a_system_without_apt_get_is_told_what_it_lacks(system: Path) -> None:
    (system / "apt-get").unlink()
    code, said, _ = brought(system, LACKING)
    assert code == 0
    assert said == "Not installed, by their names in Debian: its-package. Nothing works without them.\n"


@pytest.mark.parametrize(("known", "lacks"), [("libGL.so.1 (libc6) => /lib", False), ("libz.so.1 => /lib", True)])
def test_libraries_are_looked_up_where_the_loader_finds_them(system: Path, known: str, lacks: bool) -> None:
    program(system / "ldconfig", f'echo "{known}"')
    _, said, _ = brought(system, "libGL.so.1:libgl1", NO_SYSTEM_PACKAGES="1")
    assert ("libgl1" in said) == lacks


def test_nothing_is_said_where_nothing_is_lacking(system: Path) -> None:
    program(system / "sh", "")
    assert brought(system, THERE) == (0, "", "")


def test_a_failure_of_apt_get_is_one_sentence_and_stops(system: Path) -> None:
    program(system / "apt-get", "exit 100")
    code, said, _ = brought(system, LACKING)
    assert code == 1
    assert said.splitlines()[-1].endswith(
        "could not install them; please install them yourself. Nothing works without them."
    )
