"""Faces by skin tone: grouped by eye, in this evaluation alone, and the same faces with skin that reflects less."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from calibration.camera import Light, coded, exposed, light_of
from calibration.corpus import Input
from calibration.faults.base import whole
from envcheck.evaluation.labels import words
from envcheck.media.frame import PictureFrame, Pixels
from envcheck.media.source import open_source
from envcheck.model.geometry import Box, Point
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.scene import Perceiver, Scene

TONES = Path(__file__).with_name("monk.csv")
"""Tone of each face on the Monk scale (1 to 10, Monk 2023), told by eye from the picture as it is. x and y say where a
face is among several, in fractions of the frame."""

GROUPS = {"1-3": range(1, 4), "4-6": range(4, 7), "7-10": range(7, 11)}

HEADS = (2.0, 1.5)
"""Height and width of the part that is cut out around one face among several, each way from its middle, in faces."""

MELANIN = (1.15, 1.0, 0.85)
"""How much of the stops blue, green and red lose: melanin absorbs more of the shorter waves."""

SATURATED = 0.25
"""Share of the face that shows its own colour best, with the least light mirrored on it."""

LEAST_COLOUR = 0.1
"""Difference of the channels, in shares of the largest, below which skin and lamp have one colour: a grey picture."""

ALIKE = 0.65
"""Stops by which red over green and blue over green may differ from the cheeks' for a pixel to be skin."""

REFLECTED = (0.0, -1.0, -2.0)
"""Stops of light that skin reflects less: a lightness (CIELAB L*) of 65 becomes 50 and 35."""


@dataclass(frozen=True)
class Portrait:
    """One face to measure on.

    Attributes:
        file: where it is from, with its place.
        group: of `GROUPS`.
        well_lit: as labelled.
        picture: BGR.
        at: where its middle is; None where it is the only one.
    """

    file: str
    group: str
    well_lit: bool
    picture: Pixels
    at: Point | None


class OneFace:
    """Perceives faces as ever, and keeps the one that is asked about: nobody knows the tone of the others."""

    facet = Faces

    def __init__(self, perceiver: Perceiver, at: Point) -> None:
        self._perceiver = perceiver
        self._at = at

    def perceive(self, scene: Scene) -> Faces:
        """The face whose box holds the place, if it was found."""
        found: Faces = self._perceiver.perceive(scene)
        holding = (face for face in found.faces if _holds(face.box, self._at))
        return replace(found, faces=tuple(sorted(holding, key=lambda face: -face.confidence))[:1])


def portraits(given: dict[str, Input]) -> Iterator[Portrait]:
    """Every face with a tone whose file is there."""
    with TONES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["file"] in given:
                yield _portrait(given[row["file"]], row)


def seen(picture: Pixels, at: Point | None) -> Scene:
    """A scene of one face."""
    perceivers = [
        OneFace(perceiver, at) if at and perceiver.facet is Faces else perceiver
        for perceiver in new_perceivers(Models.installed())
    ]
    return Scene(PictureFrame(picture), perceivers)


def relit(picture: Pixels, stops: float) -> Pixels:
    """The picture exposed by so many stops more, in linear light, clipped."""
    return coded(exposed(light_of(picture), stops)) if stops else picture


def darker(picture: Pixels, face: Face, stops: float) -> Pixels:
    """The picture with skin that reflects `stops` less (below 0) on the face; shine, eyes and all else stay."""
    if not stops:
        return picture
    light = light_of(picture)
    skin = _skin(light, face)
    spread, shine = _split(light, face)
    reflected = np.array([2.0 ** (stops * weight) for weight in MELANIN], np.float32)
    return coded(np.asarray(light * (1 - skin) + (spread * reflected + shine) * skin, np.float32))


