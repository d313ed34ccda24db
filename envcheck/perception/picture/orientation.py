"""Whether the picture lies on its side or upside down, from where mouths are when they are not below eyes.

The face network also finds faces that are turned, often as surely as upright ones, so that finding one says nothing;
its landmarks do. One network draws them upright on an upside-down face, too, but less surely: a turned view is looked
at where no face stands upright for certain, and believed where its face is clearly surer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.model.findings import Mode
from envcheck.perception.arrays import Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces, detect_faces
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class Orientation:
    """How the picture lies.

    Attributes:
        degrees: by which it has to be turned clockwise for faces to be upright: 0, 90, 180 or 270.
        confidence: of the face that tells so, 0 to 1; 0 where nothing speaks for a turn.
    """

    degrees: int
    confidence: float


TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 270: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180}

SURE = 0.5
"""Confidence from which a face may tell where up is."""

SURE_TURNED = 0.7
"""The same in a turned view, which has to speak against what is seen: in untidy rooms without anybody, folds and
handles made faces of up to 0.63 there."""

LEAST_HEIGHT = 0.08
"""Of the frame: smaller faces do not tell."""

CERTAIN, CLEARLY = 0.85, 0.05
"""Confidence of an upright face that settles it, and by which a turned view has to be surer. With YuNet, faces of 101
upside-down pictures stand upright with up to 0.82, and 97 in 100 are surer by more once turned back; of 166 upright
pictures none is surer when turned by more than 0.03."""

ANY_SLANT = 1.0
"""An upright view may show a head that leans."""

LEAST_DROP = 0.24
"""From eyes to mouth, in heights of the face box. Faces of labelled pictures have 0.32 or more upright (median 0.35),
and at most 0.19 on their side or upside down."""

MOST_SLANT = 0.17
"""Difference in height of the eyes, in heights of the face box, up to which a turned view speaks for a turn. Upright
faces have at most 0.16, nineteen in twenty 0.08. Set after a head that leans far (0.21) was taken for a turn."""


class OrientationPerceiver:
    """Looks for upright faces in turned views: in all three for a picture, in one for each frame of a stream."""

    facet = Orientation
    refresh = Refresh(ABOUT_A_SECOND, "a telephone is seldom turned")

    def __init__(self, models: Models) -> None:
        self._models = models
        self._waiting = list(TURNS)

    def perceive(self, scene: Scene) -> Orientation:
        """The turn that makes a face upright, with its confidence; none where a face stands so or nobody is seen.

        Raises:
            FacetUnavailable: the picture is too dark or too flat to see anybody.
        """
        upright = _surest(scene[Faces].faces, SURE, ANY_SLANT)
        if upright >= CERTAIN:
            return Orientation(0, 0.0)
        looked_at = self._waiting if scene.mode is Mode.PICTURE else self._waiting[:1]
        confidence, degrees = max((self._confidence(scene[AnalysisFrame].bgr, turn), turn) for turn in looked_at)
        if confidence >= upright + CLEARLY:
            return Orientation(degrees, confidence)
        self._waiting = [*self._waiting[1:], self._waiting[0]]
        return Orientation(0, 0.0)

    def _confidence(self, picture: Plane, turn: int) -> float:
        turned = np.asarray(cv2.rotate(picture, TURNS[turn]), np.uint8)
        return _surest(detect_faces(turned, self._models), SURE_TURNED, MOST_SLANT)


def _surest(faces: Iterable[Face], least: float, slant: float) -> float:
    """Confidence of the surest face that stands upright, 0 where none does."""
    large = (face for face in faces if face.confidence >= least and face.box.height >= LEAST_HEIGHT)
    return max((face.confidence for face in large if _drop(face) >= LEAST_DROP and _slant(face) <= slant), default=0.0)


def _drop(face: Face) -> float:
    """How far the mouth lies below the eyes, in heights of the face box."""
    right, left = face.landmarks[3:]
    return ((right.y + left.y) / 2 - face.eyes.y) / face.box.height


def _slant(face: Face) -> float:
    """How much one eye lies higher than the other, in heights of the face box."""
    right, left = face.landmarks[:2]
    return abs(right.y - left.y) / face.box.height
