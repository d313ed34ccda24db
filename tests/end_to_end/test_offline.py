"""A machine without any network: the room check goes over loopback, as far as the browser lets it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

APART = ("unshare", "--map-root-user", "--net")
TESTS = Path(__file__).parent


def permitted() -> bool:
    if not all(map(shutil.which, ("unshare", "ip", "chromium"))):
        return False
    return subprocess.run([*APART, "ip", "link", "set", "lo", "up"], capture_output=True).returncode == 0


@pytest.mark.skipif(not permitted(), reason="no namespace may be made here, or Chromium is not installed")
def test_a_browser_of_this_machine_needs_no_network() -> None:
    again = f"{sys.executable} -m pytest -q -x {TESTS / 'test_chromium.py'} -k rsa"
    run = subprocess.run(
        [*APART, "sh", "-c", f"ip link set lo up && exec {again}"], capture_output=True, text=True, timeout=600
    )
    assert run.returncode == 0, run.stdout
    assert "1 passed" in run.stdout
