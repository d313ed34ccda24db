"""The units for systemd: they are what systemd takes, they let a mistake reach little, and their commands are ours."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from deployment.containerfile import ROOT
from envcheck.cli.app import app

UNITS = ROOT / "deploy" / "systemd"
ONE, TEMPLATE = UNITS / "envcheck.service", UNITS / "envcheck@.service"

MOST_EXPOSED = 15
"""Tenths of what systemd calls exposure, of which 100 is everything."""

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd's own program")


@needs_systemd
@pytest.mark.parametrize("unit", [ONE, TEMPLATE], ids=lambda unit: unit.name)
def test_systemd_takes_it(unit: Path, tmp_path: Path) -> None:
    program = Path(sys.prefix) / "bin" / "envcheck"
    placed = tmp_path / unit.name.replace("@", "@8765")
    placed.write_text(unit.read_text(encoding="utf-8").replace("/opt/envcheck/bin/envcheck", str(program)))
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(placed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", [ONE, TEMPLATE], ids=lambda unit: unit.name)
def test_a_mistake_in_it_reaches_little(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", "--no-pager", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_template_says_what_the_unit_says_but_for_its_port_and_its_name() -> None:
    assert [
        line.replace("--port %i --node n%i", "--port 8765").replace(", port %i", "") for line in said(TEMPLATE)
    ] == said(ONE)


def test_its_command_is_one_that_there_is_and_has_the_time_that_it_takes() -> None:
    (command,) = (line.partition("=")[2] for line in said(ONE) if line.startswith("ExecStart="))
    program, name, *rest = shlex.split(command)
    assert (program, name) == ("/opt/envcheck/bin/envcheck", "serve")
    known = get_command(app).commands["serve"]  # type: ignore[attr-defined]
    parsed = known.make_context(name, rest).params
    (stops,) = (line.partition("=")[2] for line in said(ONE) if line.startswith("TimeoutStopSec="))
    assert float(stops) >= parsed["drain"] + 30
    assert parsed["behind_proxy"] == ["127.0.0.1"]
    assert f"LoadCredential={Path(parsed['token_file']).name}:" in ONE.read_text(encoding="utf-8")


def said(unit: Path) -> list[str]:
    """The lines that are no comments."""
    return re.findall(r"^[^#\n].*", unit.read_text(encoding="utf-8"), re.MULTILINE)
