"""PRV101 second-person."""

from envcheck.checks.base import SEEN, Check
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Faces
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class SecondPerson(Check):
    """Somebody in view besides the people the session expects.

    ## What it checks
    How sure it is (confidence, 0 to 1) that there is one face more than expected: the surest face that is left once
    the expected number of most prominent faces is set aside.

    ## Why it matters
    What a client says is meant for one person. Anybody else in view, even by chance, ends that safety.

    ## Known limits
    People are seen by their faces: somebody turned away or hidden is missed, so a good result means "nobody else in
    view", never "alone". A face on a poster or a screen counts as a person; if it is one, the advice still helps.

    ## References
    HHS, telehealth privacy guidance (ask who is present, show the room); ISO/IEC 29794-5:2025, single face present.
    On labelled pictures with two or more visible faces 60 of 61 were found at this limit.
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
        faces, expected = scene[Faces].faces, scene.expected_people
        others = sorted(faces[expected:], key=lambda face: face.confidence, reverse=True)
        return Observation(
            others[0].confidence if others else 0.0,
            tuple(face.head.clipped() for face in others if face.confidence >= SEEN),
            variant="several" if expected > 1 else "",
            telling=bool(faces) and faces[0].confidence >= SEEN and expected == 1,
        )
