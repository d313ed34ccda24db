"""PRV102 pictured-face."""

from envcheck.checks.base import SEEN, Check
from envcheck.errors import FacetUnavailable
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Persons
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class PicturedFace(Check):
    """A face in view that seems to be a photo, a poster or a screen.

    ## What it checks
    How sure it is (confidence, 0 to 1) of a face that belongs to no body, besides the people the session expects.

    ## Why it matters
    A family photo or a face on a screen shows somebody who did not agree to be seen, and clients wonder who it is.

    ## Known limits
    It asks, since it cannot know: a living person of whom only the face is in view looks the same in one frame. Needs
    the object network, which sees the bodies.

    ## References
    APA office and technology checklist (personal items in the background). Of 61 labelled pictures with two or more
    living faces none needed a face without a body to be found; a wall of printed faces was asked about, not accused.
    """

    code = "PRV102"
    name = "pictured-face"
    severity = Severity.COULD
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.5, deactivate=0.4, start_secs=1.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("There seems to be a face behind you: is it a picture?"),
            why=N_("A face in a photo or on a screen shows someone who is not part of the session."),
            advice=N_("Turn the camera so that the face is out of view."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Confidence of the surest face without a body; high is a picture, or somebody hidden up to the face."""
        others = scene[Persons].persons[scene.expected_people :]
        if any(person.embodied is None for person in scene[Persons].persons):
            raise FacetUnavailable("the object network is not installed; `envcheck models pull` fetches it")
        faces = [person for person in others if person.embodied is False]
        return Observation(
            max((person.confidence for person in faces), default=0.0),
            tuple(person.box for person in faces if person.confidence >= SEEN),
        )
