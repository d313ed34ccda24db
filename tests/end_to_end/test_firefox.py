"""Firefox as a client, with its own fake camera and microphone: a page of another origin is told what is seen."""

from pathlib import Path

import pytest

from bidi import FIREFOX, firefox
from serving import served
from whip_page import page_served


@pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed")
def test_what_the_fake_camera_shows_is_told_to_the_page(tmp_path: Path) -> None:
    with page_served() as origin, served("--origin", origin) as server, firefox(tmp_path) as tab:
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
