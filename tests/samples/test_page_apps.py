"""The sample programs with a page, as somebody goes through them in Chromium."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, TimeoutError, expect, sync_playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from proxies import HAPROXY
from sample_apps import APPS, HAS_PACKAGES, ROOT, Running, running, with_packages
from watched import CHECK, until, watched

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]

JITSI = ROOT / "tests" / "plugins" / "jitsi" / "jitsi_stand_in.js"

AWAY = ("net::ERR", "status of")
"""What Chromium itself says of a server that is gone."""

LIVEKIT = ("track was stopped during a restart",)
"""What LiveKit's client says where its page is left while the camera begins."""

SECS = 120.0


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("camera")
    camera = changing_camera(folder / "camera.mjpeg", ("backlit.jpg", 2))
    with sync_playwright() as playwright:
        browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
        yield browser
        browser.close()


def visited(
    browser: Browser, sample: Running, *others: int | str, forgiven: tuple[str, ...] = ()
) -> AbstractContextManager[BrowserContext]:
    """A context whose pages may ask the sample's first port, and others of its ports or other origins."""
    origins = [one if isinstance(one, str) else sample.url(one) for one in (0, *others)]
    return watched(browser, *origins, forgiven=forgiven)


def opened(context: BrowserContext, sample: Running) -> Page:
    page = context.new_page()
    page.goto(sample.url())
    return page


def met(context: BrowserContext, sample: Running, within: str = "") -> Page:
    """The page with the room check on it; on a busy machine it gives up waiting, and is opened again."""
    page, end = opened(context, sample), time.monotonic() + SECS
    inside = page.frame_locator(within) if within else page
    while True:
        with suppress(TimeoutError):
            inside.locator("#begin").wait_for(timeout=8000)
            return page
        assert time.monotonic() < end, page.locator("#outcome").text_content()
        page.reload()


def stop(port: int) -> None:
    """Ends whoever listens to that port on this machine, as a fault would."""
    os.kill(listener(port), signal.SIGKILL)


def listener(port: int) -> int:
    """The process that listens to it."""
    wanted = f":{port:04X}"
    table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    (inode,) = (row[9] for row in table if row[1].endswith(wanted) and row[3] == "0A")
    for process in Path("/proc").glob("[0-9]*"):
        try:
            held = [os.readlink(one) for one in (process / "fd").iterdir()]
        except OSError:
            continue
        if f"socket:[{inode}]" in held:
            return int(process.name)
    raise AssertionError(f"nobody listens to {port}")


def calls(page: Page) -> None:
    expect(page.locator("#outcome")).to_contain_text("The call opens.", timeout=SECS * 1000)


def test_a_plain_page_hears_what_is_seen_and_opens_the_call(browser: Browser, tmp_path: Path) -> None:
    with running(APPS / "plain_page", 2, tmp_path) as sample:
        with visited(browser, sample, 1) as context:
            page = met(context, sample)
            page.locator("#begin").click()
            until(page, "noted.some(one => one.name === 'update' && one.detail.findings.length)", secs=SECS)
            page.locator("#done").click()
            page.locator("#finish").click()
            calls(page)
            expect(page.locator("#outcome")).to_contain_text("finished")
        with visited(browser, sample, 1, forgiven=AWAY) as context:
            page = met(context, sample)
            page.locator("#begin").click()
            until(page, "noted.some(one => one.name === 'update')", secs=SECS)
            stop(sample.port + 1)
            page.locator("#skip-check").click()
            calls(page)
            page.reload()
            calls(page)
            expect(page.locator("#outcome")).to_contain_text("The check is away.")


def test_a_page_around_an_iframe_is_told_and_no_other_one(browser: Browser, tmp_path: Path) -> None:
    with running(APPS / "iframe_host", 2, tmp_path) as sample:
        with visited(browser, sample, 1) as context:
            page = met(context, sample, "iframe")
            inside = page.frame_locator("iframe")
            inside.locator("#begin").click()
            expect(page).to_have_title(re.compile("not ready|ready"), timeout=SECS * 1000)
            inside.locator("#done").click()
            inside.locator("#finish").click()
            calls(page)
        policy = httpx.get(f"{sample.url(1)}/embed").headers["Content-Security-Policy"]
        assert sample.url() in policy.partition("frame-ancestors ")[2].partition(";")[0].split()
        stop(sample.port + 1)
        with visited(browser, sample, 1, forgiven=(*AWAY, "postMessage")) as context:
            page = opened(context, sample)
            calls(page)


