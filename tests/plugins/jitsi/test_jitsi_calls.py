"""A clinic's page opens a Jitsi call after the room check: by the IFrame API, and by the real `@jitsi/react-sdk`.

Jitsi itself is a stand-in, of its script and of the page of a room.
"""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route

import bundled_pages
from bundled_pages import folder_served
from chromium import CHROMIUM
from jitsi_pages import COMPILER, DOMAIN, IS_READY, TESTS, built, call_page
from proxies import free_port
from serving import Served, served
from watched import CHECK, OFTEN, until, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not IS_READY, reason="The packages of Jitsi are missing (npm ci --prefix tests/plugins)"),
]

WAYS = ["byApi", "byReact"]
WITHIN_MS = 4500
"""How long a server that is away may keep somebody from the call, by the page's own clock."""

SEEN = """
if (isSecureContext && window === window.top) {
  const opened = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    opened.push(...stream.getTracks());
    return stream;
  };
  new MutationObserver(() => {
    if (!document.querySelector("iframe")) return;
    window.liveAtCall ??= opened.filter((track) => track.readyState === "live").length;
  }).observe(document, { childList: true, subtree: true });
}
"""
"""Keeps how many tracks were open when the frame of the call came."""

TYPOGRAPHIC = """
for (const kind of isSecureContext ? [MediaDeviceInfo, MediaStreamTrack] : []) {
  const { get } = Object.getOwnPropertyDescriptor(kind.prototype, "label");
  const own = { get() { return get.call(this).replace("fake_device_1", "Anna’s iPhone"); } };
  Object.defineProperty(kind.prototype, "label", own);
}
"""
"""Names a camera as Apple's computers do."""

SECOND = """async () => {
  const { id } = document.querySelector("env-check").stream.getVideoTracks()[0].getSettings();
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(one => one.kind === "videoinput");
  await document.querySelector("env-check").choose("camera", cameras.at(-1).deviceId);
  return cameras.at(-1).label;
}"""
"""Chooses the second camera in the check; gives its name."""


@pytest.fixture(scope="module")
def clinic(site: Path) -> Iterator[str]:
    with folder_served(built(site)) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


def jitsi(context: BrowserContext, missing: int = 0) -> None:
    """Stands in for Jitsi, whose script is away so many times."""
    away = [None] * missing

    def answer(route: Route) -> None:
        if not route.request.url.endswith("/external_api.js"):
            route.fulfill(body=call_page(), content_type="text/html")
        elif away:
            away.pop()
            route.abort()
        else:
            route.fulfill(path=TESTS / "jitsi_stand_in.js", content_type="text/javascript")

    context.route(f"https://{DOMAIN}/**", answer)


@pytest.fixture
def context(browser: Browser, clinic: str, server: Served) -> Iterator[BrowserContext]:
    with watched(browser, clinic, server.url, f"https://{DOMAIN}") as context:
        context.add_init_script(SEEN)
        jitsi(context)
        yield context


def opened(context: BrowserContext, clinic: str, way: str, endpoint: str, **check: str) -> Page:
    """The clinic's page, on which a call begins."""
    page = context.new_page()
    page.goto(clinic)
    until(page, "Boolean(window.told)")
    begin(page, way, endpoint, **check)
    return page


def begin(page: Page, way: str, endpoint: str, **check: str) -> None:
    options = {"roomName": "Room7", "configOverwrite": {"startWithAudioMuted": True}}
    call = {"domain": DOMAIN, "options": options} if way == "byApi" else {"domain": DOMAIN, **options}
    page.evaluate(f"given => window.{way}(given)", {**call, "check": {"endpoint": endpoint, **check}})


def call_of(page: Page) -> Frame:
    """The frame of the call, once it is there."""
    until(page, "Boolean(document.querySelector('iframe'))")
    while not (found := [frame for frame in page.frames if DOMAIN in frame.url]):
        page.wait_for_timeout(50)
    until(found[0], "Boolean(window.call)")
    return found[0]


def outcome(page: Page) -> dict[str, Any]:
    (told,) = until(page, "told.outcomes.length && told.outcomes")
    return dict(told)


def go_on(page: Page) -> None:
    """Presses "Continue without the check", which is there before all else."""
    page.locator("env-check button[slot=skip]").click()


def checked(page: Page) -> str:
    """Does the check with the second camera; gives that camera's name."""
    until(page, f"{CHECK}?.words?.title && Boolean({CHECK}.start)")
    assert page.evaluate(f"{CHECK}.start()")
    name = str(page.evaluate(SECOND))
    until(page, f"{CHECK}.capture.devices.camera?.label === {json.dumps(name)}")
    page.evaluate(f"{CHECK}.finish('finished')")
    return name


def test_the_types_fit_those_of_the_real_packages(site: Path) -> None:
    for project in ("jitsi", "host"):
        bundled_pages.run(site, COMPILER, "--project", project)


