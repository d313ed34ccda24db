"""The room check before a call: in a page that Vite builds, in Chromium, with a real server and with none."""

import signal
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from bundled_pages import folder_served
from chromium import CHROMIUM, faked, launched
from envcheck.render.interface import WORDS
from envcheck.render.language import direction, languages, translator
from plugin_pages import IS_READY, LONGEST_MS, WHY, built, enter, joined, pages, took
from serving import Served, served
from watched import CHECK, OFTEN, barriers, nobody_is_seen, until, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not IS_READY, reason=WHY),
]

GONE = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING")
LEFT = "status of 404"
"""Of a session that was left while something was said to it."""

LOOKS = f"{CHECK}.state.looks > 1"
SKIP = "env-check > button"
IS_SKIP = "document.activeElement.slot === 'skip'"
REFUSED = (
    "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); }; }"
)
NOBODY = {"camera": None, "microphone": None}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with folder_served(built(pages(tmp_path_factory.mktemp("pages")), "plain")) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, faked(None, None))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def away() -> Iterator[str]:
    """Where no server is: the port is taken, and nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def page(browser: Browser, clinic: str, server: Served, away: str) -> Iterator[Page]:
    with watched(browser, clinic, server.url, away, forgiven=(*GONE, LEFT)) as context:
        yield arrived(context, clinic)


def test_what_was_checked_is_handed_on_with_the_camera_closed(page: Page, server: Served) -> None:
    enter(page, endpoint=f"{server.url}/whip", lang="en", onward="Join the session")
    begin(page)
    used = page.evaluate(f"(window.seen = {CHECK}.stream).getVideoTracks()[0].label")
    page.click("#done")
    expect(page.locator(SKIP)).to_be_hidden()
    expect(page.locator("#finish")).to_have_text("Join the session")
    page.click("#finish")
    outcome = joined(page)
    assert (outcome["how"], outcome["devices"]["camera"]["label"]) == ("finished", used)
    assert outcome["verdict"]
    assert "why" not in outcome
    assert not page.evaluate("seen.active")
    nobody_is_seen(page, server)


def test_a_stream_that_was_given_stays_open(page: Page, server: Served) -> None:
    page.evaluate("""async url => {
      window.given = await navigator.mediaDevices.getUserMedia({video: true});
      enter({endpoint: `${url}/whip`, stream: given});
    }""", server.url)  # fmt: skip
    begin(page)
    page.click(SKIP)
    assert joined(page)["how"] == "skipped"
    assert page.evaluate("given.active")


def test_it_is_passed_by_with_the_keyboard_alone(page: Page, server: Served) -> None:
    enter(page, endpoint=f"{server.url}/whip")
    page.locator("#begin").wait_for()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(IS_SKIP):
            break
    page.keyboard.press("Enter")
    assert joined(page) == {"how": "skipped", "verdict": None, "devices": NOBODY, "report": None}


def test_it_is_for_everybody_in_both_directions_of_reading(page: Page, server: Served) -> None:
    enter(page, endpoint=f"{server.url}/whip", lang="ar")
    page.locator("#begin").wait_for()
    assert not barriers(page)
    assert page.evaluate(f"{CHECK}.parentElement.dir") == "rtl"
    expect(page.locator(SKIP)).to_have_text(said("ar"))
    page.evaluate("leave()")
    assert joined(page)["why"] == "aborted"


@pytest.mark.parametrize("lang", languages())
def test_the_way_past_it_is_there_before_all_else_in_every_language(page: Page, away: str, lang: str) -> None:
    asked: list[Route] = []
    page.route("**/element-*.js", lambda route: asked.append(route))
    enter(page, endpoint=f"{away}/whip", lang=lang)
    expect(page.locator(SKIP)).to_have_text(said(lang))
    assert page.evaluate(f"[{CHECK}.parentElement.lang, {CHECK}.parentElement.dir]") == [lang, direction(lang)]
    assert lang not in ("en", "ar") or not barriers(page)
    page.click(SKIP)
    assert joined(page)["how"] == "skipped"
    assert took(page) <= LONGEST_MS
    for route in asked:
        route.continue_()
    page.unroute("**/element-*.js")


def test_a_server_that_is_away_keeps_nobody(page: Page, away: str) -> None:
    enter(page, endpoint=f"{away}/whip")
    page.get_by_role("alert").wait_for()
    assert page.locator(SKIP).is_visible()
    outcome = joined(page)
    assert (outcome["how"], outcome["why"], outcome["devices"]) == ("unavailable", "server-gone", NOBODY)
    assert took(page) <= LONGEST_MS


def test_an_element_that_does_not_come_keeps_nobody(browser: Browser, clinic: str, server: Served) -> None:
    with watched(browser, clinic, forgiven=("ERR_FAILED", "preload")) as context:
        page = arrived(context, clinic)
        page.route("**/element-*.js", lambda route: route.abort())
        enter(page, endpoint=f"{server.url}/whip")
        assert (joined(page)["why"], took(page) <= LONGEST_MS) == ("failed", True)


def test_a_policy_that_forbids_the_server_keeps_nobody(browser: Browser, clinic: str) -> None:
    with watched(browser, clinic, forgiven=("policy", "Policy")) as context:
        page = arrived(context, clinic)
        enter(page, endpoint="https://check.test/whip")
        assert (joined(page)["why"], took(page) <= LONGEST_MS) == ("server-gone", True)


def test_it_ends_when_its_time_is_over(page: Page, server: Served) -> None:
    enter(page, endpoint=f"{server.url}/whip", maxMs=1)
    assert (joined(page)["how"], page.evaluate("joined[0].why")) == ("unavailable", "too-long")


def test_a_server_that_refuses_or_is_full_keeps_nobody(browser: Browser, clinic: str) -> None:
    environ = {**OFTEN, "ENVCHECK_TOKENS": "a-token-of-this-test", "ENVCHECK_SERVER__SESSIONS": "1"}
    with (
        served("--origin", clinic, environ=environ) as server,
        watched(browser, clinic, server.url, forgiven=("status of 401", "status of 503")) as context,
    ):
        fails(arrived(context, clinic), server, "not-allowed", token="another")
        first = arrived(context, clinic)
        enter(first, endpoint=f"{server.url}/whip", token="a-token-of-this-test")
        begin(first)
        fails(arrived(context, clinic), server, "full", token="a-token-of-this-test")


def test_a_camera_that_is_refused_keeps_nobody(page: Page, server: Served) -> None:
    page.evaluate(REFUSED)
    fails(page, server, "refused")


def test_a_server_that_goes_at_any_step_keeps_nobody(browser: Browser, clinic: str) -> None:
    with (
        served("--origin", clinic, environ=OFTEN) as server,
        watched(browser, clinic, server.url, forgiven=(*GONE, "Failed to load resource")) as context,
    ):
        welcome, room, ready, ending = [arrived(context, clinic) for _ in range(4)]
        for page in (welcome, room, ready, ending):
            enter(page, endpoint=f"{server.url}/whip", lang="en")
            page.locator("#begin").wait_for()
        for page in (room, ready, ending):
            begin(page)
        ready.click("#done")
        until(ready, f"{CHECK}.keepsake")
        server.process.send_signal(signal.SIGSTOP)  # it takes what is sent, and answers nothing
        ending.click("#done")
        ending.click("#finish")
        assert joined(ending)["how"] == "finished"
        assert took(ending) <= LONGEST_MS
        silent = arrived(context, clinic)
        enter(silent, endpoint=f"{server.url}/whip", lang="es")
        assert (joined(silent)["why"], took(silent) <= LONGEST_MS) == ("server-gone", True)
        server.process.kill()
        for page, button, hows in (
            (welcome, SKIP, {"skipped"}),
            (room, SKIP, {"skipped", "unavailable"}),
            (ready, "#finish", {"finished"}),
        ):
            page.click(button)
            assert joined(page)["how"] in hows
            assert took(page) <= LONGEST_MS


def arrived(context: BrowserContext, clinic: str) -> Page:
    page = context.new_page()
    page.goto(clinic)
    until(page, "Boolean(window.enter)")
    return page


def begin(page: Page) -> None:
    page.click("#begin")
    until(page, LOOKS)


def fails(page: Page, server: Served, code: str, **options: object) -> None:
    """The check fails in that way, and somebody goes on without it."""
    enter(page, endpoint=f"{server.url}/whip", **options)
    page.click("#begin")
    page.get_by_role("alert").wait_for()
    page.click(SKIP)
    outcome = joined(page)
    assert (outcome["how"], outcome["why"]) == ("unavailable", code)
    assert took(page) <= LONGEST_MS


def said(lang: str) -> str:
    return translator(lang)(WORDS["skip-check"])
