"""Faults of framing, made by cropping, moving and turning well-framed pictures of one person."""

from collections.abc import Iterator
from math import cos, radians, sin

import cv2
import numpy as np

from calibration.faults.base import Made, Recipe, framed, portrait, still, whole
from envcheck.checks.base import main_face
from envcheck.media.frame import Pixels
from envcheck.model.geometry import Box
from envcheck.perception.people.head import Head
from envcheck.perception.scene import Scene

LEAST_SIDE = 64
"""Pixels left after a crop."""


def off_centre(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """The largest crop of the same shape in which the head's middle lies beside the middle by a share of the width."""
    head = main_face(scene).head
    middle = head.center.x
    for offset in (0.17, 0.22, 0.28):
        for side in (-1, 1):
            at = 0.5 + side * offset
            share = min(middle / at, (1 - middle) / (1 - at), 1.0)
            if share > 0.45:
                top = min(max(0.0, head.y1 - 0.05), 1 - share)
                crop = Box(middle - share * at, top, middle + share * (1 - at), top + share)
                yield still(f"{offset:.2f} beside the middle", cropped(scene, crop), plain=offset > 0.2)


def distant(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """The picture reduced, its borders drawn on, until the head has a share of the frame's height."""
    picture, head = whole(scene), scene[Head].box.height
    for share in (0.16, 0.13, 0.1):
        scale = share / head
        if scale >= 1:
            continue
        height, width = picture.shape[:2]
        small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        above, beside = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
        below, right = height - small.shape[0] - above, width - small.shape[1] - beside
        wide = cv2.copyMakeBorder(small, above, below, beside, right, cv2.BORDER_REPLICATE)
        yield still(f"head of {share:.2f}", np.asarray(wide, np.uint8), plain=share < 0.15)


def close(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """A crop in which the head, crown to chin, has a share of the frame's height."""
    head = scene[Head].box
    for share in (0.9, 1.0):
        scale = head.height / share
        middle = head.center
        crop = Box(middle.x - scale / 2, middle.y - scale / 2, middle.x + scale / 2, middle.y + scale / 2)
        if scale < 1 and crop == crop.clipped():
            yield still(f"head of {share:.2f}", cropped(scene, crop), plain=share >= 1)


def cut(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Crops whose upper, lower or side edge cuts a share of the head; one that ends at the crown is no fault."""
    head = scene[Head].box
    for share in (0.2, 0.3):
        edges = {
            "top": Box(0, head.y1 + share * head.height, 1, 1),
            "chin": Box(0, 0, 1, head.y2 - share * head.height),
            "side": Box(head.x1 + share * head.width, 0, 1, 1),
        }
        for name, crop in edges.items():
            if crop == crop.clipped() and crop.area > 0.2:
                yield still(f"{share:.1f} of the head cut, {name}", cropped(scene, crop), plain=share > 0.2)
    if head.y1 > 0:
        yield still("ends at the crown", cropped(scene, Box(0, head.y1, 1, 1)), faulty=False)


def leaning(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """The picture turned, and cut to the largest upright picture of the same shape that is left."""
    picture = whole(scene)
    for degrees in (6, 10, 15):
        turned = rotated(picture, float(rng.choice((-1, 1))) * degrees)
        yield still(f"turned by {degrees} degrees", turned, plain=degrees >= 10)


def cropped(scene: Scene, crop: Box) -> Pixels:
    """The part of the picture inside `crop`, enlarged where it would be too small to look at."""
    picture = whole(scene)
    part = picture[crop.pixels(picture.shape[1], picture.shape[0])]
    if min(part.shape[:2]) >= LEAST_SIDE:
        return part
    scale = LEAST_SIDE / min(part.shape[:2])
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def rotated(picture: Pixels, degrees: float) -> Pixels:
    """`picture` turned about its middle, and enlarged until no corner is empty."""
    height, width = picture.shape[:2]
    long, short = max(width, height), min(width, height)
    scale = cos(radians(abs(degrees))) + sin(radians(abs(degrees))) * long / short
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR), np.uint8)


RECIPES = (
    Recipe(
        "FRM102", off_centre, "Cropped so that the head lies 0.17 to 0.28 beside the middle; plain from 0.22.", framed
    ),
    Recipe("FRM103", distant, "Reduced until the head has 0.16 to 0.1 of the height; plain from 0.13.", framed),
    Recipe("FRM104", close, "Cropped until the head has 0.9 or 1.0 of the height; plain from 1.0.", framed),
    Recipe("FRM105", cut, "Cropped through the head by 0.2 or 0.3 of it; plain at 0.3.", framed),
    Recipe("FRM108", leaning, "Turned by 6 to 15 degrees; plain from 10.", portrait),
)
