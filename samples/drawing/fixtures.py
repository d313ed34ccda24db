"""What belongs to a room's walls: paint, floor, windows, curtains, doors and pictures."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from drawing.canvas import HEIGHT, WIDTH, Canvas, Lens
from drawing.colour import clouds, paint
from drawing.stencil import Spot, Stencil, ellipse, polygon, rectangle, ribbon

BACK = 3.2
Place = Callable[[float, float], Spot]


def walls(canvas: Canvas, lens: Lens, colour: str, left: float, rng: np.random.Generator) -> None:
    """Paint the back wall, the wall on the left at ``left`` metres, the floor and the skirting boards."""
    whole = rectangle(-1, -1, WIDTH + 1, HEIGHT + 1)
    stain = clouds(whole.cover.shape, 220, rng) * 0.012 + clouds(whole.cover.shape, 3, rng) * 0.008
    canvas.put(whole, colour, 1 + stain[..., None])
    canvas.shade(whole, whole.down(0.97, 1.02, 1.0, 0.92))
    near = 1.6
    side = polygon([lens.at(left, y, z) for y, z in ((-0.2, near), (3.2, near), (3.2, BACK), (-0.2, BACK))])
    canvas.shade(side, side.across(0.86, 0.86, 0.80))
    corner = rectangle(lens.at(left, 0, BACK)[0] - 26, -90, lens.at(left, 0, BACK)[0] + 26, HEIGHT + 90)
    canvas.shade(corner.soft(16), 0.88)
    boards(canvas, lens, left)


def boards(canvas: Canvas, lens: Lens, left: float) -> None:
    """Lay a wooden floor and put white skirting boards along the back and the left wall."""
    near, far = 2.0, 4.0
    floor = polygon([lens.at(left, 0, near), lens.at(left, 0, BACK), lens.at(far, 0, BACK), lens.at(far, 0, near)])
    canvas.put(floor, "8f6f50", floor.down(0.8, 1.1))
    for x in np.arange(left, far, 0.14):
        gap = [lens.at(float(x), 0, BACK), lens.at(float(x), 0, near)]
        canvas.shade(ribbon(gap, 1.0, 2.0), 0.72)
    back = rectangle(*lens.front(left, 0, far, 0.1, BACK))
    canvas.put(back, "e4e0d6", back.down(1.0, 0.93, 0.93, 0.8))
    side = polygon([lens.at(left, y, z) for y, z in ((0, near), (0.1, near), (0.1, BACK), (0, BACK))])
    canvas.put(side, "cfcbc1")


def garden(canvas: Canvas, pane: Stencil, strength: float, rng: np.random.Generator) -> None:
    """Let daylight, a pale sky over blurred leaves, through a pane."""
    height, width = pane.cover.shape
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None] + 0.05 * clouds((height, width), 45, rng)
    leaves = np.clip((rows - 0.50) * 5, 0, 1)[..., None]
    green = paint("94a580") * (0.8 + 0.3 * np.clip(clouds((height, width), 18, rng) + 0.6, 0, 2))[..., None]
    view = paint("dcebf7") * 1.25 * (1 - leaves) + green * leaves
    canvas.put(pane, "000000")
    canvas.shine(pane.inside(pane), view, strength)


def window(canvas: Canvas, place: Place, panes: tuple[int, int], strength: float, rng: np.random.Generator) -> None:
    """Set a white-framed window; ``place`` maps (across, up), each 0 to 1, to the frame."""

    def part(u0: float, v0: float, u1: float, v1: float) -> Stencil:
        return polygon([place(u0, v0), place(u1, v0), place(u1, v1), place(u0, v1)])

    canvas.shade(part(-0.07, -0.05, 1.09, 1.05).soft(7), 0.82)
    canvas.put(part(-0.055, -0.05, 1.055, 1.05), "efece4")
    canvas.put(part(-0.09, -0.08, 1.09, -0.045), "f4f1ea", 0.95)
    across, up = panes
    for column in range(across):
        for row in range(up):
            u, v = column / across, row / up
            pane = part(u + 0.022, v + 0.018, u + 1 / across - 0.022, v + 1 / up - 0.018)
            canvas.shade(pane.soft(1.5), 0.7)
            garden(canvas, pane, strength, rng)


def curtain(
    canvas: Canvas,
    shape: Stencil,
    colour: str,
    folds: float,
    through: float,
    rng: np.random.Generator,
) -> None:
    """Hang cloth in folds over a shape; ``through`` is how much daylight shines through it."""
    height, width = shape.cover.shape
    drift = np.cumsum(rng.normal(1, 0.25, width)).astype(np.float32) / width
    phase = drift * folds * 2 * math.pi
    wave = 0.5 + 0.5 * np.sin(phase) * 0.8 + 0.1 * np.sin(phase * 2.7 + 1)
    sway = np.linspace(0.85, 1.0, height, dtype=np.float32)[:, None]
    fold = (0.62 + 0.46 * wave[None, :] * sway)[..., None]
    canvas.shade(shape.moved(6, 4).soft(7), 0.8)
    canvas.put(shape, colour, fold)
    if through:
        canvas.shine(shape, colour, through * (0.55 + 0.45 * fold) * shape.down(1.1, 1.0, 0.75))


def blind(canvas: Canvas, lens: Lens, box: tuple[float, float, float, float], drawn: float, lit: float) -> None:
    """Draw a cloth roller blind down over a back-wall window by a share of its height."""
    x0, y0, x1, y1 = box
    if drawn <= 0:
        return
    cloth = rectangle(*lens.front(x0, y1 - (y1 - y0) * drawn, x1, y1, BACK - 0.04))
    canvas.shade(cloth.moved(2, 6).soft(6), 0.85)
    weave = 1 + 0.02 * np.sin(np.arange(cloth.cover.shape[0]) * 1.3)[:, None, None]
    canvas.put(cloth, "c3bba9", weave)
    canvas.shine(cloth, "f0e2c0", lit * cloth.across(0.8, 1.0, 1.0, 0.8) * cloth.down(1.0, 0.8))
    _, _, right, bottom = lens.front(x0, y1 - (y1 - y0) * drawn, x1, y1, BACK - 0.04)
    left = lens.at(x0, 0, BACK - 0.04)[0]
    canvas.put(rectangle(left, bottom - 7, right, bottom), "b7ab92", 0.8)


def door(canvas: Canvas, lens: Lens, x0: float, x1: float, opened: float) -> None:
    """Set a white panelled door, hinged right and swung away by ``opened`` (0 to 1)."""
    top = 2.03
    casing = rectangle(*lens.front(x0 - 0.09, 0, x1 + 0.09, top + 0.09, BACK))
    canvas.shade(casing.moved(2, 3).soft(6), 0.8)
    canvas.put(casing, "ebe7de", casing.across(1.02, 0.97))
    opening = rectangle(*lens.front(x0, 0, x1, top, BACK))
    canvas.shade(opening.soft(2.0), 0.72)
    if opened > 0:
        hall(canvas, lens, opening)
    angle = opened * math.radians(82)
    width = x1 - x0

    def place(u: float, v: float) -> Spot:
        away = (1 - u) * width
        return lens.at(x1 - away * math.cos(angle), v * top, BACK + 0.02 + away * math.sin(angle))

    leaf = polygon([place(u, v) for u, v in ((0.01, 0.005), (1, 0.005), (1, 0.992), (0.01, 0.992))])
    canvas.put(leaf.inside(opening), "e9e5db", leaf.across(1.0, 0.97) * (1 - 0.35 * opened))
    _panels(canvas, place)


def _panels(canvas: Canvas, place: Place) -> None:
    for u0, v0, u1, v1 in (
        (0.14, 0.56, 0.46, 0.92),
        (0.54, 0.56, 0.86, 0.92),
        (0.14, 0.08, 0.46, 0.46),
        (0.54, 0.08, 0.86, 0.46),
    ):
        edge = polygon([place(u0, v0), place(u1, v0), place(u1, v1), place(u0, v1)]).soft(1.2)
        canvas.shade(edge, edge.down(0.72, 0.98))
        inner = [place(u0 + 0.03, v0 + 0.012), place(u1 - 0.03, v0 + 0.012)]
        inner += [place(u1 - 0.03, v1 - 0.012), place(u0 + 0.03, v1 - 0.012)]
        field = polygon(inner)
        canvas.shade(field, field.down(1.16, 1.08))
    knob = [place(0.07, 0.505), place(0.16, 0.505)]
    canvas.shade(ribbon(knob, 8, 7).moved(1, 4).soft(2.5), 0.7)
    canvas.put(ribbon([place(0.07, 0.47), place(0.07, 0.54)], 9, 9), "b59a63", 0.9)
    canvas.put(ribbon(knob, 6.5, 5.5), "cdb27a")


def hall(canvas: Canvas, lens: Lens, opening: Stencil) -> None:
    """Show the hallway behind an open door: its wall, floor, a runner and its own soft light."""
    canvas.put(opening, "c9b79c", opening.down(0.62, 0.72, 0.62))
    end = rectangle(*lens.front(-1, 0, 4.0, 2.6, 5.0)).inside(opening)
    canvas.put(Stencil(end.left, end.top, end.cover), "d6c6ab", end.down(0.66, 0.62))
    ground = polygon([lens.at(0, 0, 5.0), lens.at(5, 0, 5.0), lens.at(5, 0, 3.0), lens.at(0, 0, 3.0)])
    canvas.put(ground.inside(opening), "7b5c42", ground.down(0.5, 0.8))
    canvas.put(rectangle(*lens.front(-1, 0, 4.0, 0.1, 5.0)).inside(opening), "d8d0c0", 0.6)
    canvas.shine(ellipse(1150, 150, 150, 120).soft(40).inside(opening), "ffd9a0", 0.10)


def painting(canvas: Canvas, lens: Lens, box: tuple[float, float, float, float], frame: str) -> Stencil:
    """Hang an empty frame with a cream mount, box in metres on the back wall; return the sheet inside."""
    left, top, right, bottom = lens.front(*box, BACK - 0.02)
    canvas.shade(rectangle(left, top, right, bottom).moved(5, 8).soft(8), 0.68)
    outer = rectangle(left, top, right, bottom)
    canvas.put(outer, frame, outer.down(1.15, 0.9))
    canvas.shade(rectangle(left + 3, top + 3, right - 3, bottom - 3), 0.75)
    mount = rectangle(left + 6, top + 6, right - 6, bottom - 6)
    canvas.put(mount, "efeadd", mount.down(0.93, 1.0, 1.0))
    rim = (right - left) * 0.13
    sheet = rectangle(left + rim, top + rim, right - rim, bottom - rim)
    canvas.shade(sheet.soft(1.0), 0.8)
    return sheet


def hills(canvas: Canvas, sheet: Stencil, colours: tuple[str, ...], rng: np.random.Generator) -> None:
    """Paint a quiet landscape on a sheet: a sky, a pale sun and layered hills."""
    height, width = sheet.cover.shape
    canvas.put(sheet, colours[0], sheet.down(1.0, 1.15))
    sun = ellipse(sheet.left + width * 0.68, sheet.top + height * 0.30, width * 0.10, width * 0.10)
    canvas.put(sun.inside(sheet), colours[1])
    for number, colour in enumerate(colours[2:]):
        across = np.linspace(0, 1, 40)
        level = 0.46 + 0.15 * number
        swing = 0.07 * np.sin(across * (5 - number) + rng.uniform(0, 6)) + 0.03 * np.sin(across * 11 + number)
        ridge = [
            (sheet.left + width * float(u), sheet.top + height * (level + float(s)))
            for u, s in zip(across, swing, strict=True)
        ]
        ridge += [(sheet.left + width, sheet.top + height), (sheet.left, sheet.top + height)]
        land = polygon(ridge)
        canvas.put(land.inside(sheet), colour, land.down(1.08, 0.92))


def arches(canvas: Canvas, sheet: Stencil, colours: tuple[str, ...]) -> None:
    """Paint an abstract of nested arches on a sheet."""
    height, width = sheet.cover.shape
    canvas.put(sheet, colours[0])
    middle, foot = sheet.left + width / 2, sheet.top + height * 0.93
    for number, colour in enumerate(colours[1:]):
        radius = width * (0.40 - 0.095 * number)
        top = sheet.top + height * 0.42
        angle = np.linspace(math.pi, 2 * math.pi, 30)
        arch = [(middle + radius * math.cos(float(a)), top + radius * math.sin(float(a))) for a in angle]
        canvas.put(polygon([*arch, (middle + radius, foot), (middle - radius, foot)]).inside(sheet), colour)
