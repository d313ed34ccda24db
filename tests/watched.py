"""Pages that are watched while a test drives them: nothing on them may be wrong behind its back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page

from serving import Served

AXE = Path(__file__).parent / "web" / "node_modules" / "axe-core" / "axe.min.js"

CHECK = "document.querySelector('env-check')"
"""Finds the element, in a script."""

OFTEN = {"ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "100000"}
"""For a server whose page is opened again and again."""

SIZES = {"desk": (1280, 860), "phone": (390, 844)}

NOTES = """
addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`));
window.noted = [];
window.clicked = 0;
addEventListener("click", () => { window.clicked ||= performance.now(); }, true);
for (const name of ["update", "verdict", "report", "done", "error", "guard"]) {
  addEventListener(`envcheck:${name}`, event =>
    window.noted.push({name, detail: event.detail, at: performance.now() - window.clicked}));
}
"""
"""Runs in each page before its own scripts: keeps what the element tells, with milliseconds since the first click."""

ASSESS = """async source => {
  if (!window.axe) (0, eval)(source);
  const {violations} = await axe.run(document, {resultTypes: ["violations"], iframes: false});
  return violations.flatMap(one => one.nodes.map(node =>
    `${one.id}: ${node.target.flat().join(" ")} ${node.any.concat(node.all).map(all => all.message).join("; ")}`));
}"""


UNSEEN = "status of 409"
"""Of a room of which too little is seen yet: it makes no usual setting."""


@dataclass
class Watch:
    """What was wrong so far.

    Attributes:
        origins: those that may be asked for something.
        forgiven: parts of messages of the console that a test expects.
    """

    origins: tuple[str, ...]
    forgiven: tuple[str, ...] = ()
    wrong: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        forgiven = (*self.forgiven, UNSEEN)
        if message.type in ("error", "warning") and not any(part in message.text for part in forgiven):
            self.wrong.append(f"{message.type}: {message.text}")

    def asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.wrong.append(f"asked: {url}")


@contextmanager
def watched(
    browser: Browser, *origins: str, forgiven: tuple[str, ...] = (), size: str = "desk", **options: Any
) -> Iterator[BrowserContext]:
    """A context of its own; when it is left, nothing may have been wrong on any of its pages.

    Its pages are left first, as people leave them: a context that is closed kills them, and the server hears nothing.

    Args:
        browser: runs it.
        origins: that may be asked for something.
        forgiven: parts of messages of the console that are expected.
        size: of the window, by its name.
        options: for the context.
    """
    watch = Watch(origins, forgiven)
    width, height = SIZES[size]
    settings: dict[str, Any] = {"locale": "en-GB", "reduced_motion": "reduce", **options}
    with browser.new_context(viewport={"width": width, "height": height}, **settings) as context:
        context.set_default_timeout(60_000)
        context.add_init_script(NOTES)
        context.on("console", watch.heard)
        context.on("weberror", lambda error: watch.wrong.append(f"thrown: {error.error}"))
        context.on("request", lambda request: watch.asked(request.url))
        try:
            yield context
        finally:
            for page in context.pages:
                page.goto("about:blank")
    assert not watch.wrong, watch.wrong


def barriers(page: Page, frame: Frame | None = None) -> list[str]:
    """What axe-core finds on the page, or a frame in it, as it is: light and dark, at a desk and on a phone.

    None where axe-core is not there.
    """
    if not AXE.is_file():
        return []
    found = []
    size = page.viewport_size
    source = AXE.read_text(encoding="utf-8")
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} {scheme} {one}" for one in (frame or page).evaluate(ASSESS, source)]
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)
    return found


def until(place: Page | Frame, script: str, given: object = None, secs: float = 60.0) -> Any:
    """Waits until a script comes to something, and gives it.

    Playwright's own way asks with `eval` inside the page, which the page's policy forbids.
    """
    page = place if isinstance(place, Page) else place.page
    end = time.monotonic() + secs
    while True:
        if came_to := place.evaluate(script, given):
            return came_to
        assert time.monotonic() < end, f"in vain: {script}"
        page.wait_for_timeout(50)


def sessions(server: Served, token: str = "") -> float:
    """How many sessions a server has."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    lines = httpx.get(f"{server.url}/metrics", headers=headers).text.splitlines()
    return float(next(line for line in lines if line.startswith("envcheck_sessions ")).split()[1])


def nobody_is_seen(page: Page | None, server: Served, secs: float = 60.0, left: int = 0) -> None:
    """Waits until the server has no session, or so few; a page that was left takes a moment to say so.

    The page, where it is one of Playwright's, goes on meanwhile.
    """
    end = time.monotonic() + secs
    while sessions(server) > left:
        assert time.monotonic() < end, "the session goes on"
        if page:
            page.wait_for_timeout(50)
        else:
            time.sleep(0.05)
