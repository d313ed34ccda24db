"""Soft-edged shapes: what a brush covers, with subpixel edges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from drawing.colour import FloatArray, blur

Spot = tuple[float, float]
_SHIFT = 4


@dataclass(frozen=True)
class Stencil:
    """A shape in the frame: its box starts at ``left, top``; ``cover`` is its share of each pixel."""

    left: int
    top: int
    cover: FloatArray

    def soft(self, sigma: float) -> Stencil:
        """Return the shape with edges blurred by ``sigma`` pixels, in a box large enough for them."""
        pad = math.ceil(3 * sigma)
        return Stencil(self.left - pad, self.top - pad, blur(np.pad(self.cover, pad), sigma))

    def moved(self, dx: int, dy: int) -> Stencil:
        """Return the shape moved by whole pixels."""
        return Stencil(self.left + dx, self.top + dy, self.cover)

    def inside(self, other: Stencil) -> Stencil:
        """Return the part of this shape that lies in the other one."""
        held = np.zeros_like(self.cover)
        height, width = self.cover.shape
        x0, y0 = max(self.left, other.left), max(self.top, other.top)
        x1 = min(self.left + width, other.left + other.cover.shape[1])
        y1 = min(self.top + height, other.top + other.cover.shape[0])
        if x1 > x0 and y1 > y0:
            theirs = other.cover[y0 - other.top : y1 - other.top, x0 - other.left : x1 - other.left]
            held[y0 - self.top : y1 - self.top, x0 - self.left : x1 - self.left] = theirs
        return Stencil(self.left, self.top, self.cover * held)

    def across(self, *stops: float) -> FloatArray:
        """Return a ramp from left to right through evenly spaced stops, as ``(1, width, 1)``."""
        width = self.cover.shape[1]
        ramp = np.interp(np.linspace(0, len(stops) - 1, width), np.arange(len(stops)), stops)
        return ramp.astype(np.float32)[None, :, None]

    def down(self, *stops: float) -> FloatArray:
        """Return a ramp from top to bottom through evenly spaced stops, as ``(height, 1, 1)``."""
        height = self.cover.shape[0]
        ramp = np.interp(np.linspace(0, len(stops) - 1, height), np.arange(len(stops)), stops)
        return ramp.astype(np.float32)[:, None, None]


def polygon(points: Sequence[Spot]) -> Stencil:
    """Return the filled polygon through the points."""
    spots = np.asarray(points, dtype=np.float64)
    left, top = (math.floor(float(v)) - 1 for v in spots.min(axis=0))
    right, bottom = (math.ceil(float(v)) + 2 for v in spots.max(axis=0))
    canvas = np.zeros((bottom - top, right - left), dtype=np.uint8)
    fixed = np.round((spots - (left, top)) * (1 << _SHIFT)).astype(np.int32)
    cv2.fillPoly(canvas, [fixed], 255, cv2.LINE_AA, _SHIFT)
    return Stencil(left, top, np.asarray(canvas, dtype=np.float32) / np.float32(255))


def rectangle(x0: float, y0: float, x1: float, y1: float) -> Stencil:
    """Return an upright rectangle."""
    return polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Stencil:
    """Return an ellipse round a centre, turned by ``turn`` radians."""
    angle = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    u, v = rx * np.cos(angle), ry * np.sin(angle)
    xs, ys = x + u * math.cos(turn) - v * math.sin(turn), y + u * math.sin(turn) + v * math.cos(turn)
    return polygon([(float(a), float(b)) for a, b in zip(xs, ys, strict=True)])


def rounded(x0: float, y0: float, x1: float, y1: float, radius: float) -> Stencil:
    """Return a rectangle with round corners."""
    corners = [(x1 - radius, y1 - radius), (x0 + radius, y1 - radius), (x0 + radius, y0 + radius)]
    corners.append((x1 - radius, y0 + radius))
    points: list[Spot] = []
    for number, (x, y) in enumerate(corners):
        for step in np.linspace(0, math.pi / 2, 9):
            angle = number * math.pi / 2 + float(step)
            points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return polygon(points)


def ribbon(points: Sequence[Spot], start: float, end: float) -> Stencil:
    """Return a stroke along the points whose width runs from ``start`` to ``end`` pixels."""
    path = np.asarray(points, dtype=np.float64)
    along = np.gradient(path, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    half = np.linspace(start, end, len(path))[:, None] / 2
    ring = np.concatenate([path + normal * half, (path - normal * half)[::-1]])
    return polygon([(float(x), float(y)) for x, y in ring])
