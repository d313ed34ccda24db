"""Plants in pots and branches in vases."""

from __future__ import annotations

import math

import numpy as np

from drawing.canvas import Canvas
from drawing.colour import FloatArray, paint
from drawing.stencil import Spot, ellipse, polygon, ribbon


def leaf(
    canvas: Canvas,
    base: Spot,
    angle: float,
    length: float,
    width: float,
    colour: str | FloatArray,
    shade: float,
) -> None:
    """Paint one leaf from its base, with a lighter half and a midrib."""
    steps = np.linspace(0, 1, 14)
    droop = angle + 0.5 * steps * math.copysign(1, math.cos(angle))
    xs = base[0] + np.cumsum(np.cos(droop)) * length / 14
    ys = base[1] + np.cumsum(np.sin(droop)) * length / 14
    half = width / 2 * np.sin(np.pi * steps**0.85) ** 0.9
    spine = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    sides: list[list[Spot]] = []
    for sign in (1, -1):
        edge_x, edge_y = xs - sign * half * np.sin(droop), ys + sign * half * np.cos(droop)
        edge = [(float(x), float(y)) for x, y in zip(edge_x, edge_y, strict=True)]
        sides.append(spine + edge[::-1])
    whole = polygon(sides[0][14:] + sides[1][14:][::-1])
    canvas.shade(whole.moved(3, 5).soft(3), 0.82)
    upper = 0 if math.cos(angle) < 0 else 1
    canvas.put(polygon(sides[1 - upper]), colour, shade * 0.86)
    canvas.put(polygon(sides[upper]), colour, shade * 1.16)
    canvas.put(ribbon(spine, 1.8, 0.6), colour, shade * 1.5, 0.7)


def pot(canvas: Canvas, x: float, foot: float, width: float, height: float, colour: str) -> None:
    """Paint a round pot that stands at ``foot`` with its earth in view."""
    top = foot - height
    canvas.shade(ellipse(x + 8, foot, width * 0.55, width * 0.10).soft(7), 0.6)
    body = polygon([(x - width / 2, top), (x + width / 2, top), (x + width * 0.38, foot), (x - width * 0.38, foot)])
    canvas.put(body, colour, body.across(0.98, 1.15, 1.05, 0.82, 0.55))
    rim = polygon(
        [
            (x - width * 0.53, top),
            (x + width * 0.53, top),
            (x + width * 0.52, top + 15),
            (x - width * 0.52, top + 15),
        ]
    )
    canvas.shade(rim.moved(0, 5).soft(2), 0.8)
    canvas.put(rim, colour, rim.across(1.05, 1.22, 1.1, 0.88, 0.6))
    canvas.put(ellipse(x, top, width * 0.53, width * 0.085), colour, 0.9)
    canvas.put(ellipse(x, top + 1, width * 0.47, width * 0.065), "3a2c22")


def rubber_plant(
    canvas: Canvas, x: float, foot: float, size: float, rng: np.random.Generator, colour: str = "567a4c"
) -> None:
    """Paint a leafy plant in a pot; ``size`` is its height above the pot in pixels."""
    pot_height = size * 0.30
    pot(canvas, x, foot, size * 0.34, pot_height, "b9653f")
    root = (x, foot - pot_height)
    leaves: list[tuple[float, Spot, float, float]] = []
    for tilt in (-0.34, 0.30, -0.02, 0.12):
        reach = size * float(rng.uniform(0.66, 0.86))
        stem = [
            (root[0] + tilt * reach * t**1.3 + 4 * math.sin(5 * t + tilt * 9), root[1] - reach * t)
            for t in (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0)
        ]
        canvas.put(ribbon(stem, size * 0.016, size * 0.008), "5a4a32")
        for number, spot in enumerate(stem[2:]):
            for side in (-1, 1):
                angle = -math.pi / 2 + side * float(rng.uniform(0.5, 1.45)) + tilt
                length = size * float(rng.uniform(0.15, 0.25)) * (1.08 - 0.07 * number)
                leaves.append((float(rng.uniform(0.6, 1.25)), spot, angle, length))
        leaves.append((1.2, stem[-1], -math.pi / 2 + tilt, size * 0.2))
    for shade, spot, angle, length in sorted(leaves, key=lambda item: item[0]):
        tone = paint(colour) * np.asarray([1 + 0.35 * (shade - 0.9), 1.0, 1 - 0.25 * (shade - 0.9)])
        leaf(canvas, spot, angle, length, length * 0.42, tone, shade)


def vase(canvas: Canvas, x: float, foot: float, height: float, colour: str, rng: np.random.Generator) -> None:
    """Paint a slim vase with a few branches of round leaves."""
    steps = np.linspace(0, 1, 20)
    half = height * (0.11 + 0.12 * np.sin(np.pi * steps**0.8) ** 2)
    left = [(x - float(h), foot - height * float(s)) for h, s in zip(half, steps, strict=True)]
    right = [(x + float(h), foot - height * float(s)) for h, s in zip(half, steps, strict=True)]
    for tilt in (-0.42, -0.12, 0.16, 0.45):
        reach = height * float(rng.uniform(1.5, 2.1))
        stem = [(x + tilt * reach * t**1.4, foot - height - reach * t * 0.85) for t in np.linspace(0, 1, 9)]
        canvas.put(ribbon([(float(a), float(b)) for a, b in stem], 2.6, 1.4), "6d6248")
        for number, (a, b) in enumerate(stem[1:]):
            for side in (-1, 1):
                size = height * float(rng.uniform(0.14, 0.20)) * (1.1 - 0.05 * number)
                tone = paint("8aa58c") * float(rng.uniform(0.65, 1.15))
                spot = ellipse(
                    float(a) + side * size * 0.7, float(b) - size * 0.2, size * 0.62, size * 0.45, side * 0.6
                )
                canvas.put(spot, tone, spot.down(1.15, 0.85))
    canvas.shade(ellipse(x + 5, foot, height * 0.28, height * 0.06).soft(4), 0.6)
    body = polygon(left + right[::-1])
    canvas.put(body, colour, body.across(0.9, 1.15, 1.0, 0.7, 0.5))
