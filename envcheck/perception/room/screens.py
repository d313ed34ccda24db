"""Monitors, televisions and laptops that turn their picture to the camera, and how far they are lit.

A screen that is off is dark glass: it gives back a few per cent of the room's light. One that is lit sends out about as
much light as the room around it, or more, wherever its picture is not black.
"""

from dataclasses import dataclass

import numpy as np

from envcheck.model.geometry import Box
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.picture.linear_light import linear
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Screen:
    """A monitor, television or laptop that turns its picture to the camera.

    Attributes:
        box: where, its rim and stand included.
        confidence: that it is one, 0 to 1.
        brightness: how far it is lit, 0 to 1.
    """

    box: Box
    confidence: float
    brightness: float


@dataclass(frozen=True)
class Screens:
    """Screens in view but the one the person sits at, surest first."""

    screens: tuple[Screen, ...]


PANELS = {"tv": (0.22, 0.2, 0.78, 0.7), "laptop": (0.25, 0.12, 0.75, 0.5)}
"""Where the picture certainly is, in shares of the box: inside the rim, above the stand or the keyboard."""

BRIGHT_PART = 90
"""Percentile of the picture that is compared: a dark page with bright writing is lit, a small reflection is not."""

OFF, LIT = -1.0, 0.0
"""Stops over the middle light of the frame. On labelled pictures screens that the network is sure of (0.6) lie below
-1.1 where they are off, but for a grey tube at 2.4, and above 0.4 where they are lit."""

FLOOR = 0.01


class ScreenPerceiver:
    """Measures the light of what the object network takes for a screen."""

    facet = Screens

    def perceive(self, scene: Scene) -> Screens:
        """All screens but the person's own, which is turned away from the camera.

        Raises:
            FacetUnavailable: the object network is not installed.
        """
        things = [thing for thing in scene[Detections].of_class(*PANELS) if not _is_own(thing, scene)]
        if not things:
            return Screens(())
        room = float(linear(np.median(scene[Luma].plane[::4, ::4])))
        return Screens(
            tuple(Screen(thing.box, thing.confidence, _brightness(thing, scene[Luma], room)) for thing in things)
        )


def _is_own(thing: Detection, scene: Scene) -> bool:
    """True where it stands before the person, below the face: the person sees its front, the camera its back."""
    face = scene[Faces].main
    before = face is not None and thing.box.x1 < face.box.x2 and thing.box.x2 > face.box.x1
    return face is not None and before and thing.box.y1 > face.box.y2


def _brightness(thing: Detection, luma: Luma, room: float) -> float:
    """How far its bright part is lit, 0 to 1, against the middle light of the frame."""
    left, top, right, bottom = PANELS[thing.name]
    box = thing.box
    panel = Box(
        box.x1 + left * box.width, box.y1 + top * box.height, box.x1 + right * box.width, box.y1 + bottom * box.height
    )
    bright = float(linear(np.percentile(luma.inside(panel), BRIGHT_PART)))
    stops = float(np.log2((bright + FLOOR) / (room + FLOOR)))
    return min(1.0, max(0.0, (stops - OFF) / (LIT - OFF)))