def _split(light: Light, face: Face) -> tuple[Light, Light]:
    """Light spread by the skin, in its colour, and light mirrored on it, in the colour of the lamp, taken as white.

    The dichromatic reflection model (Shafer 1985, Color Research & Application 10): each pixel is so much of the one
    and so much of the other. The colour of the first is that of the face's most saturated quarter.
    """
    cheeks = light[face.skin.pixels(light.shape[1], light.shape[0])].reshape(-1, 3)
    bright = cheeks.sum(axis=1) > 0.02
    saturation = 1 - cheeks.min(axis=1) / np.maximum(cheeks.max(axis=1), 1e-4)
    least = np.quantile(saturation[bright], 1 - SATURATED) if bright.any() else 0.0
    own = np.median(cheeks[bright & (saturation >= least)], axis=0) if bright.any() else np.ones(3)
    colour = own / own.max()
    white = np.ones(3)
    solve = np.linalg.pinv(np.stack([colour, white], axis=1))[1] if np.ptp(colour) > LEAST_COLOUR else np.zeros(3)
    shine = np.clip(light @ solve, 0, light.min(axis=2))[..., None].astype(np.float32)
    return np.asarray(light - shine, np.float32), shine


def _skin(light: Light, face: Face) -> Light:
    """Share (0 to 1) of each pixel that is skin of this face or its neck: shape (height, width, 1)."""
    height, width = light.shape[:2]
    near = _near(face, width, height)
    logs = np.log2(light + 0.002)
    ratios = logs[..., (0, 2)] - logs[..., 1:2]
    cheeks = np.median(ratios[face.skin.pixels(width, height)].reshape(-1, 2), axis=0)
    alike = np.all(np.abs(ratios - cheeks) < ALIKE, axis=2) & (near > 0)
    opened_skin = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    whole_skin = cv2.morphologyEx(opened_skin, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return np.asarray(cv2.GaussianBlur(whole_skin.astype(np.float32), (0, 0), 1.5), np.float32)[..., None]


def _near(face: Face, width: int, height: int) -> NDArray[np.uint8]:
    """1 in an ellipse over the face and in a square on the neck, else 0."""
    near = np.zeros((height, width), np.uint8)
    oval = face.box.grown(0.03, 0.1, 0.03, 0.05)
    middle = round(oval.center.x * width), round(oval.center.y * height)
    cv2.ellipse(near, middle, (round(oval.width * width / 2), round(oval.height * height / 2)), 0, 0, 360, 1, -1)
    near[face.box.grown(-0.25, -0.9, -0.25, 0.3).pixels(width, height)] = 1
    return near


def _portrait(given: Input, row: dict[str, str]) -> Portrait:
    scene = Scene(next(iter(open_source(given.path))), [])
    picture, at = whole(scene), None
    if row["x"]:
        picture, at = _cut_out(picture, Point(float(row["x"]), float(row["y"])))
    scale = min(1.0, 640 / max(picture.shape[:2]))
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    group = next(name for name, tones in GROUPS.items() if int(row["monk"]) in tones)
    well_lit = "good" in words(given.row, "lighting_label")
    return Portrait(f"{row['file']} {row['x']} {row['y']}".strip(), group, well_lit, small, at)


def _cut_out(picture: Pixels, at: Point) -> tuple[Pixels, Point]:
    """The part around one face, and where its middle is then; the whole where it is not found."""
    face = next(iter(seen(picture, at)[Faces].faces), None)
    if face is None:
        return picture, at
    box = face.box
    tall, wide = HEADS[0] * box.height, HEADS[1] * box.height * picture.shape[0] / picture.shape[1] * 4 / 3
    part = Box(at.x - wide, at.y - tall, at.x + wide, at.y + tall).clipped()
    cut = picture[part.pixels(picture.shape[1], picture.shape[0])]
    return cut, Point((at.x - part.x1) / part.width, (at.y - part.y1) / part.height)


def _holds(box: Box, at: Point) -> bool:
    return box.x1 <= at.x <= box.x2 and box.y1 <= at.y <= box.y2
