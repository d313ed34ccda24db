"""What people wear: a top, trousers, hair, and the balls of their eyes."""

import numpy as np

from studio.anatomy import Indices, Points, anatomy
from studio.mesh import Part, compact, normals, refined, smoothed, triangles, wavy
from studio.skin import Face

TOP = ("spine_01", "spine_02", "spine_03", "clavicle_l", "clavicle_r", "upperarm_l", "upperarm_r", "pelvis")
COLLAR = ("spine_03", "clavicle_l", "clavicle_r")
"""Bones whose skin is seen at the neck."""

ARMS = ("lowerarm_l", "lowerarm_r")
FEET = ("foot_l", "foot_r", "ball_l", "ball_r")
LEGS = ("pelvis", "thigh_l", "thigh_r", "calf_l", "calf_r")

CLOTH = {"type": "diffuse"}
HAIR = {"type": "principled", "roughness": 0.4, "specular": 0.4}
EYE = {"type": "principled", "roughness": 0.15, "specular": 0.5}


def _leading(faces: Indices, bones: tuple[str, ...]) -> Indices:
    """Which quads follow these bones, by most of their corners: (k,) of bool."""
    leading = anatomy().leading
    return np.asarray(np.isin(leading[faces], bones).mean(axis=1) > 0.5)


def cloth(
    placed: Points, bones: tuple[str, ...], colour: Points, random: np.random.Generator, loose: float = 0.015
) -> Part:
    """A garment over the limbs of these bones: the close clothes of the anatomy, smoothed, widened and creased.

    Args:
        placed: (n, 3) points of the whole body, in its pose.
        bones: whose skin it covers.
        colour: albedo (3,).
        random: what creases are drawn with.
        loose: metres from the skin.
    """
    quads = anatomy().quads["helper-tights"]
    shown = _leading(quads, bones)
    if "spine_01" in bones:  # a top ends at the hips
        frame = anatomy()
        shown &= frame.points[quads][:, :, 1].mean(axis=1) > frame.joint(frame.points, "thigh_l")[1]
    points, faces, _ = compact(placed, triangles(quads[shown]))
    points, faces = refined(smoothed(points, faces, 4), faces)
    creases = wavy(points, random, 0.16) * 0.5 + wavy(points, random, 0.06) * 0.3
    points = points + normals(points, faces) * (loose + 0.5 * loose * np.clip(creases, -1.2, 1.2))[:, None]
    shades = 1 + 0.05 * wavy(points, random, 0.02)[:, None]
    return Part(points, faces, CLOTH, colours=np.clip(colour * shades, 0, 1))


def bare(bones_covered: tuple[str, ...]) -> Indices:
    """Quads of the body that no garment covers: (k,) of bool."""
    return np.asarray(~_leading(anatomy().quads["body"], bones_covered))


def hair(
    standing: Points, placed: Points, face: Face, colour: Points, random: np.random.Generator, length: float
) -> list[Part]:
    """Hair on the scalp.

    Args:
        standing: (n, 3) points of the body before its pose.
        placed: (n, 3) the same in its pose.
        face: places on the standing body.
        colour: albedo (3,).
        random: what strands are drawn with.
        length: 0 bald, 0.1 cropped, 0.5 short and full, 1 to the shoulders.
    """
    if length < 0.05:
        return []
    quads = anatomy().quads["body"]
    above = scalp(standing, face)
    faces = triangles(quads[(above[quads] > -0.01).any(axis=1)])
    told, _, _ = compact(np.column_stack([placed, above]), faces)
    _, faces, _ = compact(placed, faces)
    for _ in range(2):
        told, faces = refined(told, faces)
    told[:, :3] += normals(told[:, :3], faces) * _thickness(told, length, random)[:, None]
    told, faces, _ = compact(told, faces[(told[:, 3][faces] > 0).all(axis=1)])
    points = smoothed(told[:, :3], faces, 2)
    points = points + normals(points, faces) * 0.0015 * wavy(points * (1, 0.25, 1), random, 0.01)[:, None]
    parts = [Part(points, faces, HAIR, colours=_strands(points, colour, random))]
    return [*parts, _long(standing, placed, face, colour, random)] if length > 0.75 else parts


def _thickness(told: Points, length: float, random: np.random.Generator) -> Points:
    """Metres that hair stands off the scalp, of points with their height above the hairline: (n,)."""
    rise = np.clip(told[:, 3] / 0.03, 0, 1)
    full = 0.004 + 0.035 * min(length, 0.6)
    return np.asarray(0.0015 + full * np.sqrt(rise) * (1 + 0.25 * wavy(told[:, :3], random, 0.06)))


