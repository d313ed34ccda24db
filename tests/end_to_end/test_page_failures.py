"""Each way in which the page can fail has its own words, and most of them an end."""

import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, Route, expect

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from cut_wire import wire
from envcheck.render.language import languages
from serving import Served, served
from watched import CHECK, OFTEN, barriers, until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

NAME = "room-check.test"
"""Points at this machine, and is no name of it: browsers give such a page a camera by https alone."""

TOO_OLD = "delete globalThis.RTCPeerConnection;"
NO_DEVICES = "Object.defineProperty(navigator, 'mediaDevices', {value: undefined});"
IN_USE = """if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("Could not start video source", "NotReadableError");
};"""
GONE = ("net::ERR_CONNECTION_REFUSED", "net::ERR_INCOMPLETE_CHUNKED_ENCODING", "net::ERR_CONNECTION_RESET")
"""What Chromium writes on its console when a server goes away."""


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(environ={**OFTEN, "ENVCHECK_SERVER__HOSTS": NAME}) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("camera")
    camera = changing_camera(folder / "camera.mjpeg", ("ready.jpg", 1))
    flags = faked(camera, still_room(folder / "sound.wav"))
    browser = launched(playwright, [*flags, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"])
    yield browser
    browser.close()


def test_a_camera_that_is_refused(playwright: Playwright, server: Served, words: dict[str, str]) -> None:
    browser = launched(playwright, ["--use-fake-device-for-media-stream"])
    with watched(browser, server.url) as context:
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, "refused", words)
        context.grant_permissions(["camera", "microphone"])
        page.click("#again")
        page.locator("#done").wait_for()
    browser.close()


def test_no_camera(playwright: Playwright, server: Served, words: dict[str, str]) -> None:
    browser = launched(playwright, [])
    with watched(browser, server.url, permissions=["camera", "microphone"]) as context:
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, "none-found", words)
    browser.close()


@pytest.mark.parametrize(("script", "code"), [(TOO_OLD, "too-old"), (NO_DEVICES, "too-old"), (IN_USE, "in-use")])
def test_a_browser_that_cannot(browser: Browser, server: Served, words: dict[str, str], script: str, code: str) -> None:
    with watched(browser, server.url) as context:
        context.add_init_script(script)
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, code, words)


def test_a_browser_in_which_no_script_runs(browser: Browser, server: Served, words: dict[str, str]) -> None:
    with watched(browser, server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_text(words["remedy-too-old"])).to_be_visible()
        expect(page.locator(".too-old p")).to_have_count(len(languages()))


def test_a_page_without_encryption(browser: Browser, server: Served, words: dict[str, str]) -> None:
    place = f"http://{NAME}:{urlsplit(server.url).port}"
    with watched(browser, place) as context:
        page = context.new_page()
        page.goto(place)
        page.click("#begin")
        fails(page, "insecure", words)


def test_a_server_that_asks_for_a_token(browser: Browser, words: dict[str, str]) -> None:
    with (
        served(environ={**OFTEN, "ENVCHECK_TOKENS": "a-token-of-this-test"}) as server,
        watched(browser, server.url, forgiven=("status of 401",)) as context,
    ):
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, "not-allowed", words)


def test_a_server_that_is_full(browser: Browser, words: dict[str, str]) -> None:
    with (
        served(environ={**OFTEN, "ENVCHECK_SERVER__SESSIONS": "1"}) as server,
        watched(browser, server.url, forgiven=("status of 503",)) as context,
    ):
        first, second = context.new_page(), context.new_page()
        first.goto(server.url)
        first.click("#begin")
        until(first, f"{CHECK}.state.looks > 1")
        second.goto(server.url)
        second.click("#begin")
        fails(second, "full", words)
        first.click("#pause")
        until(first, f"!{CHECK}.stream")
        until(second, f"{CHECK}.state.looks > 1")  # it asks once more by itself, when the server has said


def test_a_camera_that_goes_midway(browser: Browser, server: Served, words: dict[str, str]) -> None:
    with watched(browser, server.url) as context:
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        until(page, f"{CHECK}.state.looks > 1")
        page.evaluate(f"{CHECK}.stream.getVideoTracks()[0].dispatchEvent(new Event('ended'))")
        fails(page, "lost", words)
        page.click("#again")
        until(page, f"{CHECK}.state.looks > 1")


def test_a_microphone_that_is_refused_costs_the_sound_alone(playwright: Playwright, server: Served) -> None:
    browser = launched(playwright, ["--use-fake-device-for-media-stream"])
    with watched(browser, server.url, permissions=["camera"]) as context:
        page = context.new_page()
        page.goto(server.url)
        page.locator("#begin").wait_for()
        assert page.evaluate(f"{CHECK}.start()")
        assert page.evaluate(f"{CHECK}.capture.notices") == ["microphone-refused"]
        assert page.evaluate(f"{CHECK}.stream.getTracks().map(one => one.kind)") == ["video"]
        goes_on_without_sound(page)
    browser.close()


