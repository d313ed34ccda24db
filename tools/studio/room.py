"""Rooms: walls, ceiling, floor, desk and furniture, and the lamps that light them."""

from typing import Any

import numpy as np

from studio import body, furniture, person
from studio.anatomy import Points
from studio.camera import lamp
from studio.mesh import Part
from studio.setup import Guest, Setup
from studio.shapes import VARNISH, box, moved

ROOMS = 12
SEAT = 0.46
CEILING = 2.5
WALLS = (
    "#e9e5dc",
    "#d5dbe0",
    "#efe9df",
    "#c8b8a0",
    "#b9c7b5",
    "#8fa3b5",
    "#f3f1ec",
    "#a4897a",
    "#dcd3e0",
    "#6d7c86",
    "#e4d6b8",
    "#f0efe9",
)
FLOORS = ("#8a6a4a", "#b79b78", "#6a625c", "#a9a49b")


def parts(setup: Setup, sitter: list[Part]) -> list[Part]:
    """All that stands in the room, without the sitter's own surfaces added twice."""
    random = np.random.default_rng(400 + setup.room)
    back, side = _measures(setup.room)
    found = [*_shell(setup.room, back, side, random), *_desk(random), *sitter]
    found += _furnished(setup, back, side, random)
    for number, name in enumerate(setup.things):
        things = furniture.NEGATIVES[name](np.random.default_rng(setup.room * 10 + number))
        place = (0.75 * (-1) ** number + 0.1 * number, 0.0, -back + 0.55)
        found += moved(things, place, body.rotation(yaw=float(random.uniform(-40, 40))))
    for guest in setup.guests:
        found += guests_parts(guest)
    return found


def guests_parts(guest: Guest) -> list[Part]:
    """Somebody else's surfaces; the right of the picture is the sitter's left."""
    x, y, z = guest.at
    return person.placed(guest.person, (x, y, z), guest.facing).parts


def chair(room: int) -> list[Part]:
    """What the sitter sits on: seen beside the shoulders."""
    return moved(furniture.office_chair(np.random.default_rng(600 + room), head_rest=False), (0, -0.05, -0.04))


def lamps(setup: Setup, layer: str, eyes: Points) -> list[dict[str, Any]]:
    """The emitters of one layer; each brings 1 unit as `Mix` counts them."""
    if layer == "window":
        middle = window_middle(_measures(setup.room)[0])
        return [lamp(middle, middle + np.array([0, 0, 1]), 0.5, np.full(3, 1 / np.pi))] if setup.window else []
    if layer == "room":
        at, half = np.array([0.0, 2.0, 2.2]), 1.2
    else:
        around, up = np.radians([setup.lamp, setup.lamp_up])
        at = eyes + np.array([np.sin(around) * np.cos(up), np.sin(up), np.cos(around) * np.cos(up)])
        half = 0.12
    facing = np.array([0.0, 0.0, 1.0]) if layer == "room" else (at - eyes) / np.linalg.norm(at - eyes)
    return [lamp(at, eyes, half, np.full(3, 1 / irradiance(at, eyes, half, facing)))]


def irradiance(at: Points, towards: Points, half: float, facing: Points) -> float:
    """Light on a card at `towards`, from a square lamp of radiance 1 at `at` that shines there.

    Args:
        at: middle of the lamp, (3,) metres.
        towards: the card's place, (3,).
        half: half a side of the lamp, metres.
        facing: direction in which the card faces, (3,), of length 1.
    """
    normal = (towards - at) / np.linalg.norm(towards - at)
    side = np.cross(normal, (0.0, 1.0, 0.001))
    side /= np.linalg.norm(side)
    steps = (np.arange(24) + 0.5) / 12 - 1
    points = at + half * (steps[:, None, None] * side + steps[None, :, None] * np.cross(side, normal))
    rays = points - towards
    square = (rays**2).sum(axis=2)
    cosines = np.clip(rays @ facing, 0, None) * np.clip(-rays @ normal, 0, None) / square
    return float((cosines / square).mean() * (2 * half) ** 2)


def window_middle(back: float) -> Points:
    """Where the middle of the window is: beside the head, in the wall."""
    return np.array([0.45, 1.45, -back + 0.02])


def _measures(room: int) -> tuple[float, float]:
    """Metres from the sitter to the wall behind, and to the walls beside."""
    return 0.9 + 0.25 * (room * 5 % 7), 1.4 + 0.2 * (room * 3 % 5)


def _shell(room: int, back: float, side: float, random: np.random.Generator) -> list[Part]:
    wall, front = WALLS[room % len(WALLS)], 1.2
    accent = WALLS[(room * 7 + 3) % len(WALLS)] if room % 3 == 0 else wall
    found = [box((-side, 0, -back - 0.1), (side, CEILING, -back), accent)]
    found += [
        box((min(x, x + d), 0, -back), (max(x, x + d), CEILING, front), wall) for x, d in ((-side, -0.1), (side, 0.1))
    ]
    found.append(box((-side, CEILING, -back), (side, CEILING + 0.1, front), "#f4f3ef"))
    found.append(box((-side, -0.1, -back), (side, 0, front), str(random.choice(FLOORS))))
    return [*found, box((-side, 0, -back), (side, 0.09, -back + 0.015), "#f0eeea")]


def _desk(random: np.random.Generator) -> list[Part]:
    wood = str(random.choice(furniture.WOODS))
    return [box((-0.7, 0.69, 0.3), (0.7, 0.72, 0.95), wood, VARNISH)]


def _furnished(setup: Setup, back: float, side: float, random: np.random.Generator) -> list[Part]:
    """Two or three pieces against the wall behind, at places that suit the room."""
    found: list[Part] = []
    choices = [
        furniture.bookshelf,
        furniture.plant,
        furniture.door,
        furniture.picture,
        furniture.picture,
        furniture.plant,
    ]
    slots = [-side + 0.6, side - 0.6, 0.45 if not setup.window else -0.5]
    for number, x in enumerate(slots):
        make = choices[(setup.room * 2 + number * (1 + setup.room % 3)) % len(choices)]
        flat = make in (furniture.door, furniture.picture)
        deep = 0.0 if flat else 0.32 if make is furniture.bookshelf else 0.3
        away = -back + (0.03 if flat else deep)
        found += moved(make(random), (x, 0, away))
    if setup.window:
        found += _frame(window_middle(back))
    return found


def _frame(middle: Points) -> list[Part]:
    """Bars around and across the window."""
    bars = [((-0.56, -0.56), (0.56, -0.48)), ((-0.56, 0.48), (0.56, 0.56)), ((-0.56, -0.5), (-0.48, 0.5)),
            ((0.48, -0.5), (0.56, 0.5)), ((-0.03, -0.5), (0.03, 0.5))]  # fmt: skip
    x, y, z = (float(value) for value in middle)
    return [box((x + a, y + b, z - 0.02), (x + c, y + d, z + 0.04), "#f4f2ec", VARNISH) for (a, b), (c, d) in bars]
