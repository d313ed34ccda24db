"""A room, the people in it and its light, put together in linear light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from drawing.canvas import HEIGHT, WIDTH, Canvas, Light, Pool
from drawing.colour import FloatArray, blur
from drawing.people import Person
from drawing.room import Room
from drawing.stencil import Spot, Stencil

Gain = tuple[float, float, float]


@dataclass(frozen=True)
class Sitter:
    """A person at a place in the frame, in the light that reaches them there.

    Attributes:
        person: the cut-out.
        eyes: the pixel between the eyes.
        head: height of the head, crown to chin, in pixels.
        gain: light on the front of the person; 1 is the light of the portrait.
        side: how much stronger the light is from the right (above 0) or the left (below 0).
        rim: light from behind that catches the outline.
        spot: extra light that falls off round the face.
        haze: blur in pixels, for somebody out of focus.
    """

    person: Person
    eyes: Spot
    head: float
    gain: Gain = (1.0, 1.0, 1.0)
    side: float = 0.0
    rim: float = 0.0
    spot: float = 0.0
    haze: float = 0.0


def backdrop(room: Room, ambient: Gain, focus: float = 1.6, glow: float = 1.0) -> FloatArray:
    """Return the light of the empty room, a little out of focus as the far wall is."""
    return blur(Light(ambient, room.pools, glow).falls_on(room.canvas), focus)


def before(light: FloatArray, canvas: Canvas, pools: tuple[Pool, ...], ambient: Gain, focus: float) -> FloatArray:
    """Return the light with something painted apart set before it."""
    veil = blur(canvas.cover, focus)[..., None]
    return np.asarray(blur(Light(ambient, pools).falls_on(canvas), focus) + light * (1 - veil), dtype=np.float32)


def _laid_out(sitter: Sitter) -> tuple[FloatArray, FloatArray]:
    person, scale = sitter.person, sitter.head / sitter.person.head
    soft = 0.45 / scale if scale < 0.7 else 0.0
    move = np.array(
        [
            [scale, 0, sitter.eyes[0] - person.eyes[0] * scale],
            [0, scale, sitter.eyes[1] - person.eyes[1] * scale],
        ]
    )
    colour = cv2.warpAffine(blur(person.colour, soft), move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    cover = cv2.warpAffine(blur(person.cover, soft), move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    return blur(np.asarray(colour, np.float32), sitter.haze), blur(np.asarray(cover, np.float32), sitter.haze)


def _relit(sitter: Sitter, colour: FloatArray, cover: FloatArray) -> FloatArray:
    ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    u, v = (xs - sitter.eyes[0]) / sitter.head, (ys - sitter.eyes[1]) / sitter.head
    level = (1 + sitter.side * np.tanh(u * 1.6)) * (1 - 0.10 * np.clip(v - 0.6, 0, 2))
    level += sitter.spot / (1 + (u**2 + (v - 0.15) ** 2) / 0.55) ** 1.5
    lit = colour * np.clip(level, 0.03, None)[..., None] * np.asarray(sitter.gain, dtype=np.float32)
    if sitter.rim:
        edge = np.clip(cover - blur(cover, sitter.head * 0.018) * 0.98, 0, 1) * 2
        lit = lit + sitter.rim * edge[..., None] * (0.25 + colour)
    return np.asarray(lit, dtype=np.float32)


def with_sitter(light: FloatArray, sitter: Sitter, within: Stencil | None = None) -> FloatArray:
    """Return the light with a person before it, or only as much of them as an opening shows."""
    colour, cover = _laid_out(sitter)
    lit = _relit(sitter, colour, cover)
    edge = np.clip(1.6 * (cover - blur(cover, 4)), 0, 1)[..., None]
    lit = lit + 0.16 * edge * (np.clip(blur(light[::4, ::4], 4), 0, 1).repeat(4, 0).repeat(4, 1) - lit)
    if within is not None:
        cover = Stencil(0, 0, cover).inside(within).cover
    veil = cover[..., None]
    return np.asarray(lit * veil + light * (1 - veil), dtype=np.float32)
