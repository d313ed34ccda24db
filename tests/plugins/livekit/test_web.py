"""LiveKit's own components after the room check, and a page that listens to the agent: in Chromium, built by Vite."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from livekit_packages import MISSING

pytest.importorskip("livekit.agents", reason=MISSING)

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from bundled_pages import NODE, folder_served, installed, run
from chromium import CHROMIUM, changing_camera, faked, launched
from envcheck.wire.live_messages import live_schema
from lobby_clients import SECS, Rooms, RunningAgent, agent, codes, rooms, verdict
from npm_package import COMPILER
from room_page import begin
from serving import Served, served
from stand_in_server import random_name
from watched import CHECK, OFTEN, until

MODULES = Path(__file__).parents[1] / "node_modules"
IS_READY = bool(NODE) and COMPILER.is_file() and all((MODULES / name).is_dir() for name in ("vite", "react-dom"))
JOIN = ".lk-prejoin .lk-join-button"
KEPT = {"videoDeviceId": "of-last-time", "audioDeviceId": "of-last-time", "username": "Dr. Lovelace"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not IS_READY, reason="the platforms' packages are not installed: `make test` installs them"),
]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page, compiled against LiveKit's own types and built; its origin."""
    hosts = installed(tmp_path_factory.mktemp("pages"), Path(__file__).parent / "hosts", MODULES)
    run(hosts, COMPILER, "--project", "tsconfig.json")
    run(hosts, MODULES / "vite" / "bin" / "vite.js", "build", "rooms")
    with folder_served(hosts / "rooms" / "dist") as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def where() -> Iterator[Rooms]:
    with rooms() as found:
        yield found


@pytest.fixture(scope="module")
def running(where: Rooms) -> Iterator[RunningAgent]:
    with agent(where, "--guard-rooms", "session-*") as begun:
        yield begun


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, faked(None, None))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def shared(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser before whose camera somebody else sits, too."""
    camera = changing_camera(tmp_path_factory.mktemp("camera") / "camera.mjpeg", ("second-person.jpg", 2))
    browser = launched(playwright, faked(camera, None))
    yield browser
    browser.close()


@pytest.fixture
def visited(shared: Browser, clinic: str) -> Iterator[Page]:
    """The clinic's page in that browser."""
    with shared.new_page() as page:
        page.set_default_timeout(SECS * 1000)
        page.goto(clinic)
        until(page, "!!window.show", secs=SECS)
        yield page
        page.goto("about:blank")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="en-GB") as context:
        context.set_default_timeout(90_000)
        yield context


@pytest.fixture
def page(context: BrowserContext, clinic: str) -> Page:
    page = context.new_page()
    page.goto(clinic)
    until(page, "!!window.show")
    return page


