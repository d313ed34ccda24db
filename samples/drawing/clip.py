"""The clips: the same rooms and people, moving, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from drawing import room, scene
from drawing.camera import Camera
from drawing.canvas import HEIGHT, WIDTH
from drawing.colour import ByteArray, FloatArray
from drawing.fixtures import BACK
from drawing.pictures import CENTRE, DAY, SOFT, VISITOR
from drawing.scene import Sitter
from drawing.stencil import Stencil, ellipse, polygon, rectangle

RATE = 15
FREEZES_AT = 3 * RATE


def write(path: Path, frames: Iterable[ByteArray], still_from: int | None = None) -> None:
    """Write RGB frames as an H.264 clip; from frame ``still_from`` on the encoder refines nothing more.

    Else an encoder goes on polishing a frame that repeats, and what is decoded is not quite identical.
    """
    tuning = "keyint=300:weightp=0:bframes=0:threads=1"
    if still_from is not None:
        tuning += f":zones={still_from},9999,q=51"
    options = {"preset": "medium", "crf": "22", "x264-params": tuning}
    with av.open(str(path), "w", options={"movflags": "faststart"}) as file:
        stream = file.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        for picture in frames:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(stream.encode(None))


def _times(seconds: float) -> Iterator[tuple[int, float]]:
    return ((number, number / RATE) for number in range(round(seconds * RATE)))


def _ease(time: float, start: float, seconds: float) -> float:
    """Return 0 before ``start``, 1 after ``start + seconds``, and a smooth way between."""
    share = min(1.0, max(0.0, (time - start) / seconds))
    return share * share * (3 - 2 * share)


def _swaying(sitter: Sitter, time: float) -> Sitter:
    """Move a person as somebody moves who sits and listens."""
    x = 5.0 * math.sin(time * 1.1) + 2.2 * math.sin(time * 2.7 + 1)
    y = 2.2 * math.sin(time * 1.7 + 0.5) + 0.9 * math.sin(time * 3.9)
    size = 1 + 0.006 * math.sin(time * 0.9)
    return replace(sitter, eyes=(sitter.eyes[0] + x, sitter.eyes[1] + y), head=sitter.head * size)


def _breathing(camera: Camera, time: float) -> Camera:
    """Let the exposure wander a little, as automatic exposure does."""
    return replace(camera, exposure=camera.exposure * (1 + 0.012 * math.sin(time * 1.3) + 0.005 * math.sin(time * 4)))


def second_person_walks_in() -> Iterator[ByteArray]:
    """Show the therapist alone; after four seconds the door opens and somebody comes in and stays."""
    opened, light = -1.0, np.zeros(0, dtype=np.float32)
    doorway = rectangle(*room.LENS.front(1.36, -0.2, 2.14, 2.03, BACK))
    for number, time in _times(10):
        if opened != (opened := _ease(time, 3.9, 0.8)):
            light = scene.backdrop(room.consulting_room(opened=opened, chair=False), DAY)
        seen = light
        if time > 4.3:
            seen = scene.with_sitter(light, _arriving(time), doorway)
        yield _breathing(SOFT, time).takes(scene.with_sitter(seen, _swaying(CENTRE, time)), 1000 + number)


def _arriving(time: float) -> Sitter:
    """Return the visitor on the way from the hall to the doorway, stepping, then standing."""
    way = _ease(time, 4.3, 2.0)
    step = (1 - way) * 5 * abs(math.sin(time * 6)) + 1.2 * math.sin(time * 1.4)
    head = 60 + (VISITOR.head - 60) * way
    x = 950 + (VISITOR.eyes[0] - 950) * way + 2.0 * math.sin(time * 1.2)
    return replace(VISITOR, eyes=(x, 258 + (VISITOR.eyes[1] - 258) * way + step), head=head)


def light_turned_on() -> Iterator[ByteArray]:
    """Show the therapist before a bright window; after five seconds a blind comes down and a lamp goes on."""
    drawn, light = -1.0, np.zeros(0, dtype=np.float32)
    for number, time in _times(12):
        if drawn != (drawn := _ease(time, 5.0, 1.0)):
            light = _bay(drawn)
        tone = (0.09 + 0.95 * drawn, 0.094 + 0.906 * drawn, 0.102 + 0.85 * drawn)
        sitter = replace(CENTRE, gain=tone, side=-0.10 * drawn, rim=0.7 * (1 - drawn) ** 2)
        camera = Camera(exposure=0.62 + 0.30 * drawn, electrons=6000 + 3000 * drawn, glare=0.05)
        seen = scene.with_sitter(light, _swaying(sitter, time))
        yield _breathing(camera, time).takes(seen, 2000 + number)


def _bay(drawn: float) -> FloatArray:
    ambient = (0.34 + 0.50 * drawn, 0.36 + 0.48 * drawn, 0.40 + 0.44 * drawn)
    return scene.backdrop(room.bay(day=9.0, drawn=drawn * 1.03, lit=0.13), ambient)


def frozen() -> Iterator[ByteArray]:
    """Show three live seconds, then the same frame to the end."""
    light, last = scene.backdrop(room.consulting_room(chair=False), DAY), np.zeros(0, dtype=np.uint8)
    for number, time in _times(8):
        if number < FREEZES_AT:
            last = _breathing(SOFT, time).takes(scene.with_sitter(light, _swaying(CENTRE, time)), 3000 + number)
        yield last


def flickering() -> Iterator[ByteArray]:
    """Show the therapist under a lamp whose light runs down the picture in bands."""
    light = scene.backdrop(room.consulting_room(chair=False), DAY)
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None, None] / HEIGHT
    for number, time in _times(4.5):
        bands = 1 + 0.22 * np.sin(2 * math.pi * (2.6 * rows + 1.7 * time))
        seen = scene.with_sitter(light, _swaying(CENTRE, time)) * bands
        yield SOFT.takes(seen.astype(np.float32), 4000 + number)


def fan_turns() -> Iterator[ByteArray]:
    """Show the therapist before a fan that turns all the time."""
    light = scene.backdrop(room.consulting_room(chair=False), DAY)
    for number, time in _times(8):
        seen = light.copy()
        for blade in range(3):
            _laid(seen, _blade(990.0, 330.0, 120.0, 4.1 * time + blade * 2 * math.pi / 3), 0.06)
        _laid(seen, ellipse(990, 330, 20, 20), 0.03)
        yield _breathing(SOFT, time).takes(scene.with_sitter(seen, _swaying(CENTRE, time)), 5000 + number)


def _blade(x: float, y: float, reach: float, turn: float) -> Stencil:
    """Return one blade of a fan around (x, y)."""
    ways = ((0.1, -0.5), (1.0, -0.28), (1.0, 0.28), (0.1, 0.12))
    return polygon([(x + reach * r * math.cos(turn + a), y + reach * r * math.sin(turn + a)) for r, a in ways])


def _laid(light: FloatArray, shape: Stencil, level: float) -> None:
    """Lay a grey shape over the light, in place."""
    soft = shape.soft(1.2)
    height, width = soft.cover.shape
    at = slice(soft.top, soft.top + height), slice(soft.left, soft.left + width)
    light[at] += soft.cover[..., None] * (level - light[at])
