"""Draws the page's icons for home screens from `icon.svg`: `python tools/page_icons.py`, with Debian's Chromium."""

import re
import shutil
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import sync_playwright

WEB = Path(__file__).parents[1] / "envcheck" / "web"

SIZES = {"icon-192.png": 192, "icon-512.png": 512}
FILLED = {"icon-maskable-512.png": 512, "icon-180.png": 180}
"""Those that systems cut to a shape of their own: their colour reaches to the edge."""


def filled(svg: str) -> str:
    """The icon with its colour all over: its sign lies within the middle 80 % that no system cuts into."""
    circle = re.search(r'<circle cx="12" cy="12" r="11" fill="(#\w+)"/>', svg)
    if circle is None:
        raise ValueError("icon.svg has no circle of radius 11 any more.")
    return svg.replace(circle[0], f'<rect width="24" height="24" fill="{circle[1]}"/>')


def main() -> None:
    """Writes all of them."""
    svg = (WEB / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for drawn, sizes in ((svg, SIZES), (filled(svg), FILLED)):
            for name, size in sizes.items():
                page.set_viewport_size({"width": size, "height": size})
                page.set_content(f"<style>* {{ margin: 0 }} svg {{ display: block; width: {size}px }}</style>{drawn}")
                shot = np.frombuffer(page.screenshot(omit_background=True), np.uint8)
                picture = cv2.imdecode(shot, cv2.IMREAD_COLOR if sizes is FILLED else cv2.IMREAD_UNCHANGED)
                if picture is None:
                    raise ValueError(f"{name} could not be drawn.")
                cv2.imwrite(str(WEB / name), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        browser.close()


if __name__ == "__main__":
    main()
