"""libdatachannel as a client, by which OBS sends."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from serving import served

NODE = shutil.which("node")
WEB = Path(__file__).parents[1] / "web"

SESSIONS = 20
"""Enough to see a fault that strikes one in three."""

MOST_SECS = 300


@pytest.mark.skipif(not NODE, reason="Node is not installed")
@pytest.mark.skipif(
    not (WEB / "node_modules" / "@node-datachannel").is_dir(),
    reason="node-datachannel is not installed (npm ci --prefix tests/web), or has no program for this machine",
)
def test_every_session_connects() -> None:
    assert NODE
    with served() as server:
        client = [NODE, str(WEB / "libdatachannel.mjs"), f"{server.url}/whip", str(SESSIONS)]
        done = subprocess.run(client, capture_output=True, encoding="utf-8", timeout=MOST_SECS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == ["connected"] * SESSIONS
