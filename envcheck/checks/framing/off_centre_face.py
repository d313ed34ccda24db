"""FRM102 off-centre-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.scene import Scene


class OffCentreFace(Check):
    """A head far to one side of the picture.

    ## What it checks
    The distance of the head's middle from the middle of the frame, as a share (0 to 0.5) of the frame's width.

    ## Why it matters
    A face in the middle feels like sitting opposite each other, and it stays in view when the therapist moves.

    ## Known limits
    With several people expected, the middle of their heads is measured; those who are not seen do not count.

    ## References
    ISO/IEC 29794-5:2025, leftward and rightward crop; CMU PRISMM toolkit, "face centred". The limit lies above what
    nine of ten labelled well-framed pictures of one person show (0.11).
    """

    code = "FRM102"
    name = "off-centre-face"
    title = N_("Your place in the picture")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.15, deactivate=0.12, start_secs=1.5, stop_secs=1.0, praise=0.1)
    is_gradual = True
    words = {
        "left": Words(
            message=N_("You are seen to one side of the picture."),
            why=N_("In the middle you seem to sit opposite each other, and you stay in view when you move."),
            advice=N_("Move a little to your left, or turn the camera towards you."),
        ),
        "right": Words(
            message=N_("You are seen to one side of the picture."),
            why=N_("In the middle you seem to sit opposite each other, and you stay in view when you move."),
            advice=N_("Move a little to your right, or turn the camera towards you."),
        ),
    }
    strengths = {"": N_("You are in the middle of the picture.")}

    def observe(self, scene: Scene) -> Observation:
        """Offset of the head; high is off-centre."""
        main_face(scene)
        heads = [face.head for face in scene[MainFace].faces[: scene.expectations.people]]
        offset = sum(head.center.x for head in heads) / len(heads) - 0.5
        places = tuple(head.clipped() for head in heads)
        return Observation(abs(offset), places, variant="left" if offset < 0 else "right")
