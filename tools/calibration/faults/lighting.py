"""Faults of light, made from well-lit pictures of one person."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from calibration.camera import Light, balanced, coded, exposed, light_of, noisy
from calibration.faults.base import Made, Recipe, portrait, still
from envcheck.checks.base import main_face
from envcheck.perception.faces.face import Face
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

WHITE = 0.8
"""Linear light from which skin has hardly any shading left."""

GAINS = (
    ("orange light, strong", (1.6, 1.0, 0.6), True),
    ("blue light, strong", (0.6, 1.0, 1.6), True),
    ("orange light, very strong", (1.4, 1.0, 0.4), True),
    ("orange light, faint", (1.3, 1.0, 0.75), False),
    ("green light, strong", (0.75, 1.2, 0.75), True),
    ("pink light, strong", (1.2, 0.75, 1.2), True),
)
"""White balance gains of red, green and blue; whether they are plain."""


def dim(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Less exposure, with the noise of a small sensor at high gain."""
    light = light_of(scene[AnalysisFrame].bgr)
    for stops in (-2, -3, -4):
        yield still(f"{stops:+} stops", coded(noisy(exposed(light, stops), rng)), plain=stops < -2)


def overexposed(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """More exposure, clipped. How much it takes depends on the skin, so that the middle of the face decides."""
    light = light_of(scene[AnalysisFrame].bgr)
    middle = float(np.median(LINEAR[scene[Luma].inside(main_face(scene).skin)]))
    for stops in (1.5, 2.0, 2.5, 3.0):
        plain = middle * 2**stops >= WHITE
        yield still(f"{stops:+} stops{'' if plain else ', face not white'}", coded(exposed(light, stops)), plain=plain)


def backlit(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Less light on the person, more behind."""
    light, person = light_of(scene[AnalysisFrame].bgr), _person(scene, 4)
    for front, back in ((-2, 0), (-2, 1), (-1.5, 2), (-3, 0.5)):
        mixed = exposed(light, front) * person + exposed(light, back) * (1 - person)
        yield still(f"face {front:+g}, room {back:+g} stops", coded(mixed), plain=back - front >= 3)


def one_sided(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Less light on one side of the person, with an edge of shadow or a slow fall over the face's width."""
    light, person, face = light_of(scene[AnalysisFrame].bgr), _person(scene, 4), main_face(scene)
    beside = _beside(face, *light.shape[:2])
    side = float(rng.choice((-1, 1)))
    for stops, width, name in ((2, 0.08, "edge"), (3, 0.08, "edge"), (3, 0.5, "ramp"), (4, 0.5, "ramp")):
        share = 1 / (1 + np.exp(np.clip(-side * beside / width * 4, -30, 30)))
        fall = (2.0 ** (-stops * share[..., None] * person)).astype(np.float32)
        yield still(f"{name} of {stops} stops", coded(light * fall), plain=stops >= 3 and name == "edge")


def tinted(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Wrong white balance."""
    light = light_of(scene[AnalysisFrame].bgr)
    for name, gains, plain in GAINS:
        yield still(name, coded(balanced(light, *gains)), plain=plain)


def glaring(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """A window behind, blown, of a share of the frame; the room a stop darker, the person as before."""
    light, person = light_of(scene[AnalysisFrame].bgr), _person(scene, 3)
    room = exposed(light, -1) * (1 - person) + light * person
    for share in (0.05, 0.1, 0.15, 0.2):
        window = _window(person[..., 0], share, rng)
        if window is None:
            continue
        bright = room * (1 - window) + 1.5 * window
        yield still(f"window of {share:.0%}", coded(bright.astype(np.float32)), plain=share >= 0.15)


def _person(scene: Scene, blur: float) -> Light:
    """Share (0 to 1) of each pixel that is the person, softly bounded: shape (height, width, 1)."""
    mask = scene[PersonMask].mask.astype(np.float32)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), blur), np.float32)[..., None]


def _beside(face: Face, height: int, width: int) -> NDArray[np.float64]:
    """Distance of each pixel from the middle line of the face, in widths of the face."""
    mouth = ((face.landmarks[3].x + face.landmarks[4].x) / 2, (face.landmarks[3].y + face.landmarks[4].y) / 2)
    along = np.array([(mouth[0] - face.eyes.x) * width, (mouth[1] - face.eyes.y) * height])
    normal = np.array([along[1], -along[0]]) / max(float(np.hypot(*along)), 1e-6)
    rows, columns = np.mgrid[0:height, 0:width]
    offset = (columns - face.eyes.x * width) * normal[0] + (rows - face.eyes.y * height) * normal[1]
    return np.asarray(offset / max(1.0, face.box.width * width))


def _window(person: NDArray[np.float32], share: float, rng: np.random.Generator) -> Light | None:
    """A rectangle of `share` of the frame that leaves the person free for nine tenths; None where none fits."""
    height, width = person.shape
    for _ in range(60):
        tall = float(rng.uniform(0.35, 0.9))
        wide = share / tall
        if wide > 0.9:
            continue
        x, y = rng.uniform(0, 1 - wide), rng.uniform(0, 1 - tall)
        at = slice(round(y * height), round((y + tall) * height)), slice(round(x * width), round((x + wide) * width))
        if person[at].mean() < 0.1:
            window = np.zeros((height, width, 1), np.float32)
            window[at] = 1
            return np.asarray(window * (person[..., None] < 0.5), np.float32)
    return None


RECIPES = (
    Recipe("LIT101", dim, "Exposed 2 to 4 stops less, with shot and read noise; plain from 3.", portrait),
    Recipe(
        "LIT102",
        overexposed,
        "Exposed 1.5 to 3 stops more, clipped; plain where the middle of the face then has 0.8 of full light.",
        portrait,
    ),
    Recipe(
        "LIT103", backlit, "1.5 to 3 stops less on the person, up to 2 more behind; plain from 3 between.", portrait
    ),
    Recipe(
        "LIT104", one_sided, "Half of the face 2 to 4 stops darker, by an edge or a ramp; plain: edge of 3.", portrait
    ),
    Recipe("LIT105", tinted, "Gains on red, green and blue; plain from about 0.6 stops from neutral.", portrait),
    Recipe("LIT107", glaring, "A blown window, the room a stop darker; plain from 15 % of the frame.", portrait),
)
