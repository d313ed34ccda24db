"""The room check's page in browsers of a machine that has no network, made of a network namespace.

A program that a test runs inside `unshare --map-root-user --net`. It prints, browser by browser, whether the page was
looked at.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from chromium import changing_camera, faked, launched, still_room
from room_page import begin, opened
from serving import Served, served
from watched import CHECK, OFTEN, until, watched


def looked_at(playwright: Playwright, flags: list[str], server: Served) -> bool:
    """One browser, from its start to the first look."""
    browser = launched(playwright, flags)
    try:
        with watched(browser, server.url) as context:
            page = opened(context, server)
            begin(page)
            return bool(until(page, f"{CHECK}.state.looks"))
    finally:
        browser.close()


def main(browsers: str) -> None:
    """As many browsers, one after another."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory() as folder, served(environ=OFTEN) as server, sync_playwright() as playwright:
        camera = changing_camera(Path(folder, "camera.mjpeg"), ("ready.jpg", 1))
        flags = faked(camera, still_room(Path(folder, "sound.wav")))
        print(json.dumps([looked_at(playwright, flags, server) for _ in range(int(browsers))]))


if __name__ == "__main__":
    main(*sys.argv[1:])
