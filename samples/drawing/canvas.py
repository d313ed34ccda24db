"""What is painted on: surfaces and lights of a room, and the lens that says where they fall."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from drawing.colour import FloatArray, paint
from drawing.stencil import Spot, Stencil

WIDTH, HEIGHT = 1280, 720


@dataclass(frozen=True)
class Lens:
    """A laptop's camera: metres in the room to pixels in the frame (x right, y up from the floor, z away)."""

    focal: float = 914.0
    eye_height: float = 1.15

    def at(self, x: float, y: float, z: float) -> Spot:
        """Return the pixel where a place in the room is seen."""
        scale = self.focal / z
        return WIDTH / 2 + x * scale, HEIGHT / 2 + (self.eye_height - y) * scale

    def front(self, x0: float, y0: float, x1: float, y1: float, z: float) -> tuple[float, float, float, float]:
        """Return the pixel box (left, top, right, bottom) of an upright rectangle that faces the camera."""
        left, top = self.at(x0, y1, z)
        right, bottom = self.at(x1, y0, z)
        return left, top, right, bottom


@dataclass
class Canvas:
    """What is painted on, 1280 x 720: reflectance and own light in linear RGB, and where paint lies."""

    surface: FloatArray = field(default_factory=lambda: np.zeros((HEIGHT, WIDTH, 3), dtype=np.float32))
    glow: FloatArray = field(default_factory=lambda: np.zeros((HEIGHT, WIDTH, 3), dtype=np.float32))
    cover: FloatArray = field(default_factory=lambda: np.zeros((HEIGHT, WIDTH), dtype=np.float32))

    def put(self, shape: Stencil, colour: str | ArrayLike, shade: ArrayLike = 1.0, opacity: float = 1.0) -> None:
        """Lay a colour, darkened or lightened by ``shade`` over the shape's box, onto what is there."""
        base = paint(colour) if isinstance(colour, str) else np.asarray(colour, dtype=np.float32)
        window, part = self._window(shape)
        cover = (shape.cover * opacity)[part][..., None]
        fill = np.broadcast_to(base * np.asarray(shade, dtype=np.float32), (*shape.cover.shape, 3))[part]
        self.surface[window] += cover * (fill - self.surface[window])
        self.glow[window] *= 1 - cover
        self.cover[window] += cover[..., 0] * (1 - self.cover[window])

    def shade(self, shape: Stencil, factor: ArrayLike) -> None:
        """Multiply what is there by a factor (below 1 for shadow), as far as the shape covers it."""
        window, part = self._window(shape)
        wanted = np.broadcast_to(np.asarray(factor, dtype=np.float32), (*shape.cover.shape, 3))[part]
        change = 1 + shape.cover[part][..., None] * (wanted - 1)
        self.surface[window] *= change
        self.glow[window] *= change

    def shine(self, shape: Stencil, colour: str | ArrayLike, strength: ArrayLike = 1.0) -> None:
        """Add light that the shape itself gives off."""
        base = paint(colour) if isinstance(colour, str) else np.asarray(colour, dtype=np.float32)
        window, part = self._window(shape)
        light = np.broadcast_to(base * np.asarray(strength, dtype=np.float32), (*shape.cover.shape, 3))[part]
        self.glow[window] += shape.cover[part][..., None] * light

    def _window(self, shape: Stencil) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        height, width = shape.cover.shape
        y0, y1 = np.clip([shape.top, shape.top + height], 0, HEIGHT)
        x0, x1 = np.clip([shape.left, shape.left + width], 0, WIDTH)
        there = slice(int(y0), int(y1)), slice(int(x0), int(x1))
        here = (
            slice(int(y0) - shape.top, int(y1) - shape.top),
            slice(int(x0) - shape.left, int(x1) - shape.left),
        )
        return there, here


@dataclass(frozen=True)
class Pool:
    """Light that falls from a place: brightest at ``x, y``, half as far out as ``reach`` pixels."""

    x: float
    y: float
    reach: float
    colour: str
    strength: float


@dataclass(frozen=True)
class Light:
    """The light of a room: from everywhere, from places, and how bright what glows looks."""

    ambient: tuple[float, float, float]
    pools: tuple[Pool, ...] = ()
    glow: float = 1.0

    def falls_on(self, canvas: Canvas) -> FloatArray:
        """Return the linear light that reaches the camera from the painted room."""
        ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        arriving = np.broadcast_to(np.asarray(self.ambient, dtype=np.float32), (HEIGHT, WIDTH, 3)).copy()
        for pool in self.pools:
            distance = ((xs - pool.x) ** 2 + (ys - pool.y) ** 2) / pool.reach**2
            fall = pool.strength / (1 + distance) ** 1.5
            arriving += fall[..., None] * paint(pool.colour)
        return (canvas.surface * arriving + canvas.glow * self.glow).astype(np.float32)
