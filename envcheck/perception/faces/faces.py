"""Faces, by the best network that is installed."""

from dataclasses import dataclass

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Plane
from envcheck.perception.faces import centerface, yunet
from envcheck.perception.faces.face import Face
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.detail import Detail
from envcheck.perception.scene import Scene
from envcheck.perception.weights import CENTERFACE, YUNET


@dataclass(frozen=True)
class Faces:
    """All faces in view, most prominent (large and sure) first."""

    faces: tuple[Face, ...]

    @property
    def main(self) -> Face | None:
        """The face the picture is about, None where nobody is seen."""
        return self.faces[0] if self.faces else None


LEAST_DETAIL = 15.0
"""Coarse detail in levels: below it the lens is covered or the picture black, and the absence of faces says nothing."""


class FacePerceiver:
    """Finds faces in the view.

    The order of prominence is area times confidence: the therapist is nearest and seen best.
    """

    facet = Faces

    def __init__(self, models: Models) -> None:
        self._models = models

    def perceive(self, scene: Scene) -> Faces:
        """All faces, the faint ones too.

        Raises:
            FacetUnavailable: no network is installed, or the picture is black or flat.
        """
        if scene[Detail].coarse < LEAST_DETAIL:
            raise FacetUnavailable(N_("the picture is too dark or too flat to see anybody"))
        faces = detect_faces(scene[AnalysisFrame].bgr, self._models)
        return Faces(tuple(sorted(faces, key=lambda face: face.box.area * face.confidence, reverse=True)))


def detect_faces(picture: Plane, models: Models) -> list[Face]:
    """Faces in a BGR picture of any size, in no particular order, by the best network that is installed.

    Raises:
        FacetUnavailable: none is.
    """
    path = models.path(YUNET)
    return yunet.detect(picture, path) if path else centerface.detect(picture, models.path(CENTERFACE))
