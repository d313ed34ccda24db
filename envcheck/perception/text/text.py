"""Text behind the people, at the size at which a call shows it; nothing is read.

Small letters need the frame at its full size, where the network takes many times as long as the face network, so it is
shown only the windows that could hold text. Larger letters are looked for in a smaller copy of the frame, where they
are of the size that the network knows best.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.faces.centerface import non_max_suppression
from envcheck.perception.models import Models
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import LONG_IDLE, Refresh
from envcheck.perception.text import ppocr
from envcheck.perception.text.text_candidates import LARGE, Window, windows
from envcheck.perception.weights import PPOCR


@dataclass(frozen=True)
class Text:
    """A line of text; where it is and how well it can be read, never what it says.

    Attributes:
        box: around the line.
        letter_height: of a capital letter, in pixels of the frame as a call sends it: 1280 on the longer side, or the
            frame's own size where that is smaller.
        angle: degrees from level at which the line runs, -90 to 90.
        detail: mean change of luma from one pixel to the next within the line, in levels; small where it is blurred or
            faint.
        confidence: that this is text, 0 to 1.
    """

    box: Box
    letter_height: float
    angle: float
    detail: float
    confidence: float

    @property
    def legible_height(self) -> float:
        """Height in pixels of crisp black print that can be read as well as this.

        The height times the root of the detail tells what can be read from what cannot better than either does (of
        992 drawn lines, 4 to 24 pixels high, of many blurs and contrasts, 91 % right), and crisp print has 16 levels.
        """
        return self.letter_height * math.sqrt(self.detail / 16)


@dataclass(frozen=True)
class Texts:
    """Lines of text behind the people, best legible first."""

    texts: tuple[Text, ...]


CALL_SIDE = 1280
"""Pixels of the longer side that a call is taken to send (720p); a smaller frame is sent as it is."""

COPIES = 2
"""Of the frame, each half as large as the one before. Letters too large for both are on banners, not on papers."""

LETTERS = (14.0, 28.0)
"""Heights in pixels of the capital letters looked for in each copy; in the largest, smaller ones as well. Above, the
network takes whole things for letters: pillows, cats, table legs."""

LEAST_LENGTH = 1.6
"""In letter heights: less is a blot, a knob or a single letter."""

LEAST_CONFIDENCE = 0.92
"""Fainter ones are more often windows, tiles and ironwork than text."""

THEIRS = 0.5
"""Share of a line on the people from which it is theirs: on a shirt, a badge or a cup they hold."""

EDGE = 16
"""Pixels by which the frame's edge is continued: the network doubts what touches the edge of what it is shown."""

MOST_PIXELS = 4 * LARGE[0] * LARGE[1]
"""Shown to the network in all, densest first: only a frame of 1280 × 720 full of things from edge to edge has more."""


class TextPerceiver:
    """Finds lines of text outside the people."""

    facet = Texts
    refresh = Refresh(
        2.0,
        "papers and boards stay where they are, and looking for them costs more than all else",
        LONG_IDLE,
        detail_side=CALL_SIDE,
    )

    def __init__(self, models: Models) -> None:
        self._path = models.path(PPOCR)

    def perceive(self, scene: Scene) -> Texts:
        """Lines of text, best legible first.

        Raises:
            FacetUnavailable: people cannot be told from the background, or the text network is not installed.
        """
        people = scene[PersonMask].mask
        looks = [
            (copy, window) for copy in copies(scene.frame.luma(), people) for window in windows(copy.luma, copy.people)
        ]
        looks.sort(key=lambda look: look[1].cells / look[1].pixels, reverse=True)
        shown = accumulate(window.pixels for _, window in looks)
        afforded = [look for look, pixels in zip(looks, shown, strict=True) if pixels <= MOST_PIXELS]
        lines = [text for copy, window in afforded for text in read_window(copy, window, self._path)]
        return Texts(tuple(sorted(_single(lines), key=lambda text: text.legible_height, reverse=True)))


class Copy(NamedTuple):
    """The frame at one size, its edges continued.

    Attributes:
        luma: shape (height + 2 `EDGE`, width + 2 `EDGE`), at least `LARGE`.
        people: where they are, and what lies beyond the frame; same shape.
        width: of the frame in it, without its edges.
        height: likewise.
        halving: how often it was halved from the size of a call.
    """

    luma: Plane
    people: Mask
    width: int
    height: int
    halving: int


def copies(luma: Plane, people: Mask) -> Iterator[Copy]:
    """The frame at the size of a call, at half of it, and so on.

    Args:
        luma: at the size at which it arrives.
        people: where they are, of any size.
    """
    full = np.array(luma.shape) * min(1.0, CALL_SIDE / max(luma.shape))
    for halving in range(COPIES):
        height, width = (max(1, round(side)) for side in full / 2**halving)
        luma = resized(luma, width, height)
        mask = resized(people.astype(np.uint8), width, height)
        below, right = max(EDGE, LARGE[1] - height - EDGE), max(EDGE, LARGE[0] - width - EDGE)
        sides = (EDGE, below, EDGE, right)
        continued = np.asarray(cv2.copyMakeBorder(luma, *sides, cv2.BORDER_REPLICATE), np.uint8)
        elsewhere = np.asarray(cv2.copyMakeBorder(mask, *sides, cv2.BORDER_CONSTANT, value=1)).view(np.bool_)
        yield Copy(continued, elsewhere, width, height, halving)


def read_window(copy: Copy, window: Window, path: Path | None) -> Iterator[Text]:
    """The lines in one window that are text for sure, of the size looked for in this copy, and not the people's own.

    Args:
        copy: the frame at one size.
        window: the part of it that is looked at.
        path: the text network's file, None where it is not installed.

    Raises:
        FacetUnavailable: the text network is not installed.
    """
    lines = ppocr.find_lines(copy.luma[window.rows_and_columns], path)
    least = LETTERS[0] if copy.halving else 0.0
    sized = (lines.heights >= least) & (lines.heights <= LETTERS[1])
    sure = (lines.confidences >= LEAST_CONFIDENCE) & (lines.lengths >= LEAST_LENGTH * lines.heights)
    corner = np.array([window.x - EDGE, window.y - EDGE] * 2)
    for index in np.nonzero(sized & sure)[0]:
        places = (lines.boxes[index] + corner) / [copy.width, copy.height, copy.width, copy.height]
        x1, y1, x2, y2 = places.tolist()
        box = Box(x1, y1, x2, y2).clipped()
        if copy.people[_rows_and_columns(lines.boxes[index], window)].mean() < THEIRS:
            yield Text(
                box,
                letter_height=float(lines.heights[index]) * 2**copy.halving,
                angle=float(lines.angles[index]),
                detail=float(lines.details[index]),
                confidence=float(lines.confidences[index]),
            )


def _rows_and_columns(box: ppocr.Floats, window: Window) -> tuple[slice, slice]:
    """The part of a copy under a box in a window."""
    x1, y1, x2, y2 = np.round(np.clip(box, 0, [window.width, window.height] * 2)).astype(int).tolist()
    return slice(window.y + y1, window.y + y2 + 1), slice(window.x + x1, window.x + x2 + 1)


def _single(texts: list[Text]) -> list[Text]:
    """Each line once, though two windows show it."""
    boxes = np.array([[text.box.x1, text.box.y1, text.box.x2, text.box.y2] for text in texts], np.float32)
    kept = non_max_suppression(boxes.reshape(-1, 4), np.array([text.confidence for text in texts], np.float32))
    return [texts[index] for index in kept]
