"""The room check's page as somebody uses it: opening it, going on, and asking what it knows."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

from envcheck.model.findings import Verdict
from envcheck.render.language import translator
from envcheck.render.phrases import VERDICTS
from serving import Served
from watched import CHECK, until

STEPS = ("welcome", "room", "ready")


def opened(context: BrowserContext, server: Served, where: str = "") -> Page:
    """The page at its beginning."""
    page = context.new_page()
    page.goto(f"{server.url}/{where}")
    page.locator("#begin").wait_for()
    return page


def begin(page: Page) -> None:
    """To the room."""
    page.click("#begin")
    page.locator("#done").wait_for()


def end(page: Page) -> None:
    """To the end, once what was seen is kept."""
    page.click("#done")
    until(page, f"{CHECK}.keepsake")


def unfold(page: Page, name: str) -> None:
    """Opens what is folded away."""
    page.click(f"#{name} summary")


def ready(words: dict[str, str]) -> str:
    """The best verdict, in the language of these words."""
    return translator(words["lang"])(VERDICTS[Verdict.READY])


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
