"""Words drawn into a picture, in every script that a font here holds, from whichever side it is written."""

import os
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from envcheck.media.frame import Pixels
from envcheck.render.bidi import has_right_to_left, visual_order
from envcheck.render.joining import is_joining, joined

BUILT_IN = "sans"
"""OpenCV's own font. It holds Latin, Greek, Cyrillic and Hebrew, and no joined letters."""

BOLD = 600
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts/Supplemental",
    "/Library/Fonts",
    f"{os.environ.get('WINDIR', 'C:/Windows')}/Fonts",
)
"""Where systems keep their fonts: Debian, Fedora and others, macOS, Windows."""

NAMES = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("tahoma.ttf", "tahomabd.ttf"),
    ("FreeSans.ttf", "FreeSansBold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
)
"""Fonts that hold the forms of joined letters, each with its bold one, the best first."""


class Lettering:
    """Writes lines of one language.

    Args:
        written: how it is written: `ltr` or `rtl`.
    """

    def __init__(self, written: str) -> None:
        self._base = "R" if written == "rtl" else "L"

    def can_write(self, text: str) -> bool:
        """Whether a font here holds its letters."""
        return not is_joining(text) or _font(False) is not None

    def across(self, start: int, whole: int) -> int:
        """Pixels from the left to what is `start` pixels from the side where lines begin, in a picture `whole` wide."""
        return whole - start if self._base == "R" else start

    def width(self, text: str, size: int, weight: int) -> int:
        """Pixels from the left to the right of a line; size in pixels, weight from 100 to 900."""
        drawn, font = self._set(text, weight)
        return int(cv2.getTextSize((0, 0), drawn, (0, 0), font, size, weight)[2])

    def write(
        self, picture: Pixels, text: str, start: tuple[int, int], colour: tuple[int, int, int], size: int, weight: int
    ) -> None:
        """Draws a line from `start`, a place on its baseline: its left end, or its right end for `rtl`."""
        drawn, font = self._set(text, weight)
        left = start[0] - (self.width(text, size, weight) if self._base == "R" else 0)
        cv2.putText(picture, drawn, (left, start[1]), colour, font, size, weight)

    def _set(self, text: str, weight: int) -> tuple[str, cv2.FontFace]:
        name = (_font(weight >= BOLD) if is_joining(text) else None) or BUILT_IN
        base = self._base if has_right_to_left(text) else "L"  # English stands in for what has no translation yet
        return visual_order(joined(text) if is_joining(text) else text, base), cv2.FontFace(name)


@lru_cache(maxsize=2)
def _font(is_bold: bool) -> str | None:
    """The file of a font for joined letters, bold where there is a bold one; None where this system has none."""
    for pair in NAMES:
        for name in pair[::-1] if is_bold else pair[:1]:
            for folder in FOLDERS:
                for path in sorted(Path(folder).expanduser().rglob(name)):
                    if _holds_forms(str(path)):
                        return str(path)
    return None


def _holds_forms(font: str) -> bool:
    """Whether it draws the forms of a letter differently, and in the order in which they are given."""
    isolated, initial, final = (_drawn(text, font) for text in ("\ufe8f", "\ufe91", "\ufe8e"))
    half = int(np.flatnonzero(final.any(axis=0))[-1:].sum()) // 2
    in_order = np.array_equal(_drawn("\ufe8e\ufe91", font)[:, :half], final[:, :half])
    return in_order and not np.array_equal(isolated, initial)


def _drawn(text: str, font: str) -> Pixels:
    """Shape (64, 96), uint8."""
    picture = np.zeros((64, 96, 3), np.uint8)
    cv2.putText(picture, text, (4, 44), (255, 255, 255), cv2.FontFace(font), 32)
    return np.ascontiguousarray(picture[:, :, 0])
