"""A body of any build, in any pose."""

from dataclasses import dataclass, field
from itertools import product

import numpy as np

from studio.anatomy import Anatomy, Points, anatomy, between, target

SHAPES = ("african", "asian", "caucasian")
"""The three sets of shapes, by the names of MakeHuman's files. They are mixed freely, whatever the tone."""


@dataclass(frozen=True)
class Build:
    """How somebody is built, each from 0 to 1.

    Attributes:
        gender: 0 MakeHuman's female shapes, 1 its male ones.
        age: 0.5 twenty-five years, 1 ninety.
        muscle: 0.5 is the average.
        weight: 0.5 is the average.
        height: 0.5 is the average.
        mix: shares of `SHAPES`.
        face: further blend shapes, by their path below the targets, and how much of each.
    """

    gender: float = 0.5
    age: float = 0.6
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    mix: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)
    face: dict[str, float] = field(default_factory=dict)


def varied(random: np.random.Generator) -> Build:
    """A build drawn at random."""
    mix = random.dirichlet((1.0, 1.0, 1.0))
    features = (
        "nose/nose-volume", "nose/nose-width2", "nose/nose-scale-vert", "head/head-fat", "chin/chin-width",
        "nose/nose-point-width", "head/head-scale-horiz",
    )  # fmt: skip
    face = {f"{name}-{random.choice(['incr', 'decr'])}": float(random.uniform(0, 0.6)) for name in features}
    return Build(
        gender=float(random.choice([0.0, 1.0, random.uniform()], p=[0.45, 0.45, 0.1])),
        age=float(random.uniform(0.5, 0.95)),
        muscle=float(random.uniform(0.3, 0.7)),
        weight=float(random.uniform(0.25, 0.95)),
        height=float(random.uniform(0.3, 0.7)),
        mix=(float(mix[0]), float(mix[1]), float(mix[2])),
        face=face,
    )


def shares(build: Build) -> dict[str, float]:
    """How much of each blend shape makes a build, by the targets' paths."""
    gender = between({0.0: "female", 1.0: "male"}, build.gender)
    age = between({0.5: "young", 1.0: "old"}, build.age)
    muscle = between({0.0: "minmuscle", 0.5: "averagemuscle", 1.0: "maxmuscle"}, build.muscle)
    weight = between({0.0: "minweight", 0.5: "averageweight", 1.0: "maxweight"}, build.weight)
    height = between({0.0: "minheight", 0.5: "", 1.0: "maxheight"}, build.height)
    found: dict[str, float] = dict(build.face)
    for (sex, a), (years, b) in product(gender.items(), age.items()):
        for shape, share in zip(SHAPES, build.mix, strict=True):
            found[f"macrodetails/{shape}-{sex}-{years}"] = a * b * share
        for (strength, c), (mass, d) in product(muscle.items(), weight.items()):
            found[f"macrodetails/universal-{sex}-{years}-{strength}-{mass}"] = a * b * c * d
            for tall, e in height.items():
                if tall:
                    found[f"macrodetails/height/{sex}-{years}-{strength}-{mass}-{tall}"] = a * b * c * d * e
    return found


def shaped(build: Build) -> Points:
    """The points of a body of this build, standing: (n, 3) metres."""
    points = anatomy().points.copy()
    for name, share in shares(build).items():
        moved, by = target(name)
        points[moved] += share * by
    return points


def posed(points: Points, directions: dict[str, Points], turns: dict[str, Points]) -> Points:
    """The points with bones laid anew, by linear blend skinning.

    Args:
        points: (n, 3), standing.
        directions: bone to the direction (3,) in which it shall point, in the room.
        turns: bone to a rotation (3, 3) on top of its parent's, for those that have no wanted direction.
    """
    frame = anatomy()
    heads = {bone: frame.joint(points, bone) for bone in frame.cubes}
    rotations: dict[str, Points] = {"": np.eye(3)}
    moves: dict[str, tuple[Points, Points]] = {"": (np.eye(3), np.zeros(3))}
    for bone in _from_the_root(frame):
        parent = frame.parents[bone]
        start = heads.get(bone, np.zeros(3))
        rotation = rotations[parent] @ turns.get(bone, np.eye(3))
        if bone in directions:
            rotation = turned(rotation @ (heads[_next(frame, bone)] - start), directions[bone]) @ rotation
        rotations[bone] = rotation
        along, by = moves[parent]
        moves[bone] = rotation, along @ start + by - rotation @ start
    placed = np.zeros_like(points)
    for column, bone in enumerate(frame.bones):
        along, by = moves[bone]
        placed += frame.weights[:, column, None] * (points @ along.T + by)
    return placed


def turned(old: Points, new: Points) -> Points:
    """The smallest rotation (3, 3) that turns one direction into another (Rodrigues)."""
    a, b = old / np.linalg.norm(old), new / np.linalg.norm(new)
    axis, cosine = np.cross(a, b), float(a @ b)
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.asarray(np.eye(3) + cross + cross @ cross / max(1 + cosine, 1e-6))


def rotation(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0) -> Points:
    """A rotation (3, 3) in degrees: yaw to the left of who is turned, pitch down, roll to their left shoulder."""
    y, p, r = np.radians([yaw, pitch, -roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z)


def _from_the_root(frame: Anatomy) -> list[str]:
    order: list[str] = []
    waiting = list(frame.bones)
    while waiting:
        ready = [bone for bone in waiting if frame.parents[bone] in (*order, "")]
        order += ready
        waiting = [bone for bone in waiting if bone not in ready]
    return order


def _next(frame: Anatomy, bone: str) -> str:
    """The bone that follows in a limb."""
    follows = {"upperarm": "lowerarm", "lowerarm": "hand", "thigh": "calf", "calf": "foot", "neck": "head"}
    stem, _, side = bone.rpartition("_")
    return f"{follows[stem]}_{side}" if stem in follows and side != "01" else "head"
