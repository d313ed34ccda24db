"""Faces at two scales: those that the usual look sees, and the small ones at the back.

The second look enlarges the view, and so costs several times the first. On a stream it therefore sweeps the view
seldom; in between it looks again only where it found a face, so that somebody who leaves is gone at once.
"""

from dataclasses import dataclass

import numpy as np

from envcheck.media.frame import resized
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box, Point
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces, detect_faces
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import IDLE, Refresh
from envcheck.perception.weights import YUNET


@dataclass(frozen=True)
class SmallFaces:
    """Faces too small for the usual look.

    Attributes:
        time: media time of the look at which they were there.
        faces: the faces.
    """

    time: float
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class MultiscaleFaces:
    """All faces in view, those too small for the usual look included, most prominent first."""

    faces: tuple[Face, ...]


EVERY_SECS, SLOW_EVERY_SECS = 2.4, 4.8
"""Media time between two looks for small faces, by YuNet and by CenterFace."""

PICTURE_SCALE, STREAM_SCALE = 1.5, 2.0
"""How many times the view is enlarged. Of faces 12 pixels high in 70 rooms YuNet finds 36 % in the view itself, 74 %
at 1.5 and 84 % at 2 (the most at any size: 93 %), where it takes 15, 24 and 45 ms."""

SLOW_SCALE = 1.5
"""The same on a stream for CenterFace: 31 % of faces 12 pixels high, 66 % of 16, in 85 ms. On a single picture
it looks once only."""

UPPER = Box(0, 0, 1, 0.75)
"""The part of the view that is enlarged: a head far off stands about as high in it as the camera does in the room."""

LARGEST = 32
"""Pixels of the view up to which a face is small: larger ones are found in it."""

AGAIN = 64
"""Half the side, in pixels of the view, of what is looked at again around a face: enough for it and its head."""

MOST_AGAIN = 3


FEW_SMALL = N_("Small faces far behind you are easily missed here; please look for them yourself.")


class SmallFacePerceiver:
    """Looks for small faces in the enlarged view, at the back of the room."""

    facet = SmallFaces

    def __init__(self, models: Models) -> None:
        self._models, self._fast = models, models.path(YUNET) is not None
        secs = EVERY_SECS if self._fast else SLOW_EVERY_SECS
        self.refresh = Refresh(secs, "somebody at the back is in view for longer", 2 * IDLE)
        self.gap = "" if self._fast else FEW_SMALL

    def perceive(self, scene: Scene) -> SmallFaces:
        """Those found, and when.

        Raises:
            FacetUnavailable: as for `Faces`.
        """
        view = scene[AnalysisFrame].bgr
        if scene.mode is Mode.PICTURE and not self._fast:
            return SmallFaces(scene.time, ())
        scale = PICTURE_SCALE if scene.mode is Mode.PICTURE else STREAM_SCALE if self._fast else SLOW_SCALE
        return SmallFaces(scene.time, tuple(_detect_in_part(view, UPPER, scale, self._models)))


class MultiscaleFacePerceiver:
    """Remembers where small faces were."""

    facet = MultiscaleFaces

    def __init__(self, models: Models) -> None:
        self._models = models
        self._small: list[Face] = []

    def perceive(self, scene: Scene) -> MultiscaleFaces:
        """All faces, each once.

        Raises:
            FacetUnavailable: as for `Faces`.
        """
        faces, small = scene[Faces].faces, scene[SmallFaces]
        if small.time == scene.time:
            self._small = list(small.faces)
        else:
            self._small = _track_rois(scene[AnalysisFrame].bgr, self._small, self._models)
        everybody = merged(faces, self._small)
        return MultiscaleFaces(tuple(sorted(everybody, key=lambda face: face.box.area * face.confidence, reverse=True)))


def merged(faces: tuple[Face, ...], small: list[Face]) -> list[Face]:
    """Each face once: of those in one place the surest one, but all that one look told apart."""
    told_apart, kept = set(faces), list[Face]()
    for face in sorted([*faces, *small], key=lambda face: face.confidence, reverse=True):
        rivals = (other for other in kept if not {face, other} <= told_apart)
        if not any(_same(face, other) for other in rivals):
            kept.append(face)
    return kept


def _detect_in_part(view: Plane, part: Box, scale: float, models: Models) -> list[Face]:
    """Small faces in a part of the view, enlarged."""
    height, width = view.shape[:2]
    pixels = view[part.pixels(width, height)]
    faces = detect_faces(resized(pixels, round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)), models)
    placed = (_in_frame(face, part) for face in faces)
    return [face for face in placed if max(face.box.height * height, face.box.width * width) <= LARGEST]


def _track_rois(view: Plane, faces: list[Face], models: Models) -> list[Face]:
    """The small faces that are still about where some were."""
    near = (_detect_in_part(view, _roi_around(view, face), STREAM_SCALE, models) for face in faces[:MOST_AGAIN])
    return merged((), [face for found in near for face in found])


def _roi_around(view: Plane, face: Face) -> Box:
    """The surroundings of a face, always of one size where the view is large enough."""
    height, width = view.shape[:2]
    left, top = (
        int(np.clip(middle * side - AGAIN, 0, max(0, side - 2 * AGAIN)))
        for middle, side in ((face.box.center.x, width), (face.box.center.y, height))
    )
    right, bottom = min(width, left + 2 * AGAIN), min(height, top + 2 * AGAIN)
    return Box(left / width, top / height, right / width, bottom / height)


def _in_frame(face: Face, part: Box) -> Face:
    """A face found in a part of the frame, as a face of the frame."""
    ends = (_place(Point(x, y), part) for x, y in ((face.box.x1, face.box.y1), (face.box.x2, face.box.y2)))
    box = Box(*(value for end in ends for value in (end.x, end.y)))
    right_eye, left_eye, nose, right_mouth, left_mouth = (_place(point, part) for point in face.landmarks)
    return Face(box, face.confidence, (right_eye, left_eye, nose, right_mouth, left_mouth))


def _place(point: Point, part: Box) -> Point:
    return Point(part.x1 + point.x * part.width, part.y1 + point.y * part.height)


def _same(one: Face, other: Face) -> bool:
    """True where the middle of either face lies in the other."""
    return _holds(one.box, other.box.center) or _holds(other.box, one.box.center)


def _holds(box: Box, point: Point) -> bool:
    return box.x1 <= point.x <= box.x2 and box.y1 <= point.y <= box.y2
