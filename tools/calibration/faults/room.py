"""Faults of the room behind."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from calibration.camera import coded, light_of
from calibration.faults.base import Made, Recipe, portrait, still
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene

STRONG = ((40, 30, 205), (190, 25, 200), (205, 60, 25), (190, 30, 110))
"""Red, magenta, blue and violet: sRGB, BGR order."""

EARTHY = ((45, 100, 70), (60, 105, 150), (70, 85, 150), (90, 125, 180))
"""Of leaves, wood, brick and clay: likewise."""


def patched(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """A cushion or a poster of one colour behind, shaded as the wall it covers; in colours of wood it is no fault."""
    light, person = light_of(scene[AnalysisFrame].bgr), scene[PersonMask].mask
    for share in (0.04, 0.06):
        for faulty, colours in ((True, STRONG), (False, EARTHY)):
            kind = "strong colour" if faulty else "colour of leaves, wood or clay"
            patch = _patch(person, share, rng)
            if patch is None:
                continue
            shade = np.clip(light.mean(axis=2, keepdims=True) / max(float(light[patch].mean()), 1e-3), 0.7, 1.3)
            colour = light_of(np.array(colours[rng.integers(len(colours))], np.uint8))
            picture = np.where(patch[..., None], colour * shade, light).astype(np.float32)
            yield still(f"{kind}, {share:.0%} of the frame", coded(picture), faulty=faulty, plain=share > 0.05)


def _patch(person: NDArray[np.bool_], share: float, rng: np.random.Generator) -> NDArray[np.bool_] | None:
    """An ellipse of `share` of the frame beside the person; None where none fits."""
    height, width = person.shape
    for _ in range(60):
        long = float(np.sqrt(share * height * width / np.pi) * rng.uniform(0.8, 1.25))
        short = share * height * width / np.pi / long
        x, y = rng.uniform(long, width - long), rng.uniform(short, height - short)
        drawn = np.zeros((height, width), np.uint8)
        cv2.ellipse(drawn, (round(x), round(y)), (round(long), round(short)), 0, 0, 360, 1, -1)
        patch = drawn.astype(np.bool_)
        if not (patch & person).any():
            return patch
    return None


RECIPES = (
    Recipe(
        "BKG107", patched, "An ellipse of red, magenta, blue or violet over 4 or 6 % of the frame; plain: 6.", portrait
    ),
)
