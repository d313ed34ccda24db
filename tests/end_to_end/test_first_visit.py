"""What a visit to the page costs on a slow line, what stands there first, and what browsers keep of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, expect

from chromium import CHROMIUM, launched
from room_page import opened
from serving import Served
from watched import until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Milliseconds before an answer begins, and bytes a second."""

MOST_BYTES = 60_000
"""On the line, headers included, of a first visit."""

SEEN = """
window.shown = {};
function look() {
  const places = {page: document.querySelector(".greeting h2"),
    element: document.querySelector("env-check")?.shadowRoot?.querySelector("h1, h2")};
  for (const [name, heading] of Object.entries(places)) {
    const {top, left, height} = heading?.getBoundingClientRect() ?? {};
    if (!height) continue;
    const {fontSize} = getComputedStyle(heading);
    shown[name] ??= {at: performance.now(), text: heading.textContent, top, left, size: fontSize};
  }
  shown.blank ||= Boolean(shown.page) && !places.page && !places.element?.getBoundingClientRect().height;
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""
"""Notes, frame by frame, when the words of the page and those of the element are first seen, and where."""


@dataclass
class Line:
    """What goes over the line, by the addresses that are asked for; an icon of the tab is none of the page's."""

    session: CDPSession
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("Network.enable", "Page.enable"):
            self.session.send(name)
        self.session.send("Network.emulateNetworkConditions", SLOW)
        self.session.on("Network.responseReceived", self._began)
        self.session.on("Network.loadingFinished", self._ended)

    def asked(self) -> list[str]:
        """Paths, as they were asked for."""
        return ["/" + one["url"].split("/", 3)[3] for one in self.answers.values()]

    def size(self) -> int:
        """Bytes that came, headers included."""
        return sum(int(one.get("size", 0)) for one in self.answers.values())

    def _began(self, event: dict[str, Any]) -> None:
        if "/web/icon" not in event["response"]["url"]:
            self.answers[event["requestId"]] = {"url": event["response"]["url"]}

    def _ended(self, event: dict[str, Any]) -> None:
        if one := self.answers.get(event["requestId"]):
            one["size"] = event["encodedDataLength"]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, [])
    yield browser
    browser.close()


def visit(context: BrowserContext, url: str) -> tuple[Page, Line, dict[str, Any]]:
    """The page over a slow line, what went over it, and when and where its words stood."""
    page = context.new_page()
    page.add_init_script(SEEN)
    line = Line(context.new_cdp_session(page))
    page.goto(url)
    until(page, "shown.element")
    return page, line, dict(page.evaluate("shown"))


@pytest.mark.parametrize("where", ["/", "/embed", "/?lang=de&profile=client&theme=dark"])
def test_the_first_visit_takes_three_requests_and_the_second_next_to_nothing(
    browser: Browser, server: Served, where: str
) -> None:
    with watched(browser, server.url) as context:
        page, line, first = visit(context, f"{server.url}{where}")
        expect(page.locator("#begin")).to_be_visible()
        assert len(line.asked()) == 3, line.asked()
        assert line.size() < MOST_BYTES
        assert first["page"]["at"] < first["element"]["at"]
        assert first["page"]["text"] == first["element"]["text"]
        page.goto("about:blank")
        page.close()
        _, again, _ = visit(context, f"{server.url}{where}")
        assert again.size() < 3_000, "what has not changed is not sent again"


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("lang", ["en", "de", "es", "fr"])
def test_the_elements_own_words_take_the_place_of_the_first_ones_without_a_jump(
    browser: Browser, server: Served, size: str, lang: str
) -> None:
    with watched(browser, server.url, size=size, locale=f"{lang}-CH") as context:
        page, _, shown = visit(context, server.url)
        before, after = shown["page"], shown["element"]
        assert page.evaluate("document.documentElement.lang") == lang
        assert (before["text"], before["size"]) == (after["text"], after["size"])
        assert abs(before["top"] - after["top"]) <= 2
        assert abs(before["left"] - after["left"]) <= 2
        assert not shown["blank"]
        assert page.locator(".greeting").count() == 0


def test_it_can_stand_beside_other_programs(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server, "?lang=fr")
        session = context.new_cdp_session(page)
        told = session.send("Page.getAppManifest")
        assert told["errors"] == []
        manifest = json.loads(told["data"])
        assert manifest["lang"] == "fr"
        assert manifest["name"] == page.title()
        wanting = {one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
        assert wanting <= {"in-incognito"}, "each test's browser is a private window"