def test_every_module_does_what_it_says(site: Path) -> None:
    bundled_pages.run(site, "--test", *sorted(path.name for path in site.glob("*.test.js")))


@pytest.mark.parametrize("way", WAYS)
def test_a_call_after_the_check_has_its_devices_and_no_page_before_it(
    context: BrowserContext, clinic: str, server: Served, way: str
) -> None:
    page = opened(context, clinic, way, f"{server.url}/whip")
    name = checked(page)
    call = call_of(page)
    until(call, "call.joined")
    assert not call.evaluate("call.showsPrejoin")
    assert call.evaluate("call.devices.videoInput") == name
    assert page.evaluate("liveAtCall") == 0, "the check's camera is closed before the frame is made"
    assert outcome(page)["how"] == "finished"
    assert until(page, "told.apis.length") == 1
    assert "startWithAudioMuted=true" in call.url


@pytest.mark.parametrize("way", WAYS)
def test_a_call_without_the_check_has_the_page_before_it(
    context: BrowserContext, clinic: str, server: Served, way: str
) -> None:
    page = opened(context, clinic, way, f"{server.url}/whip")
    go_on(page)
    call = call_of(page)
    assert call.evaluate("call.showsPrejoin")
    assert outcome(page)["how"] == "skipped"
    call.evaluate("document.getElementById('join').click()")
    until(call, "call.joined")


def test_a_camera_whose_name_does_not_come_through_is_the_one_all_the_same(
    context: BrowserContext, clinic: str, server: Served
) -> None:
    context.add_init_script(TYPOGRAPHIC)
    page = opened(context, clinic, "byApi", f"{server.url}/whip")
    assert checked(page) == "Anna’s iPhone"
    until(call_of(page), "call.devices.videoInput === 'Anna’s iPhone'")


@pytest.mark.parametrize("way", WAYS)
def test_server_away_the_call_opens(browser: Browser, clinic: str, way: str) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    with watched(browser, clinic, nobody, f"https://{DOMAIN}", forgiven=("ERR_CONNECTION_REFUSED",)) as context:
        jitsi(context)
        page = context.new_page()
        page.clock.install()
        page.goto(clinic)
        until(page, "Boolean(window.told)")
        begin(page, way, f"{nobody}/whip")
        until(page, "Boolean(document.querySelector('env-check'))")
        page.clock.run_for(WITHIN_MS)
        assert call_of(page).evaluate("call.showsPrejoin")
        assert (outcome(page)["how"], outcome(page)["why"]) == ("unavailable", "server-gone")


def test_server_away_in_the_middle_the_call_opens(browser: Browser, clinic: str) -> None:
    origins = (clinic, f"https://{DOMAIN}")
    with served("--origin", clinic, environ=OFTEN) as running:
        lost = ("ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY", "ERR_SOCKET")
        with watched(browser, *origins, running.url, forgiven=lost) as context:
            jitsi(context)
            page = opened(context, clinic, "byApi", f"{running.url}/whip")
            until(page, f"{CHECK}?.words?.title && Boolean({CHECK}.start)")
            assert page.evaluate(f"{CHECK}.start()")
            until(page, "noted.some(one => one.name === 'update')")
            running.stop(signal.SIGKILL)
            go_on(page)
            assert call_of(page).evaluate("call.showsPrejoin")
            assert outcome(page)["how"] in ("skipped", "unavailable")


def test_token_away_the_call_opens(browser: Browser, clinic: str) -> None:
    environ = OFTEN | {"ENVCHECK_TOKENS": "a-token-of-this-test"}
    with (
        served("--origin", clinic, environ=environ) as running,
        watched(browser, clinic, running.url, f"https://{DOMAIN}", forgiven=("status of 401",)) as context,
    ):
        jitsi(context)
        page = opened(context, clinic, "byReact", f"{running.url}/whip", token="another")
        until(page, f"{CHECK}?.words?.title && Boolean({CHECK}.start)")
        assert not page.evaluate(f"{CHECK}.start()")
        go_on(page)
        assert call_of(page).evaluate("call.showsPrejoin")
        assert (outcome(page)["how"], outcome(page)["why"]) == ("unavailable", "not-allowed")


@pytest.mark.parametrize(("missing", "opens"), [(1, True), (2, False)])
def test_script_of_jitsi_away_is_asked_for_twice(
    browser: Browser, clinic: str, server: Served, missing: int, opens: bool
) -> None:
    with watched(browser, clinic, server.url, f"https://{DOMAIN}", forgiven=("ERR_FAILED",)) as context:
        jitsi(context, missing)
        page = opened(context, clinic, "byApi", f"{server.url}/whip")
        go_on(page)
        if opens:
            call_of(page)
        else:
            (failed,) = until(page, "told.failed.length && told.failed")
            assert f"https://{DOMAIN}/external_api.js" in failed
