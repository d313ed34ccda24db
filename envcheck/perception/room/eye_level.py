"""How far below or above the eyes the camera stands, where lines of the room say it.

Upright lines show how the camera points; its rise and the place of the eyes in the frame add up to the angle at which
it looks up at them.
"""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.room.camera_roll import FOCAL_LENGTH, CameraRoll
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class EyeLevel:
    """How high the main face's eyes are, seen from the camera.

    Attributes:
        degrees: the angle from the camera up to the eyes, below 0 where the camera stands higher.
    """

    degrees: float


HIGHEST, LOWEST = 15.0, -8.0
"""Degrees above and below the middle that the place of the eyes may add: framing alone, however odd, is no height."""


class EyeLevelPerceiver:
    """Adds the place of the eyes in the frame to the angle at which the camera points."""

    facet = EyeLevel

    def perceive(self, scene: Scene) -> EyeLevel:
        """The angle from the camera up to the eyes of the main face.

        Raises:
            FacetUnavailable: there is no face, or too few upright lines show how the camera points.
        """
        face, rise = scene[MainFace].face, scene[CameraRoll].rise
        if rise is None:
            raise FacetUnavailable(N_("too few upright lines show how the camera points"))
        above = (0.5 - face.eyes.y) * min(1.0, scene.frame.height / scene.frame.width)
        return EyeLevel(rise + float(np.clip(np.degrees(np.arctan(above / FOCAL_LENGTH)), LOWEST, HIGHEST)))
