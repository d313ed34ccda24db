"""Nodes behind a real HAProxy: clients of all kinds are spread over them, and outlast what happens to others."""

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, Playwright

from begin_and_end import begin_and_end, tasks
from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from ffmpeg_client import command, showing
from fleet_nodes import BEHIND, HEADERS, ROUTERS, TOKEN, is_idle, node_of, offered, process_of, routed, until, workers
from front_desk import offer
from proxies import HAPROXY
from recorded import RecordedPictures
from serving import Served
from watched import CHECK, watched
from watched import until as until_on
from whip_client import Client

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")]

COUNT, EACH = 3, 2
"""Nodes, and sessions of each."""

NEXT_SECS = 5.0
"""From the death of a page's node until it is told something by another."""

FULL_SECS = 0.2
"""Until a fleet that is full has said so."""

GONE = ("net::ERR_", "status of 404", "status of 503")
"""What Chromium writes on its console when a node dies, or all are full."""


@dataclass
class Fleet:
    """The workers, the port of the first, the routers before them, and an offer, made before a browser is driven."""

    server: Served
    port: int
    fronts: dict[str, str]
    offer: str

    @property
    def url(self) -> str:
        """HAProxy's address."""
        return self.fronts["haproxy"]

    @property
    def nodes(self) -> list[str]:
        """Their own addresses."""
        return [f"http://127.0.0.1:{self.port + number}" for number in range(COUNT)]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    asked = {"ENVCHECK_SERVER__SESSIONS": str(EACH), "ENVCHECK_SERVER__NODE": "n"}
    with workers(COUNT, environ=asked) as (server, port):
        same = BEHIND | asked | {"ENVCHECK_SERVER__WORKERS": str(COUNT), "ENVCHECK_SERVER__PORT": str(port)}
        with ExitStack() as stack:
            folders = {router: tmp_path_factory.mktemp(router) for router in ROUTERS}
            fronts = {name: stack.enter_context(routed(name, folder, environ=same)) for name, folder in folders.items()}
            yield Fleet(server, port, fronts, offer("video"))


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    folder = tmp_path_factory.mktemp("camera")
    camera = changing_camera(folder / "camera.mjpeg", ("ready.jpg", 1))
    browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
    yield browser
    browser.close()


@pytest.fixture
def emptied(fleet: Fleet) -> Fleet:
    """The fleet once nobody is looked at any more, and every node is there."""
    until(lambda: all(map(is_free, fleet.nodes)), fleet.server.lines)
    return fleet


def is_free(node: str) -> bool:
    try:
        return "envcheck_sessions 0.0" in httpx.get(f"{node}/metrics", headers=HEADERS, timeout=60).text
    except httpx.TransportError:
        return False


def test_sessions_are_spread_over_all_nodes(emptied: Fleet) -> None:
    places = asyncio.run(watched_at_one_time(emptied.url))
    assert {node_of(place) for place in places} == {"n-0", "n-1", "n-2"}


async def watched_at_one_time(url: str) -> list[str]:
    """Where one client after another is looked at, each as long as the last."""
    clients = [Client(f"{url}/whip", RecordedPictures("ready.jpg"), token=TOKEN) for _ in range(COUNT)]
    try:
        for client in clients:
            assert (await client.begin()).status_code == 201
            await client.until(lambda told: told["type"] == "progress" and told["frames"] > 0, 120)
        assert [(await client.http.get(f"{client.session}/report")).status_code for client in clients] == [200] * COUNT
        return [client.session for client in clients]
    finally:
        for client in clients:
            await client.end()


def test_ffmpeg_is_looked_at_and_ends_its_session_through_the_router(emptied: Fleet) -> None:
    asked = command(f"{emptied.url}/whip", "-authorization", TOKEN, source=showing("ready.jpg"))
    with subprocess.Popen(asked, stderr=subprocess.PIPE) as ffmpeg:
        until(lambda: not all(map(is_free, emptied.nodes)), "FFmpeg")
        ffmpeg.terminate()
        ffmpeg.communicate(timeout=60)
    until(lambda: all(map(is_free, emptied.nodes)), "FFmpeg's session goes on")


