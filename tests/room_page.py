"""The room check's page as somebody uses it: opening it, going on, and asking what it knows."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

from serving import Served
from watched import CHECK

STEPS = ("devices", "look", "quiet", "unseen", "done")


def opened(context: BrowserContext, server: Served, where: str = "") -> Page:
    """The page at its beginning."""
    page = context.new_page()
    page.goto(f"{server.url}/{where}")
    page.locator("#begin").wait_for()
    return page


def begin(page: Page) -> None:
    """To its first step."""
    page.click("#begin")
    page.locator("#next").wait_for()


def onwards(page: Page) -> None:
    """To the next step."""
    page.click("#next")


def state(page: Page) -> dict[str, Any]:
    """What the element knows."""
    return dict(page.evaluate(f"{CHECK}.state"))


def found(selector: str) -> str:
    """A script that finds something in the element."""
    return f"{CHECK}.shadowRoot.querySelector('{selector}')"


def reach(page: Page, name: str) -> None:
    """Presses the tabulator until that has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"{CHECK}.shadowRoot.activeElement?.id") == name:
            return
    raise AssertionError(f"{name} cannot be reached by the keyboard")
