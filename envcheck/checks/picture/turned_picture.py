"""PIC107 turned-picture."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.orientation import Orientation
from envcheck.perception.scene import Scene


class TurnedPicture(Check):
    """A picture that stands upright like a phone, lies on its side, or hangs upside down.

    ## What it checks
    By how many degrees the picture would have to be turned to be wide, with faces upright: 0, 90 or 180. Where no
    mouth lies below its eyes, the face network looks at turned views as well.

    ## Why it matters
    On a wide screen an upright picture is a narrow strip between two dark bars, and turned faces are hard to read.

    ## Known limits
    Without a face only an upright picture is noticed. A head that lies on its side looks like a turned camera; one
    that leans does not.

    ## References
    All 144 views of 48 good pictures turned by 90, 180 or 270 degrees were told, and 48 of them sent at 300 kbit/s;
    none of the 48 upright ones. Of 435 real pictures 3 were told, all without a person: two untidy rooms and a sign.
    """

    code = "PIC107"
    name = "turned-picture"
    title = N_("Orientation of the picture")
    severity = Severity.SHOULD
    serves = Serves.STEADY_FRAME
    limit = Limit(activate=90, deactivate=0, start_secs=1.0, stop_secs=1.0)
    words = {
        "portrait": Words(
            message=N_("The picture is taller than it is wide."),
            why=N_("On a wide screen only a narrow strip of you and your room is left."),
            advice=N_("Turn the phone or tablet onto its side."),
        ),
        "turned": Words(
            message=N_("The picture lies on its side or hangs upside down."),
            why=N_("A turned face is hard to read."),
            advice=N_("Turn the camera until your head is at the top of the picture."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Degrees by which the picture is turned away from a wide, upright one."""
        turn = scene[Orientation].degrees
        if turn:
            return Observation(float(min(turn, 360 - turn)), variant="turned")
        is_portrait = scene.frame.height > scene.frame.width
        return Observation(90.0 if is_portrait else 0.0, variant="portrait")
