"""Surfaces: points, triangles and what they are made of. Nothing here knows the renderer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.anatomy import Indices, Points


@dataclass(frozen=True)
class Part:
    """One surface.

    Attributes:
        points: (n, 3) metres.
        triangles: (m, 3) indices of points, counter-clockwise from outside.
        material: how it reflects, as the renderer's own description of a BSDF, without the colour below.
        colours: (n, 3) albedo of each point, linear; None where `texture` or the material says it.
        uv: (n, 2) places in the texture.
        texture: (height, width, 3) albedo, linear.
        normals: (n, 3); None to have them made of the points.
    """

    points: Points
    triangles: Indices
    material: Mapping[str, Any] = field(default_factory=dict)
    colours: Points | None = None
    uv: Points | None = None
    texture: NDArray[np.float32] | None = None
    normals: Points | None = None


def triangles(quads: Indices) -> Indices:
    """Two triangles of every quad: (2k, 3)."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def normals(points: Points, faces: Indices) -> Points:
    """The direction outward at each point, weighted by the area of the triangles around it: (n, 3)."""
    a, b, c = (points[faces[:, corner]] for corner in range(3))
    across = np.cross(b - a, c - a)
    summed = np.zeros_like(points)
    for corner in range(3):
        np.add.at(summed, faces[:, corner], across)
    return np.asarray(summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12))


def merged(parts: Iterable[Part]) -> list[Part]:
    """The parts with all of one material and no texture in one: a renderer is slower with every part."""
    groups: dict[str, list[Part]] = {}
    for number, part in enumerate(parts):
        groups.setdefault(repr(part.material) if part.texture is None else str(number), []).append(part)
    return [group[0] if len(group) == 1 else _joined(group) for group in groups.values()]


def _joined(group: list[Part]) -> Part:
    starts = np.cumsum([0, *(len(part.points) for part in group[:-1])])
    faces = np.concatenate([part.triangles + start for part, start in zip(group, starts, strict=True)])
    outward = [normals(part.points, part.triangles) if part.normals is None else part.normals for part in group]
    colours = np.concatenate([np.zeros((0, 3)) if part.colours is None else part.colours for part in group])
    return Part(
        np.concatenate([part.points for part in group]),
        faces,
        group[0].material,
        colours,
        normals=np.concatenate(outward),
    )


def compact(points: Points, faces: Indices) -> tuple[Points, Indices, Indices]:
    """Only the points that are used, the triangles by their new places, and the old places of the points."""
    used, renamed = np.unique(faces, return_inverse=True)
    return points[used], renamed.reshape(faces.shape), used


def smoothed(points: Points, faces: Indices, rounds: int) -> Points:
    """The points, each moved half way to the middle of its neighbours, so many times; on a rim, of those on the rim."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    known, counts = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    rim = np.zeros(len(points), bool)
    rim[known[counts == 1].ravel()] = True
    drawn = known[(counts == 1) | ~(rim[known[:, 0]] | rim[known[:, 1]])]
    half = known[(counts > 1) & (rim[known[:, 0]] ^ rim[known[:, 1]])]
    inner = np.where(rim[half[:, :1]], half[:, ::-1], half)  # the one that is not on the rim first
    degree = np.bincount(drawn.ravel(), minlength=len(points)) + np.bincount(inner[:, 0], minlength=len(points))
    for _ in range(rounds):
        summed = np.zeros_like(points)
        np.add.at(summed, drawn[:, 0], points[drawn[:, 1]])
        np.add.at(summed, drawn[:, 1], points[drawn[:, 0]])
        np.add.at(summed, inner[:, 0], points[inner[:, 1]])
        points = np.where(degree[:, None] > 0, (points + summed / np.maximum(degree, 1)[:, None]) / 2, points)
    return points


def refined(points: Points, faces: Indices) -> tuple[Points, Indices]:
    """Every triangle in four, by the middles of its edges."""
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    known, places = np.unique(edges, axis=0, return_inverse=True)
    middles = points[known].mean(axis=1)
    ab, bc, ca = (places.reshape(3, -1) + len(points)).reshape(3, -1)
    a, b, c = faces.T
    made = [np.stack(corners, axis=1) for corners in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
    return np.concatenate([points, middles]), np.concatenate(made)


def wavy(points: Points, random: np.random.Generator, length: float, waves: int = 24) -> NDArray[np.float64]:
    """Smooth noise of the room: about -1 to 1 at each point, with waves about so many metres long: (n,)."""
    directions = random.normal(size=(waves, 3))
    directions *= random.uniform(0.6, 1.8, (waves, 1)) / np.linalg.norm(directions, axis=1, keepdims=True)
    phases = random.uniform(0, 2 * np.pi, waves)
    return np.asarray(np.sin(points @ directions.T * 2 * np.pi / length + phases).sum(axis=1) / np.sqrt(waves))