@pytest.fixture(scope="module")
def away() -> Iterator[str]:
    """Where no server is: the port is taken, and nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/whip"


def show(page: Page, **shown: Any) -> None:
    page.evaluate("shown => { window.shownAt = performance.now(); show(shown); }", shown)


def test_prejoin_has_the_devices_of_the_check_and_the_name_of_last_time(page: Page, server: Served) -> None:
    page.evaluate("kept => localStorage.setItem('lk-user-choices', JSON.stringify(kept))", KEPT)
    show(page, before={"check": {"endpoint": f"{server.url}/whip", "lang": "en"}, "defaults": {"username": "Nobody"}})
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    page.click("#done")
    page.click("#finish")
    page.locator(JOIN).wait_for()
    page.locator(f"{JOIN}:not([disabled])").click()
    choices, outcome = until(page, "told.choices.length && [told.choices[0], told.outcomes[0]]", secs=90)
    assert outcome["how"] == "finished"
    assert outcome["devices"]["camera"]["id"]
    assert choices["videoDeviceId"] == outcome["devices"]["camera"]["id"]
    assert choices["username"] == KEPT["username"]
    assert page.evaluate("told.outcomes.length") == 1


def test_prejoin_is_there_where_the_check_is_away(page: Page, away: str) -> None:
    show(page, before={"check": {"endpoint": away}})
    page.locator("#username").fill("Dr. Lovelace")
    page.locator(f"{JOIN}:not([disabled])").click()
    assert until(page, "told.choices[0]")["username"] == "Dr. Lovelace"
    assert page.evaluate("told.outcomes[0].how") == "unavailable"


def test_the_room_is_joined_where_the_check_is_away(page: Page, away: str, where: Rooms) -> None:
    name = random_name("lobby-")
    token = where.token(name, "therapist")
    room = {"check": {"endpoint": away}, "serverUrl": where.url, "token": token, "audio": False}
    show(page, room=room)
    until(page, "told.connected.length", secs=90)
    assert page.evaluate("told.outcomes[0].how") == "unavailable"
    if where.stand_in:
        until_published(page, where, name)
    page.goto("about:blank")


def until_published(page: Page, where: Rooms, name: str) -> None:
    assert where.stand_in
    for _ in range(1200):
        published = [track.source for track in where.stand_in.rooms[name].people["therapist"].info.tracks]
        if published:
            assert published == [1]  # its camera, and no microphone
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was published")


def test_the_agent_is_away_and_nobody_waits_for_it(page: Page, where: Rooms) -> None:
    token = where.token(random_name("lobby-"), "therapist")
    assert page.evaluate("([url, token]) => lobby(url, token, 2000)", [where.url, token]) == "unavailable"
    assert page.evaluate("room.state") == "connected"
    page.evaluate("ask('stop')")
    page.goto("about:blank")


def hears(page: Page, where: Rooms, room: str, asked: dict[str, Any] | None = None) -> None:
    """The page joins with its camera, and listens; it need not have been answered yet."""
    token = where.token(room, "therapist", asked)
    page.evaluate("([url, token, ms]) => void lobby(url, token, ms)", [where.url, token, SECS * 1000])
    until(page, "!!window.room", secs=SECS)


def told(page: Page, true: Callable[[list[dict[str, Any]]], object]) -> list[dict[str, Any]]:
    """What the page was told, once that is true of it; each message is as the schema of live messages says."""
    end = time.monotonic() + SECS
    while not true(messages := page.evaluate("told.messages")):
        assert time.monotonic() < end, messages
        page.wait_for_timeout(100)
    validator = jsonschema_rs.validator_for(live_schema())
    for message in messages:
        validator.validate(message)
    return list(messages)


def stops(page: Page) -> dict[str, Any]:
    """The page asks for the end, and is told it."""
    until(page, "!!window.ask", secs=SECS)
    page.evaluate("ask('stop')")
    return dict(told(page, lambda messages: messages[-1]["type"] == "end")[-1])


def test_a_page_hears_what_the_agent_sees_of_its_camera(visited: Page, where: Rooms, running: RunningAgent) -> None:
    hears(visited, where, random_name("lobby-"), {"identity": "therapist", "lang": "de"})
    messages = told(visited, lambda told: "PRV101" in codes(told) and verdict(told) == "not ready")
    assert messages[0]["type"] == "hello"
    finding = next(one for one in messages if one["type"] == "finding" and one["code"] == "PRV101")
    assert finding["message"] == "Es scheint noch jemand im Bild zu sein."
    assert visited.evaluate("room.remoteParticipants.size") == 0
    assert stops(visited)["reason"] == "closed"


def test_a_page_that_asks_for_a_guard_is_told_of_somebody_else_alone(
    visited: Page, where: Rooms, running: RunningAgent
) -> None:
    room = random_name("session-")
    hears(visited, where, room)
    assert visited.evaluate("told.messages") == []
    where.send(room, {"identity": "therapist", "mode": "guard", "lang": "fr"})
    messages = told(visited, lambda told: "PRV101" in codes(told))
    assert [one["type"] for one in messages if one["type"] != "guard"] == ["hello", "finding"]
    assert messages[1]["text"].startswith("On vous prévient")
    assert visited.evaluate("room.remoteParticipants.size") == 0
    assert stops(visited)["reason"] == "closed"