def scalp(standing: Points, face: Face) -> Points:
    """How far each point of a standing body lies above the hairline, metres; below 0 off the scalp: (n,)."""
    frame = anatomy()
    x, y, z = (standing - face.eyes).T
    line = np.interp(z, [-0.2, -0.11, -0.03, 0.03], [-0.07, -0.045, 0.045, 0.075])
    temples = 0.25 * np.maximum(np.abs(x) - 0.045, 0) * (z > -0.04)
    above = np.where(frame.leading == "head", y - line + temples, -1.0)
    ears = (np.abs(x) > 0.066) & (y < 0.045) & (z > -0.135) & (z < -0.05)
    return np.asarray(np.where(ears, -1.0, above))


def _long(standing: Points, placed: Points, face: Face, colour: Points, random: np.random.Generator) -> Part:
    """Hair that hangs from ear to ear around the back of the head, to the shoulders."""
    head = anatomy().leading == "head"
    x, _, z = np.ptp(standing[head], axis=0) / 2
    middle = np.array([face.eyes[0], face.eyes[1], standing[head][:, 2].min() + z * 0.95])
    around, down = np.meshgrid(np.radians(np.linspace(-104, 104, 90)), np.linspace(0, 1, 40))
    fall = 0.035 - (0.23 + 0.01 * np.sin(around * 40)) * down
    wide = 1.05 + 0.12 * np.sin(down * np.pi * 0.8) + 0.02 * np.sin(around * 31 + 2 * np.sin(around * 5))
    beside, behind = np.sin(around) * (x - 0.008) * wide, -np.cos(around) * (z * 0.9) * wide
    points = np.stack([beside, fall, behind], -1).reshape(-1, 3)
    a = (np.arange(39)[:, None] * 90 + np.arange(89)).ravel()
    faces = triangles(np.stack([a, a + 1, a + 91, a + 90], axis=1))
    along, by = rigid(standing[head], placed[head])
    return Part((points + middle) @ along.T + by, faces, HAIR, colours=_strands(points, colour, random))


def rigid(before: Points, after: Points) -> tuple[Points, Points]:
    """The rotation (3, 3) and shift (3,) that lay points (n, 3) on others best (Kabsch 1976)."""
    a, b = before.mean(axis=0), after.mean(axis=0)
    left, _, right = np.linalg.svd((before - a).T @ (after - b))
    sign = np.diag([1.0, 1.0, np.sign(np.linalg.det(left @ right))])
    about = (left @ sign @ right).T
    return about, b - about @ a


def _strands(points: Points, colour: Points, random: np.random.Generator) -> Points:
    shades = 1 + 0.3 * wavy(points * (1, 0.2, 1), random, 0.008)[:, None]
    return np.asarray(np.clip(colour * np.clip(shades, 0.4, 1.8), 0, 1))


def eyeball(middle: Points, radius: float, turn: Points, iris: Points, steps: int = 56) -> Part:
    """An eye: white, iris and pupil.

    Args:
        middle: (3,) metres, in the room.
        radius: metres.
        turn: (3, 3) how the head is turned.
        iris: albedo (3,).
        steps: rings and spokes it is made of.
    """
    away, round_ = np.meshgrid(np.linspace(0, np.pi, steps), np.linspace(0, 2 * np.pi, steps), indexing="ij")
    sphere = np.stack([np.sin(away) * np.cos(round_), np.sin(away) * np.sin(round_), np.cos(away)], -1).reshape(-1, 3)
    angle = np.degrees(away).reshape(-1, 1)
    ring = 0.55 + 0.45 * np.sin(round_ * 17).reshape(-1, 1) * 0.5
    colours = np.where(angle < 11, 0.012, np.where(angle < 28, iris * ring, np.where(angle < 31, iris * 0.35, 0.62)))
    colours = colours * np.where(angle < 31, 1.0, np.array([1.0, 0.94, 0.9]))
    a = (np.arange(steps - 1)[:, None] * steps + np.arange(steps - 1)).ravel()
    quads = np.stack([a, a + steps, a + steps + 1, a + 1], axis=1)
    return Part(middle + radius * sphere @ turn.T, triangles(quads), EYE, colours=colours, normals=sphere @ turn.T)
