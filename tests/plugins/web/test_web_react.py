"""`useRoomCheck` in a page of React that Vite builds, in strict mode: what has effects is mounted twice."""

import pytest
from playwright.sync_api import Playwright, expect

from bundled_pages import folder_served
from chromium import CHROMIUM, faked, launched
from plugin_pages import IS_READY, WHY, built, enter, joined, pages
from serving import served
from watched import CHECK, OFTEN, until, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not IS_READY, reason=WHY),
]

LEFT = "status of 404"
"""Of a session that was left while something was said to it."""


def test_it_is_shown_once_and_begins_the_call_once(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hosts = pages(tmp_path_factory.mktemp("pages"))
    browser = launched(playwright, faked(None, None))
    with (
        folder_served(built(hosts, "react")) as clinic,
        served("--origin", clinic, environ=OFTEN) as server,
        watched(browser, clinic, server.url, forgiven=(LEFT,)) as context,
    ):
        page = context.new_page()
        page.goto(clinic)
        until(page, "Boolean(window.enter)")
        enter(page, endpoint=f"{server.url}/whip", lang="en")
        page.locator("#begin").wait_for()
        expect(page.locator("env-check")).to_have_count(1)
        rendered = page.evaluate("renders")
        page.click("#begin")
        until(page, f"{CHECK}.state.looks > 1")
        assert page.evaluate("renders") == rendered, "what is told while it looks renders nothing anew"
        page.click("#done")
        page.click("#finish")
        assert joined(page)["how"] == "finished"
        page.get_by_role("button", name="Check once more").click()
        page.locator("#begin").wait_for()
        page.click("env-check > button")
        until(page, "joined.length === 2 && joined[1].how === 'skipped'")
    browser.close()
