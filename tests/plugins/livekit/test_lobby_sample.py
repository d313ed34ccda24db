"""The sample program for LiveKit: what the agent sees in a lobby is printed by the app that joined it."""

import os
import subprocess
from pathlib import Path

import pytest

from livekit_packages import INSTALLED, MISSING

pytest.importorskip("livekit.agents", reason=MISSING)

from lobby_clients import rooms

SAMPLE = Path(__file__).parents[3] / "samples" / "apps" / "livekit_lobby" / "run.sh"


@pytest.mark.slow
def test_an_app_prints_what_the_agent_sees_in_its_lobby() -> None:
    with rooms() as where:
        path = f"{INSTALLED / 'bin'}{os.pathsep}{os.environ['PATH']}"
        given = {"LIVEKIT_URL": where.url, "LIVEKIT_API_KEY": where.key, "LIVEKIT_API_SECRET": where.secret}
        around = {**os.environ, **given, "ENVCHECK_LIVEKIT_BUSY": "2", "PATH": path}
        done = subprocess.run(["sh", SAMPLE], env=around, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "Someone else seems to be in view." in done.stdout
