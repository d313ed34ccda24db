"""Whose face the picture is about: the most prominent one of somebody who is there.

Where bodies can be seen, a face without one is far more often a photo, a poster or a cup than a person: of some 500
labelled pictures 14 show such faces alone, and none of them a real one.
"""

from dataclasses import dataclass

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.people import People, Person
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class OwnFaces:
    """Faces told apart by whether somebody is there to have them.

    Attributes:
        faces: those of people in the room, for all that is known, most prominent first.
        in_pictures: those that may be pictures, likewise: framed, on a screen, or with no body where bodies are seen.
    """

    faces: tuple[Face, ...]
    in_pictures: tuple[Face, ...] = ()


@dataclass(frozen=True)
class MainFace:
    """The face the picture is about.

    Attributes:
        faces: it, and those of others who are there and seen for sure, most prominent first.
    """

    faces: tuple[Face, ...]

    @property
    def face(self) -> Face:
        """The most prominent one."""
        return self.faces[0]


SEEN = 0.5
"""Confidence from which a face is taken as seen. On labelled pictures every lone visible face lies above it."""


class OwnFacesPerceiver:
    """Tells faces of people who are there from faces that may be pictures."""

    facet = OwnFaces

    def perceive(self, scene: Scene) -> OwnFaces:
        """All faces, both kinds by prominence.

        Raises:
            FacetUnavailable: as for `Faces`.
        """
        faces = scene[Faces].faces
        try:
            persons = scene[People].persons
        except FacetUnavailable:
            return OwnFaces(faces)
        own = tuple(face for face in faces if not _is_picture(face, persons))
        return OwnFaces(own, tuple(face for face in faces if face not in own))


class MainFacePerceiver:
    """Picks the face that all that is said of "your face" goes by."""

    facet = MainFace

    def perceive(self, scene: Scene) -> MainFace:
        """The most prominent face of somebody who is there.

        Raises:
            FacetUnavailable: no such face is seen.
        """
        own = scene[OwnFaces]
        seen = tuple(face for face in own.faces if face.confidence >= SEEN)
        if seen:
            return MainFace(seen)
        if any(face.confidence >= SEEN for face in own.in_pictures):
            raise FacetUnavailable(N_("the face in view may be a picture"))
        raise FacetUnavailable(N_("no face to judge by"))


def _is_picture(face: Face, persons: tuple[Person, ...]) -> bool:
    """True where whoever has that face does not count as somebody in the room."""
    same = [person for person in persons if person.face and _holds(person.face.box, face)]
    return bool(same) and not any(person.is_present for person in same)


def _holds(box: Box, face: Face) -> bool:
    middle = face.box.center
    return box.x1 <= middle.x <= box.x2 and box.y1 <= middle.y <= box.y2
