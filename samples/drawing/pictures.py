"""The still pictures: which room, who sits in it, in what light, seen by what camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from drawing import furniture, room, scene
from drawing.camera import Camera
from drawing.canvas import HEIGHT, WIDTH
from drawing.colour import ByteArray, FloatArray
from drawing.figure import standing_hopper
from drawing.people import collins, hopper
from drawing.scene import Sitter

DAY = (0.84, 0.85, 0.86)
CENTRE = Sitter(collins(), (640, 284), 214, gain=(1.06, 1.02, 0.97), side=-0.10)
VISITOR = Sitter(standing_hopper(), (1112, 234), 77, gain=(1.22, 1.18, 1.08), haze=0.6)
SOFT = Camera()


def ready() -> ByteArray:
    """Draw the therapist in soft, even light before a calm room."""
    light = scene.backdrop(room.consulting_room(chair=False), DAY)
    return SOFT.takes(scene.with_sitter(light, CENTRE), 1)


def ready_hopper() -> ByteArray:
    """Draw another therapist in another calm room."""
    light = scene.backdrop(room.study(), DAY)
    sitter = Sitter(hopper(), (640, 300), 222, gain=(0.94, 0.94, 0.94), side=-0.08)
    return SOFT.takes(scene.with_sitter(light, sitter), 2)


def dim() -> ByteArray:
    """Draw the therapist in a room with next to no light."""
    light = scene.backdrop(room.consulting_room(lamp=0.0, day=0.05, chair=False), (0.80, 0.86, 1.0))
    sitter = replace(CENTRE, gain=(0.80, 0.84, 0.95), side=-0.25)
    return Camera(exposure=0.06, electrons=2000, read=6.5, grain=1.1).takes(scene.with_sitter(light, sitter), 3)


def backlit() -> ByteArray:
    """Draw the therapist in shadow before a bright window."""
    light = scene.backdrop(room.bay(day=9.0), (0.34, 0.36, 0.40))
    sitter = replace(CENTRE, gain=(0.16, 0.167, 0.181), side=0.0, rim=0.7)
    return Camera(exposure=0.62, electrons=6000, glare=0.05).takes(scene.with_sitter(light, sitter), 4)


def overexposed() -> ByteArray:
    """Draw the therapist with a lamp far too close to the face."""
    light = scene.backdrop(room.consulting_room(chair=False), (1.10, 1.08, 1.05))
    sitter = replace(CENTRE, gain=(1.7, 1.66, 1.6), side=0.15, spot=2.6)
    return Camera(exposure=1.05).takes(scene.with_sitter(light, sitter), 5)


def cluttered() -> ByteArray:
    """Draw the therapist before a room full of things."""
    light = scene.backdrop(room.consulting_room(cluttered=True), DAY, focus=0.7)
    return SOFT.takes(scene.with_sitter(light, CENTRE), 6)


def bare() -> ByteArray:
    """Draw the therapist before a plain wall."""
    return SOFT.takes(scene.with_sitter(scene.backdrop(room.plain(), DAY), CENTRE), 7)


def off_centre() -> ByteArray:
    """Draw the therapist far to one side."""
    light = scene.backdrop(room.consulting_room(), DAY)
    return SOFT.takes(scene.with_sitter(light, replace(CENTRE, eyes=(268, 288), head=206)), 8)


def distant() -> ByteArray:
    """Draw the therapist at a desk at the far end of the room."""
    painted = room.consulting_room(chair=False)
    furniture.office_chair(painted.canvas, room.LENS, 0.04, 2.9)
    light = scene.backdrop(painted, DAY, focus=1.0)
    light = scene.with_sitter(light, replace(CENTRE, eyes=(640, 352), head=71, haze=0.5))
    return SOFT.takes(scene.before(light, room.desk(), painted.pools, DAY, focus=0.8), 9)


def second_person() -> ByteArray:
    """Draw the therapist with somebody in the doorway behind."""
    painted = room.consulting_room(opened=1.0, chair=False)
    light = scene.with_sitter(scene.backdrop(painted, DAY), VISITOR)
    return SOFT.takes(scene.with_sitter(light, CENTRE), 10)


def empty_room() -> ByteArray:
    """Draw the room with nobody in it."""
    return SOFT.takes(scene.backdrop(room.consulting_room(), DAY), 11)


def covered_lens() -> ByteArray:
    """Draw what a closed privacy shutter leaves: next to nothing, and noise."""
    ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    leak = 0.0012 + 0.0025 * np.exp(-((xs - WIDTH * 1.02) ** 2 + (ys - 80) ** 2) / 340**2)
    light: FloatArray = (leak[..., None] * np.asarray([1.0, 0.72, 0.6])).astype(np.float32)
    return Camera(exposure=1.0, electrons=1500, read=2.4, grain=0.8).takes(light, 12)