def test_a_program_of_fastapi_lets_in_who_is_logged_in(browser: Browser, tmp_path: Path) -> None:
    with running(APPS / "fastapi_host", 1, tmp_path) as sample:
        assert httpx.post(f"{sample.url()}/room-token").status_code == 401
        assert httpx.post(f"{sample.url()}/room-check/whip", content="v=0").status_code == 401
        with visited(browser, sample) as context:
            page = opened(context, sample)
            page.get_by_role("button", name="Log in").click()
            page.locator("#begin").click()
            until(page, "noted.some(one => one.name === 'update' && one.detail.findings.length)", secs=SECS)
            assert page.evaluate(f"{CHECK}.report().then(report => report.findings.length)")
            page.locator("#done").click()
            page.locator("#finish").click()
            page.get_by_role("button", name="The call opens.").wait_for()


@pytest.mark.skipif(not HAS_PACKAGES, reason="packages are missing (npm ci --prefix tests/plugins)")
def test_a_program_of_react_hands_its_devices_to_the_page_before_the_call(browser: Browser, tmp_path: Path) -> None:
    with running(with_packages("react_host", tmp_path), 2, tmp_path) as sample:
        with visited(browser, sample, 1, forgiven=LIVEKIT) as context:
            page = met(context, sample)
            page.locator("#begin").click()
            until(page, "noted.some(one => one.name === 'update')", secs=SECS)
            page.locator("#done").click()
            page.locator("#finish").click()
            page.locator(".lk-join-button").click()
            calls(page)
            expect(page.locator("#outcome")).to_contain_text(re.compile(r"finished\. Camera: \S+camera\.mjpeg"))
        stop(sample.port + 1)
        with visited(browser, sample, 1, forgiven=AWAY + LIVEKIT) as context:
            page = opened(context, sample)
            page.locator(".lk-join-button").click()
            calls(page)


@pytest.mark.skipif(not HAS_PACKAGES, reason="packages are missing (npm ci --prefix tests/plugins)")
@pytest.mark.skipif(not JITSI.is_file(), reason="the plugin for Jitsi is not there")
def test_a_call_on_jitsi_opens_with_the_devices_and_without_its_own_page(browser: Browser, tmp_path: Path) -> None:
    """Jitsi is a stand-in: its script, and an empty page for the room."""

    def answer(route: Route) -> None:
        is_script = route.request.url.endswith("/external_api.js")
        given: dict[str, Any] = {"path": JITSI} if is_script else {"body": "<!doctype html><title>Room</title>"}
        route.fulfill(content_type="text/javascript" if is_script else "text/html", **given)

    with (
        running(with_packages("jitsi_host", tmp_path, "jitsi"), 2, tmp_path) as sample,
        visited(browser, sample, 1, "https://meet.jit.si") as context,
    ):
        context.route("https://meet.jit.si/**", answer)
        page = met(context, sample)
        page.locator("#begin").click()
        until(page, "noted.some(one => one.name === 'update')", secs=SECS)
        page.locator("#done").click()
        page.locator("#finish").click()
        expect(page).to_have_title("The call opens. The check: finished", timeout=SECS * 1000)
        address = unquote(page.locator("iframe[title=Jitsi]").get_attribute("src") or "")
        assert address.startswith("https://meet.jit.si/room-")
        assert 'config.prejoinConfig={"enabled":false}' in address
        assert re.search(r'devices\.videoInput="\S+camera\.mjpeg"', address)


@pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")
def test_a_page_goes_on_with_the_other_node(browser: Browser, tmp_path: Path) -> None:
    with running(APPS / "fleet_local", 3, tmp_path) as sample, visited(browser, sample, forgiven=AWAY) as context:
        until_it_is_ready(sample.url())
        page = opened(context, sample)
        page.locator("#begin").click()
        until(page, "noted.some(one => one.name === 'update')", secs=SECS)
        (first,) = (number for number in (1, 2) if seen(sample.url(number)))
        stop(sample.port + first)
        wait(lambda: bool(seen(sample.url(3 - first))))
        known = page.evaluate("noted.length")
        until(page, "known => noted.slice(known).some(one => one.name === 'update')", known, SECS)


def seen(node: str) -> float:
    """How many sessions it has."""
    return float(re.findall(r"^envcheck_sessions (\S+)", httpx.get(f"{node}/metrics").text, re.MULTILINE)[0])


def until_it_is_ready(url: str) -> None:
    wait(lambda: httpx.get(f"{url}/readyz").status_code == 204)


def wait(for_it: Callable[[], bool]) -> None:
    end = time.monotonic() + SECS
    while not for_it():
        assert time.monotonic() < end
        time.sleep(0.1)
