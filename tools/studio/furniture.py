"""What stands and hangs in a room; each at the origin, its foot on the floor, facing z."""

from collections.abc import Callable

import numpy as np

from studio.anatomy import Points
from studio.mesh import Part, smoothed
from studio.shapes import MATT, METAL, VARNISH, box, cushion, moved, sheet, solid, tube

Random = np.random.Generator

FABRICS = ("#2b2b2e", "#3d4a5c", "#6b2f2f", "#8a8c90", "#46584a", "#b39a78", "#1f3a5f", "#d8d2c6")
WOODS = ("#8a5a33", "#c49a6c", "#5b3a22", "#e5dfd3", "#a3754a")
BINDINGS = ("#7a2e2e", "#2e4a7a", "#d7c9a7", "#3e5a3a", "#222222", "#b86b35", "#6a5480", "#e9e4da", "#4d7f86")


def office_chair(random: Random, head_rest: bool = True) -> list[Part]:
    """An empty swivel chair: star foot, column, seat, back, now and then with arms and a head rest."""
    fabric, high = str(random.choice(FABRICS)), float(random.uniform(0.5, 0.75))
    wide = float(random.uniform(0.22, 0.26))
    parts = [cushion((-wide, 0.42, -0.24), (wide, 0.52, 0.25), fabric)]
    parts.append(_bent(cushion((-wide + 0.02, 0.6, -0.3), (wide - 0.02, 0.55 + high, -0.22), fabric), 0.25))
    parts.append(tube(np.array([[0, 0.08, 0], [0, 0.44, 0]]), np.array([0.03, 0.03]), "#222222", METAL))
    parts.append(
        tube(np.array([[0, 0.46, -0.1], [0, 0.47, -0.33], [0, 0.75, -0.31]]), np.array([0.025] * 3), "#222222")
    )
    for spoke in np.linspace(0, 2 * np.pi, 6)[:-1]:
        end = np.array([0.3 * np.cos(spoke), 0.05, 0.3 * np.sin(spoke)])
        parts.append(tube(np.array([[0, 0.1, 0], end]), np.array([0.03, 0.02]), "#262626", METAL))
    if random.uniform() < 0.6:
        parts += [part for side in (-1, 1) for part in _arm_rest(side * (wide + 0.03))]
    if random.uniform() < 0.4 and head_rest:
        parts.append(cushion((-0.14, 0.58 + high, -0.3), (0.14, 0.75 + high, -0.23), fabric))
    return parts


def _arm_rest(x: float) -> list[Part]:
    post = tube(np.array([[x, 0.44, -0.1], [x, 0.66, -0.1]]), np.array([0.018, 0.018]), "#222222", METAL)
    bar = tube(np.array([[0, 0.45, -0.1], [x, 0.45, -0.1]]), np.array([0.02, 0.02]), "#222222", METAL)
    return [post, bar, cushion((x - 0.035, 0.66, -0.2), (x + 0.035, 0.7, 0.1), "#1c1c1c")]


def _bent(part: Part, by: float) -> Part:
    points = part.points.copy()
    points[:, 2] += by * points[:, 0] ** 2 * 3
    points[:, 2] -= 0.2 * (points[:, 1] - 0.6) * 0.5
    return solid(points, part.triangles, np.asarray(part.colours)[0], part.material)


def arm_chair(random: Random) -> list[Part]:
    """An empty upholstered chair."""
    fabric = str(random.choice(FABRICS))
    parts = [
        cushion((-0.3, 0.2, -0.3), (0.3, 0.45, 0.35), fabric),
        cushion((-0.32, 0.3, -0.42), (0.32, 0.95, -0.25), fabric),
    ]
    return parts + [cushion((x - 0.09, 0.2, -0.35), (x + 0.09, 0.62, 0.35), fabric) for x in (-0.36, 0.36)]


def coat(random: Random) -> list[Part]:
    """A coat on a hook, 1.75 m above the floor: shoulders that hang, two sleeves, a hem."""
    colour, long = str(random.choice(FABRICS)), float(random.uniform(0.75, 1.15))
    down = np.linspace(0, 1, 34)[:, None]
    around = np.linspace(0, 2 * np.pi, 60)[None]
    wide = np.interp(down, [0, 0.06, 0.18, 1], [0.03, 0.11, 0.2, 0.24 + random.uniform(0, 0.06)])
    folds = 1 + 0.13 * np.sin(around * random.integers(5, 9) + random.uniform(0, 6)) * np.clip(down * 2, 0, 1)
    body = np.stack(
        [np.cos(around) * wide * folds, 1.75 - down * long + 0 * around, np.sin(around) * wide * 0.42 * folds], -1
    )
    parts = [_lofted(body, colour)]
    for side in (-1, 1):
        reach = np.linspace(0, 1, 16)
        path = np.stack([side * (0.12 + 0.12 * reach**0.5), 1.68 - 0.62 * reach, 0.03 + 0.05 * np.sin(reach * 2)], -1)
        parts.append(tube(path, 0.075 - 0.02 * reach, colour, MATT))
    parts.append(tube(np.array([[0, 1.76, -0.08], [0, 1.77, 0.02]]), np.array([0.012, 0.012]), "#888888", METAL))
    return parts


def _lofted(rings: Points, colour: str) -> Part:
    rows, columns = rings.shape[:2]
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    quads = np.stack([a, a + 1, a + columns + 1, a + columns], axis=1)
    faces = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    points = smoothed(rings.reshape(-1, 3), faces, 1)
    return solid(points, faces, colour, MATT)


