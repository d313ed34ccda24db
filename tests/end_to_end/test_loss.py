"""A way that loses and delays packets: the room is judged as it is on a clean one."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

import lossy_network
from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from ffmpeg_client import command, showing
from lossy_network import LACKING, permitted
from relay import Relay, RelayedClient, Way
from sent import lively
from serving import Served, served
from tap import Tap, tapped, wait_for
from whip_client import PictureTrack
from whip_page import page_served

LOOKED_SECS = 4.0
"""Media time from the first frame on, after which the verdict counts."""

BEGUN_SECS, MORE_FRAMES = 120.0, 100

HANDSHAKES = 5
"""So often FFmpeg may begin: where the last packets of a handshake are lost, it takes it for done and sends in vain."""

READY = {"ready", "ready with advice"}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(environ={"ENVCHECK_SERVER__SILENT_SECS": "60"}) as running:
        yield running


@pytest.mark.parametrize(
    "way", [Way(0.0, 0.0), Way(0.02, 0.05), Way(0.05, 0.1), Way(0.1, 0.2)], ids=["clean", "usual", "bad", "worse"]
)
def test_a_bad_way_changes_no_verdict(server: Served, way: Way) -> None:
    async def work() -> None:
        ready, backlit = await asyncio.gather(seen(server, way, "ready.jpg"), seen(server, way, "backlit.jpg"))
        assert ready[0] in READY
        assert not {code for code in ready[1] if not code.startswith("NET")}
        assert backlit[0] == "ready with advice"
        assert "LIT103" in backlit[1]

    asyncio.run(work())


@pytest.mark.parametrize("way", [Way(0.02, 0.05), Way(0.1, 0.1)], ids=["usual", "worse"])
def test_a_bad_way_changes_no_verdict_of_ffmpeg(server: Served, way: Way) -> None:
    def tried() -> bool:
        with tapped(server.url, way) as (tap, url):
            words = command(f"{url}/whip", source=showing("backlit.jpg"))
            with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ffmpeg:
                try:
                    assert wait_for(lambda: begins_as_advised(tap) or broke(ffmpeg, tap), BEGUN_SECS)
                    if broke(ffmpeg, tap):
                        return False
                    goes_on_as_advised(tap)
                    return True
                finally:
                    ffmpeg.kill()

    assert any(tried() for _ in range(HANDSHAKES))


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
@pytest.mark.parametrize("way", [Way(0.02, 0.05), Way(0.1, 0.1)], ids=["usual", "worse"])
def test_a_bad_way_changes_no_verdict_of_chromium(playwright: Playwright, tmp_path: Path, way: Way) -> None:
    camera = changing_camera(tmp_path / "camera.mjpeg", ("backlit.jpg", 1))
    browser = launched(playwright, faked(camera, still_room(tmp_path / "sound.wav")))
    with page_served() as origin, served("--origin", origin) as server, tapped(server.url, way) as (tap, url):
        page = browser.new_page()
        page.goto(origin)
        page.evaluate("url => begin(url)", f"{url}/whip")
        goes_on_as_advised(tap)
        browser.close()


@pytest.mark.skipif(not permitted(), reason=LACKING)
def test_a_wire_that_loses_packets_changes_no_verdict_and_is_told() -> None:
    command = [*lossy_network.APART, sys.executable, lossy_network.__file__, "10", "ready.jpg", "backlit.jpg"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    output = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True, timeout=240).stdout
    seen = json.loads(output)
    assert seen["ready.jpg"] == {"verdict": "ready with advice", "told": ["NET101"]}
    assert seen["backlit.jpg"] == {"verdict": "ready with advice", "told": ["LIT103", "NET101"]}


def broke(ffmpeg: "subprocess.Popen[bytes]", tap: Tap) -> bool:
    """Whether a client has ended, or the tap's one session, for which nothing has come to be looked at."""
    return ffmpeg.poll() is not None or bool(tap.heard and tap.heard[0].over)


def begins_as_advised(tap: Tap) -> bool:
    """Whether the verdict on the tap's one session is by now what a backlit face comes to."""
    return bool(tap.heard) and tap.heard[0].verdict == "ready with advice"


def goes_on_as_advised(tap: Tap) -> None:
    """Backlight is told of the tap's one session, and for many more pictures nothing else."""
    assert wait_for(lambda: begins_as_advised(tap), BEGUN_SECS)
    (one,) = tap.heard
    enough = one.frames + MORE_FRAMES
    assert wait_for(lambda: one.frames > enough, BEGUN_SECS)
    assert not one.over
    assert {code for code in one.codes if not code.startswith("NET")} == {"LIT103"}
    assert {told["verdict"] for _, told in one.of("verdict")} <= {"undetermined", *READY}
    assert one.relay
    assert one.relay.lost


async def seen(server: Served, way: Way, picture: str) -> tuple[str, set[str]]:
    """The verdict on a picture that is shown for a while, and the faults that were told."""
    relay = Relay(way, seed=7)
    async with RelayedClient(f"{server.url}/whip", PictureTrack(lively(picture)), relay=relay) as client:
        await client.begin()
        first = await client.until(lambda told: told.get("frames", 0) > 0)
        await client.until(lambda told: told.get("frames", 0) > 0 and told["time"] > first["time"] + LOOKED_SECS)
        report = (await client.http.get(f"{client.session}/report")).json()
        await client.end()
    assert abs(relay.lost / relay.carried - way.loss) < 0.02
    return report["verdict"], {told["code"] for told in client.told if told["type"] == "finding"}
