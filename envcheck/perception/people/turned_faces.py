"""Faces on their side or upside down, where a body shows none: somebody who leans into the picture.

The face network knows upright faces. It is shown a body once more, enlarged and turned, only where one is seen without
a face, so that most pictures pay nothing for it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box, Point
from envcheck.perception.arrays import Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import detect_faces
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.models import Models
from envcheck.perception.people.detections import Detections
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class TurnedFaces:
    """How sure it is (0 to 1) that a body without an upright face has one, by the body's box."""

    confidences: Mapping[Box, float]

    def of(self, body: Box) -> float:
        """That of the body in this box; 0 where no face is seen in it."""
        return self.confidences.get(body, 0.0)


LEAST_BODY = 0.2
"""The object network's score from which a body is looked at again: a face in it confirms it."""

SURE = 0.5
"""Confidence from which a face counts. Of 14 people at webcams, turned three ways, 22 of 42 are found upright as well;
of the 13 others who show a body 9 are found so. In 124 labelled pictures of bodies without a face one was seen wrongly.
"""

MOST = 2
"""Bodies that are looked at, surest first."""

AROUND = 0.3
"""Of the body's longer side that is shown around it: the network needs to see what a face stands out from."""

SIDE, MOST_SCALE = 320, 3.0
"""Pixels of the longer side at which it is shown, and how many times it is enlarged at most."""

TURNS: Mapping[int, Callable[[Point], Point]] = {
    cv2.ROTATE_90_CLOCKWISE: lambda place: Point(place.y, 1 - place.x),
    cv2.ROTATE_180: lambda place: Point(1 - place.x, 1 - place.y),
    cv2.ROTATE_90_COUNTERCLOCKWISE: lambda place: Point(1 - place.y, place.x),
}
"""How it is turned, and where a place in what is shown then lies in what was turned, both in shares of their sides."""


class TurnedFacePerceiver:
    """Looks again at bodies that show no face."""

    facet = TurnedFaces
    refresh = Refresh(ABOUT_A_SECOND, "bodies are looked for no more often", 2 * IDLE)

    def __init__(self, models: Models) -> None:
        self._models = models

    def perceive(self, scene: Scene) -> TurnedFaces:
        """What was found in bodies; nothing where bodies cannot be seen.

        Raises:
            FacetUnavailable: as for `MultiscaleFaces`.
        """
        faces = scene[MultiscaleFaces].faces
        try:
            bodies = scene[Detections].of_class("person")
        except FacetUnavailable:
            return TurnedFaces({})
        faceless = [body.box for body in bodies if body.confidence >= LEAST_BODY and not _shows(body.box, faces)]
        if not faceless:
            return TurnedFaces({})
        view = scene[AnalysisFrame].bgr
        others = [face.head for face in faces]
        found = {body: self._confidences(view, body, others) for body in faceless[:MOST]}
        return TurnedFaces({body: max(confidences, default=0.0) for body, confidences in found.items()})

    def _confidences(self, view: Plane, body: Box, others: list[Box]) -> Iterator[float]:
        """Confidences of faces in the body that are nobody else's: what surrounds it may hold an upright one."""
        part = _with_surroundings(view, body)
        pixels = view[part.pixels(view.shape[1], view.shape[0])]
        scale = min(MOST_SCALE, SIDE / max(pixels.shape[:2]))
        shown = resized(pixels, max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
        for turn, back in TURNS.items():
            for face in detect_faces(np.ascontiguousarray(cv2.rotate(shown, turn), np.uint8), self._models):
                place = back(face.box.center)
                middle = Point(part.x1 + place.x * part.width, part.y1 + place.y * part.height)
                theirs = _holds(body, middle) and not any(_holds(head, middle) for head in others)
                if theirs and face.confidence >= SURE:
                    yield face.confidence


def _with_surroundings(view: Plane, body: Box) -> Box:
    """The body and what surrounds it."""
    height, width = view.shape[:2]
    margin = AROUND * max(body.width * width, body.height * height)
    across, down = margin / max(1.0, body.width * width), margin / max(1.0, body.height * height)
    return body.grown(across, down, across, down).clipped()


def _shows(body: Box, faces: tuple[Face, ...]) -> bool:
    """True where a face, however faint, has its middle in the body's box."""
    return any(_holds(body, face.box.center) for face in faces)


def _holds(box: Box, point: Point) -> bool:
    return box.x1 <= point.x <= box.x2 and box.y1 <= point.y <= box.y2
