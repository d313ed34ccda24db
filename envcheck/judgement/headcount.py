"""Who was seen over a session: in the last frame, and how many at most."""

from envcheck.model.errors import FacetUnavailable
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.main_face import SEEN
from envcheck.perception.people.people import People
from envcheck.perception.people.sketch import Sketch
from envcheck.perception.scene import Scene


class Headcount:
    """Counts faces and people, look by look."""

    def __init__(self) -> None:
        self.faces: tuple[Face, ...] = ()
        """The faces seen in the last frame."""
        self.sketch = Sketch()
        """The last frame as a few lines."""
        self._faces, self._people = _Most(), _Most()

    def update(self, scene: Scene) -> None:
        """Takes the next look."""
        try:
            self.sketch = scene[Sketch]
            self.faces = tuple(face for face in scene[Faces].faces if face.confidence >= SEEN)
            people = sum(person.confidence >= SEEN and person.is_present for person in scene[People].persons)
        except FacetUnavailable:
            self.faces, people = (), 0
        self._faces.count(len(self.faces))
        self._people.count(people)

    @property
    def most_faces(self) -> int:
        """The most faces that two frames running showed, or the only frame."""
        return self._faces.most

    @property
    def most_people(self) -> int:
        """Likewise of people who count as being there."""
        return self._people.most


class _Most:
    """The highest count that two frames running agree on, or that the only frame shows."""

    def __init__(self) -> None:
        self.most = 0
        self._before: int | None = None

    def count(self, seen: int) -> None:
        """Takes the next frame's count."""
        self.most = max(self.most, seen if self._before is None else min(seen, self._before))
        self._before = seen
