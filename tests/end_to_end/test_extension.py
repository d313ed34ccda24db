"""The room check in a page of a browser's extension, beside whatever call is open."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from chromium import CHROMIUM, changing_camera, faked, still_room
from serving import served
from watched import CHECK, OFTEN, sessions, until

pytestmark = [pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"), pytest.mark.slow]

MANIFEST = {"manifest_version": 3, "name": "Room check", "version": "1"}

PAGE = """<!doctype html>
<title>Room check</title>
<iframe allow="camera; microphone" src="{url}/embed?lang=en" title="Room check" width="900" height="800"></iframe>
<script src="panel.js"></script>
"""

SCRIPT = """
globalThis.told = [];
addEventListener("message", (event) => told.push({origin: event.origin, ...event.data}));
"""


def identity(folder: Path) -> str:
    """What Chromium calls an extension without a key: the hash of where it lies, in letters from a to p."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in sha256(str(folder).encode()).hexdigest()[:32])


def test_a_page_of_an_extension_has_the_room_check_in_it(playwright: Playwright, tmp_path: Path) -> None:
    folder = tmp_path / "extension"
    folder.mkdir()
    origin = f"chrome-extension://{identity(folder)}"
    flags = faked(changing_camera(tmp_path / "camera.mjpeg", ("ready.jpg", 2)), still_room(tmp_path / "sound.wav"))
    with served("--origin", origin, environ=OFTEN) as server:
        for name, text in (("manifest.json", json.dumps(MANIFEST)), ("panel.js", SCRIPT)):
            (folder / name).write_text(text)
        (folder / "panel.html").write_text(PAGE.format(url=server.url))
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--headless=new", f"--load-extension={folder}", *flags],
            ignore_default_args=["--disable-extensions"],
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(f"{origin}/panel.html")
        page.frame_locator("iframe").locator("#begin").wait_for()
        page.evaluate("url => frames[0].postMessage({envcheck: 'hello'}, url)", server.url)
        assert until(page, "told.find(one => one.envcheck === 'hello')")["origin"] == server.url
        check = page.frames[1]
        check.click("#begin")
        until(check, f"{CHECK}.state.looks > 1")
        assert until(page, "told.some(one => one.envcheck === 'update')")
        assert sessions(server) == 1
        page.goto("about:blank")
        context.close()
