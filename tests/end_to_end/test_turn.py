"""Through a TURN server alone, as from behind a strict firewall: the server allocates a relay of its own, and its
answer tells the client where to."""

import asyncio
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from aiortc import RTCConfiguration, RTCIceServer, RTCIceTransportPolicy
from playwright.sync_api import Playwright

from chromium import CHROMIUM, changing_camera, faked, launched
from envcheck.server.webrtc.transport_stats import _selected_pair
from envcheck.server.webrtc.whip import link
from sent import still
from serving import served
from watched import CHECK, OFTEN, until, watched
from whip_client import Client, PictureTrack

USER, SECRET = "room", "a-secret-of-the-clinic"
START_SECS = 60.0

pytestmark = pytest.mark.skipif(not shutil.which("turnserver"), reason="coturn is not installed")


@pytest.fixture
def turn(tmp_path: Path) -> Iterator[int]:
    """The port of a TURN server on this machine."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    flags = f"-n --listening-ip=127.0.0.1 --relay-ip=127.0.0.1 --listening-port={port} --realm=envcheck --lt-cred-mech"
    quiet = f"--no-tls --no-dtls --no-cli --log-file=stdout --pidfile={tmp_path}/pid --userdb={tmp_path}/users"
    command = ["turnserver", *flags.split(), *quiet.split(), f"--user={USER}:{SECRET}", "--allow-loopback-peers"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=tmp_path) as running:
        try:
            wait_for(port, running)
            yield port
        finally:
            running.kill()


def wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECS
    while True:
        assert running.poll() is None, "the TURN server has left"
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.02)


class RelayedClient(Client):
    """Knows no other way than from relay to relay."""

    def taken(self, answer: str) -> str:
        return re.sub(r"a=candidate:(?!.* typ relay).*\r\n", "", answer)


def test_relays_alone_are_enough(turn: int) -> None:
    place = f"turn:127.0.0.1:{turn}"
    servers = [RTCIceServer(place, USER, SECRET)]
    relayed = RTCConfiguration(servers, RTCIceTransportPolicy.RELAY)

    async def work(url: str) -> None:
        async with RelayedClient(url, PictureTrack(still("backlit.jpg")), configuration=relayed) as client:
            answer = await client.begin()
            (told,) = [one for one in link.parse_links(answer.headers.get_list("Link")) if one.rel == "ice-server"]
            assert told.target == place
            assert told.parameters == {"username": USER, "credential": SECRET, "credential-type": "password"}
            await client.until(lambda told: told.get("code") == "LIT103" and told["state"] == "appeared")
            pair = _selected_pair(client.peer)
            assert pair
            assert (pair.local_candidate.type, pair.remote_candidate.type) == ("relay", "relay")
            assert client.peer.iceConnectionState == "completed"
            await client.end()

    with served("--ice-server", f"turn:{USER}:{SECRET}@127.0.0.1:{turn}") as server:
        asyncio.run(work(f"{server.url}/whip"))


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_the_page_gets_through_by_a_relay_where_no_datagram_leaves(
    playwright: Playwright, turn: int, tmp_path: Path
) -> None:
    """As behind a firewall that lets TCP through alone: the browser has nothing but what the server's answer names."""
    camera = changing_camera(tmp_path / "camera.mjpeg", ("ready.jpg", 1))
    browser = launched(playwright, [*faked(camera, None), "--webrtc-ip-handling-policy=disable_non_proxied_udp"])
    with (
        served("--ice-server", f"turn:{USER}:{SECRET}@127.0.0.1:{turn}?transport=tcp", environ=OFTEN) as server,
        watched(browser, server.url) as context,
    ):
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        until(page, f"{CHECK}.state.looks > 1")
        assert page.evaluate(f"{CHECK}.failure") is None
    browser.close()
