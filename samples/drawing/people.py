"""The two people of the samples, cut out of public-domain portraits.

Eileen Collins (NASA portrait, as packaged by scikit-image) and Grace Hopper (US Navy portrait, as packaged by
matplotlib). The outlines are drawn by hand; hair is refined by colour where the background allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import cv2
import matplotlib
import numpy as np
from PIL import Image
from skimage import data

from drawing.colour import ByteArray, FloatArray, blur, decode, resize
from drawing.stencil import Spot, Stencil, polygon

_FINER: Final = 2

_COLLINS: Final[Sequence[Spot]] = (
    (36, 516), (33, 500), (26, 480), (25, 460), (23.5, 440), (22, 420), (20.5, 400), (22, 390),
    (25.5, 378), (26, 360), (29.5, 340), (31, 333), (34, 320), (37.5, 310), (40.5, 300), (42, 290),
    (47, 280), (52.5, 270), (58, 260), (63, 250), (71, 242), (79, 237), (88.5, 230), (95, 224),
    (102, 216), (108, 212), (113, 206), (114, 198), (113.5, 190), (116, 186.5), (121, 184), (125, 177),
    (130, 168), (137, 160), (147, 153.5), (158, 149.5), (170, 148.2), (184.5, 149.5), (183, 140),
    (182, 132), (178, 132), (174, 128), (171, 122), (172, 118), (166, 115), (160, 106), (156, 97),
    (154, 85), (153.5, 70), (156.5, 58), (164, 47.5), (174, 41), (186, 36), (190, 30.5), (200, 23.5),
    (212, 20), (222, 17.5), (232, 15.8), (245, 17), (258, 21.5), (270, 27), (280, 33), (287, 41),
    (294, 53), (297, 62), (300, 75), (301, 86), (299, 98), (294, 108), (284, 118), (277, 127), (275, 132),
    (270, 136), (266.5, 135.5), (264, 146), (259, 156), (256, 163), (255, 171.5), (260, 175.5),
    (268, 181.5), (279, 191.5), (290, 203.5), (298, 216.5), (302.5, 229), (304, 234), (313, 239),
    (322, 244.5), (330.5, 252.5), (339.5, 262.5), (346, 275), (351.5, 284), (355.5, 301), (358.5, 320),
    (362, 332), (360, 340), (364, 347.5), (372, 345.8), (380, 344.6), (396, 343.6), (419, 344.6),
    (437, 350.5), (455, 362.5), (470.5, 376.5), (483, 394), (491, 415), (494.6, 433), (496.5, 450),
    (502.5, 455.5), (505, 463), (510, 482), (511, 516),
)  # fmt: skip

_HOPPER: Final[Sequence[Spot]] = (
    (3, 760), (6, 700), (9, 640), (12, 600), (15.5, 560), (17.5, 540), (22, 500), (24, 480), (27, 460),
    (29, 440), (32, 425), (37.5, 410), (41.5, 400), (49.5, 388.5), (54, 383), (61, 381), (72, 374),
    (88, 367.5), (100, 364.5), (113, 362), (129, 358), (147, 352), (165, 346), (178, 338.5), (187, 331.5),
    (194, 323.5), (202.5, 314), (201, 303), (195, 297), (180, 290), (170, 284.5), (164, 276), (163, 262),
    (164, 250), (161, 235), (158, 225), (155.5, 217), (153.5, 208), (153.5, 200), (155, 191),
    (157.5, 184), (152, 183.5), (149.5, 181), (150, 160), (151, 140), (153.5, 118), (155.5, 108),
    (159, 99), (164, 92), (169, 87.5), (174, 84), (178.5, 75), (186.5, 63), (196, 53), (208, 45),
    (218, 41.5), (222, 37), (229, 32.5), (238, 27.5), (250, 24), (260, 23.5), (272, 25), (284, 29),
    (294, 35), (301, 41.5), (312, 43), (325, 48), (338, 58), (345.5, 68.5), (351, 80), (352.5, 88),
    (360, 87), (364.5, 92.5), (368, 98.5), (369, 110), (370, 130), (371, 140), (370.5, 155), (370, 170),
    (368.5, 182), (372, 187), (375, 193), (376, 200), (373.5, 215), (370.5, 228), (366.5, 245),
    (363.5, 258), (361.5, 268), (361, 277), (356.5, 288), (351.5, 295), (344, 301), (336, 303.5),
    (331.5, 309), (331.5, 313.5), (339.5, 323), (352, 332), (363, 341.5), (375, 344.5), (390, 351),
    (410, 360), (424, 366.5), (450, 372.8), (470, 380), (484, 388.8), (491, 391.5), (495, 398),
    (499.5, 415), (504, 426), (509, 440), (514, 455), (519, 480), (523, 520), (527, 560), (531, 600),
    (535, 640), (540, 700), (545, 760),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A cut-out: linear RGB, its cover, the point between the eyes, and crown to chin in its own pixels."""

    colour: FloatArray
    cover: FloatArray
    eyes: Spot
    head: float


