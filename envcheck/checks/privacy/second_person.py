"""PRV101 second-person."""

from envcheck.checks.base import Check, verify_upright
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.main_face import SEEN
from envcheck.perception.people.people import People
from envcheck.perception.scene import Scene


class SecondPerson(Check):
    """Somebody in view besides the people the session expects.

    ## What it checks
    How sure it is (confidence, 0 to 1) that there is one person more than expected: the surest one who is left once
    the expected number of surest ones is set aside. People are seen by face, small ones at the back too, and with the
    object network by body; each is counted once. Faces that are or may be pictures are left to PRV102. That nobody else
    is in view is said only where nobody else is seen, however faintly.

    ## Why it matters
    What a client says is meant for one person. Anybody else in view, even by chance, ends that safety.

    ## Known limits
    A good result means "nobody else in view", never "alone". Somebody of whom only a sleeve is in view is missed; dolls
    and mannequins count as people, and so do portraits with shoulders that nothing seems to frame: in a picture for
    good, on a stream for thirty seconds. A body without a face that lies on somebody's own may be their hand or their
    feet, and counts only where it is sure. Without the object network anybody turned away is missed. Of faces 12 pixels
    high, at 640 across, 84 % are found on a stream and 74 % in a picture; 31 % and none without YuNet.

    ## References
    HHS, telehealth privacy guidance (ask who is present, show the room); ISO/IEC 29794-5:2025, single face present.
    Pictures of 83 sources: of second people with a visible face 85 of 85 were told (95 % interval 96 to 100 %), of
    those without one 26 of 40 (50 to 78 %; 6 of the 14 missed are sleeves in one office), and of 357 people by
    themselves 8 wrongly (1 to 4 %; 5 before photos or telephones that show people). What tells a hand from somebody was
    chosen on four fifths of the sources and judged on the rest: 9 of 356 are told wrongly then, and were 17 before.
    "Nobody else is in view." was said to 285 of the 357, and wrongly beside 8 second people (1 to 5 %); 9 of 299 with
    the least body that counts chosen on other sources.
    """

    code = "PRV101"
    name = "second-person"
    title = N_("Other people in view")
    severity = Severity.MUST
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.5, deactivate=0.4, start_secs=0.5, stop_secs=1.5, praise=0.2)
    words = {
        "": Words(
            message=N_("Someone else seems to be in view."),
            why=N_("What is said here is meant only for those in this session."),
            advice=N_("Ask them to step out, or turn the camera so that only you are in view."),
        ),
        "several": Words(
            message=N_("More people seem to be in view than this session expects."),
            why=N_("Everyone here can be open when they know who sees and hears them."),
            advice=N_("Ask anyone who is not part of the session to step out."),
        ),
    }
    strengths = {"": N_("Nobody else is in view.")}

    def observe(self, scene: Scene) -> Observation:
        """Confidence that one person too many is in view; high is somebody."""
        verify_upright(scene)
        persons, expected = scene[People].persons, scene.expectations.people
        present = [person for person in persons if person.is_present]
        surest = sorted((person.confidence for person in present), reverse=True)
        seen = [person for person in present if person.confidence >= SEEN]
        return Observation(
            surest[expected] if len(surest) > expected else 0.0,
            tuple(person.box for person in seen[expected:]),
            variant="several" if expected > 1 else "",
            noteworthy=len(seen) >= expected >= len(persons),
        )
