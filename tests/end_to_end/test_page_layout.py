"""Where things stand on the screen of the room, however much is told on it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from chromium import CHROMIUM, faked, launched
from room_page import begin, opened
from serving import Served
from watched import watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

TOLD = """many => {
  const check = document.querySelector("env-check");
  const one = (_, at) => ({code: `LIT10${at}`, severity: at ? "should" : "must", rank: at, title: "Light",
    message: "The light comes from behind.", why: "Your face is dark.", advice: "Turn towards the window.",
    regions: [], is_gradual: false});
  const findings = Array.from({length: many}, one);
  const verdict = {verdict: "not ready", text: "Not ready yet"};
  check.state = {...check.state, ...verdict, looks: 9, findings, strengths: [], mended: []};
  check.render();
  const place = name => {
    const {top, bottom} = check.shadowRoot.querySelector(name).getBoundingClientRect();
    return {top, bottom};
  };
  return {picture: place(".picture"), advice: place(".advice"), done: place("#done")};
}"""
"""Tells so many findings, and gives where things stand then, before the server tells anything else."""


@pytest.fixture
def page(playwright: Playwright, server: Served) -> Iterator[Page]:
    browser: Browser = launched(playwright, faked(None, None))
    with watched(browser, server.url) as context:
        page = opened(context, server)
        page.set_viewport_size({"width": 1280, "height": 800})
        begin(page)
        yield page
    browser.close()


def test_the_picture_stays_and_the_way_on_is_in_view_however_much_is_told(page: Page) -> None:
    told: list[dict[str, Any]] = [page.evaluate(TOLD, many) for many in (1, 2, 9)]
    assert len({one["picture"]["top"] for one in told}) == 1
    for one in told:
        assert all(place["top"] >= 0 and place["bottom"] <= 800 for place in one.values()), one


def test_devices_say_their_whole_names(page: Page) -> None:
    for kind in ("camera", "microphone", "speaker"):
        name = page.locator(f"#{kind}").evaluate("select => select.selectedOptions[0].textContent")
        assert name
        assert name in (page.locator(f".choice:has(#{kind})").get_attribute("title") or "")
