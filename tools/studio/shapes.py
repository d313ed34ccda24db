"""Simple solids that furniture is made of."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.anatomy import Indices, Points
from studio.mesh import Part, normals, refined, smoothed, triangles
from studio.tones import from_hex

Material = Mapping[str, Any]

MATT: Material = {"type": "diffuse"}
VARNISH: Material = {"type": "principled", "roughness": 0.4, "specular": 0.4}
METAL = VARNISH

Place = tuple[float, float, float]


def box(low: Place, high: Place, colour: str | Points, material: Material = MATT) -> Part:
    """A box between two corners, metres, with edges that catch no light."""
    corners = np.array([[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])])
    quads = np.array(
        [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    )  # fmt: skip
    faces = triangles(quads)
    points = corners[faces].reshape(-1, 3)
    return solid(points, np.arange(len(points)).reshape(-1, 3), colour, material)


def tube(path: Points, radii: Points, colour: str | Points, material: Material = VARNISH, sides: int = 14) -> Part:
    """A round bar along a path: (n, 3) metres, with a radius at each of its points, closed at both ends."""
    path, radii = np.asarray(path, float), np.broadcast_to(np.asarray(radii, float), len(path))
    rings = []
    ahead = np.gradient(path, axis=0)
    for point, direction, radius in zip(path, ahead, radii, strict=True):
        side = np.cross(
            direction, (0.31, 0.05, 0.95) if abs(direction[1]) > np.linalg.norm(direction) / 2 else (0, 1, 0)
        )
        side = side / np.linalg.norm(side)
        other = np.cross(direction / np.linalg.norm(direction), side)
        round_ = np.linspace(0, 2 * np.pi, sides, endpoint=False)[:, None]
        rings.append(point + radius * (np.cos(round_) * side + np.sin(round_) * other))
    points = np.concatenate([*rings, path[:1], path[-1:]])
    faces = []
    for ring in range(len(path) - 1):
        for spoke in range(sides):
            a, b = ring * sides + spoke, ring * sides + (spoke + 1) % sides
            faces += [[a, b, b + sides], [a, b + sides, a + sides]]
    last = (len(path) - 1) * sides
    for spoke in range(sides):
        following = (spoke + 1) % sides
        faces += [[len(points) - 2, following, spoke], [len(points) - 1, last + spoke, last + following]]
    return solid(points, np.array(faces), colour, material)


def cushion(low: Place, high: Place, colour: str | Points, rounds: int = 3) -> Part:
    """A box with round edges: upholstery."""
    hard = box(low, high, colour)
    points, places = np.unique(np.round(hard.points, 6), axis=0, return_inverse=True)
    faces = places[hard.triangles]
    for _ in range(3):
        points, faces = refined(points, faces)
    points = smoothed(points, faces, rounds)
    return solid(points, faces, colour, MATT)


def sheet(width: float, height: float, colour: str | Points, folds: float, random: np.random.Generator) -> Part:
    """Hanging cloth with folds of so many metres, its upper middle at the origin, facing z."""
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, 120), np.linspace(0, 1, 40))
    phases = np.cumsum(random.uniform(0.1, 2.2, 120))
    deep = np.sin(phases * 2 * np.pi / 14)[None] * folds * (0.5 + 0.5 * down) * random.uniform(0.6, 1.2, 120)
    deep = deep + 0.02 * np.sin(across * 9 + down * 3)
    points = np.stack([across * width, -down * height, deep], -1).reshape(-1, 3)
    a = (np.arange(39)[:, None] * 120 + np.arange(119)).ravel()
    faces = triangles(np.stack([a, a + 120, a + 121, a + 1], axis=1))
    return solid(points, faces, colour, MATT)


def solid(points: Points, faces: Indices, colour: str | Points, material: Material) -> Part:
    """A surface of one colour: `#rrggbb`, or linear albedo (3,)."""
    albedo = from_hex(colour) if isinstance(colour, str) else colour
    colours = np.broadcast_to(albedo, points.shape).copy()
    return Part(points, faces, material, colours=colours, normals=normals(points, faces))


def moved(parts: list[Part], by: Place = (0, 0, 0), turn: Points | None = None) -> list[Part]:
    """The parts turned about the origin, then moved."""
    about = np.eye(3) if turn is None else turn
    return [
        Part(
            part.points @ about.T + by, part.triangles, part.material, part.colours, part.uv, part.texture,
            None if part.normals is None else part.normals @ about.T,
        )
        for part in parts
    ]  # fmt: skip