@pytest.mark.parametrize("router", ROUTERS)
def test_a_page_goes_on_elsewhere_when_its_node_dies_and_others_notice_nothing(
    emptied: Fleet, browser: Browser, router: str
) -> None:
    front = emptied.fronts[router]
    with watched(browser, front, forgiven=GONE) as context:
        page = context.new_page()
        page.goto(f"{front}/#token={TOKEN}")
        with page.expect_response(lambda answer: answer.status == 201, timeout=60_000) as answer:
            page.click("#begin")
        until_on(page, f"{CHECK}.state.looks > 1")
        place = answer.value.headers["location"]
        alive = [node for number, node in enumerate(emptied.nodes) if node_of(place) != f"n-{number}"]
        others = [f"{node}{offered(node, emptied.offer).headers['location']}" for node in alive]
        looks = page.evaluate(f"{CHECK}.state.looks")
        with page.expect_response(lambda answer: answer.status == 201, timeout=60_000) as again:
            killed_at = time.monotonic()
            os.kill(process_of(emptied.server, node_of(place)), signal.SIGKILL)
        until_on(page, f"looks => {CHECK}.state.looks > looks && !{CHECK}.reconnecting", looks)
        took = time.monotonic() - killed_at
        assert node_of(again.value.headers["location"]) != node_of(place)
        assert took < NEXT_SECS or not is_idle()
        assert not page.evaluate("noted.some(one => one.name === 'error')")
        for one in others:
            assert httpx.delete(one, headers=HEADERS, timeout=60).status_code == 200
    died = [json.loads(line) for line in emptied.server.lines if '"a node died"' in line]
    assert died[-1]["node"] == node_of(place)


def test_a_full_fleet_says_so_at_once_and_a_waiting_page_gets_in(emptied: Fleet, browser: Browser) -> None:
    with ExitStack() as streams:
        places = [followed(streams, emptied) for _ in range(COUNT * EACH)]
        assert sorted(map(node_of, places)) == sorted(EACH * [f"n-{number}" for number in range(COUNT)])
        took = []
        for _ in range(5):
            asked_at = time.monotonic()
            refused = offered(emptied.url, emptied.offer)
            took.append(time.monotonic() - asked_at)
            assert (refused.status_code, refused.headers["retry-after"].isdecimal()) == (503, True)
        assert min(took) <= FULL_SECS or not is_idle()
        with watched(browser, emptied.url, forgiven=GONE) as context:
            page = context.new_page()
            page.goto(f"{emptied.url}/#token={TOKEN}")
            with page.expect_response(lambda answer: answer.status == 503, timeout=60_000):
                page.click("#begin")
            leave(emptied, places.pop())
            until_on(page, f"{CHECK}.state.looks > 1", secs=120)
        for place in places:
            leave(emptied, place)


def followed(streams: ExitStack, fleet: Fleet) -> str:
    """Where a session is of which somebody reads the events, as clients do: by that a router counts it."""
    begun = offered(fleet.url, fleet.offer)
    assert begun.status_code == 201
    place: str = begun.headers["location"]
    http = streams.enter_context(httpx.Client(headers=HEADERS, timeout=60))
    assert streams.enter_context(http.stream("GET", f"{fleet.url}{place}/events")).status_code == 200
    return place


def leave(fleet: Fleet, place: str) -> None:
    assert httpx.delete(f"{fleet.url}{place}", headers=HEADERS, timeout=60).status_code == 200


def test_sessions_that_come_and_go_leave_nothing(emptied: Fleet) -> None:
    with httpx.Client(headers=HEADERS, timeout=60) as http:
        begin_and_end(http, emptied.url, COUNT, emptied.offer)
        before = [tasks(http, node) for node in emptied.nodes]
        placed = begin_and_end(http, emptied.url, 60, emptied.offer)
        assert set(placed) == {"n-0", "n-1", "n-2"}
        until(lambda: [tasks(http, node) for node in emptied.nodes] <= [one + 2 for one in before], before)
