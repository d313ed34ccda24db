"""Pages that plugins are for, built as their owners would, and what they know of a check."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bundled_pages import NODE, installed, run
from npm_package import COMPILER
from watched import until

PLUGINS = Path(__file__).parent / "plugins"
MODULES = PLUGINS / "node_modules"
IS_READY = bool(NODE) and COMPILER.is_file() and all((MODULES / name).is_dir() for name in ("vite", "react-dom"))
WHY = "packages of the platforms are not installed (npm ci --prefix tests/plugins --ignore-scripts)"

LONGEST_MS = 4500.0
"""How long a check that is not to be had may keep somebody from the session."""


def pages(folder: Path, plugin: str = "web") -> Path:
    """A copy of the pages in `tests/plugins/PLUGIN/hosts`, with our package and those of the platforms installed."""
    return installed(folder, PLUGINS / plugin / "hosts", MODULES)


def built(hosts: Path, name: str) -> Path:
    """One of the pages, built by Vite; gives the folder of its files."""
    run(hosts, MODULES / "vite" / "bin" / "vite.js", "build", name)
    return hosts / name / "dist"


def enter(page: Page, **options: object) -> None:
    """Somebody comes to their session."""
    page.evaluate("options => enter(options)", options)


def joined(page: Page) -> dict[str, Any]:
    """What the page knew when it began the call, which it does once."""
    until(page, "joined.length")
    outcomes = page.evaluate("joined")
    assert len(outcomes) == 1, outcomes
    assert page.locator("env-check").count() == 0
    return dict(outcomes[0])


def took(page: Page) -> float:
    """Milliseconds until the call since somebody came, or pressed a button last, but for how late timers were."""
    spent = float(page.evaluate("tookMs"))
    return spent if spent < LONGEST_MS else spent - float(until(page, "window.lateMs"))
