"""Faults of the picture itself: covers, blur, lost detail, grain, turns."""

from collections.abc import Iterator

import cv2
import numpy as np

from calibration.camera import balanced, coded, defocused, exposed, light_of, noisy, smeared
from calibration.encoder import sent
from calibration.faults.base import Made, Recipe, detailed, portrait, still, whole
from envcheck.media.frame import Pixels, resized
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene

FAR = 8
"""Pixels that may be blurred as one where the blur is so wide."""


def covered(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """What lies on the lens: light spread over a quarter of the frame, dimmed, and seen through noise."""
    light = light_of(scene[AnalysisFrame].bgr)
    small = cv2.resize(light, None, fx=1 / FAR, fy=1 / FAR, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), small.shape[1] / 4)
    near = cv2.resize(soft, (light.shape[1], light.shape[0]), interpolation=cv2.INTER_CUBIC)
    for name, stops, tint in (("shutter", -9, 1.0), ("sticker", -2, 1.0), ("finger", -1, 1.7)):
        for share in (0.25, 1.0):
            dark = balanced(exposed(np.asarray(near, np.float32), stops), tint, 1.0, 1.0 / tint)
            yield still(f"{name}, {share:g} of the noise", coded(noisy(dark, rng, share)))


def blurred(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Defocus and movement, at the size of the view; plain from a radius of 3 pixels. Movement does not last."""
    light = light_of(scene[AnalysisFrame].bgr)
    for radius in (2.0, 2.5, 3.0, 4.0):
        yield still(f"defocus of {radius:g} pixels", coded(defocused(light, radius)), plain=radius >= 3)
    for length in (9, 13):
        moved = smeared(light, length, float(rng.uniform(-30, 30)))
        yield still(f"movement of {length} pixels", coded(moved), plain=False)
    soft = coded(defocused(light, 3.0))
    for kbits in (150, 300, 600):
        yield still(f"defocus of 3 pixels, sent at {kbits} kbit/s", sent(soft, kbits, rng), plain=False)


def coarse(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Reduced and enlarged again on the way; 640 pixels kept is no fault."""
    picture = whole(scene)
    yield still("240 arrive as 640", _sized(_sized(picture, 240), 640))
    yield still("320 arrive as 640", _sized(_sized(picture, 320), 640))
    yield still("320 arrive as 1280", _sized(_sized(picture, 320), 1280))
    yield still("320 pixels", _sized(picture, 320))
    yield still("320 arrive as 640, sent at 300 kbit/s", sent(_sized(_sized(picture, 320), 640), 300, rng), plain=False)
    yield still("640 pixels", _sized(picture, 640), faulty=False)


def grainy(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Shot and read noise at the size of the view."""
    light = light_of(scene[AnalysisFrame].bgr)
    yield still("the noise of a small sensor", coded(noisy(light, rng)))
    yield still("the same, 2 stops less light", coded(noisy(exposed(light, -2), rng)))
    yield still("a quarter of it", coded(noisy(light, rng, 0.25)), plain=False)
    yield still("a hundredth of it", coded(noisy(light, rng, 0.01)), faulty=False)


def turned(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """A camera on its side or upside down, and a phone held upright."""
    picture = whole(scene)
    for name, turn in (
        ("90", cv2.ROTATE_90_CLOCKWISE),
        ("180", cv2.ROTATE_180),
        ("270", cv2.ROTATE_90_COUNTERCLOCKWISE),
    ):
        yield still(f"turned by {name} degrees", np.asarray(cv2.rotate(picture, turn), np.uint8))


def _sized(picture: Pixels, side: int) -> Pixels:
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    return resized(picture, round(width * scale), round(height * scale))


def upright_wide(row: object, scene: Scene) -> bool:
    """Wider than tall: an upright picture is a fault of its own."""
    return scene.frame.width >= scene.frame.height


RECIPES = (
    Recipe("PIC101", covered, "Light spread over a quarter of the frame, 1 to 9 stops less, with noise.", portrait),
    Recipe(
        "PIC102",
        blurred,
        "Points spread over a disc of 2 to 4 pixels' radius, or a line of 9 or 13; plain: disc of 3.",
        detailed,
    ),
    Recipe("PIC103", coarse, "Reduced to 240 or 320 pixels, and enlarged again.", detailed),
    Recipe("PIC106", grainy, "Shot noise of 0.004 and read noise of 0.0004 of full light (variance).", detailed),
    Recipe(
        "PIC107",
        turned,
        "Turned by 90, 180 or 270 degrees.",
        lambda row, scene: portrait(row, scene) and upright_wide(row, scene),
    ),
)
