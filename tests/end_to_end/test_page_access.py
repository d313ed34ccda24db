"""The page for those who enlarge it, who read from right to left, who hear it, and whose platform speaks for it."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from envcheck.settings import PROFILES
from room_page import begin, end, found, opened, reach, unfold
from serving import Served
from watched import CHECK, until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

SIZES = {"half": (640, 430), "quarter": (320, 256)}
"""What a window of 1280 by 860, and one of 1280 by 1024, have room for at 200 % and 400 % (WCAG 2.2, 1.4.10)."""

PROBLEMS = """() => {
  const root = document.querySelector("env-check").shadowRoot;
  const told = [];
  const {scrollWidth} = document.documentElement;
  if (scrollWidth > innerWidth) told.push(`it is ${scrollWidth} wide`);
  for (const one of root.querySelectorAll("button, select, input, summary, .tick, li, p, h2, h3")) {
    const box = one.getBoundingClientRect();
    const name = `${one.localName}#${one.id} ${one.textContent.slice(0, 30)}`;
    if (!box.width || one.closest(".said")) continue;
    if (box.left < -1 || box.right > innerWidth + 1) told.push(`${name} reaches beyond the side`);
    if (one.scrollWidth > one.clientWidth + 1 && one.localName === "button") told.push(`${name} is cut off`);
    const isPressed = one.matches("button, select, summary, .tick");
    if (isPressed && Math.min(box.width, box.height) < 24) told.push(`${name} is small`);
  }
  return told;
}"""
"""What does not fit on the page as it is (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12 and 2.5.8)."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.querySelector("env-check").shadowRoot.adoptedStyleSheets.push(sheet);
}"""

COVERED = """() => {
  const one = document.querySelector("env-check").shadowRoot.activeElement;
  if (!one) return null;
  const {left, right, top, bottom} = one.getBoundingClientRect();
  const hit = document.querySelector("env-check").shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return [one.id, one.contains(hit) ? "" : `${one.id} is behind ${hit?.className}`];
}"""
"""What has the focus, and what is wrong with it."""

PLACES = """() => {
  const check = document.querySelector("env-check"), root = check.shadowRoot;
  const parts = [".mark rect", ".picture", ".side"].map(one => root.querySelector(one));
  const [mark, picture, side] = parts.map(one => one.getBoundingClientRect());
  const across = x => (x - picture.left) / picture.width;
  return [check.state.findings[0].regions[0], [across(mark.left), across(mark.right)], picture.left, side.left];
}"""
"""Where the first finding lies; where its mark is drawn, as fractions of the preview; where the page's parts begin."""

LISTENED = """() => {
  const said = document.querySelector("env-check").shadowRoot.querySelector(".said");
  window.heard = [];
  new MutationObserver(() => said.textContent && heard.push({text: said.textContent, at: performance.now()}))
    .observe(said, {childList: true, characterData: true, subtree: true});
}"""

