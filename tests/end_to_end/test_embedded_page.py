"""The room check in an iframe: a page of an origin that is allowed speaks with it, and no other one."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, expect, sync_playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from envcheck.server.access import OWN_EXTENSION
from serving import Served, served
from watched import CHECK, OFTEN, barriers, nobody_is_seen, sessions, until, watched
from whip_page import page_served

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

HOST_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Clinic</title>
<main><h1>Clinic</h1></main>
<script>
const told = [];
addEventListener("message", event => told.push({origin: event.origin, ...event.data}));

function embed(url, more = "") {
  const frame = document.createElement("iframe");
  Object.assign(frame, {src: `${url}/embed?lang=en${more}`, title: "Room check", allow: "camera; microphone"});
  Object.assign(frame, {width: "100%", height: 800});
  document.querySelector("main").append(frame);
}

function say(word, origin) {
  frames[0].postMessage({envcheck: word}, origin);
}
</script>
"""


@pytest.fixture(scope="module")
def clinic() -> Iterator[str]:
    with page_served(HOST_PAGE) as origin:
        yield origin


@pytest.fixture(scope="module")
def stranger() -> Iterator[str]:
    with page_served(HOST_PAGE) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


KNOWN = "[...one.detail.findings, ...one.detail.strengths]"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("camera")
    camera = changing_camera(folder / "camera.mjpeg", ("backlit.jpg", 4), ("ready.jpg", 30))
    with sync_playwright() as playwright:
        browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
        yield browser
        browser.close()
    camera.unlink()


@pytest.fixture
def page(browser: Browser, clinic: str, server: Served) -> Iterator[Page]:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        page.evaluate("url => embed(url)", server.url)
        yield page


@pytest.fixture
def check(page: Page) -> Frame:
    page.frame_locator("iframe").locator("#begin").wait_for()
    return page.frames[1]


def test_the_page_around_is_told_what_is_seen(page: Page, check: Frame, server: Served) -> None:
    say(page, "hello", server)
    assert told(page, "hello")["origin"] == server.url
    check.click("#begin")
    update = until(page, "told.find(one => one.envcheck === 'update' && one.detail.findings.length)")
    assert update["detail"]["findings"][0]["code"] == "LIT103"
    until(page, "told.some(one => one.envcheck === 'verdict' && one.detail.verdict === 'ready')", secs=40)
    assert set(page.evaluate("told.map(one => one.origin)")) == {server.url}


def test_the_page_around_begins_and_ends_the_check(page: Page, check: Frame, server: Served) -> None:
    say(page, "start", server)
    told(page, "update")
    until(check, f"{CHECK}.state.looks > 2")
    say(page, "quietTest", server)
    until(page, f"told.some(one => one.envcheck === 'update' && {KNOWN}.some(known => known.code === 'PRV104'))")
    say(page, "report", server)
    assert told(page, "report")["detail"]["frames"]
    say(page, "stop", server)
    until(check, f"!{CHECK}.stream")
    nobody_is_seen(page, server)


def test_the_page_around_goes_on_from_the_check(browser: Browser, clinic: str, server: Served) -> None:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        page.evaluate("url => embed(url, '&onward=Join')", server.url)
        inside = page.frame_locator("iframe")
        inside.locator("#begin").wait_for()
        say(page, "hello", server)
        inside.locator("#begin").click()
        inside.locator("#done").click()
        expect(inside.locator("#finish")).to_have_text("Join")
        inside.locator("#finish").click()
        ended = told(page, "done")["detail"]
        assert ended["how"] == "finished"
        assert ended["devices"]["camera"]["label"]
        nobody_is_seen(page, server)


