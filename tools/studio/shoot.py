"""Setups to pictures: each layer of light rendered once and kept, then mixed and answered to by a camera."""

import hashlib
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio import person, render, room
from studio.camera import exposed, looking
from studio.person import Person, Placed
from studio.setup import ALBEDOS, Mix, Setup, between_albedos
from studio.tones import albedo, encoded

KEPT = Path(os.environ.get("STUDIO_KEPT", Path(__file__).parents[2] / "build" / "studio"))
"""Where rendered layers are kept, by all that they depend on."""

SIZE = (640, 360)
SAMPLES = 8
VERSION = "4"
"""Part of the name of what is kept: to be changed with what is drawn."""


def layer(
    setup: Setup, name: str, grey: float | None = None, size: tuple[int, int] = SIZE, samples: int = SAMPLES
) -> render.Light:
    """One layer of light: (height, width, 3), linear.

    Args:
        setup: of what.
        name: one of `setup.LAYERS`.
        grey: albedo of the sitter's skin in place of its tone's, the same for all colours.
        size: width and height, pixels.
        samples: a pixel.
    """
    asked = (
        setup if name == "lamp" else replace(setup, lamp=0.0, lamp_up=15.0)
    )  # where the lamp stands is its own affair
    key = hashlib.sha256(repr((VERSION, asked, name, grey, size, samples)).encode()).hexdigest()[:20]
    path = KEPT / f"{key}.npz"
    if path.exists():
        return _read(path)
    light = _rendered(setup, name, grey, size, samples)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, light=light.astype(np.float16))
    return light


@lru_cache(maxsize=24)
def _read(path: Path) -> render.Light:
    with np.load(path) as kept:
        return np.asarray(kept["light"], np.float32)


def _rendered(setup: Setup, name: str, grey: float | None, size: tuple[int, int], samples: int) -> render.Light:
    there = None if setup.person is None else _sitter(setup.person, grey)
    eyes = np.array([0.0, 1.2, 0.1]) if there is None else there.eyes
    lamps = room.lamps(setup, name, eyes)
    if not lamps:
        return np.zeros((size[1], size[0], 3), np.float32)
    sitter = [] if there is None else [*there.parts, *room.chair(setup.room)]
    return render.rendered(room.parts(setup, sitter), lamps, camera_of(setup, eyes), size, samples, seed=setup.room)


_LAST: dict[str, Placed] = {}


def _sitter(who: Person, grey: float | None) -> Placed:
    """The sitter's surfaces; the last ones are kept, for the next layer of their light."""
    key = repr((who, grey))
    if key not in _LAST:
        _LAST.clear()
        _LAST[key] = person.placed(who, (0.0, room.SEAT, 0.0), grey=grey)
    return _LAST[key]


def camera_of(setup: Setup, eyes: NDArray[np.float64]) -> dict[str, Any]:
    """The camera, as the renderer wants it."""
    origin, ahead = setup.view.looking(eyes)
    return looking(origin, origin + ahead, setup.view.tall, setup.view.roll)


def lit(setup: Setup, mix: Mix, tone: int | None = None, **how: Any) -> render.Light:
    """Linear light of a setup: (height, width, 3).

    Args:
        setup: of what.
        mix: how much of each layer.
        tone: Monk tone of the sitter in place of their own, made of three grey skins, so that nothing else differs.
        how: size and samples.
    """
    total = np.zeros((how.get("size", SIZE)[1], how.get("size", SIZE)[0], 3), np.float32)
    for name, weight in mix.weights().items():
        if not weight.any():
            continue
        if tone is None:
            total += layer(setup, name, **how) * np.float32(weight)
        else:
            low, middle, high = (layer(setup, name, grey, **how) for grey in ALBEDOS)
            total += between_albedos((low, middle, high), albedo(tone)) * np.float32(weight)
    return total


def taken(light: render.Light, gain: float | None = None, grain: float = 0.0, seed: int = 0) -> NDArray[np.uint8]:
    """The picture that a webcam gives of light: (height, width, 3) sRGB, blue first.

    Args:
        light: linear.
        gain: most that its exposure can multiply light by; None for as much as it wants.
        grain: standard deviation of its noise, in levels at middle grey.
        seed: of the noise.
    """
    seen = exposed(despeckled(light))
    if gain is not None and seen.sum() > gain * light.sum() > 0:
        seen = despeckled(light) * np.float32(gain)
    levels = encoded(seen) * 255
    levels = levels + np.random.default_rng(seed).normal(0, grain, levels.shape) if grain else levels
    return np.ascontiguousarray(np.clip(np.rint(levels), 0, 255).astype(np.uint8)[..., ::-1])


def despeckled(light: render.Light) -> render.Light:
    """Light without the grain of few samples: an edge-preserving filter over its logarithm."""
    logs = np.log2(light + 0.01).astype(np.float32)
    return np.asarray(np.maximum(2.0 ** cv2.bilateralFilter(logs, 5, 0.4, 1.5) - 0.01, 0), np.float32)