def curtain(random: Random) -> list[Part]:
    """Cloth that hangs from 2.3 m."""
    colour = str(random.choice((*FABRICS, "#efe9dd", "#c9b79c")))
    hanging = sheet(float(random.uniform(0.4, 1.0)), 2.25, colour, float(random.uniform(0.02, 0.05)), random)
    return moved([hanging], (0, 2.3, 0))


def plant(random: Random) -> list[Part]:
    """A plant in a pot: bushy, or with long leaves."""
    tall = float(random.uniform(0.5, 1.3))
    pot = tube(
        np.array([[0, 0, 0], [0, 0.3, 0]]),
        np.array([0.11, 0.16]),
        str(random.choice(("#b5653a", "#e8e4dc", "#3a3a3a"))),
    )
    parts = [pot]
    for _ in range(int(random.integers(14, 30))):
        away, round_ = random.uniform(0.1, 0.45), random.uniform(0, 2 * np.pi)
        tip = np.array([away * np.cos(round_), 0.3 + tall * random.uniform(0.4, 1), away * np.sin(round_)])
        parts.append(_leaf(np.array([0, 0.28, 0]), tip, random))
    return parts


def _leaf(foot: Points, tip: Points, random: Random) -> Part:
    along = np.linspace(0, 1, 12)[:, None]
    spine = foot + (tip - foot) * along + np.array([0, 0.12, 0]) * np.sin(along * np.pi)
    side = np.cross(tip - foot, (0, 1, 0))
    side = side / max(float(np.linalg.norm(side)), 1e-6)
    wide = 0.05 * np.sin(np.clip(along * 1.05, 0, 1) * np.pi) ** 0.7 * np.interp(along, [0, 0.4, 1], [0.2, 1, 1])
    points = np.concatenate([spine - side * wide, spine + side * wide])
    a = np.arange(11)
    faces = np.concatenate([np.stack([a, a + 12, a + 13], 1), np.stack([a, a + 13, a + 1], 1)])
    green = np.array([0.06, 0.19, 0.04]) * random.uniform(0.5, 1.6)
    return solid(points, faces, green, VARNISH)


def floor_lamp(random: Random) -> list[Part]:
    """A lamp that stands, switched off."""
    tall = float(random.uniform(1.3, 1.7))
    shade = tube(np.array([[0, tall - 0.3, 0], [0, tall, 0]]), np.array([0.2, random.uniform(0.08, 0.18)]), "#e9dcc0")
    foot = tube(np.array([[0, 0, 0], [0, 0.03, 0]]), np.array([0.16, 0.15]), "#2a2a2a", METAL)
    return [foot, tube(np.array([[0, 0.03, 0], [0, tall - 0.2, 0]]), np.array([0.014, 0.014]), "#2a2a2a", METAL), shade]


def bookshelf(random: Random) -> list[Part]:
    """A shelf 0.9 m wide and 2 m high with rows of books, boxes and gaps."""
    wood = str(random.choice(WOODS))
    parts = [box((-0.47, 0, -0.3), (-0.44, 2, 0), wood, VARNISH), box((0.44, 0, -0.3), (0.47, 2, 0), wood, VARNISH)]
    parts.append(box((-0.47, 0, -0.31), (0.47, 2, -0.3), wood))
    for level in np.linspace(0.05, 1.98, 6):
        parts.append(box((-0.45, level - 0.02, -0.3), (0.45, level, 0), wood, VARNISH))
        parts += _row(float(level), random) if level < 1.8 else []
    return parts


def _row(level: float, random: Random) -> list[Part]:
    x, parts = -0.43, []
    while x < 0.4:
        wide = float(random.uniform(0.015, 0.05))
        if random.uniform() < 0.08:
            x += float(random.uniform(0.05, 0.25))
            continue
        top, deep = level + float(random.uniform(0.2, 0.31)), float(random.uniform(0.02, 0.1))
        parts.append(box((x, level, -0.28), (min(x + wide, 0.43), top, -deep), str(random.choice(BINDINGS))))
        x += wide + 0.002
    return parts


def door(random: Random) -> list[Part]:
    """A closed door 0.9 m wide with its frame and handle, in the plane of the wall."""
    colour = str(random.choice(("#efece4", "#b98b5e", "#d9d9d6")))
    parts = [box((-0.45, 0, -0.03), (0.45, 2.03, 0.01), colour, VARNISH)]
    parts += [box((x - 0.04, 0, -0.03), (x + 0.04, 2.1, 0.03), "#f4f2ec") for x in (-0.48, 0.48)]
    parts.append(box((-0.52, 2.03, -0.03), (0.52, 2.11, 0.03), "#f4f2ec"))
    parts.append(tube(np.array([[0.38, 1.02, 0.05], [0.26, 1.02, 0.05]]), np.array([0.011, 0.011]), "#999999", METAL))
    return parts


def picture(random: Random) -> list[Part]:
    """A framed print without a face, its middle 1.6 m up, just off the wall."""
    wide, high = random.uniform(0.15, 0.4, 2)
    parts = [
        box((-wide, 1.6 - high, 0), (wide, 1.6 + high, 0.02), str(random.choice(("#222222", "#c9a36a", "#f0ede6"))))
    ]
    for _ in range(4):
        x, y = random.uniform(-0.7, 0.7, 2) * (wide, high)
        dx, dy = random.uniform(0.15, 0.3, 2) * (wide, high)
        parts.append(box((x - dx, 1.6 + y - dy, 0.02), (x + dx, 1.6 + y + dy, 0.022), random.uniform(0.1, 0.7, 3)))
    return parts


NEGATIVES: dict[str, Callable[[Random], list[Part]]] = {
    "office-chair": office_chair,
    "arm-chair": arm_chair,
    "coat": coat,
    "curtain": curtain,
    "plant": plant,
    "floor-lamp": floor_lamp,
}
"""What is taken for somebody, and is not."""
