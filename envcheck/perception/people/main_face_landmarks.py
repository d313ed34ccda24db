"""The points of the face that the picture is about."""

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.faces.face_landmarks import FaceLandmarks, locate_points
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.weights import FACE_LANDMARK

LEAST_SCORE = 0.5
"""Below it the points are not those of a face: it is hidden, turned beyond the profile, or none."""


class FaceLandmarksPerceiver:
    """Looks at the main face once more, closely."""

    facet = FaceLandmarks

    def __init__(self, models: Models) -> None:
        self._path = models.path(FACE_LANDMARK)

    def perceive(self, scene: Scene) -> FaceLandmarks:
        """The points of the main face.

        Raises:
            FacetUnavailable: the network's file is missing, there is no face, or it shows too little to go by.
        """
        if self._path is None:
            raise FacetUnavailable(N_("the network for the points of a face is missing"))
        found = locate_points(scene[AnalysisFrame].bgr, scene[MainFace].face, self._path)
        if found.score < LEAST_SCORE:
            raise FacetUnavailable(N_("the face shows too little to judge by"))
        return found
