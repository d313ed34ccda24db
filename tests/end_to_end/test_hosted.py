"""`<env-check>` in a page of a platform: changed while it looks, moved, twice, and with a way on from it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from serving import Served, served
from watched import CHECK, OFTEN, barriers, nobody_is_seen, sessions, until, watched
from whip_page import page_served

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

CLINIC = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Clinic</title>
<main><h1>Clinic</h1><div id="one"></div><div id="other"></div></main>
<script>
const done = [];
addEventListener("envcheck:done", ({target, detail}) => done.push({...detail, closed: !target.stream}));

async function put(url, given = {}, inside = "") {
  await import(`${url}/web/element.js`);
  const check = document.createElement("env-check");
  Object.assign(check, {endpoint: `${url}/whip`, ...given});
  check.innerHTML = inside;
  document.querySelector("#one").append(check);
}
</script>
"""

LOOKS = f"{CHECK}.state.looks > 1"
NOT_READY = f"{CHECK}.state.verdict !== 'undetermined' && {CHECK}.state.findings.length > 0"
REFUSED = (
    "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); }; }"
)


@pytest.fixture(scope="module")
def clinic() -> Iterator[str]:
    with page_served(CLINIC) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("backlit")
    camera = changing_camera(folder / "camera.mjpeg", ("backlit.jpg", 1))
    browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, clinic: str, server: Served) -> Iterator[Page]:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        yield page
        page.goto("about:blank")
        nobody_is_seen(page, server)


def test_a_language_that_is_changed_while_it_looks_is_spoken_at_once(page: Page, server: Served) -> None:
    put(page, server, lang="de")
    look(page, NOT_READY)
    german = page.evaluate(f"{CHECK}.state.findings[0].message")
    page.evaluate(f"window.seen = {CHECK}.stream; {CHECK}.lang = 'fr'")
    until(page, f"{CHECK}.words.lang === 'fr'")
    assert page.evaluate(f"[{CHECK}.state.looks, {CHECK}.state.findings.length]") == [0, 0]
    until(page, NOT_READY)
    assert page.evaluate(f"{CHECK}.state.findings[0].message") != german
    assert german not in page.locator("env-check").inner_text()
    assert page.evaluate(f"{CHECK}.stream === seen && seen.active"), "the picture stays"
    nobody_is_seen(page, server, left=1)


@pytest.mark.parametrize("given", [{"profile": "client"}, {"token": "another"}])
def test_what_else_is_changed_begins_the_session_anew(page: Page, server: Served, given: dict[str, str]) -> None:
    put(page, server, lang="en")
    look(page)
    with page.expect_request(lambda one: one.method == "POST") as begun:
        page.evaluate(f"given => {{ Object.assign({CHECK}, given); }}", given)
    assert given.get("profile", "whip") in begun.value.url
    assert begun.value.headers.get("authorization", "Bearer another") == "Bearer another"
    until(page, LOOKS)
    with page.expect_request("**/whip*") as again:
        page.evaluate(f"Object.assign({CHECK}, {{theme: 'dark', lang: 'en'}}); {CHECK}.token = 'third'")
    assert again.value.headers["authorization"] == "Bearer third", "what looks alike began nothing"


def test_a_stream_that_is_changed_is_looked_at_and_one_that_is_taken_away_is_not(page: Page, server: Served) -> None:
    put(page, server)
    look(page)
    page.evaluate(f"""async () => {{
        window.own = {CHECK}.stream;
        window.given = await navigator.mediaDevices.getUserMedia({{video: true}});
        {CHECK}.stream = given;
    }}""")
    until(page, f"{LOOKS} && {CHECK}.stream === given")
    assert not page.evaluate("own.active"), "what it had opened itself it closes"
    page.evaluate(f"{CHECK}.stream = null")
    assert page.evaluate(f"given.active && {CHECK}.paused && !{CHECK}.stream")
    nobody_is_seen(page, server)


def test_one_that_is_moved_goes_on(page: Page, server: Served) -> None:
    put(page, server)
    look(page)
    looks = page.evaluate(f"document.querySelector('#other').append({CHECK}); {CHECK}.state.looks")
    until(page, f"looks => {CHECK}.state.looks > looks + 1", looks)
    assert page.evaluate(f"{CHECK}.stream.active && !{CHECK}.shadowRoot.querySelector('video').paused")
    assert sessions(server) == 1


def test_one_that_is_put_back_says_nothing_that_nothing_stands_behind(
    page: Page, server: Served, words: dict[str, str]
) -> None:
    put(page, server)
    look(page, NOT_READY)
    page.evaluate(f"window.check = {CHECK}; check.remove()")
    nobody_is_seen(page, server)
    page.evaluate("document.querySelector('#other').append(check)")
    expect(page.locator(".verdict")).to_have_text(words["paused"])
    expect(page.locator(".changes li, #works, .mark")).to_have_count(0)
    assert page.evaluate(f"{CHECK}.state.verdict") == "undetermined"
    page.click("#pause")
    until(page, NOT_READY)