def test_a_headset_that_goes_midway_costs_the_sound_alone(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = context.new_page()
        page.goto(server.url)
        page.locator("#begin").wait_for()
        assert page.evaluate(f"{CHECK}.start()")
        assert "SND101" not in not_assessed(page, "needs sound")
        page.evaluate(f"""() => {{
            window.picture = {CHECK}.stream;
            const [headset] = picture.getAudioTracks();
            headset.stop();  // as it would be by itself, and without the word that only the browser gives
            headset.dispatchEvent(new Event("ended"));
        }}""")
        assert page.evaluate(f"{CHECK}.capture.notices") == ["microphone-gone"]
        goes_on_without_sound(page)
        assert page.evaluate(f"{CHECK}.stream === picture && picture.getVideoTracks()[0].readyState") == "live"
        offered = page.evaluate(f"{CHECK}.capture.offer")
        assert offered["kind"] == "microphone"


def test_a_frame_that_is_given_no_camera(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = context.new_page()
        page.route(f"{server.url}/", forbid_camera)
        page.goto(server.url)
        page.locator("#begin").wait_for()
        assert not page.evaluate(f"{CHECK}.start()")
        assert page.evaluate(f"{CHECK}.failure") == "blocked"


def test_a_check_that_ends_by_itself(browser: Browser, words: dict[str, str]) -> None:
    with (
        served(environ={**OFTEN, "ENVCHECK_SERVER__TOTAL_SECS": "2"}) as server,
        watched(browser, server.url) as context,
    ):
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, "ended", words)


def test_a_picture_that_is_held_back(playwright: Playwright, words: dict[str, str], tmp_path: Path) -> None:
    held_back = "--webrtc-ip-handling-policy=disable_non_proxied_udp"
    browser = launched(
        playwright, [*faked(changing_camera(tmp_path / "camera.mjpeg", ("ready.jpg", 1)), None), held_back]
    )
    with (
        served(environ={**OFTEN, "ENVCHECK_SERVER__SILENT_SECS": "2"}) as server,
        watched(browser, server.url) as context,
    ):
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        fails(page, "unreached", words)
    browser.close()


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL], ids=["told", "killed"])
def test_a_server_that_goes_and_comes_back(browser: Browser, words: dict[str, str], by: signal.Signals) -> None:
    with served(environ=OFTEN) as server, watched(browser, server.url, forgiven=(*GONE, "status of 404")) as context:
        page = context.new_page()
        page.goto(server.url)
        page.click("#begin")
        until(page, f"{CHECK}.state.looks > 1")
        server.stop(by)
        expect(page.locator(".verdict")).to_have_text(words["reconnecting"])
        expect(page.locator(".live")).to_be_empty()
        expect(page.locator("#quiet-begin")).to_be_disabled()
        expect(page.locator("[role=status].said")).to_have_text(words["reconnecting"])
        with served("--port", str(urlsplit(server.url).port), environ=OFTEN) as again:
            assert again.url == server.url
            expect(page.locator(".verdict")).not_to_have_text(words["reconnecting"], timeout=60_000)
            until(page, f"{CHECK}.state.looks > 1")
            page.locator("#works").wait_for()


def test_messages_that_break_off_go_on_in_the_same_session(browser: Browser, server: Served) -> None:
    asked: list[Request] = []
    with wire(urlsplit(server.url).port or 0) as way, watched(browser, way.url, forgiven=GONE) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request))
        page.goto(way.url)
        page.click("#begin")
        for _ in range(2):
            looks = page.evaluate(f"{CHECK}.state.looks")
            until(page, f"looks => {CHECK}.state.looks > looks + 1", looks)
            with page.expect_request(lambda request: request.url.endswith("/events"), timeout=20_000) as resumed:
                way.cut()
            assert resumed.value.headers["last-event-id"].isdecimal()
        until(page, f"looks => {CHECK}.state.looks > looks + 3", looks + 2)
        assert [one.method for one in asked].count("POST") == 1
        assert not page.evaluate("noted.some(one => one.name === 'error')")


def test_a_server_that_stays_away(browser: Browser, words: dict[str, str]) -> None:
    with served(environ=OFTEN) as server, watched(browser, server.url, forgiven=GONE) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(server.url)
        page.locator("#begin").wait_for()
        server.stop()
        page.click("#begin")
        until(page, f"{CHECK}.reconnecting")
        for _ in range(20):
            page.clock.fast_forward(10_000)
            page.wait_for_timeout(100)
            if page.evaluate(f"{CHECK}.failure"):
                break
        fails(page, "server-gone", words)


def fails(page: Page, code: str, words: dict[str, str]) -> None:
    """The page says what is the matter, in words that a screen reader speaks, and nothing bars the way to them."""
    heading = page.get_by_role("alert").get_by_role("heading")
    expect(heading).to_have_text(words[f"failure-{code}"], timeout=60_000)
    expect(page.get_by_role("alert")).to_contain_text(words[f"remedy-{code}"])
    expect(page.locator("#again")).to_be_visible()
    assert page.evaluate("noted.filter(one => one.name === 'error').at(-1).detail") == {"code": code}
    assert not barriers(page)


def goes_on_without_sound(page: Page) -> None:
    """The picture is looked at, nothing has failed, and sound is not assessed for want of any."""
    until(page, f"{CHECK}.state.looks > 1")
    sound = "one => one.code === 'SND101' && one.reason === 'needs sound'"
    until(page, f"{CHECK}.report().then(told => told?.not_assessed.some({sound}))")
    assert page.evaluate(f"{CHECK}.capture.devices.microphone") is None
    assert page.evaluate(f"{CHECK}.failure") is None
    assert not page.evaluate("noted.some(one => one.name === 'error')")


def not_assessed(page: Page, reason: str) -> set[str]:
    """Codes of the checks that cannot tell for that reason."""
    report = page.evaluate(f"{CHECK}.report()")
    return {one["code"] for one in report["not_assessed"] if one["reason"] == reason}


def forbid_camera(route: Route) -> None:
    """The page as a frame has it that is given no camera."""
    page = route.fetch()
    policy = {"permissions-policy": "camera=(), microphone=()"}
    route.fulfill(response=page, headers={**page.headers, **policy})
