"""A machine without any network: the room check goes over loopback in a browser of the same machine."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import offline_room
from chromium import CHROMIUM

APART = ("unshare", "--map-root-user", "--net")

BROWSERS = 3
"""Each anew: only the first session of a browser has ever failed to find loopback."""


def permitted() -> bool:
    if not all(map(shutil.which, ("unshare", "ip"))):
        return False
    return subprocess.run([*APART, "ip", "link", "set", "lo", "up"], capture_output=True).returncode == 0


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
@pytest.mark.skipif(not permitted(), reason="network namespaces are not permitted here")
def test_the_page_is_looked_at_without_a_network() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*APART, sys.executable, offline_room.__file__, str(BROWSERS)]
    output = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True, timeout=400).stdout
    assert json.loads(output) == [True] * BROWSERS
