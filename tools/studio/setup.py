"""What a picture of the studio is of: all its parameters, known exactly. Nothing here needs bodies or a renderer."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from studio.person import Person

ACROSS = 65.0
"""Degrees that the camera sees from left to right: a usual webcam's."""

ASPECT = 16 / 9

Vector = NDArray[np.float64]
Picture = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """Where the camera stands and what it shows.

    Attributes:
        distance: metres from the eyes to the camera, along the floor.
        below: metres that the camera stands below the eyes.
        eyes_at: where the eyes are in the frame, as a share of its height from the top.
        across_at: where they are as a share of its width from the left.
        roll: degrees that the camera leans to its right.
    """

    distance: float = 0.75
    below: float = 0.05
    eyes_at: float = 0.42
    across_at: float = 0.5
    roll: float = 0.0

    @property
    def elevation(self) -> float:
        """Degrees that the camera looks up at the eyes, from the horizon."""
        return float(np.degrees(np.arctan2(self.below, self.distance)))

    @property
    def tall(self) -> float:
        """Degrees that the camera sees from top to bottom."""
        return float(np.degrees(2 * np.arctan(np.tan(np.radians(ACROSS / 2)) / ASPECT)))

    @property
    def pitch(self) -> float:
        """Degrees that the camera itself points up, so that the eyes are where they shall be."""
        rise = np.arctan((0.5 - self.eyes_at) * 2 * np.tan(np.radians(self.tall / 2)))
        return self.elevation - float(np.degrees(rise))

    @property
    def turn(self) -> float:
        """Degrees that the camera turns to its right for the same."""
        return -float(np.degrees(np.arctan((self.across_at - 0.5) * 2 * np.tan(np.radians(ACROSS / 2)))))

    def looking(self, eyes: Vector) -> tuple[Vector, Vector]:
        """Where the camera stands and in which direction it looks, (3,) each, by where the eyes are."""
        pitch, turn = np.radians([self.pitch, self.turn])
        ahead = np.array([np.sin(turn) * np.cos(pitch), np.sin(pitch), -np.cos(turn) * np.cos(pitch)])
        return eyes + np.array([0.0, -self.below, self.distance]), ahead


@dataclass(frozen=True)
class Guest:
    """Somebody else in the room.

    Attributes:
        person: who.
        at: where their hips are: metres to the right (as seen), above the floor and before the sitter.
        facing: degrees turned from the camera to their left.
    """

    person: "Person"
    at: tuple[float, float, float]
    facing: float = 0.0


@dataclass(frozen=True)
class Setup:
    """Who sits where, in which room, before which camera; light is added in layers afterwards.

    Attributes:
        person: who sits.
        view: of the camera.
        room: which room is drawn, 0 to `room.ROOMS` - 1.
        window: whether there is one behind.
        guests: who else is there.
        things: names of `furniture.NEGATIVES` to stand behind.
        lamp: degrees from the front to the sitter's left at which the lamp stands.
        lamp_up: degrees above their eyes.
    """

    person: "Person | None"
    view: View = field(default_factory=View)
    room: int = 0
    window: bool = False
    guests: tuple[Guest, ...] = ()
    things: tuple[str, ...] = ()
    lamp: float = 0.0
    lamp_up: float = 15.0


LAYERS = ("room", "lamp", "window")
"""Where light comes from; each layer is a picture of its own, since light adds up: the room's soft light from the front
and above, the lamp, the window behind."""


@dataclass(frozen=True)
class Mix:
    """How much of each layer there is.

    Attributes:
        room: light of the room, where 1 is 300 lux on an upright card at the face.
        lamp: likewise, of the lamp.
        window: luminance of the window, where 1 is that of a white card in 300 lux.
        kelvin: colour temperature of room and lamp, seen by a camera balanced for `balanced`.
        balanced: colour temperature that the camera takes for white.
    """

    room: float = 1.0
    lamp: float = 0.0
    window: float = 0.0
    kelvin: float = 5000.0
    balanced: float = 5000.0

    def weights(self) -> dict[str, Vector]:
        """Factor of each layer by colour: (3,)."""
        tint = white(self.kelvin) / white(self.balanced)
        day = white(6500.0) / white(self.balanced)
        return {"room": self.room * tint, "lamp": self.lamp * tint, "window": self.window * day}


def white(kelvin: float) -> Vector:
    """Linear red, green and blue of a black body, green being 1.

    Planck's law at 600, 550 and 450 nanometres, a camera's three bands taken as narrow.
    """
    waves = np.array([600e-9, 550e-9, 450e-9])
    radiance = waves**-5.0 / (np.exp(1.4388e-2 / (waves * kelvin)) - 1)
    return np.asarray(radiance / radiance[1])


ALBEDOS = (0.05, 0.3, 0.6)
"""Albedos that skin is rendered with, to have all others by `between_albedos`."""


def between_albedos(pictures: tuple[Picture, Picture, Picture], albedo: Vector) -> Picture:
    """The picture of a skin from those of three grey skins of `ALBEDOS`, same samples: (height, width, 3).

    What is mirrored does not know the albedo, light that met the skin once grows with it, light that met it twice with
    its square: each colour of each pixel is a polynomial, of which three values say all but what met it three times.
    """
    total = np.zeros_like(pictures[0], dtype=np.float64)
    for number, picture in enumerate(pictures):
        others = [ALBEDOS[other] for other in range(3) if other != number]
        share = np.prod([(albedo - other) / (ALBEDOS[number] - other) for other in others], axis=0)
        total += picture * share
    return np.asarray(np.maximum(total, 0), np.float32)