def test_to_begin_is_to_look(page: Page, server: Served) -> None:
    put(page, server)
    assert page.evaluate(f"{CHECK}.start().then(looks => [looks, {CHECK}.state.looks > 0])") == [True, True]
    assert page.evaluate(f"{CHECK}.report()")["frames"] > 0
    page.evaluate(f"{CHECK}.stop()")
    page.evaluate(REFUSED)
    assert page.evaluate(f"{CHECK}.start()") is False


def test_the_end_is_told_with_the_devices_and_the_camera_closed(page: Page, server: Served) -> None:
    put(page, server, onward="Join the session")
    look(page, NOT_READY)
    used = page.evaluate(f"{CHECK}.stream.getTracks().map(one => [one.kind, one.getSettings().deviceId, one.label])")
    page.click("#done")
    expect(page.locator("#finish")).to_have_text("Join the session")
    assert not barriers(page)
    page.click("#finish")
    (told,) = until(page, "done")
    assert (told["how"], told["closed"]) == ("finished", True)
    assert told["verdict"] in ("ready with advice", "not ready")
    assert told["report"] is None or told["report"]["frames"] > 0, "a report that is late keeps nobody"
    named = [[kind, *told["devices"][name].values()] for kind, name in (("audio", "microphone"), ("video", "camera"))]
    assert sorted(named) == sorted(used)
    nobody_is_seen(page, server)
    expect(page.locator(".mark")).to_have_count(0)


def test_the_check_can_be_passed_by_from_everywhere(page: Page, server: Served, words: dict[str, str]) -> None:
    put(page, server, onward="")
    page.locator("#begin").wait_for()
    assert not barriers(page)
    page.get_by_role("button", name=words["skip-check"]).click()
    nothing = {
        "verdict": "undetermined",
        "devices": {"camera": None, "microphone": None},
        "guard": False,
        "report": None,
    }
    assert page.evaluate("done") == [{"how": "skipped", **nothing, "closed": True}]
    page.evaluate(REFUSED)
    page.click("#begin")
    page.locator("#again").wait_for()
    page.click("#skip-check")
    page.evaluate("() => { delete navigator.mediaDevices.getUserMedia; }")
    page.click("#again")
    until(page, LOOKS)
    page.click("#skip-check")
    until(page, f"{CHECK}.paused")
    page.click("#pause")
    until(page, LOOKS)
    page.click("#done")
    expect(page.locator("#skip-check")).to_have_count(0)
    expect(page.locator("#finish")).to_have_text(words["onward"])
    assert [one["how"] for one in page.evaluate("done")] == ["skipped"] * 3
    assert all(one["closed"] for one in page.evaluate("done"))


def test_something_of_the_page_leads_on(page: Page, server: Served) -> None:
    put(page, server, inside='<a slot="onward" href="#session">Join</a>')
    look(page)
    page.click("#done")
    expect(page.locator("#finish")).to_be_hidden()
    assert not barriers(page)
    page.get_by_role("link", name="Join").click()
    until(page, "done.length")
    assert page.evaluate("[location.hash, done[0].how]") == ["#session", "finished"]


def test_without_a_way_on_it_ends_where_it_began_and_tells_so(page: Page, server: Served) -> None:
    put(page, server)
    look(page)
    expect(page.locator("#skip-check")).to_have_count(0)
    page.click("#done")
    page.click("#finish")
    page.locator("#begin").wait_for()
    assert page.evaluate("done[0].how") == "finished"


def test_two_stand_on_a_page(page: Page, server: Served) -> None:
    put(page, server, lang="de")
    put(page, server, lang="es", profile="client")
    both = "[...document.querySelectorAll('env-check')]"
    page.evaluate(f"Promise.all({both}.map(one => one.start()))")
    assert page.evaluate(f"{both}.map(one => one.words.lang)") == ["de", "es"]
    assert sessions(server) == 2
    page.evaluate(f"{both}[0].stop()")
    looks = page.evaluate(f"{both}[1].state.looks")
    until(page, f"looks => {both}[1].state.looks > looks + 1", looks)
    assert not barriers(page)


def test_a_server_that_is_away_is_said_to_be_and_can_be_passed_by(
    browser: Browser, clinic: str, server: Served
) -> None:
    with watched(browser, clinic, server.url, "http://127.0.0.1:9", forgiven=("net::ERR",)) as context:
        page = context.new_page()
        page.goto(clinic)
        put(page, server, endpoint="http://127.0.0.1:9/whip", lang="de", onward="")
        expect(page.get_by_role("alert")).to_contain_text("Die Raumprüfung ist nicht zu erreichen")
        assert page.evaluate("noted.map(one => [one.name, one.detail])") == [["error", {"code": "server-gone"}]]
        assert not barriers(page)
        page.get_by_role("button", name="Ohne die Prüfung fortfahren").click()
        assert page.evaluate("done[0].how") == "skipped"
        page.evaluate(f"url => {{ {CHECK}.endpoint = `${{url}}/whip`; }}", server.url)
        page.locator("#begin").wait_for()
        assert page.evaluate(f"{CHECK}.failure") is None


def put(page: Page, server: Served, inside: str = "", **given: Any) -> None:
    """Has the page hold an element with these properties."""
    page.evaluate("([url, given, inside]) => put(url, given, inside)", [server.url, given, inside])


def look(page: Page, until_it: str = LOOKS) -> None:
    """Begins, and waits for what is seen."""
    page.click("#begin")
    until(page, until_it)
