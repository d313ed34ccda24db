"""Setups drawn at random, each known by its seed."""

from dataclasses import replace

import numpy as np

from studio import person
from studio.room import ROOMS
from studio.setup import Setup, View


def varied(seed: int) -> Setup:
    """Somebody of any build and tone before a camera anywhere it is put in practice, head turned and bent a little."""
    random = np.random.default_rng(2000 + seed)
    view = View(
        distance=float(random.uniform(0.5, 1.1)),
        below=float(random.uniform(-0.2, 0.45)),
        eyes_at=float(random.uniform(0.3, 0.5)),
        across_at=float(random.uniform(0.38, 0.62)),
    )
    who = replace(
        person.varied(100 + seed),
        tone=seed % 10 + 1,
        yaw=float(random.uniform(-40, 40)),
        pitch=float(random.uniform(-10, 15)),
        roll=float(random.uniform(-12, 12)),
    )
    return Setup(who, view, room=seed % ROOMS)


LAMPS = (-70.0, 60.0, -50.0, 75.0)
"""Degrees at which the lamp stands beside the sitter, by seed."""


def plain(seed: int) -> Setup:
    """Somebody who sits well framed, looking into the camera, a window behind and a lamp beside them."""
    who = replace(person.varied(300 + seed), arms=(15.0, 15.0), elbows=(70.0, 70.0), tone=1)
    view = View(distance=0.7, below=0.0, eyes_at=0.4)
    return Setup(who, view, room=(seed * 5 + 1) % ROOMS, window=True, lamp=LAMPS[seed % len(LAMPS)])
