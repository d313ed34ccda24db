"""A great many things left about: what makes a background hard to look past."""

from __future__ import annotations

import itertools

import numpy as np

from drawing.canvas import Canvas, Lens
from drawing.colour import FloatArray
from drawing.furniture import SPINES, sideboard, stack
from drawing.stencil import Spot, Stencil, ellipse, polygon, rectangle, ribbon

_LOUD = ("d8433b", "2f7fc1", "f2b632", "3fa35b", "e2733a", "8e4fa8", "e86f9a", "29a5a0", "f4efe4", "39404f")


def _colour(rng: np.random.Generator) -> str:
    return _LOUD[int(rng.integers(len(_LOUD)))]


def on_the_walls(canvas: Canvas, lens: Lens, rng: np.random.Generator) -> None:
    """Pin notes all over the wall and hang bags and clothes on the door."""
    _notes(canvas, lens, rng)
    for x, y, wide, tall in ((1046, 150, 52, 190), (1120, 138, 62, 220), (1196, 160, 46, 170)):
        canvas.put(ellipse(x + wide / 2, y - 8, 6, 6), "6b5a3f")
        _garment(canvas, (x, y), wide, tall, rng)


def in_the_room(canvas: Canvas, lens: Lens, rng: np.random.Generator) -> None:
    """Leave papers, boxes, laundry and toys about the room."""
    _bunting(canvas, lens, rng)
    sideboard(canvas, lens, -0.5, 1.16, 0.56, 2.75, "8f7355")
    for x, z, count in (
        (-0.34, 2.9, 13),
        (-0.08, 2.85, 9),
        (0.60, 2.88, 12),
        (0.86, 2.86, 7),
        (0.34, 2.85, 15),
    ):
        _papers(canvas, lens, (x, stack(canvas, lens, x, 0.57, count, z, rng)), z, rng)
    _toys(canvas, lens, rng)
    _boxes(canvas, rng)
    _laundry(canvas, rng)


def _notes(canvas: Canvas, lens: Lens, rng: np.random.Generator) -> None:
    """Pin blank notes and cards all over the wall."""
    for _ in range(74):
        x, y = float(rng.uniform(-0.46, 1.22)), float(rng.uniform(0.95, 2.35))
        wide, tall = float(rng.uniform(0.05, 0.13)), float(rng.uniform(0.05, 0.15))
        tilt = float(rng.uniform(-0.03, 0.03))
        corners = ((x, y), (x + wide, y + tilt), (x + wide - tilt, y + tall + tilt), (x - tilt, y + tall))
        sheet = polygon([lens.at(a, b, 3.18) for a, b in corners])
        canvas.shade(sheet.moved(2, 3).soft(2), 0.7)
        canvas.put(sheet, _colour(rng), sheet.down(1.05, 0.92))
        for line in range(int(rng.integers(0, 5))):
            row = [lens.at(x + 0.012, y + tall * (0.8 - 0.16 * line), 3.18)]
            row.append(lens.at(x + wide * float(rng.uniform(0.5, 0.88)), y + tall * (0.8 - 0.16 * line), 3.18))
            canvas.put(ribbon(row, 2, 2), "4a4a52", 1.0, 0.6)


def _bunting(canvas: Canvas, lens: Lens, rng: np.random.Generator) -> None:
    """Hang two strings of flags across the room."""
    for start, end, sag in ((-1.6, 0.7, 0.22), (-0.2, 2.2, 0.28)):
        across = np.linspace(start, end, 19)
        drop = 2.36 - sag * (1 - ((across - start) / (end - start) * 2 - 1) ** 2)
        string = [lens.at(float(a), float(b), 3.0) for a, b in zip(across, drop, strict=True)]
        canvas.put(ribbon(string, 2, 2), "6b6255")
        for (x, y), (x2, y2) in itertools.pairwise(string):
            flag = polygon([(x + 2, y), (x2 - 2, y2), ((x + x2) / 2, y + 34)])
            canvas.shade(flag.moved(3, 4).soft(2), 0.8)
            canvas.put(flag, _colour(rng), flag.down(0.95, 1.1))


def _carton(canvas: Canvas, box: tuple[float, float, float, float], colour: str, rng: np.random.Generator) -> None:
    left, top, right, bottom = box
    face = rectangle(left, top, right, bottom)
    canvas.shade(face.moved(6, 6).soft(6), 0.6)
    canvas.put(face, colour, face.across(1.05, 0.85) * face.down(1.0, 0.85))
    middle = (left + right) / 2 + float(rng.uniform(-5, 5))
    canvas.put(rectangle(middle - 7, top, middle + 7, bottom), "d9c49a", 1.0, 0.7)
    canvas.put(rectangle(left + 8, top + 14, left + 40, top + 34), "f1ece0")
    lid = polygon([(left - 3, top), (right + 3, top), (right - 6, top - 12), (left + 8, top - 12)])
    canvas.put(lid, colour, 1.25)


