"""The rooms: a consulting room, a study, a room with a window behind the chair and a plain wall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing import clutter, fixtures, furniture, plants
from drawing.canvas import Canvas, Lens, Pool
from drawing.fixtures import BACK
from drawing.stencil import Spot, polygon, rectangle, ribbon, rounded

LENS = Lens()


@dataclass(frozen=True)
class Room:
    """A painted room and the light that falls into it."""

    canvas: Canvas
    pools: tuple[Pool, ...] = ()


def _side_window(canvas: Canvas, wall: float, day: float, rng: np.random.Generator) -> Pool:
    """Set a window and a linen curtain in the left wall and return the daylight they give."""
    near, far, low, high = 2.1, 3.06, 0.85, 2.22

    def place(u: float, v: float) -> Spot:
        return LENS.at(wall, low + v * (high - low), near + u * (far - near))

    fixtures.window(canvas, place, (2, 2), 1.05 * day, rng)
    drape = polygon([LENS.at(wall + 0.06, y, z) for y, z in ((2.5, 2.05), (2.5, 2.5), (0.05, 2.47), (0.05, 2.05))])
    fixtures.curtain(canvas, drape, "dcd3c1", 5, 0.16 * day, rng)
    return Pool(-60, 230, 420, "eef4ff", 0.32 * day)


def consulting_room(
    lamp: float = 1.0, day: float = 1.0, opened: float = 0.0, cluttered: bool = False, chair: bool = True
) -> Room:
    """Paint a sage-green room: bookcase, plant, armchair, floor lamp, picture and a door on the right."""
    canvas, rng, wall = Canvas(), np.random.default_rng(11), -1.64
    fixtures.walls(canvas, LENS, "bccabd", wall, rng)
    daylight = _side_window(canvas, wall, day, rng)
    fixtures.door(canvas, LENS, 1.36, 2.14, opened)
    sheet = fixtures.painting(canvas, LENS, (0.36, 1.36, 0.82, 2.0), "7d6246")
    fixtures.hills(canvas, sheet, ("ecdcc4", "e2a564", "b9c0b0", "7f9a92", "4f716f"), rng)
    if cluttered:
        clutter.on_the_walls(canvas, LENS, np.random.default_rng(23))
    furniture.bookcase(canvas, LENS, -1.30, -0.52, 1.97, np.random.default_rng(11))
    if chair and not cluttered:
        furniture.armchair(canvas, LENS, 0.06, 2.55, "b98d4f", rng)
    pools = furniture.floor_lamp(canvas, LENS, 1.0, 2.85, lamp)
    plants.rubber_plant(canvas, 86, 806, 520, np.random.default_rng(8))
    if cluttered:
        clutter.in_the_room(canvas, LENS, np.random.default_rng(24))
    return Room(canvas, (daylight, *pools))


def study(lamp: float = 1.0, day: float = 1.0) -> Room:
    """Paint a warm study: panelled wall, two pictures, an armchair, a sideboard with a lamp and branches."""
    canvas, rng, wall = Canvas(), np.random.default_rng(5), -3.2
    fixtures.walls(canvas, LENS, "dfd5c6", wall, rng)
    for x0, x1 in ((-2.1, -0.95), (-0.75, 0.75), (0.95, 2.1)):
        _moulding(canvas, x0, 1.02, x1, 2.62)
        _moulding(canvas, x0, 0.2, x1, 0.86)
    rail = rectangle(*LENS.front(-3, 0.91, 3, 0.96, BACK - 0.02))
    canvas.shade(rail.moved(0, 5).soft(3), 0.85)
    canvas.put(rail, "e6dccb", rail.down(1.05, 0.88))
    sheet = fixtures.painting(canvas, LENS, (-1.94, 1.2, -1.12, 1.82), "3f3a36")
    fixtures.hills(canvas, sheet, ("cfdde2", "f0e2c4", "a9bfc6", "6f93a3", "3f6276", "2d4656"), rng)
    sheet = fixtures.painting(canvas, LENS, (1.30, 1.36, 1.76, 2.0), "b59a63")
    fixtures.arches(canvas, sheet, ("ece3d2", "b5683f", "dca873", "6f8f8a", "2f4b57"))
    furniture.armchair(canvas, LENS, -1.42, 2.5, "4d7478", rng)
    furniture.cushion(canvas, LENS.at(-1.46, 0.64, 2.45), 138, "c9924f", rng)
    furniture.sideboard(canvas, LENS, 0.72, 2.3, 0.78, 2.85, "7a5a40")
    x, foot = LENS.at(1.78, 0.78, 2.95)
    pools = furniture.table_lamp(canvas, x, foot, 150, lamp)
    furniture.stack(canvas, LENS, 1.40, 0.79, 4, 2.9, rng)
    plants.vase(canvas, *LENS.at(1.08, 0.78, 2.95), 92, "cfc4b2", rng)
    return Room(canvas, (Pool(-200, 100, 700, "f2f4ff", 0.35 * day), *pools))


def _moulding(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for inset, factor in ((0.0, 0.84), (0.012, 1.10), (0.026, 0.88), (0.036, 1.0)):
        left, top, right, bottom = LENS.front(x0 + inset, y0 + inset, x1 - inset, y1 - inset, BACK)
        for line in (
            rectangle(left, top, right, top + 2.5),
            rectangle(left, bottom - 2.5, right, bottom),
            rectangle(left, top, left + 2.5, bottom),
            rectangle(right - 2.5, top, right, bottom),
        ):
            canvas.shade(line, factor)


def bay(day: float, drawn: float = 0.0, lit: float = 0.5) -> Room:
    """Paint a room with a wide window right behind the chair; ``drawn`` is how far its blind is down."""
    canvas, rng, wall = Canvas(), np.random.default_rng(17), -3.2
    fixtures.walls(canvas, LENS, "c9cdd0", wall, rng)
    box = (-0.92, 0.72, 0.98, 2.3)
    x0, y0, x1, y1 = box

    def place(u: float, v: float) -> Spot:
        return LENS.at(x0 + u * (x1 - x0), y0 + v * (y1 - y0), BACK)

    fixtures.window(canvas, place, (3, 1), day * (1 - 0.15 * drawn), rng)
    fixtures.blind(canvas, LENS, (x0 - 0.05, y0 - 0.06, x1 + 0.05, 2.52), drawn, lit)
    for left, right in ((-1.36, -0.86), (0.92, 1.42)):
        drape = rectangle(*LENS.front(left, 0.04, right, 2.5, BACK - 0.08))
        fixtures.curtain(canvas, drape, "a9b4b8", 4.5, 0.05 * day * (1 - drawn), rng)
    furniture.bookcase(canvas, LENS, -2.25, -1.52, 1.6, rng, "8d8174")
    furniture.sideboard(canvas, LENS, 1.5, 2.6, 0.7, 2.9, "8d8174")
    plants.vase(canvas, *LENS.at(1.86, 0.7, 2.98), 105, "7f9aa0", rng)
    reach = day * (1 - 0.8 * drawn)
    return Room(canvas, (Pool(645, 250, 330, "eef4ff", 0.09 * reach),))


def plain() -> Room:
    """Paint nothing but a wall."""
    canvas, rng = Canvas(), np.random.default_rng(3)
    fixtures.walls(canvas, LENS, "d6d2c8", -3.4, rng)
    return Room(canvas, (Pool(200, 60, 900, "fff6e8", 0.25),))


def desk() -> Canvas:
    """Paint a writing desk with a notebook, a mug and a low plant, to set before somebody far off."""
    canvas = Canvas()
    x0, x1, top, near, far = -0.78, 0.86, 0.74, 2.3, 2.75
    board = [LENS.at(x0, top, near), LENS.at(x1, top, near), LENS.at(x1, top, far), LENS.at(x0, top, far)]
    surface = polygon(board)
    canvas.put(surface, "b98d61", surface.down(1.2, 1.0))
    edge = rectangle(*LENS.front(x0, top - 0.04, x1, top, near))
    panel = rectangle(*LENS.front(x0 + 0.05, -0.2, x1 - 0.05, top - 0.04, near))
    canvas.put(panel, "9a7350", panel.down(0.62, 0.9) * panel.across(1.05, 0.9))
    canvas.put(edge, "b98d61", edge.down(1.05, 0.85))
    for dx in (-0.27, 0.27):
        seam = [LENS.at(0.04 + dx, top - 0.04, near), LENS.at(0.04 + dx, -0.2, near)]
        canvas.shade(ribbon(seam, 3, 3), 0.7)
    book = [LENS.at(x, top + 0.01, z) for x, z in ((-0.42, 2.4), (-0.16, 2.4), (-0.17, 2.6), (-0.41, 2.6))]
    canvas.shade(polygon(book).moved(3, 3).soft(3), 0.75)
    canvas.put(polygon(book), "e9e4d8")
    x, y = LENS.at(0.56, top, 2.45)
    mug = rounded(x - 16, y - 38, x + 16, y, 5)
    plants.pot(canvas, *LENS.at(-0.62, top, 2.5), 44, 38, "cdbfa8")
    px, py = LENS.at(-0.62, top, 2.5)
    for number, angle in enumerate(np.linspace(-2.8, -0.3, 13)):
        spot = (px, py - 36)
        plants.leaf(canvas, spot, float(angle), 52 + 9 * (number % 4), 15, "6b8f58", 0.75 + 0.1 * (number % 5))
    canvas.put(mug, "3f6276", mug.across(0.8, 1.3, 0.7))
    return canvas
