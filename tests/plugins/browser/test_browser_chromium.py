"""The side panel in Chromium: the check away, coming, dying, and a finding by the camera."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from chromium import CHROMIUM, changing_camera, still_room
from envcheck.server.access import OWN_EXTENSION
from serving import served
from side_panel import Driven, driven, free_port, narrow_barriers, shown, stranger
from watched import CHECK, OFTEN, sessions, until

pytestmark = [pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"), pytest.mark.slow]

FAKE = "--use-fake-device-for-media-stream"
"""A camera, about which people are still asked."""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    folder = tmp_path_factory.mktemp("browser")
    camera = changing_camera(folder / "camera.mjpeg", ("second-person.jpg", 2))
    files = (
        f"--use-file-for-fake-video-capture={camera}",
        f"--use-file-for-fake-audio-capture={still_room(folder / 'sound.wav')}",
    )
    with driven(playwright, folder, FAKE, *files) as running:
        yield running


def text(page: Page) -> str:
    return page.inner_text("main")


def asking_tab(browser: Driven, page: Page) -> Page:
    """The tab that asks for the camera."""
    with browser.context.expect_page() as opening:
        page.evaluate("document.querySelector('#allow').click()")
    return opening.value


def look_again(page: Page) -> None:
    """As if its user had come back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")


def test_the_check_away_coming_dying_and_coming_back(browser: Driven) -> None:
    port = free_port()
    page = browser.panel(port)
    shown(page, "start")
    assert f"envcheck serve --port {port}" in text(page)
    assert "you can begin at any time" in text(page)
    assert not narrow_barriers(page)
    with served("--port", str(port), environ=OFTEN):
        shown(page, "ask")
        assert not narrow_barriers(page)
        asking = asking_tab(browser, page)
        until(asking, "document.querySelector('#said').textContent.includes('asks now')")
        asking.close()
        browser.context.grant_permissions(["camera", "microphone"])
        shown(page, "check")
        asking = asking_tab(browser, page)
        if not asking.is_closed():
            asking.wait_for_event("close")
        page.frame_locator("iframe").locator("#begin").wait_for()
        assert not narrow_barriers(page)
    look_again(page)
    shown(page, "start")
    assert "has stopped" in text(page)
    assert not page.query_selector("iframe"), "the camera is off for sure"
    with served("--port", str(port), environ=OFTEN) as server:
        shown(page, "check")
        check = page.frames[1]
        check.click("#begin")
        until(check, f"{CHECK}.state.findings.some(one => one.code === 'PRV101')")
        assert sessions(server) == 1
        check.click("#done")
        until(check, f"{CHECK}.step === 'ready' && {CHECK}.keepsake")
    for _ in range(3):
        with page.expect_event("requestfailed", lambda request: request.url.endswith("/healthz")):
            look_again(page)
    assert page.frames[1].evaluate(f"{CHECK}.step") == "ready", "what is done stays to be read"
    page.close()


def test_a_program_that_is_no_room_check_is_not_shown_and_the_way_out_is_said(browser: Driven) -> None:
    with stranger() as port:
        page = browser.panel(port)
        shown(page, "stranger")
        assert f"envcheck serve --port {port} --origin {OWN_EXTENSION}" in text(page)
        assert str(port) in text(page)
        assert not narrow_barriers(page)
        page.click("#stranger .line button")
        until(page, "document.querySelector('#said').textContent === 'Copied'")
        page.close()


def test_its_button_in_the_toolbar_opens_the_panel(browser: Driven) -> None:
    page = browser.context.new_page()
    page.goto(f"{OWN_EXTENSION}/options.html")
    assert until(page, "chrome.sidePanel.getPanelBehavior().then(one => one.openPanelOnActionClick)")
    assert page.evaluate("chrome.sidePanel.getOptions({}).then(one => one.path)") == "panel.html"
    page.close()


def test_a_port_that_is_none_is_said_and_not_kept(browser: Driven) -> None:
    page = browser.context.new_page()
    page.set_viewport_size({"width": 320, "height": 400})
    page.goto(f"{OWN_EXTENSION}/options.html")
    before = page.evaluate("JSON.stringify(localStorage)")
    page.fill("#port", "70000")
    page.press("#port", "Enter")
    assert "1 to 65535" in page.inner_text("#said")
    assert page.evaluate("JSON.stringify(localStorage)") == before
    assert not narrow_barriers(page)
    page.close()


def test_what_the_extension_is_allowed_counts_for_the_check_in_it_from_right_to_left(
    playwright: Playwright, tmp_path: Path
) -> None:
    allow(tmp_path / "profile" / "Default" / "Preferences")
    arabic = {**os.environ, "LANGUAGE": "ar"}
    with served(environ=OFTEN) as server, driven(playwright, tmp_path, FAKE, "--lang=ar", environ=arabic) as running:
        page = running.panel(int(server.url.rpartition(":")[2]))
        shown(page, "check")
        check = page.frames[1]
        check.click("#begin")
        until(check, f"{CHECK}.state.looks > 0")
        assert check.evaluate("document.documentElement.lang") == "ar"
        server.stop()
        shown(page, "start")
        assert page.evaluate("document.documentElement.dir + document.documentElement.lang") == "rtlar"
        assert "فحص الغرفة" in text(page)
        assert not narrow_barriers(page)


def allow(preferences: Path) -> None:
    """Chromium's own note that its user has allowed the extension, and nobody else, camera and microphone."""
    allowed = {f"{OWN_EXTENSION}/,*": {"setting": 1}}
    exceptions = {"media_stream_camera": allowed, "media_stream_mic": allowed}
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"profile": {"content_settings": {"exceptions": exceptions}}}))
