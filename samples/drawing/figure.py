"""The visitor in the doorway: the portrait of Grace Hopper with the rest of the figure drawn on."""

from __future__ import annotations

from functools import cache
from typing import Final

import cv2
import numpy as np

from drawing.canvas import HEIGHT, WIDTH, Canvas
from drawing.colour import FloatArray, blur, clouds
from drawing.people import Person, hopper
from drawing.stencil import Spot, ellipse, polygon, ribbon

_SCALE: Final = 0.37
_LEFT: Final = 220.0
_NAVY: Final = "1c1e28"
_TORSO: Final = (
    (15, 560), (8, 640), (2, 740), (4, 820), (28, 900), (52, 1000), (50, 1100),
    (496, 1100), (492, 1000), (516, 900), (541, 820), (543, 740), (536, 640), (528, 560),
)  # fmt: skip
_LEGS: Final = (
    (58, 1080),
    (490, 1080),
    (478, 1400),
    (452, 1920),
    (292, 1920),
    (272, 1220),
    (254, 1920),
    (96, 1920),
    (72, 1400),
)


def _spot(x: float, y: float) -> Spot:
    return _LEFT + x * _SCALE, y * _SCALE


def _body() -> Canvas:
    canvas, rng = Canvas(), np.random.default_rng(41)
    legs = polygon([_spot(x, y) for x, y in _LEGS])
    canvas.put(legs, _NAVY, legs.across(0.55, 0.95, 0.55, 0.95, 0.55))
    for x in (190, 356):
        canvas.put(ellipse(*_spot(x, 1922), 36, 9), "121214")
    torso = polygon([_spot(x, y) for x, y in _TORSO])
    weave = 1 + 0.06 * clouds(torso.cover.shape, 3, rng)[..., None]
    canvas.put(torso, _NAVY, torso.across(0.7, 1.15, 1.0, 1.05, 1.15, 0.7) * weave)
    for sleeve in (
        ((92, 600), (84, 760), (92, 900), (120, 1010)),
        ((452, 600), (462, 760), (452, 900), (424, 1010)),
    ):
        canvas.shade(ribbon([_spot(x, y) for x, y in sleeve], 4, 7).soft(1.5), 0.35)
    canvas.shade(ribbon([_spot(272, 600), _spot(276, 1100)], 2, 2).soft(0.8), 0.5)
    canvas.shade(ribbon([_spot(50, 1098), _spot(496, 1098)], 4, 4).soft(1.2), 0.4)
    for y in (750, 910):
        canvas.put(ellipse(*_spot(246, y), 4.6, 4.6), "b58a3c")
        canvas.put(ellipse(*_spot(243, y - 4), 1.8, 1.8), "f0d695")
    return canvas


@cache
def standing_hopper() -> Person:
    """Return Grace Hopper from cap to shoes: the portrait above, a drawn uniform below."""
    portrait, canvas = hopper(), _body()
    scale = _SCALE * 255 / portrait.head
    move = np.array([[scale, 0, _LEFT], [0, scale, 0]], dtype=np.float64)
    soft = 0.45 / scale

    def shrunk(layer: FloatArray) -> FloatArray:
        return np.asarray(cv2.warpAffine(blur(layer, soft), move, (WIDTH, HEIGHT)), dtype=np.float32)

    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    above = shrunk(portrait.cover) * np.clip((640 * _SCALE - rows) / 12, 0, 1)
    body = canvas.surface / np.maximum(canvas.cover, 1e-3)[..., None]
    colour = shrunk(portrait.colour) * above[..., None] + body * (1 - above[..., None])
    cover = above + canvas.cover * (1 - above)
    eyes = _spot(portrait.eyes[0] * 255 / portrait.head, portrait.eyes[1] * 255 / portrait.head)
    return Person(colour.astype(np.float32), cover.astype(np.float32), eyes, 255 * _SCALE)
