"""Chromium as a client: its fake camera shows a picture of ours, and a page of another origin tells what is seen."""

import shutil
import wave
from collections.abc import Iterator

import cv2
import httpx
import numpy as np
import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from sent import lively
from serving import Served, served
from whip_page import page_served

CHROMIUM = shutil.which("chromium")

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

REBOUND = "a-page-with-a-name-of-its-own.test"
"""Points at this machine, as the name of a hostile page can (DNS rebinding)."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with page_served() as place:
        yield place


@pytest.fixture(scope="module")
def server(origin: str) -> Iterator[Served]:
    with served("--origin", origin) as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("camera")
    pictures = lively("backlit.jpg")
    shots = [cv2.imencode(".jpg", pictures(number / 30))[1].tobytes() for number in range(7)]
    (folder / "camera.mjpeg").write_bytes(b"".join(shots))
    with wave.open(str(folder / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, 48_000, 0, "NONE", ""))
        times = np.arange(96_000) / 48_000
        humming = sum((0.05 / n * np.sin(2 * np.pi * 100 * n * times) for n in (1, 2, 3)), np.zeros_like(times))
        sound.writeframes((humming * 32767).astype(np.int16).tobytes())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={folder / 'camera.mjpeg'}",
                f"--use-file-for-fake-audio-capture={folder / 'sound.wav'}",
                f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    with browser.new_page() as page:
        page.goto(origin)
        yield page


@pytest.mark.parametrize(("codec", "trickles"), [("video/VP8", False), ("video/H264", True)])
def test_what_the_camera_shows_is_told_to_the_page(page: Page, server: Served, codec: str, trickles: bool) -> None:
    page.evaluate("([url, codec, trickles]) => begin(url, codec, trickles)", [f"{server.url}/whip", codec, trickles])
    page.wait_for_function("told.some(one => one.code === 'LIT103' && one.state === 'appeared')", timeout=60_000)
    page.wait_for_function("told.some(one => one.code === 'SND106' && one.state === 'appeared')", timeout=60_000)
    assert page.evaluate("sent()") == codec
    assert page.evaluate("told[0].type") == "hello"
    assert page.evaluate("fetch(session, {method: 'DELETE'}).then(answer => answer.status)") == 200
    page.wait_for_function("told.at(-1).type === 'end'", timeout=60_000)


def test_a_certificate_of_rsa_is_taken(page: Page, server: Served) -> None:
    page.evaluate("url => begin(url, null, false, true)", f"{server.url}/whip")
    page.wait_for_function("told.some(one => one.type === 'progress' && one.frames)", timeout=60_000)
    page.evaluate("fetch(session, {method: 'DELETE'})")


@pytest.mark.parametrize("order", ["qhf", "fhq"])
def test_of_several_sizes_the_largest_is_sent(page: Page, server: Served, order: str) -> None:
    scales = {"q": 4, "h": 2, "f": 1}
    sizes = [{"rid": rid, "scaleResolutionDownBy": scales[rid]} for rid in order]
    page.evaluate("([url, sizes]) => begin(url, null, false, false, sizes)", [f"{server.url}/whip", sizes])
    page.wait_for_function("told.some(one => one.type === 'progress' && one.frames)", timeout=60_000)
    assert page.evaluate("widths()") == {"f": 640}
    page.evaluate("fetch(session, {method: 'DELETE'})")


@pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])
def test_a_browser_begins_with_what_the_answer_allows(page: Page, server: Served, codec: str) -> None:
    page.evaluate("([url, codec]) => begin(url, codec)", [f"{server.url}/whip", codec])
    assert page.evaluate("firstRate()") > 600_000, "by itself it begins with 300 kbit/s"
    page.evaluate("fetch(session, {method: 'DELETE'})")


def test_a_page_that_is_not_allowed_gets_nothing(browser: Browser, server: Served) -> None:
    before = begun(server)
    with page_served() as other, browser.new_page() as page:
        page.goto(other)
        with pytest.raises(Error, match="Failed to fetch"):
            page.evaluate("url => begin(url)", f"{server.url}/whip")
        page.evaluate("url => fetch(url, {method: 'POST', mode: 'no-cors', body: 'v=0'})", f"{server.url}/whip")
        with pytest.raises(Error, match="Failed to fetch"):
            page.evaluate("url => fetch(url)", f"{server.url}/v1/checks")
    assert begun(server) == before


def test_a_page_that_takes_this_machine_for_its_own_gets_nothing(browser: Browser, server: Served) -> None:
    with browser.new_page() as page:
        answer = page.goto(server.url.replace("127.0.0.1", REBOUND) + "/v1/checks")
        assert answer
        assert answer.status == 403


def begun(server: Served) -> str:
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    return next(line for line in lines if line.startswith("envcheck_sessions_begun_total"))