def _outline(points: Sequence[Spot], height: int, width: int) -> FloatArray:
    shape = polygon([(x * _FINER, y * _FINER) for x, y in points])
    whole = Stencil(0, 0, np.ones((height, width), dtype=np.float32))
    return whole.inside(shape).cover


def _refined(picture: ByteArray, cover: FloatArray, part: tuple[int, int, int, int], reach: int) -> FloatArray:
    """Let colour decide where hair ends, within ``reach`` pixels of the hand-drawn outline in one part."""
    x0, y0, x1, y1 = (value * _FINER for value in part)
    solid = (cover > 0.5).astype(np.uint8)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    sure, maybe = cv2.erode(solid, brush), cv2.dilate(solid, brush)
    marks = np.where(solid > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[sure > 0], marks[maybe == 0] = cv2.GC_FGD, cv2.GC_BGD
    piece = np.ascontiguousarray(marks[y0:y1, x0:x1])
    cv2.setRNGSeed(7)
    part_picture = np.ascontiguousarray(picture[y0:y1, x0:x1])
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(part_picture, piece, (0, 0, 1, 1), back, front, 4, cv2.GC_INIT_WITH_MASK)
    kept = np.isin(piece, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    refined = cover.copy()
    refined[y0:y1, x0:x1] = np.minimum(np.clip(blur(kept, 1.6) * 1.6 - 0.45, 0, 1), blur(cover, 2)[y0:y1, x0:x1] * 2)
    return refined


def _without_fringe(colour: FloatArray, cover: FloatArray) -> FloatArray:
    """Carry the colours inside the outline out over its edge, so that no old background shines through."""
    inner = np.asarray(cv2.erode((cover > 0.98).astype(np.float32), np.ones((5, 5))), dtype=np.float32)
    spread = blur(colour * inner[..., None], 3.5) / (blur(inner, 3.5)[..., None] + 1e-4)
    return np.asarray(colour * inner[..., None] + spread * (1 - inner[..., None]), dtype=np.float32)


def _cut(picture: ByteArray, outline: Sequence[Spot], hair: Sequence[tuple[int, int, int, int]]) -> Person:
    height, width = (side * _FINER for side in picture.shape[:2])
    fine = np.clip(resize(picture.astype(np.float32), width, height), 0, 255).astype(np.uint8)
    cover = _outline(outline, height, width)
    for part in hair:
        cover = _refined(fine, cover, part, reach=9)
    cover = np.clip(blur(cover, 1.2) * 1.15 - 0.12, 0, 1).astype(np.float32)
    return Person(_without_fringe(decode(fine / 255.0), cover), cover, (0, 0), 0)


@cache
def collins() -> Person:
    """Return the astronaut Eileen Collins, head and shoulders."""
    portrait: ByteArray = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    cut = _cut(portrait, _COLLINS, [(140, 4, 312, 128)])
    return Person(cut.colour, cut.cover, (225.5 * _FINER, 102 * _FINER), 163 * _FINER)


@cache
def hopper() -> Person:
    """Return the computer scientist Grace Hopper, her jacket drawn on below the portrait's edge."""
    path = Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"
    portrait = np.asarray(Image.open(path).convert("RGB"), dtype=np.uint8)
    cut = _cut(_longer(portrait), _HOPPER, [(335, 262, 375, 312)])
    lifted = cut.colour * 0.985 + np.asarray([0.0045, 0.005, 0.0085], dtype=np.float32)
    return Person(lifted.astype(np.float32), cut.cover, (264 * _FINER, 187 * _FINER), 255 * _FINER)


def _longer(portrait: ByteArray, below: int = 150, beside: int = 30) -> ByteArray:
    """Continue the dark cloth of the jacket below the portrait and beside its right edge."""
    cloth = portrait[536:572, 20:226]
    height, width = portrait.shape[0] + below, portrait.shape[1] + beside
    rows, columns = -(-height // cloth.shape[0]), -(-width // cloth.shape[1])
    tiled = np.tile(np.concatenate([cloth, cloth[::-1]]), (rows, columns, 1))[:height, :width].astype(np.float32)
    tiled = tiled.mean((0, 1)) + np.clip(0.6 * (tiled - blur(tiled, 12)), -4, 4)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    near_button = (np.hypot(xs - 245, ys - 590) < 17) & (ys < 604)
    keep = np.clip((599 - ys) / 22, 0, 1) * np.clip((511 - xs) / 14, 0, 1)
    keep = np.where(near_button, 1.0, keep).astype(np.float32)[..., None]
    grown = np.pad(portrait, ((0, below), (0, beside), (0, 0)), mode="edge").astype(np.float32)
    return np.asarray(np.clip(grown * keep + tiled * (1 - keep), 0, 255), dtype=np.uint8)
