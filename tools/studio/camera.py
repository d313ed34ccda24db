"""Cameras and lamps, and how a camera answers to light."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.anatomy import Points
from studio.tones import encoded

MEAN = 0.4
"""Mean luma (of 1) that automatic exposure of webcams aims at."""


BLOWN = 0.05
"""Share of the picture that it lets be clipped."""


def looking(origin: Points, at: Points, tall: float, roll: float = 0.0) -> dict[str, Any]:
    """A camera at a place (3,) that looks at another, and sees so many degrees from its upper to its lower rim.

    `roll` is how many degrees it leans to its right.
    """
    from studio.render import mitsuba

    to_world = (
        mitsuba()
        .ScalarTransform4f()
        .look_at(
            origin=[float(x) for x in origin],
            target=[float(x) for x in at],
            up=[float(np.sin(np.radians(roll))), float(np.cos(np.radians(roll))), 0],
        )
    )
    return {"type": "perspective", "fov": float(tall), "fov_axis": "y", "to_world": to_world}


def lamp(origin: Points, at: Points, radius: float, light: Points) -> dict[str, Any]:
    """A square lamp of half a side `radius` metres that shines towards a place, of a radiance (3,)."""
    from studio.render import mitsuba

    transform = mitsuba().ScalarTransform4f()
    to_world = transform.look_at(origin=[float(x) for x in origin], target=[float(x) for x in at], up=[0, 1, 0.001])
    emitter = {"type": "area", "radiance": {"type": "rgb", "value": [float(x) for x in light]}}
    return {"type": "rectangle", "to_world": to_world @ transform.scale(radius), "emitter": emitter}


def sky(light: Points) -> dict[str, Any]:
    """The same light from everywhere, of a radiance (3,)."""
    return {"type": "constant", "radiance": {"type": "rgb", "value": [float(x) for x in light]}}


def exposed(light: NDArray[np.float32], mean: float = MEAN) -> NDArray[np.float32]:
    """Light as an automatic exposure lets it in.

    The mean luma of the coded picture becomes `mean`, or less where more than `BLOWN` of it would be clipped.
    """
    low, high, some = -8.0, 12.0, light[::4, ::4]
    for _ in range(24):
        stops = (low + high) / 2
        coded = encoded(some * 2.0**stops).mean(axis=(0, 1)) @ (0.2126, 0.7152, 0.0722)
        blown = (some.max(axis=2) * 2.0**stops > 1).mean()
        low, high = (stops, high) if coded < mean and blown < BLOWN else (low, stops)
    return np.asarray(light * 2.0**low, np.float32)
