"""The pictures of faults in light, framing and camera: the calm room again, with one thing amiss."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from drawing import room, scene
from drawing.camera import Camera
from drawing.canvas import HEIGHT, WIDTH
from drawing.colour import ByteArray, FloatArray, blur
from drawing.pictures import CENTRE, DAY, SOFT
from drawing.stencil import Stencil, rectangle

LETTER = ("Monday  9:00  M. Example", "Tuesday 14:30  A. Sample", "Call back: 555 0134", "Notes for Friday")


def _calm() -> FloatArray:
    return scene.backdrop(room.consulting_room(chair=False), DAY)


def uneven() -> ByteArray:
    """Draw the therapist beside a bright window, one half of the face in shadow."""
    sitter = replace(CENTRE, gain=(0.62, 0.61, 0.59), side=-3.2)
    return SOFT.takes(scene.with_sitter(_calm(), sitter), 21)


def tinted() -> ByteArray:
    """Draw the room under a strongly orange lamp that the camera does not even out."""
    return Camera(balance=(1.16, 0.86, 0.40)).takes(scene.with_sitter(_calm(), CENTRE), 22)


def glaring() -> ByteArray:
    """Draw a lit therapist beside a window with nothing but white in it."""
    painted = room.consulting_room(chair=False)
    painted.canvas.shine(rectangle(20, 40, 370, 540).soft(2), "ffffff", 9.0)
    light = scene.backdrop(painted, DAY)
    return Camera(exposure=0.72, glare=0.02).takes(scene.with_sitter(light, replace(CENTRE, gain=(1.3, 1.26, 1.2))), 23)


def close() -> ByteArray:
    """Draw the therapist much too close to the camera."""
    light = scene.backdrop(room.consulting_room(chair=False), DAY, focus=0.5)
    return SOFT.takes(scene.with_sitter(light, replace(CENTRE, eyes=(640, 300), head=820)), 24)


def cropped() -> ByteArray:
    """Draw the therapist with the top of the head outside the picture."""
    return SOFT.takes(scene.with_sitter(_calm(), replace(CENTRE, eyes=(640, 58), head=400)), 25)


def tilted() -> ByteArray:
    """Draw the room as a laptop on an uneven pile of books sees it."""
    light = scene.with_sitter(_calm(), CENTRE)
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -9.0, 1.32)
    turned = cv2.warpAffine(light, turn, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return SOFT.takes(np.asarray(turned, np.float32), 26)


def blurred() -> ByteArray:
    """Draw what a camera with a smudged lens sees."""
    return SOFT.takes(blur(scene.with_sitter(_calm(), CENTRE), 7.0), 27)


def noisy() -> ByteArray:
    """Draw an evening room in which the camera turns its gain up."""
    camera = Camera(electrons=160, read=3.0, grain=0.0)
    return camera.takes(scene.with_sitter(_calm(), CENTRE), 28)


def turned() -> ByteArray:
    """Draw what a telephone that lies on its side sends."""
    return np.ascontiguousarray(np.rot90(SOFT.takes(scene.with_sitter(_calm(), CENTRE), 29)))


def bright_patch() -> ByteArray:
    """Draw a large, strongly coloured cloth behind the therapist."""
    painted = room.consulting_room(chair=False)
    painted.canvas.put(rectangle(880, 90, 1180, 480).soft(1.5), "e01878")
    return SOFT.takes(scene.with_sitter(scene.backdrop(painted, DAY), CENTRE), 30)


def letters() -> ByteArray:
    """Draw a board with appointments behind the therapist, large enough to be read."""
    painted = room.consulting_room(chair=False)
    painted.canvas.put(rectangle(800, 80, 1230, 320).soft(1), "eceae4")
    for number, line in enumerate(LETTER):
        painted.canvas.put(_writing(line, 824, 136 + 48 * number), "262a33")
    return SOFT.takes(scene.with_sitter(scene.backdrop(painted, DAY, focus=0.8), CENTRE), 31)


def _writing(line: str, left: int, bottom: int) -> Stencil:
    """One line of writing, its capitals 24 pixels high."""
    sheet = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.putText(sheet, line, (left, bottom), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2, cv2.LINE_AA)
    return Stencil(0, 0, (sheet / 255).astype(np.float32))
