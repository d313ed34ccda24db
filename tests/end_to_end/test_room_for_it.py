"""`<env-check>` in boxes of any width and in windows of any size: it goes by its own width, not by the window's."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from chromium import CHROMIUM, faked, launched
from envcheck.render.language import languages
from room_page import STEPS
from serving import Served, served
from watched import CHECK, OFTEN, until, watched
from whip_page import page_served

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

CLINIC = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Clinic</title>
<style>body { margin: 0 }</style>
<main><div><env-check></env-check></div></main>
"""

WIDE, LOW = (1280, 860), 390
"""CSS pixels of a window on a desk, and the height of one on a phone that lies on its side."""

PLACES = [
    *((f"width: {width}px", WIDE) for width in (280, 320, 360, 520, 900, 1280)),
    *(("", window) for window in ((280, 653), (390, 844), (667, 375), (844, LOW), (320, 215))),
    *(("display: flex", WIDE), ("display: grid; place-items: center", WIDE)),
    *(("display: flex; width: 480px", WIDE), ("display: grid; grid-template-columns: auto; width: 480px", WIDE)),
]

MEASURED = """() => {
  const check = document.querySelector("env-check"), root = check.shadowRoot;
  const box = check.getBoundingClientRect(), size = one => one.getBoundingClientRect();
  const sticks = one => size(one).right > box.right + 1 || size(one).left < box.left - 1;
  const shown = [...root.querySelectorAll("*")].filter(one => size(one).width > 1 && !one.closest("svg"));
  return {
    width: box.width,
    preview: root.querySelector(".picture") ? size(root.querySelector(".picture")).width : null,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    outside: shown.filter(sticks).map(one => one.className),
    tall: [...root.querySelectorAll(".bar > *")].filter(one => size(one).height > 48).map(one => one.id),
  };
}"""


@pytest.fixture(scope="module")
def clinic() -> Iterator[str]:
    with page_served(CLINIC) as origin:
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
def page(browser: Browser, clinic: str, server: Served) -> Iterator[Page]:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        page.evaluate("url => import(`${url}/web/element.js`).then(() => null)", server.url)
        page.evaluate(
            f"url => Object.assign({CHECK}, {{endpoint: `${{url}}/whip`, lang: 'de', onward: ''}})", server.url
        )
        page.click("#begin")
        until(page, f"{CHECK}.state.looks")
        yield page


@pytest.mark.parametrize(("style", "window"), PLACES)
def test_the_preview_is_wide_and_nothing_sticks_out(page: Page, style: str, window: tuple[int, int]) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.evaluate("style => { document.querySelector('div').style.cssText = style; }", style)
    for step in STEPS:
        show(page, step)
        seen = measured(page)
        assert (seen["sideways"], seen["outside"], seen["tall"]) == (0, [], []), (step, seen)
        assert seen["width"] >= 280, (step, seen)
        if step == "room":
            assert seen["preview"] >= min(288, 0.4 * seen["width"]), (step, seen)


def test_every_language_has_room_for_its_buttons(page: Page) -> None:
    page.set_viewport_size({"width": 280, "height": 640})
    page.evaluate("document.querySelector('div').style.cssText = ''")
    for lang in languages():
        page.evaluate(f"lang => {{ {CHECK}.lang = lang; }}", lang)
        until(page, f"lang => {CHECK}.words.lang === lang", lang)
        for paused in (False, True):
            page.evaluate(f"paused => {{ {CHECK}.paused = paused; }}", paused)
            show(page, "room")
            seen = measured(page)
            assert (seen["sideways"], seen["outside"], seen["tall"]) == (0, [], []), (lang, paused, seen)


def show(page: Page, step: str) -> None:
    """Shows a screen as it is, without beginning or ending anything."""
    page.evaluate(f"step => {{ {CHECK}.step = step; {CHECK}.say(''); }}", step)


def measured(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(MEASURED))