def _boxes(canvas: Canvas, rng: np.random.Generator) -> None:
    """Pile cartons on the bookcase and in front of the door."""
    browns = ("b08a5c", "a27c50", "c19a69", "5f7fa0", "94714a")
    for x, wide, tall in ((210, 96, 62), (310, 74, 88), (390, 82, 54)):
        _carton(canvas, (x, 112 - tall, x + wide, 112), browns[int(rng.integers(5))], rng)
    for x, foot, wide, tall in (
        (990, 725, 150, 128), (1146, 725, 150, 150), (1010, 597, 120, 92), (1140, 575, 128, 104),
        (1040, 505, 96, 74), (1158, 471, 92, 66), (960, 725, 60, 70),
    ):  # fmt: skip
        _carton(canvas, (x, foot - tall, x + wide, foot), browns[int(rng.integers(5))], rng)


def _garment(canvas: Canvas, spot: Spot, wide: float, tall: float, rng: np.random.Generator) -> None:
    x, y = spot
    sleeve = wide * 0.34
    half = [(0.22, 0.0), (0.5, 0.03), (0.84, 0.33), (0.62, 0.40), (0.46, 0.30), (0.48, 1.0)]
    middle = x + wide / 2
    corners = [(middle + u * wide, y + v * tall) for u, v in half]
    corners += [(middle - u * wide, y + v * tall) for u, v in reversed(half)]
    shape = polygon(corners).soft(0.7)
    folds = 1 + 0.16 * np.sin(np.linspace(0, float(rng.uniform(9, 18)), shape.cover.shape[1]))[None, :, None]
    canvas.shade(shape.moved(5, 6).soft(5), 0.68)
    canvas.put(shape, _colour(rng), folds * shape.down(1.05, 0.85))
    if rng.random() < 0.6:
        for row in np.arange(y + tall * 0.18, y + tall * 0.95, tall * 0.13):
            band = rectangle(x - sleeve, float(row), x + wide + sleeve, float(row) + tall * 0.05)
            canvas.put(band.inside(shape), _colour(rng), _hanging(band))


def _hanging(band: Stencil) -> FloatArray:
    waves = 1 + 0.14 * np.sin(np.linspace(0, 14, band.cover.shape[1]))
    return np.asarray(waves[None, :, None], dtype=np.float32)


def _laundry(canvas: Canvas, rng: np.random.Generator) -> None:
    """Set up a drying rack on the left, full of clothes."""
    for y in (398, 520, 640):
        for x in range(14, 330, 56):
            _garment(canvas, (x + float(rng.uniform(-6, 6)), y), float(rng.uniform(30, 46)), 104, rng)
        canvas.put(ribbon([(-5, y), (372, y + 4)], 5, 5), "e7e7ea")
    for x in (-4, 366):
        canvas.put(ribbon([(x, 380), (x + 6, 730)], 6, 6), "c9c9cf")


def _papers(canvas: Canvas, lens: Lens, spot: Spot, z: float, rng: np.random.Generator) -> None:
    x, y = spot
    for number in range(9):
        off = float(rng.uniform(-0.05, 0.05))
        corners = (
            (x + off - 0.13, y),
            (x + off + 0.13, y + 0.01),
            (x + off + 0.12, y + 0.018),
            (x + off - 0.12, y + 0.014),
        )
        sheet = polygon([lens.at(a, b, z) for a, b in corners])
        canvas.shade(sheet.moved(1, 2).soft(1.5), 0.8)
        canvas.put(sheet, "f4efe4" if number % 3 else SPINES[int(rng.integers(len(SPINES)))])
        y += 0.008


def _toys(canvas: Canvas, lens: Lens, rng: np.random.Generator) -> None:
    """Line up balls, mugs and blocks on the sideboard."""
    for x in np.arange(-0.46, 1.12, 0.062):
        size = float(rng.uniform(8, 15))
        across, foot = lens.at(float(x), 0.565, 2.78)
        middle = foot - size
        shape = rectangle(across - size * 0.8, middle - size, across + size * 0.8, foot)
        if rng.random() < 0.5:
            shape = ellipse(across, middle, size, size)
        canvas.shade(shape.moved(3, 3).soft(3), 0.7)
        canvas.put(shape, _colour(rng), shape.across(0.9, 1.15, 0.75) * shape.down(1.1, 0.8))
