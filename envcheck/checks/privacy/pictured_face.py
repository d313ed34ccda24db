"""PRV102 pictured-face."""

from envcheck.checks.base import Check, verify_upright
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.detections import Detections
from envcheck.perception.people.main_face import SEEN
from envcheck.perception.people.people import People, Person
from envcheck.perception.scene import Scene


class PicturedFace(Check):
    """A face in view that seems to be a photo, a poster or a screen.

    ## What it checks
    How sure it is (confidence, 0 to 1) of a face that does not count as somebody in the room, besides the people the
    session expects: with straight edges closed around it, on a screen, as still as a photo for two seconds, or with no
    body to it. Whoever moves by themselves counts as living, and so does a face with a body that nothing frames until
    it has kept still for thirty seconds.

    ## Why it matters
    A family photo or a face on a screen shows somebody who did not agree to be seen, and clients wonder who it is.

    ## Known limits
    It asks, since it cannot know: in a single picture a living person of whom only the face is in view looks the same.
    Bodies and screens need the object network; without it, edges and time alone tell. A poster without a visible edge,
    or a film on a screen that is not recognised, can be taken for somebody.

    ## References
    APA office and technology checklist (personal items in the background). Of 448 faces and 234 small bodies in
    labelled pictures 12 were found framed, all of them pictures; of 50 framed photos put into rooms 32. In 3 s clips
    made from real ones, 107 of 113 living faces moved by themselves and none of 100 photos did; over 2 s 265 of 300
    photos kept still and none of 165 living faces. Of 357 people by themselves in pictures of 83
    sources 8 were asked, 7 of them before a picture of somebody.
    """

    code = "PRV102"
    name = "pictured-face"
    title = N_("Pictures of faces")
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
        """Confidence of the surest face that is not taken for somebody in the room; high may be a picture."""
        verify_upright(scene)
        persons, expected = scene[People].persons, scene.expectations.people
        there = sum(person.is_present and person.confidence >= SEEN for person in persons)
        faces = [person for person in persons if person.face and not person.is_present][max(0, expected - there) :]
        if not faces and any(person.face and _is_unknown(person) for person in persons[expected:]):
            scene[Detections]  # bodies would tell, and it says why they are not seen
        return Observation(
            max((person.confidence for person in faces), default=0.0),
            tuple(person.box for person in faces if person.confidence >= SEEN),
        )


def _is_unknown(person: Person) -> bool:
    """True where nothing tells whether this is a picture."""
    return person.has_body is None and person.is_live is None
