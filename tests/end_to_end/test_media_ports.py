"""A firewall that lets the ports through that media was told to take, and no other: a session comes up."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

import firewalled_network
from lossy_network import APART, LACKING, permitted

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not permitted(), reason=LACKING)]


def through(*asked: str) -> dict[str, Any]:
    """What a client on the other side of the firewall meets with, as `firewalled_network.main` is asked."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [*APART, sys.executable, firewalled_network.__file__, *asked]
    output = subprocess.run(words, env=environ, stdout=subprocess.PIPE, check=True, timeout=300).stdout
    return dict(json.loads(output))


def test_a_session_comes_up_where_only_its_ports_are_let_through() -> None:
    seen = through(firewalled_network.OPEN)
    assert seen["arrived"]
    assert {50_000 <= port <= 50_009 for port in seen["ports"]} == {True}


def test_the_firewall_lets_no_other_port_through() -> None:
    seen = through("51000-51009", "5")
    assert (seen["arrived"], seen["reason"]) == (False, "silent")
