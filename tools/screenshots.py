"""Pictures of every step of the page, into build/screenshots: light, dark, on a phone, in German and in Arabic.

`make screenshots` runs it. Chromium's camera shows a backlit face that becomes well lit, then a second person.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from chromium import CHROMIUM, changing_camera, clip_camera, faked, launched, still_room  # noqa: E402  # among the tests
from serving import served  # noqa: E402
from watched import CHECK, OFTEN, until  # noqa: E402

FOLDER = ROOT / "build" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESK, "color_scheme": "light", "locale": "en-GB"},
    "dark": {"viewport": DESK, "color_scheme": "dark", "locale": "en-GB"},
    "phone": {"viewport": PHONE, "color_scheme": "light", "locale": "en-GB", "device_scale_factor": 2},
    "german": {"viewport": DESK, "color_scheme": "light", "locale": "de-DE"},
    "arabic": {"viewport": DESK, "color_scheme": "light", "locale": "ar-EG"},
}

REFUSED = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); }"

Shot = Callable[[str], None]


def main() -> None:
    """Takes all of them."""
    if not CHROMIUM:
        sys.exit("Chromium is not installed.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright, served(environ=OFTEN) as server:
        place = Path(folder)
        sound = still_room(place / "sound.wav")
        arriving = changing_camera(place / "arriving.mjpeg", ("backlit.jpg", 8), ("ready.jpg", 45))
        visited = clip_camera(place / "visited.mjpeg", "second-person-walks-in.mp4")
        for name, look in LOOKS.items():
            with taken(playwright, arriving, sound, server.url, name, look) as (page, shot):
                the_way(page, shot)
            with taken(playwright, visited, sound, server.url, name, look) as (page, shot):
                somebody_walks_in(page, shot)
            with taken(playwright, arriving, sound, server.url, name, look) as (page, shot):
                a_camera_is_refused(page, shot)
    for path in sorted(FOLDER.glob("*.png")):
        print(path.relative_to(ROOT))


@contextmanager
def taken(
    playwright: Playwright, camera: Path, sound: Path, url: str, name: str, look: dict[str, Any]
) -> Iterator[tuple[Page, Shot]]:
    """The page, opened with that camera, and what takes a picture of it."""
    browser: Browser = launched(playwright, faked(camera, sound))
    try:
        page = browser.new_context(reduced_motion="reduce", **look).new_page()
        page.goto(url)
        page.locator("#begin").wait_for()
        yield page, lambda step: print(page.screenshot(path=FOLDER / f"{name}-{step}.png", full_page=True) and step)
    finally:
        browser.close()


def the_way(page: Page, shot: Shot) -> None:
    """From the opening to the end."""
    shot("1-welcome")
    page.click("#begin")
    page.locator(".changes > li").first.wait_for()
    page.locator("#works").wait_for()
    shot("2-room")
    for summary in page.locator("summary").all():
        summary.click()
    shot("3-unfolded")
    page.locator("[data-verdict=ready]").wait_for(timeout=45_000)
    until(page, f"!{CHECK}.state.findings.length")
    shot("4-all-is-well")
    page.click("#quiet-begin")
    until(page, f"{CHECK}.sound.quiet.phase === 'counting'")
    shot("5-quiet")
    until(page, f"['quiet', 'voices', 'unknown'].includes({CHECK}.sound.quiet.phase)")
    page.check("#door-closed")
    page.check("#headphones-on")
    shot("6-heard")
    page.click("#done")
    until(page, f"{CHECK}.keepsake")
    shot("7-ready")
    page.click("#kept summary")
    page.click("#save")
    page.locator(".note:not(:empty)").wait_for()
    shot("8-kept")


def somebody_walks_in(page: Page, shot: Shot) -> None:
    """A second person, marked."""
    page.click("#begin")
    until(page, f"{CHECK}.state.findings.some(one => one.code === 'PRV101' && one.regions.length)")
    page.locator(".mark").first.wait_for()
    shot("9-second-person")


def a_camera_is_refused(page: Page, shot: Shot) -> None:
    """One of the pages of words about what fails."""
    page.evaluate(f"() => {{ {REFUSED} }}")
    page.click("#begin")
    page.locator("#again").wait_for()
    shot("10-refused")


if __name__ == "__main__":
    main()
