"""The page of the room check, from its opening to *ready*, in Chromium with a camera and a microphone of our making."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from chromium import CHROMIUM, changing_camera, clip_camera, faked, launched, still_room, voice
from room_page import begin, end, found, opened, reach, ready, state, unfold
from serving import Served
from watched import AXE, CHECK, barriers, nobody_is_seen, sessions, until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

READY_MS = 90_000


@pytest.fixture(scope="module")
def arriving(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Before its camera somebody sits with a window behind, draws the curtain after six seconds, and is silent."""
    folder = tmp_path_factory.mktemp("arriving")
    camera = changing_camera(folder / "camera.mjpeg", ("backlit.jpg", 6), ("ready.jpg", 45))
    browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
    yield browser
    browser.close()
    camera.unlink()


@pytest.fixture(scope="module")
def visited(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Somebody walks in before its camera, and somebody speaks all the time."""
    folder = tmp_path_factory.mktemp("visited")
    camera = clip_camera(folder / "camera.mjpeg", "second-person-walks-in.mp4")
    browser = launched(playwright, faked(camera, voice(folder / "sound.wav")))
    yield browser
    browser.close()


@pytest.fixture
def context(arriving: Browser, server: Served) -> Iterator[BrowserContext]:
    with watched(arriving, server.url) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, server: Served) -> Page:
    return opened(context, server)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci --prefix tests/web)")
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_nothing_bars_the_way_from_the_opening_to_the_end(arriving: Browser, server: Served, size: str) -> None:
    with watched(arriving, server.url, size=size) as context:
        page = opened(context, server)
        found = {"welcome": barriers(page)}
        begin(page)
        found["looking"] = barriers(page)
        page.locator(".changes > li").first.wait_for()
        for summary in page.locator("summary").all():
            summary.click()
        found["room"] = barriers(page)
        page.locator("[data-verdict=ready]").wait_for(timeout=READY_MS)
        found["all is well"] = barriers(page)
        page.click("#pause")
        found["paused"] = barriers(page)
        page.click("#pause")
        until(page, f"{CHECK}.state.looks > 1")
        end(page)
        unfold(page, "kept")
        found["ready"] = barriers(page)
    assert not {screen: barred for screen, barred in found.items() if barred}


def test_the_way_leads_from_a_backlit_face_to_ready(page: Page, words: dict[str, str], tmp_path: Path) -> None:
    begin(page)
    expect(page.locator("#camera option")).not_to_have_count(0)
    until(page, f"parseFloat({found('#level-bar')}.style.getPropertyValue('--level')) > 0")
    seen = page.locator(".card .changes .seen").first
    seen.wait_for()
    fault = seen.inner_text()
    assert page.locator(".mark rect").count()
    until(page, f"{CHECK}.state.strengths.length > 3")
    expect(page.locator(".works li").first).to_be_hidden()
    unfold(page, "works")
    until(page, f"{CHECK}.state.strengths.length === {CHECK}.shadowRoot.querySelectorAll('.works li').length")
    unfold(page, "more-LIT103")
    first = page.evaluate(f"{found('.needle')}.parentElement.style.getPropertyValue('--value')")
    until(page, f"value => {found('.meter')}?.style.getPropertyValue('--value') !== value", first)
    expect(page.locator(".card")).to_have_attribute("data-verdict", "ready", timeout=READY_MS)
    expect(page.locator(".verdict")).to_have_text(ready(words))
    expect(page.locator("[role=status].said")).to_contain_text(ready(words))
    codes = {one["code"] for name in ("strengths", "mended") for one in state(page)[name]}
    assert "LIT103" in codes
    assert fault not in page.locator(".side").inner_text()
    expect(page.locator(".works")).to_contain_text("The light behind you leaves your face clear.")
    page.click("#quiet-begin")
    expect(page.locator("#quiet")).to_contain_text(words["quiet-now"])
    expect(page.locator("#quiet")).to_contain_text("No other voice was heard", timeout=60_000)
    page.check("#door-closed")
    end(page)
    assert page.evaluate(f"{CHECK}.stream") is None, "the camera is off"
    expect(page.locator(".moment h2")).to_have_text(words["you-ready"])
    expect(page.locator(".moment")).to_contain_text(words["may-close"])
    unfold(page, "kept")
    expect(page.locator(".setting")).to_contain_text("The room comes across as inviting")
    with page.expect_download() as downloading:
        page.click("#download")
    report = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(report)
    assert report.suffix == ".html"
    text = report.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "The door is closed." in text
    page.click("#finish")
    page.locator("#begin").wait_for()


def test_a_copied_summary_says_what_was_seen(arriving: Browser, server: Served, words: dict[str, str]) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with watched(arriving, server.url, permissions=allowed) as context:
        page = opened(context, server)
        begin(page)
        page.locator("#works").wait_for()
        end(page)
        unfold(page, "kept")
        page.click("#copy")
        page.get_by_text(words["copied"]).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.match(r"envcheck \d", copied)
        assert words["works"] in copied
        assert words["done-hint"] in copied


def test_the_printed_report_is_a_page_of_its_own(page: Page) -> None:
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    end(page)
    unfold(page, "kept")
    page.evaluate("window.print = () => undefined")
    with page.expect_popup() as opening:
        page.click("#print")
    printed = opening.value
    expect(printed.locator("h1")).not_to_be_empty()
    assert printed.evaluate("getComputedStyle(document.body).maxWidth") != "none", "its style was refused"
    printed.close()


def test_a_second_person_is_marked_where_they_are(visited: Browser, server: Served) -> None:
    with watched(visited, server.url) as context:
        page = opened(context, server)
        begin(page)
        until(page, f"{CHECK}.state.findings.some(one => one.code === 'PRV101' && one.regions.length)")
        page.locator(".card .changes").get_by_text("Someone else seems to be in view.").wait_for()
        told, (width, height), drawn = page.evaluate(MARKED)
        assert told[0]["code"] == "PRV101", "privacy comes first"
        regions = told[0]["regions"]
        marks = [(mark["x"] / width, mark["y"] / height, mark["right"] / width) for mark in drawn[: len(regions)]]
        for (left, top, right, _), mark in zip(regions, marks, strict=True):
            assert mark == pytest.approx((1 - right, top, 1 - left), abs=0.002), "the preview is a mirror"


def test_a_voice_in_the_quiet_test_is_told(visited: Browser, server: Served, words: dict[str, str]) -> None:
    with watched(visited, server.url) as context:
        page = opened(context, server)
        begin(page)
        page.click("#quiet-begin")
        until(page, f"{CHECK}.state.findings.some(one => one.code === 'PRV104')")
        expect(page.locator("#quiet")).to_contain_text("voice", timeout=60_000)


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    for button, screen in (("begin", "room"), ("done", "ready")):
        reach(page, button)
        page.keyboard.press("Enter")
        until(page, f"{CHECK}.step === '{screen}'")
        until(page, f"{CHECK}.shadowRoot.activeElement?.localName === 'h2'")  # a new screen has the focus
    reach(page, "finish")
    page.keyboard.press("Enter")
    page.locator("#begin").wait_for()


def test_the_focus_stays_while_the_list_is_drawn_anew(page: Page) -> None:
    begin(page)
    page.focus("#done")
    until(page, f"looks => {CHECK}.state.looks > looks + 3", state(page)["looks"])
    assert page.evaluate(f"{CHECK}.shadowRoot.activeElement?.id") == "done"


def test_one_may_look_again_from_the_end(page: Page, server: Served) -> None:
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    end(page)
    nobody_is_seen(page, server)
    page.click("#look-again")
    until(page, f"{CHECK}.step === 'room' && {CHECK}.state.looks > 1 && {CHECK}.keepsake === null")


def test_a_pause_ends_the_session_and_going_on_begins_another(
    page: Page, server: Served, words: dict[str, str]
) -> None:
    nobody_is_seen(page, server)
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    page.click("#pause")
    expect(page.locator(".verdict")).to_have_text(words["paused"])
    assert page.evaluate(f"{CHECK}.stream") is None, "the camera is off"
    nobody_is_seen(page, server)
    expect(page.locator(".mark, .guide")).to_have_count(0)
    page.click("#pause")
    until(page, f"!{CHECK}.paused")
    until(page, f"looks => {CHECK}.state.looks > looks", state(page)["looks"])
    assert sessions(server) == 1


def test_a_page_that_is_closed_ends_its_session(page: Page, context: BrowserContext, server: Served) -> None:
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    other = context.new_page()
    page.close()
    nobody_is_seen(other, server)


def test_a_page_that_is_left_ends_its_session(page: Page, server: Served) -> None:
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    page.goto("about:blank")
    nobody_is_seen(page, server)


def test_beginning_twice_leaves_one_session(page: Page, server: Served) -> None:
    nobody_is_seen(page, server)
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    page.evaluate(f"void {CHECK}.start()")
    until(page, f"looks => {CHECK}.state.looks < looks", state(page)["looks"])
    until(page, f"{CHECK}.state.looks > 1")
    nobody_is_seen(page, server, left=1)
    assert sessions(server) == 1


def test_a_saved_setting_is_compared_with_after_a_reload(page: Page, words: dict[str, str]) -> None:
    begin(page)
    page.locator("[data-verdict=ready]").wait_for(timeout=READY_MS)
    end(page)
    unfold(page, "kept")
    page.click("#save")
    page.get_by_text(words["saved"]).wait_for()
    kept = page.evaluate("JSON.parse(localStorage['envcheck.usual-settings'])")
    assert [setting.keys() for setting in kept] == [{"name", "numbers", "savedAt"}]
    page.reload()
    begin(page)
    until(page, f"{CHECK}.state.looks > 3")
    until(page, f"{CHECK}.state.usual === 0")
    expect(page.locator(".usual")).to_contain_text(words["as-last-time"])
    end(page)
    unfold(page, "kept")
    page.click("#usual .saved button")
    page.get_by_text(words["forgotten"]).wait_for()
    assert page.evaluate("localStorage['envcheck.usual-settings']") == "[]"


def test_a_camera_that_is_given_is_given_back(page: Page, server: Served) -> None:
    page.evaluate(f"""async () => {{
        window.mine = await navigator.mediaDevices.getUserMedia({{video: true}});
        {CHECK}.stream = mine;
        void {CHECK}.start();
    }}""")
    until(page, f"{CHECK}.state.looks > 1")
    page.evaluate(f"{CHECK}.stop()")
    assert page.evaluate(f"mine.active && {CHECK}.stream === mine")
    nobody_is_seen(page, server)


@pytest.mark.parametrize("left", ["stop()", "pause()", "remove()"])
def test_a_check_that_is_left_while_it_begins_opens_no_camera(page: Page, server: Served, left: str) -> None:
    nobody_is_seen(page, server)
    page.evaluate(f"""async () => {{
        const {{mediaDevices}} = navigator, open = mediaDevices.getUserMedia.bind(mediaDevices);
        mediaDevices.getUserMedia = async asked => (window.opened = await open(asked));
        const check = {CHECK}, starting = check.start();
        check.{left};
        await starting;
    }}""")
    assert page.evaluate("opened.getTracks().every(track => track.readyState === 'ended')")
    assert not sessions(server)


def test_it_sends_no_more_than_it_needs(page: Page) -> None:
    page.add_init_script(
        "const Peer = RTCPeerConnection; RTCPeerConnection = class extends Peer {"
        " constructor(...all) { super(...all); window.peer = this; } };"
    )
    page.reload()
    begin(page)
    sent = until(
        page,
        """async () => [...(await peer.getStats()).values()].find(one =>
        one.type === "outbound-rtp" && one.kind === "video" && one.framesSent > 40)""",
    )
    assert sent["framesPerSecond"] <= 11
    assert sent["frameHeight"] <= 360


@pytest.mark.parametrize(
    ("spoken", "where", "lang"), [("en-GB", "?lang=de", "de"), ("de-DE", "?lang=en", "en"), ("de-DE", "", "de")]
)
def test_the_page_speaks_the_language_that_is_asked_for(
    arriving: Browser, server: Served, spoken: str, where: str, lang: str
) -> None:
    with watched(arriving, server.url, locale=spoken) as context:
        page = context.new_page()
        page.goto(f"{server.url}/{where}")
        page.locator("#begin").wait_for()
        assert page.evaluate("document.documentElement.lang") == lang
        words = httpx.get(f"{server.url}/web/words/{lang}.json").json()
        expect(page.locator("#begin")).to_have_text(words["begin"])
        begin(page)
        expect(page.locator(".verdict")).to_have_text(ready(words), timeout=READY_MS)


# what the tests share

MARKED = """() => {
  const check = document.querySelector("env-check");
  const marks = [...check.shadowRoot.querySelectorAll(".mark rect")].map(one =>
    ({x: one.x.baseVal.value, y: one.y.baseVal.value, right: one.x.baseVal.value + one.width.baseVal.value}));
  const {width, height} = check.shadowRoot.querySelector(".overlay").viewBox.baseVal;
  return [check.state.findings, [width, height], marks];
}"""
