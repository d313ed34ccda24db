"""FRM104 close-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.head import Head
from envcheck.perception.scene import Scene


class CloseFace(Check):
    """A head that fills the picture.

    ## What it checks
    The height of the head, crown to chin without hair, as a share (0 to 1) of the frame's height. It follows from
    the distance between eyes and mouth, so that it is right also where the frame cuts the head.

    ## Why it matters
    From very close a gaze feels more intense, to some people too much, and hands and shoulders say nothing.

    ## Known limits
    A long or a short face is measured a tenth too large or too small.

    ## References
    Fauville et al. 2022, Technology, Mind, and Behavior 3(1): a close, direct gaze raises presence and threat alike.
    A webcam shows 0.45 from an arm's length and 0.85 from 35 cm. Of 55 labelled well-framed pictures of one person
    none reaches 0.85 (with YuNet's landmarks 2). Close-up portraits, labelled well framed (7) or too close (3), lie
    between 0.6 and 0.85 and are left in peace, so that none of the three is found.
    """

    code = "FRM104"
    name = "close-face"
    title = N_("Closeness to the camera")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.85, deactivate=0.78, start_secs=2.0, stop_secs=1.0)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Your face fills the picture."),
            why=N_("From a little further away your hands and shoulders speak along, and the gaze is calmer."),
            advice=N_("Move back from the camera, to about an arm's length."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Height of the head; high is close."""
        main_face(scene)
        head = scene[Head].box
        return Observation(head.height, (head.clipped(),))
