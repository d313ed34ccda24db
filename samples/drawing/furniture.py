"""Shelves with books, lamps, an armchair, a sideboard and a desk."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from drawing.canvas import Canvas, Lens, Pool
from drawing.colour import clouds
from drawing.fixtures import BACK
from drawing.plants import leaf, vase
from drawing.stencil import Spot, ellipse, polygon, rectangle, ribbon, rounded

SPINES: Final = (
    "7a3b2e", "b5683f", "d9b778", "e6dcc6", "38536b", "6f8f8a", "2f3e4e", "8c8f5a",
    "c98b6b", "a9b7a8", "5b3a44", "ded2bd", "466a5c", "b9a58a", "94493d", "d7cdbf",
)  # fmt: skip


def books(
    canvas: Canvas, lens: Lens, start: float, end: float, foot: float, room: float, rng: np.random.Generator
) -> None:
    """Stand a row of books from ``start`` to ``end`` metres on a board at ``foot``, ``room`` metres high."""
    x, z = start, BACK - 0.22
    while x < end - 0.02:
        thick = float(rng.uniform(0.020, 0.046))
        tall = room * float(rng.uniform(0.62, 0.90))
        if x + thick > end:
            break
        lean = 0.05 if x + thick * 3 > end and end - start > 0.2 else 0.0
        colour = SPINES[int(rng.integers(len(SPINES)))]
        corners = ((x, foot), (x + thick, foot), (x + thick + lean, foot + tall), (x + lean, foot + tall))
        spine = polygon([lens.at(a, b, z) for a, b in corners])
        canvas.shade(spine.moved(3, 0).soft(1.5), 0.7)
        canvas.put(spine, colour, spine.across(0.62, 1.08, 1.12, 0.98, 0.66) * spine.down(1.0, 0.92))
        if rng.random() < 0.7 and not lean:
            level = foot + tall * float(rng.uniform(0.66, 0.82))
            band = rectangle(*lens.front(x + 0.003, level, x + thick - 0.003, level + tall * 0.10, z))
            canvas.put(band, "e9d9ae" if rng.random() < 0.6 else "40352c", 0.9, 0.65)
        x += thick + 0.002


def stack(
    canvas: Canvas, lens: Lens, middle: float, foot: float, count: int, z: float, rng: np.random.Generator
) -> float:
    """Lay books on top of each other and return the height of the topmost."""
    for _ in range(count):
        wide, thick = float(rng.uniform(0.17, 0.25)), float(rng.uniform(0.022, 0.042))
        off = middle + float(rng.uniform(-0.015, 0.015))
        spine = rectangle(*lens.front(off - wide / 2, foot, off + wide / 2, foot + thick, z))
        canvas.shade(spine.moved(2, 3).soft(2), 0.75)
        canvas.put(spine, SPINES[int(rng.integers(len(SPINES)))], spine.down(1.15, 1.0, 0.75))
        foot += thick
    return foot


def bookcase(
    canvas: Canvas,
    lens: Lens,
    x0: float,
    x1: float,
    height: float,
    rng: np.random.Generator,
    wood: str = "a07a55",
) -> None:
    """Set an open oak bookcase against the back wall and fill it, leaving room to breathe."""
    front, board, rows = BACK - 0.3, 0.028, 5
    outline = rectangle(*lens.front(x0, 0, x1, height, front))
    canvas.shade(outline.moved(12, 8).soft(14), 0.62)
    canvas.put(outline, wood, 0.36)
    canvas.put(rectangle(*lens.front(x0, 0, x1, height, BACK)), wood, 0.42)
    for edge in (x0, x1):
        side = [lens.at(edge, y, z) for y, z in ((0, front), (height, front), (height, BACK), (0, BACK))]
        canvas.put(polygon(side), wood, 0.62 if edge == x0 else 0.5)
    step = (height - board) / rows
    for row in range(rows):
        foot = row * step + board
        depth = ((x0, front), (x1, front), (x1, BACK), (x0, BACK))
        canvas.put(polygon([lens.at(x, foot, z) for x, z in depth]), wood, 0.75)
        _fill(canvas, lens, (x0 + board + 0.01, x1 - board - 0.055), foot, step - board, row, rng)
        ceiling = rectangle(*lens.front(x0, foot + step - board - 0.16, x1, foot + step - board, front))
        canvas.shade(ceiling, ceiling.down(0.45, 0.8, 1.0))
    for row in range(rows + 1):
        edge_box = rectangle(*lens.front(x0, row * step, x1, row * step + board, front))
        canvas.put(edge_box, wood, edge_box.down(1.18, 1.0))
    for edge in (x0, x1 - board):
        post = rectangle(*lens.front(edge, 0, edge + board, height, front))
        grain = 1 + 0.04 * clouds(post.cover.shape, 6, rng)[..., None]
        canvas.put(post, wood, post.across(1.1, 0.95) * grain)


def _fill(
    canvas: Canvas,
    lens: Lens,
    span: tuple[float, float],
    foot: float,
    room: float,
    row: int,
    rng: np.random.Generator,
) -> None:
    x0, x1 = span
    cut = x0 + (x1 - x0) * (0.62, 0.5, 0.68, 0.42, 0.56)[row % 5]
    z = BACK - 0.2
    if row % 2:
        books(canvas, lens, cut, x1, foot, room, rng)
        middle = (x0 + cut) / 2
    else:
        books(canvas, lens, x0, cut, foot, room, rng)
        middle = (cut + x1) / 2
    if row in (1, 4):
        _succulent(canvas, *lens.at(middle, foot, z))
    elif row == 3:
        vase(canvas, *lens.at(middle, foot, z), 36, "c7b8a2", rng)
    else:
        top = stack(canvas, lens, middle, foot, 3, z, rng)
        ball = ellipse(*lens.at(middle, top + 0.04, z), 13, 13)
        canvas.put(ball, "c98b6b", ball.across(0.9, 1.2, 0.7) * ball.down(1.15, 0.7))


def _succulent(canvas: Canvas, x: float, y: float) -> None:
    body = polygon([(x - 16, y - 30), (x + 16, y - 30), (x + 12, y), (x - 12, y)])
    canvas.put(body, "d8cfc0", body.across(1.0, 1.1, 0.7))
    for number, angle in enumerate(np.linspace(-2.9, -0.25, 9)):
        shade = 0.75 + 0.12 * (number % 4)
        leaf(canvas, (x, y - 28), float(angle), 34 + 8 * (number % 3), 13, "6f9455", shade)


def shade_of_lamp(canvas: Canvas, box: tuple[float, float, float, float], lit: float) -> None:
    """Paint a linen lampshade (left, top, right, bottom) that glows as far as it is lit."""
    left, top, right, bottom = box
    inset = (right - left) * 0.16
    shape = polygon([(left + inset, top), (right - inset, top), (right, bottom), (left, bottom)])
    canvas.put(shape, "e8dcc4", shape.across(0.7, 1.0, 0.7))
    if lit:
        glow = shape.across(0.45, 0.9, 1.05, 0.9, 0.45) * shape.down(0.7, 1.0, 1.12)
        canvas.shine(shape, "ffdcae", 0.92 * lit * glow)
    for y, wide in ((top, inset), (bottom - 4, 0.0)):
        canvas.shade(rectangle(left + wide, y, right - wide, y + 4), 0.85)


def floor_lamp(canvas: Canvas, lens: Lens, x: float, z: float, lit: float) -> tuple[Pool, ...]:
    """Stand a floor lamp and return the light it gives."""
    scale = lens.focal / z
    base, head = lens.at(x, 0, z), lens.at(x, 1.45, z)
    canvas.shade(ellipse(base[0], base[1], 0.16 * scale, 0.03 * scale).soft(5), 0.6)
    pole = ribbon([base, head], 7, 5)
    canvas.put(pole, "6b5a3f", pole.across(0.7, 1.5, 0.8))
    half, tall = 0.19 * scale, 0.27 * scale
    shade_of_lamp(canvas, (head[0] - half, head[1] - tall, head[0] + half, head[1]), lit)
    return _pools(head[0], head[1] - tall / 2, tall, lit)


def table_lamp(canvas: Canvas, x: float, foot: float, size: float, lit: float) -> tuple[Pool, ...]:
    """Stand a ceramic table lamp on a surface and return the light it gives."""
    canvas.shade(ellipse(x, foot, size * 0.24, size * 0.05).soft(4), 0.6)
    body = ellipse(x, foot - size * 0.22, size * 0.17, size * 0.23)
    canvas.put(body, "5f7f86", body.across(0.7, 1.25, 1.0, 0.6))
    canvas.put(rectangle(x - 4, foot - size * 0.58, x + 4, foot - size * 0.42), "b59a63")
    shade_of_lamp(canvas, (x - size * 0.33, foot - size, x + size * 0.33, foot - size * 0.52), lit)
    return _pools(x, foot - size * 0.75, size * 0.45, lit)


def _pools(x: float, y: float, tall: float, lit: float) -> tuple[Pool, ...]:
    warm = "ffcf94"
    return (
        Pool(x, y - tall * 1.1, tall * 1.4, warm, 0.85 * lit),
        Pool(x, y + tall * 1.3, tall * 1.6, warm, 0.62 * lit),
        Pool(x, y, tall * 4.0, warm, 0.22 * lit),
    )


def cushion(canvas: Canvas, spot: Spot, size: float, colour: str, rng: np.random.Generator) -> None:
    """Paint a soft square cushion, a little turned, ``size`` pixels wide."""
    angle = np.linspace(0, 2 * math.pi, 60, endpoint=False)
    reach = size * 0.5 / (np.abs(np.cos(angle)) ** 5 + np.abs(np.sin(angle)) ** 5) ** 0.2
    turned = angle - 0.1
    corners = [
        (spot[0] + float(r * np.cos(a)), spot[1] + float(r * np.sin(a))) for r, a in zip(reach, turned, strict=True)
    ]
    shape = polygon(corners).soft(1.2)
    canvas.shade(shape.moved(4, 6).soft(5), 0.75)
    weave = 1 + 0.05 * clouds(shape.cover.shape, 3, rng)[..., None]
    canvas.put(shape, colour, shape.across(0.85, 1.1, 0.9) * shape.down(1.1, 0.8) * weave)


def armchair(canvas: Canvas, lens: Lens, x: float, z: float, colour: str, rng: np.random.Generator) -> None:
    """Set an upholstered armchair that faces the camera."""
    scale = lens.focal / z

    def box(x0: float, y0: float, x1: float, y1: float, radius: float) -> None:
        shape = rounded(*lens.front(x + x0, y0, x + x1, y1, z), radius * scale).soft(0.8)
        canvas.shade(shape.moved(5, 6).soft(9), 0.66)
        weave = 1 + 0.03 * clouds(shape.cover.shape, 2.5, rng)[..., None]
        canvas.put(shape, colour, shape.across(0.88, 1.08, 1.05, 0.8) * shape.down(1.18, 1.0, 0.74) * weave)

    box(-0.36, 0.25, 0.36, 0.95, 0.16)
    for seam in (-0.12, 0.12):
        line = [lens.at(x + seam, 0.88, z), lens.at(x + seam * 1.05, 0.5, z)]
        canvas.shade(ribbon(line, 3, 3).soft(2), 0.72)
    box(-0.33, 0.2, 0.33, 0.48, 0.09)
    box(-0.47, 0.1, -0.29, 0.62, 0.085)
    box(0.29, 0.1, 0.47, 0.62, 0.085)


def sideboard(canvas: Canvas, lens: Lens, x0: float, x1: float, top: float, z: float, wood: str) -> None:
    """Set a low sideboard with doors; ``top`` is its height in metres."""
    left, upper, right, lower = lens.front(x0, 0.12, x1, top, z)
    canvas.shade(rectangle(left, upper, right, lower).moved(8, 10).soft(14), 0.62)
    depth = polygon([lens.at(x0, top, z), lens.at(x1, top, z), lens.at(x1, top, BACK), lens.at(x0, top, BACK)])
    canvas.put(depth, wood, 1.2)
    face = rectangle(left, upper, right, lower)
    canvas.put(face, wood, face.down(1.0, 0.8))
    doors = max(2, round((x1 - x0) / 0.45))
    for number in range(doors):
        width = (right - left) / doors
        a, b = left + number * width + 4, left + (number + 1) * width - 4
        canvas.shade(rectangle(a - 1.5, upper + 15, b + 1.5, lower - 6), 0.6)
        leafs = rectangle(a, upper + 17, b, lower - 8)
        canvas.put(leafs, wood, leafs.down(1.06, 0.84))
        hand = b - 14 if number % 2 == 0 else a + 14
        canvas.put(ellipse(hand, (upper + lower) / 2 - 10, 4, 4), "c9ae74")
    edge = rectangle(left - 3, upper - 4, right + 3, upper + 9)
    canvas.put(edge, wood, edge.down(1.3, 0.95))


def office_chair(canvas: Canvas, lens: Lens, x: float, z: float) -> None:
    """Set the back of an office chair."""
    shape = rounded(*lens.front(x - 0.27, 0.5, x + 0.27, 1.12, z), 30).soft(0.8)
    canvas.shade(shape.moved(6, 6).soft(9), 0.7)
    canvas.put(shape, "4a5257", shape.across(0.9, 1.15, 0.75) * shape.down(1.15, 0.85))