SPEAKING = {
    ".bar": """
- combobox "Camera":
  - option [selected]
- combobox "Microphone":
  - option "Fake Default Audio Input" [selected]
- meter "Microphone level"
- combobox "Speaker":
  - option "Fake Default Audio Output" [selected]
- button "Pause"
""",
    "#sound": """
- paragraph: Sound
- paragraph: Say a few words
- button "Begin the quiet test"
- button "Play a sound"
- button "Hear yourself"
- paragraph: The quiet test is three seconds in which you say nothing. Any voice we hear then is not yours.
""",
    "#checklist": """
- heading "What a camera cannot see" [level=3]
- paragraph: Tick what is true. This appears only in your report.
- checkbox "The door is closed."
- text: The door is closed.
- checkbox "Headphones are on."
""",
}
"""What a screen reader finds in each part of the room's screen, in this order."""


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Somebody sits with a window behind; the page has something to say on each step."""
    folder = tmp_path_factory.mktemp("backlit")
    camera = changing_camera(folder / "camera.mjpeg", ("backlit.jpg", 1))
    browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
    yield browser
    browser.close()


@pytest.mark.parametrize("name", SIZES)
def test_an_enlarged_page_needs_no_scrolling_sideways(browser: Browser, server: Served, name: str) -> None:
    width, height = SIZES[name]
    with watched(browser, server.url) as context:
        page = opened(context, server)
        page.set_viewport_size({"width": width, "height": height})
        assert not walked(page, lambda: [*page.evaluate(PROBLEMS), *hidden_focus(page)])


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_large_and_widely_spaced_text_finds_room(browser: Browser, server: Served, lang: str) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server, f"?lang={lang}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(SPACED)
        assert not walked(page, lambda: list(page.evaluate(PROBLEMS)))


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_from_right_to_left_the_page_is_the_other_way_round(browser: Browser, server: Served, size: str) -> None:
    with watched(browser, server.url, size=size) as context:
        page = opened(context, server, "?lang=ar")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert not walked(page, lambda: list(page.evaluate(PROBLEMS)))
        page.click("#look-again")
        page.locator(".mark rect").first.wait_for()
        (left, _, right, _), mark, picture, side = page.evaluate(PLACES)
        assert mark == pytest.approx((1 - right, 1 - left), abs=0.02), "the preview is a mirror in every language"
        assert side < picture or size == "phone"


def test_its_own_direction_is_kept_on_a_page_of_the_other(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server)
        page.evaluate("document.documentElement.dir = 'rtl'; document.documentElement.lang = 'he'")
        page.evaluate(f"{CHECK}.setAttribute('lang', 'fr')")
        expect(page.locator(".main")).to_have_attribute("lang", "fr")
        assert page.evaluate(f"getComputedStyle({found('#begin')}).direction") == "ltr"


def test_a_screen_reader_finds_each_part_in_its_order(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server)
        begin(page)
        until(page, f"{CHECK}.state.looks")
        assert page.evaluate(f"{CHECK}.shadowRoot.activeElement?.localName") == "h2", "reading begins there"
        for part, spoken in SPEAKING.items():
            expect(page.locator(part)).to_match_aria_snapshot(spoken)


def test_a_screen_reader_hears_what_has_settled_and_no_more(
    playwright: Playwright, server: Served, tmp_path: Path
) -> None:
    camera = changing_camera(tmp_path / "camera.mjpeg", ("backlit.jpg", 8), ("ready.jpg", 40))
    browser = launched(playwright, faked(camera, None))
    try:
        with watched(browser, server.url) as context:
            page = opened(context, server)
            page.evaluate(LISTENED)
            begin(page)
            until(page, "heard.some(one => one.text === 'Ready')", secs=45)
            told = page.evaluate("heard")
    finally:
        browser.close()
    assert "Close the curtain behind you" in told[0]["text"], "the one thing to do comes with the verdict"
    assert len(told) <= 6, told
    for before, after in pairwise(told):
        assert after["text"] != before["text"]
        assert after["at"] - before["at"] > 1000


def test_a_platform_that_begins_and_ends_the_check_keeps_the_focus(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server)
        page.evaluate("document.body.append(Object.assign(document.createElement('button'), {id: 'theirs'}))")
        page.focus("#theirs")
        page.evaluate(f"void {CHECK}.start()")
        until(page, f"{CHECK}.state.looks > 1")
        page.evaluate(f"{CHECK}.stop()")
        page.locator("#begin").wait_for()
        assert page.evaluate("document.activeElement.id") == "theirs"
        assert page.evaluate(f"[{CHECK}.step, {CHECK}.state.looks, {CHECK}.stream]") == ["welcome", 0, None]


def test_a_profile_asks_on_the_page_what_is_its_own(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server, "?profile=client")
        begin(page)
        expect(page.locator("#door-closed")).to_be_visible()
        expect(page.locator(".tick")).to_have_count(len(PROFILES["client"].attestations))
        expect(page.locator("#papers-away")).to_have_count(0)
        page.evaluate(f"{CHECK}.setAttribute('profile', 'individual')")
        expect(page.locator("#papers-away")).to_be_visible()


def walked(page: Page, problems: Callable[[], list[str]]) -> dict[str, list[str]]:
    """What is wrong on which screen."""
    wrong = {"welcome": problems()}
    begin(page)
    page.locator(".changes > li").first.wait_for()
    wrong["room"] = problems()
    for summary in page.locator("summary").all():
        summary.click()
    wrong["unfolded"] = problems()
    end(page)
    unfold(page, "kept")
    wrong["ready"] = problems()
    return {screen: told for screen, told in wrong.items() if told}


def hidden_focus(page: Page) -> list[str]:
    """What has the focus while something else lies over it (WCAG 2.2, 2.4.11)."""
    last, told = page.evaluate(f"[...{CHECK}.shadowRoot.querySelectorAll('button:enabled')].at(-1).id"), []
    page.evaluate("document.activeElement?.blur()")
    for _ in range(20):
        page.keyboard.press("Tab")
        name, covered = page.evaluate(COVERED) or ("", "")
        if covered:
            told.append(covered)
        if name == last:
            return told
    reach(page, last)
    return told
