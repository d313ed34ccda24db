"""GStreamer as a client: its certificates are of RSA, and its encoders offer the profile that they write."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving import Served, served

CLIENT = Path(__file__).parents[1] / "gstreamer_client.py"
PYTHON = "/usr/bin/python3"
"""Debian's, which its package of the bindings is for."""

PROBE = """
import gi
gi.require_version("GstWebRTC", "1.0")
from gi.repository import Gst, GstWebRTC
Gst.init(None)
assert all(map(Gst.ElementFactory.find, ("webrtcbin", "nicesrc", "vp8enc", "x264enc", "opusenc")))
"""


def installed() -> bool:
    return os.path.exists(PYTHON) and not subprocess.run([PYTHON, "-c", PROBE], capture_output=True).returncode


pytestmark = pytest.mark.skipif(
    not installed(), reason="GStreamer's webrtcbin and its Python bindings are not installed"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.mark.parametrize("video", ["VP8", "H.264 constrained-baseline", "H.264 main", "H.264 high"])
def test_gstreamer_is_seen_and_can_end_its_session(server: Served, video: str) -> None:
    client = [PYTHON, str(CLIENT), f"{server.url}/whip", video]
    done = subprocess.run(client, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"seen": True, "ended": 200}
