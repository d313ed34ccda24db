"""Firefox as a client, with its own fake camera and microphone: a page of another origin is told what is seen."""

import shutil
from pathlib import Path

import pytest

from bidi import firefox
from serving import served
from whip_page import page_served

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "browser.shell.checkDefaultBrowser": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
}


@pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed")
def test_what_the_fake_camera_shows_is_told_to_the_page(tmp_path: Path) -> None:
    assert FIREFOX
    with page_served() as origin, served("--origin", origin) as server, firefox(FIREFOX, tmp_path, PREFERENCES) as tab:
        tab.open(origin)
        tab.run(f"begin('{server.url}/whip')")
        tab.run(until("one => one.type === 'progress' && one.frames > 5"))
        tab.run(until("one => one.type === 'verdict' && one.verdict !== 'undetermined'"))
        assert tab.run("told[0].type") == "hello"
        assert tab.run("sent()") in ("video/VP8", "video/H264")
        tab.run("fetch(session, {method: 'DELETE'})")
        tab.run(until("one => one.type === 'end' && one.reason === 'closed'"))


def until(fits: str) -> str:
    """A script that is over once a message fits."""
    return f"""new Promise((done, failed) => {{
        setTimeout(() => failed(new Error("told was " + told.map(one => one.type))), 20000);
        setInterval(() => told.some({fits}) && done(), 50);
    }})"""
