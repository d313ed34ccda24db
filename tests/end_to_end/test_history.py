"""Back, Forward and reload on the page, and what its tab says meanwhile."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright

from chromium import CHROMIUM, faked, launched
from room_page import opened
from serving import Served
from watched import CHECK, until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

LOOKS = f"{CHECK}.stream !== null && {CHECK}.step !== 'welcome'"
AT_ITS_BEGINNING = f"{CHECK}.stream === null && {CHECK}.step === 'welcome'"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, faked(None, None))
    yield browser
    browser.close()


def looking(page: Page) -> None:
    """From the beginning to where it looks."""
    page.click("#begin")
    until(page, LOOKS)
    until(page, "history.state.envcheck.at === 1")


def test_back_goes_one_step_back_and_forward_looks_again(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server)
        name = page.title()
        looking(page)
        until(page, f"document.title.startsWith('● {name}')")
        page.go_back()
        until(page, AT_ITS_BEGINNING)
        until(page, f"document.title === '{name}'")
        page.go_forward()
        until(page, LOOKS)
        page.go_back()
        until(page, AT_ITS_BEGINNING)
        page.go_back()
        assert page.url == "about:blank"


def test_a_page_that_is_loaded_anew_begins_anew_and_is_left_by_one_step_back(browser: Browser, server: Served) -> None:
    with watched(browser, server.url) as context:
        page = opened(context, server)
        looking(page)
        page.reload()
        page.locator("#begin").wait_for()
        until(page, "history.state.envcheck.at === 0")
        until(page, AT_ITS_BEGINNING)
        looking(page)
        page.go_back()
        until(page, AT_ITS_BEGINNING)
        page.go_back()
        assert page.url == "about:blank"
