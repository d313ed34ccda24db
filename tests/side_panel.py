"""The extension in Debian's Chromium, as its user has it: loaded from its folder, with a camera of our making."""

import importlib.util
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright

from chromium import CHROMIUM
from envcheck.server.access import OWN_EXTENSION
from watched import ASSESS, AXE, until

BUILD = Path(__file__).parents[1] / "plugins" / "browser" / "build.py"

NARROW = {"width": 320, "height": 640}
"""As narrow as a panel can be drawn, in CSS pixels."""

EXPECTED = (
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_FAILED",
    "ERR_EMPTY_RESPONSE",
    "blocked by CORS policy",
)
"""What a browser says of a check that is not there, or lets nobody in."""


def builder() -> ModuleType:
    """The script that packs the extension; it belongs to the plugin, and to no package."""
    spec = importlib.util.spec_from_file_location("browser_build", BUILD)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class Driven:
    """A browser with the extension.

    Attributes:
        context: of its pages.
        wrong: what went wrong on them, so far.
        asked: origins that they asked for something.
    """

    context: BrowserContext
    wrong: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def panel(self, port: int) -> Page:
        """The panel's page, after its user has said the port."""
        page = self.context.new_page()
        page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        page.goto(f"{OWN_EXTENSION}/panel.html")
        options = self.context.new_page()
        options.goto(f"{OWN_EXTENSION}/options.html")
        options.fill("#port", str(port))
        options.press("#port", "Enter")
        until(options, "document.querySelector('#said').textContent")
        options.close()
        return page

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in EXPECTED):
            self.wrong.append(f"{message.text} ({message.location['url']})")


@contextmanager
def driven(
    playwright: Playwright, folder: Path, *flags: str, environ: dict[str, str] | None = None
) -> Iterator[Driven]:
    """Chromium with the extension, until the block is left; nothing may have gone wrong on its pages.

    Args:
        playwright: drives it.
        folder: takes the extension and the browser's own files.
        flags: for Chromium.
        environ: the whole environment, such as one with a language.
    """
    extension = builder().built("chromium", folder)
    context = playwright.chromium.launch_persistent_context(
        folder / "profile",
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--headless=new", f"--load-extension={extension}", *flags],
        ignore_default_args=["--disable-extensions"],
        env=dict(environ) if environ else None,
        reduced_motion="reduce",
    )
    running = Driven(context)
    context.set_default_timeout(60_000)
    context.on("console", running.heard)
    context.on("weberror", lambda error: running.wrong.append(f"thrown: {error.error}"))
    context.on("request", lambda request: running.asked.add(request.url.rsplit(":", 1)[0]))
    try:
        yield running
    finally:
        context.close()
    assert not running.wrong, running.wrong
    assert all(one.startswith(("chrome-extension", "http://127.0.0.1", "about", "data")) for one in running.asked)


def shown(page: Page, screen: str, secs: float = 60.0) -> None:
    """Waits until the panel shows that section."""
    until(page, "id => [...document.querySelectorAll('section')].find(one => !one.hidden)?.id === id", screen, secs)


def narrow_barriers(page: Page) -> list[str]:
    """What axe-core finds on the panel, light and dark, and whether anything is cut off or has to be scrolled to."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is scrolled sideways"
    if not AXE.is_file():
        return []
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {one}" for one in page.evaluate(ASSESS, AXE.read_text(encoding="utf-8"))]
    page.emulate_media(color_scheme="light")
    return found


@contextmanager
def stranger() -> Iterator[int]:
    """A program that is no room check, at a port of this machine: it answers all alike, and lets no origin in."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    running = threading.Thread(target=server.serve_forever)
    running.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        running.join(10)
        server.server_close()
