"""How far below or above the eyes the camera stands.

Three facts say it, none alone. Where upright lines show how the camera points, its rise and the place of the eyes in
the frame add up to the angle at which it looks up at them. Elsewhere the head's pitch stands in for the rise, as if the
head were held upright; it is shrunk towards zero, so that a head that is bent for a while hardly counts.
"""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.pose import Pose
from envcheck.perception.picture.analysis_frame import VIEW_SIDE
from envcheck.perception.room.camera_roll import FOCAL_LENGTH, CameraRoll
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class EyeLevel:
    """How high the main face's eyes are, seen from the camera.

    Attributes:
        degrees: the angle from the camera up to the eyes, below 0 where the camera stands higher.
        by_lines: True where lines of the room showed it, False where only the head did.
    """

    degrees: float
    by_lines: bool


HIGHEST, LOWEST = 15.0, -8.0
"""Degrees above and below the middle that the place of the eyes may add: framing alone, however odd, is no height."""

LEAST_PIXELS = 24
"""Height of a face in the view below which its landmarks say nothing about pitch."""


class EyeLevelPerceiver:
    """Adds the place of the eyes in the frame to the angle at which the camera, or else the head, points."""

    facet = EyeLevel

    def perceive(self, scene: Scene) -> EyeLevel:
        """The angle from the camera up to the eyes of the main face.

        Raises:
            FacetUnavailable: there is no face, or neither lines nor a face large enough say anything.
        """
        face = scene[MainFace].face
        rise = _rise(scene)
        if rise is None:
            tall = face.box.height * scene.frame.height / max(scene.frame.width, scene.frame.height)
            if tall * VIEW_SIDE < LEAST_PIXELS:
                raise FacetUnavailable(N_("the face is too small to judge by"))
        above = (0.5 - face.eyes.y) * min(1.0, scene.frame.height / scene.frame.width)
        place = float(np.clip(np.degrees(np.arctan(above / FOCAL_LENGTH)), LOWEST, HIGHEST))
        return EyeLevel(place + (scene[Pose].pitch if rise is None else rise), by_lines=rise is not None)


def _rise(scene: Scene) -> float | None:
    try:
        return scene[CameraRoll].rise
    except FacetUnavailable:
        return None
