"""PRV101 second-person."""

from envcheck.checks.base import SEEN, Check
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Persons
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class SecondPerson(Check):
    """Somebody in view besides the people the session expects.

    ## What it checks
    How sure it is (confidence, 0 to 1) that there is one person more than expected: the surest one who is left once
    the expected number of most prominent ones is set aside. With the object network people are seen by face or body,
    and each is counted once; a face without a body is left to PRV102. Without it, by faces alone.

    ## Why it matters
    What a client says is meant for one person. Anybody else in view, even by chance, ends that safety.

    ## Known limits
    A good result means "nobody else in view", never "alone". Somebody of whom only a sleeve is in view is missed;
    without the object network, so is anybody turned away, and a face on a poster counts as a person.

    ## References
    HHS, telehealth privacy guidance (ask who is present, show the room); ISO/IEC 29794-5:2025, single face present.
    On labelled pictures with two or more visible faces all 61 were found at this limit (60 without the object network),
    of second people without a visible face 25 of 31 (the others: a sleeve), and nobody was seen who was not there.
    """

    code = "PRV101"
    name = "second-person"
    severity = Severity.MUST
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.5, deactivate=0.4, start_secs=0.5, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("Someone else seems to be in view."),
            why=N_("What is said here is meant for the two of you."),
            advice=N_("Ask them to step out, or turn the camera so that only you are in view."),
        ),
        "several": Words(
            message=N_("More people seem to be in view than this session expects."),
            why=N_("Everyone here can be open when they know who sees and hears them."),
            advice=N_("Ask anyone who is not part of the session to step out."),
        ),
    }
    strength = N_("Nobody else is in view.")

    def observe(self, scene: Scene) -> Observation:
        """Confidence that one person too many is in view; high is somebody."""
        persons, expected = scene[Persons].persons, scene.expected_people
        others = [person for person in persons[expected:] if person.embodied is not False]
        return Observation(
            max((person.confidence for person in others), default=0.0),
            tuple(person.box for person in others if person.confidence >= SEEN),
            variant="several" if expected > 1 else "",
            telling=bool(persons) and persons[0].confidence >= SEEN and expected == 1,
        )