def test_the_page_around_may_allow_a_guard_and_is_told_of_it(browser: Browser, clinic: str, server: Served) -> None:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        page.evaluate("url => embed(url, '&onward=Join&guard=1')", server.url)
        inside = page.frame_locator("iframe")
        inside.locator("#begin").wait_for()
        say(page, "hello", server)
        inside.locator("#begin").click()
        inside.locator("#done").click()
        inside.locator("#guard").check()
        assert told(page, "guard")["detail"] == {"state": "watching"}
        inside.locator("#finish").click()
        assert told(page, "done")["detail"]["guard"] is True
        inside.locator("#guard-off").click()
        nobody_is_seen(page, server)


def test_the_page_around_is_told_what_has_failed(browser: Browser, clinic: str, server: Served) -> None:
    with watched(browser, clinic, server.url) as context:
        context.add_init_script("delete globalThis.RTCPeerConnection;")
        page = context.new_page()
        page.goto(clinic)
        page.evaluate("url => embed(url)", server.url)
        page.frame_locator("iframe").locator("#begin").wait_for()
        say(page, "start", server)
        assert told(page, "error")["detail"] == {"code": "too-old"}


def test_nothing_is_told_to_a_page_that_has_said_nothing(page: Page, check: Frame) -> None:
    check.click("#begin")
    until(check, f"{CHECK}.state.looks > 1")
    assert page.evaluate("told") == []


def test_nothing_bars_the_way_in_a_frame(page: Page, check: Frame) -> None:
    assert not barriers(page)
    check.click("#begin")
    check.locator("#works").wait_for()
    assert not barriers(page, check)


def test_a_page_that_is_not_allowed_cannot_hold_it(browser: Browser, stranger: str, server: Served) -> None:
    with watched(browser, stranger, server.url, forgiven=("frame-ancestors",)) as context:
        page = context.new_page()
        page.goto(stranger)
        nobody_is_seen(page, server)
        with page.expect_console_message(forbidden):
            page.evaluate("url => embed(url)", server.url)
        until(page, "frames.length")
        page.evaluate("for (const word of ['hello', 'start']) say(word, '*')")
        expect(page.frame_locator("iframe").locator("env-check")).to_have_count(0)
        assert page.evaluate("told") == []
    assert not sessions(server)


def test_the_page_itself_cannot_be_held_even_by_one_that_is_allowed(
    browser: Browser, clinic: str, server: Served
) -> None:
    with watched(browser, clinic, server.url, forgiven=("frame-ancestors",)) as context:
        page = context.new_page()
        page.goto(clinic)
        with page.expect_console_message(forbidden):
            page.evaluate("url => embed(url)", f"{server.url}/?")


def test_a_page_that_opens_it_in_a_window_of_its_own_gets_nothing(
    browser: Browser, stranger: str, clinic: str, server: Served
) -> None:
    with watched(browser, stranger, clinic, server.url) as context:
        for origin in (stranger, clinic):
            page = context.new_page()
            page.goto(origin)
            with page.expect_popup() as opening:
                page.evaluate("url => { window.opened = open(`${url}/embed`); }", server.url)
            check = opening.value
            check.locator("#begin").wait_for()
            page.evaluate("for (const word of ['hello', 'start']) opened.postMessage({envcheck: word}, '*')")
            check.evaluate("new Promise(done => setTimeout(done))")
            assert check.evaluate(f"{CHECK}.step") == "welcome"
            assert page.evaluate("told") == []


def test_who_may_hold_it_is_said_in_the_policy(clinic: str, server: Served) -> None:
    policy = httpx.get(f"{server.url}/embed").headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {OWN_EXTENSION} {clinic}")
    with served(environ=OFTEN) as alone:
        policy = httpx.get(f"{alone.url}/embed").headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {OWN_EXTENSION}")


def forbidden(message: ConsoleMessage) -> bool:
    return "frame-ancestors" in message.text


def say(page: Page, word: str, server: Served) -> None:
    page.evaluate("([word, origin]) => say(word, origin)", [word, server.url])


def told(page: Page, name: str) -> dict[str, Any]:
    """What the page around was told under that name, once it was."""
    return dict(until(page, "name => told.find(one => one.envcheck === name)", name))
