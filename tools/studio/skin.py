"""The skin's texture: albedo of a tone with lips, brows, warmth of cheeks and nose, and unevenness."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.anatomy import Points, anatomy, folder
from studio.body import Build, shaped

SIDE = 2048
"""Width and height of the texture, pixels."""

Texture = NDArray[np.float32]


@dataclass(frozen=True)
class Face:
    """Where things are on a standing body, metres: eyes (their middles), mouth and the head's own middle.

    Attributes:
        left: middle of the left eyeball, (3,).
        right: middle of the right eyeball, (3,).
        mouth: middle of the mouth, (3,).
        radius: of an eyeball.
    """

    left: Points
    right: Points
    mouth: Points
    radius: float

    @property
    def eyes(self) -> Points:
        """Half way between the eyes."""
        return np.asarray((self.left + self.right) / 2)


def face_of(points: Points) -> Face:
    """The places of a body."""
    frame = anatomy()
    middles, radius = {}, 0.0
    for side in "lr":
        eye = points[np.unique(frame.quads[f"helper-{side}-eye"])]
        middles[side] = (eye.max(axis=0) + eye.min(axis=0)) / 2
        radius = float(np.ptp(eye[:, 0]) / 2)
        middles[side][2] = eye[:, 2].max() - radius
    mouth = points[np.unique(frame.quads["joint-mouth"])].mean(axis=0)
    return Face(middles["l"], middles["r"], mouth, radius)


@cache
def _places() -> Texture:
    """The point of the average body that each pixel of the texture lies on: (side, side, 3); far off elsewhere."""
    frame, points = anatomy(), shaped(Build())
    placed = np.full((SIDE, SIDE, 3), 99.0, np.float32)
    for corners, uv in zip(frame.quads["body"], frame.uv_quads["body"], strict=True):
        _fill(placed, points[corners], frame.uv[uv])
    return placed


def _fill(placed: Texture, corners: Points, uv: Points) -> None:
    at = np.stack([uv[:, 0] * SIDE, (1 - uv[:, 1]) * SIDE], axis=1) - 0.5
    low, high = np.floor(at.min(axis=0)).astype(int) - 1, np.ceil(at.max(axis=0)).astype(int) + 2
    low, high = np.clip(low, 0, SIDE), np.clip(high, 0, SIDE)
    if np.any(high - low < 1):
        return
    ys, xs = np.mgrid[low[1] : high[1], low[0] : high[0]]
    design = np.column_stack([at, np.ones(4)])
    plane, *_ = np.linalg.lstsq(design, corners, rcond=None)
    inside = np.zeros(xs.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round((at - low) * 16).astype(np.int32), 1, shift=4)
    inside = cv2.dilate(inside, np.ones((3, 3), np.uint8))
    values = np.stack([xs, ys, np.ones_like(xs)], axis=-1) @ plane
    block = placed[low[1] : high[1], low[0] : high[0]]
    block[inside > 0] = values[inside > 0]


@cache
def _mask(name: str) -> Texture:
    picture = cv2.imread(str(folder() / "textures" / f"mpfb_{name}.jpg"), cv2.IMREAD_GRAYSCALE)
    assert picture is not None, name
    return np.asarray(cv2.resize(picture, (SIDE, SIDE)) / np.float32(255), np.float32)


def near(middle: Points, size: tuple[float, float, float]) -> Texture:
    """1 at a place of the average body, falling smoothly to 0 at so many metres from it: (side, side)."""
    away = ((_places() - np.array(middle, np.float32)) / np.array(size, np.float32)) ** 2
    return np.asarray(np.exp(-away.sum(axis=2)), np.float32)


def painted(
    albedo: Points, hair: Points, random: np.random.Generator, lips: float = 0.5, stubble: float = 0.0
) -> Texture:
    """The texture of a skin: (side, side, 3) albedo, linear, red first.

    Args:
        albedo: of the skin, (3,).
        hair: albedo of the brows, (3,).
        random: what the unevenness is drawn with.
        lips: 0 the colour of skin to 1 painted.
        stubble: 0 shaven to 1.
    """
    warm, hollow, beard, brows, lids = _marks()
    skin = np.ones((SIDE, SIDE, 3), np.float32) * np.array(albedo, np.float32)
    skin *= 1 + warm[..., None] * np.array([0.04, -0.14, -0.14], np.float32)
    skin *= 1 - 0.22 * hollow[..., None] * np.array([0.8, 1.0, 1.0], np.float32)
    skin *= 1 + _uneven(random)[..., None] * np.array([0.05, 0.07, 0.08], np.float32)
    skin = _mixed(
        skin,
        np.array(albedo, np.float32) * np.array([0.85, 0.45, 0.45], np.float32),
        _mask("lips") * (0.45 + 0.5 * lips),
    )
    if stubble:
        skin = _mixed(
            skin, np.array(hair, np.float32) * 0.8 + 0.2 * np.array(albedo, np.float32), stubble * 0.5 * beard
        )
    dark = np.array(hair, np.float32) * 0.7 + 0.05 * np.array(albedo, np.float32)
    return _mixed(skin, dark, np.maximum(brows * 0.85, lids * 0.8))


@cache
def _marks() -> tuple[Texture, ...]:
    """Where skin is warm, hollow, bearded, browed and rimmed with lashes: five of (side, side), 0 to 1."""
    face = face_of(shaped(Build()))
    return _warmth(face), _hollows(face), _beard(face), _brows(face, np.random.default_rng(0)), _lids(face)


def _mixed(under: Texture, over: Texture, share: Texture) -> Texture:
    rows, columns = np.nonzero(share > 1e-3)
    part = np.clip(share[rows, columns], 0, 1)[:, None]
    under[rows, columns] = under[rows, columns] * (1 - part) + over * part
    return under


def _warmth(face: Face) -> Texture:
    nose = (face.eyes + face.mouth) / 2 + np.array([0, -0.005, 0.03])
    cheeks = [near(nose + np.array([side * 0.04, 0, -0.02]), (0.025, 0.022, 0.04)) for side in (-1, 1)]
    return np.asarray(near(nose, (0.018, 0.02, 0.04)) + cheeks[0] + cheeks[1], np.float32)


def _hollows(face: Face) -> Texture:
    left, right = (near(eye - np.array([0, 0.004, 0]), (0.024, 0.016, 0.03)) for eye in (face.left, face.right))
    return np.asarray(left + right, np.float32)


def _beard(face: Face) -> Texture:
    return np.asarray(near(face.mouth - np.array([0, 0.015, 0]), (0.055, 0.032, 0.08)), np.float32)


def _brows(face: Face, random: np.random.Generator) -> Texture:
    """Two arcs over the eyes, thin at their outer ends, with the grain of hair."""
    x, y, z = np.moveaxis(_places() - np.array(face.eyes, np.float32), 2, 0)
    spread = abs(face.left[0] - face.eyes[0])
    along = (np.abs(x) - 0.3 * spread) / (1.35 * spread)
    arc = 0.0195 + 0.008 * np.sin(np.clip(along, 0, 1) * np.pi * 0.75) - 0.004 * np.clip(along - 0.6, 0, 1)
    thick = 0.0048 * (1 - 0.55 * np.clip(along, 0, 1))
    inside = np.exp(-(((y - arc) / thick) ** 4)) * (along > -0.03) * (along < 1) * (z > -0.04)
    grain = cv2.GaussianBlur(random.uniform(0, 1, (SIDE, SIDE)).astype(np.float32), (0, 0), 1.0)
    return np.asarray(inside * np.clip(0.75 + 2.0 * (grain - 0.5), 0.4, 1), np.float32)


def _lids(face: Face) -> Texture:
    """A dark line along the rims of the lids: where the skin comes close to the eyeball."""
    lines = []
    for eye in (face.left, face.right):
        away = np.linalg.norm(_places() - np.array(eye, np.float32), axis=2)
        lines.append(np.exp(-((np.maximum(away / face.radius - 1.0, 0) / 0.055) ** 2)))
    return np.asarray(np.max(lines, axis=0), np.float32)


def _uneven(random: np.random.Generator) -> Texture:
    noise = sum(
        cv2.resize(random.normal(size=(SIDE // size, SIDE // size)).astype(np.float32), (SIDE, SIDE)) * weight
        for size, weight in ((128, 0.35), (32, 0.35), (8, 0.35), (2, 0.4))
    )
    return np.asarray(noise, np.float32)
