"""FRM110 high-headroom."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.head import Head
from envcheck.perception.room.upward_view import FROM_BELOW, UpwardView
from envcheck.perception.scene import Scene

LEAST_HEAD = 0.2
"""Of the frame's height: around a smaller head there is much room on all sides, and coming closer mends it."""


class HighHeadroom(Check):
    """Much room above the head.

    ## What it checks
    The room above the head (crown without hair), as a share (0 to 1) of the frame's height.

    ## Why it matters
    A laptop's lid that leans back shows the ceiling. The person sinks to the foot of the picture, and hands and
    shoulders, which speak along, are out of it.

    ## Known limits
    Hair and hats count as room. Black bars above the picture do as well. A bare wall above the head is no better than a
    ceiling: less than a third of the picture above it is left in peace, although some find it much.

    ## References
    Of 13 pictures labelled to have too much room above the head 9 lie above 0.38 (7 of 9 sources), and 2 of 252 others
    (1 %), which show much room by eye. The four that are missed have 0.23 to 0.32, as many well-framed ones do. The
    limit was chosen with all of them in view.
    """

    code = "FRM110"
    name = "high-headroom"
    title = N_("Space above your head")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.38, deactivate=0.34, start_secs=3.0, stop_secs=1.0)
    is_gradual = True
    words = {
        "": Words(
            message=N_("There is much room above you."),
            why=N_("With your head in the upper half your hands and shoulders are seen, and speak along."),
            advice=N_("Tilt the camera down until only a little room is left above your head."),
        ),
        "below": Words(
            message=N_("There is much room above you, and the camera looks up at you from below."),
            why=N_("At eye height you meet as equals, and your expression is easier to read."),
            advice=N_("Raise the camera to the height of your eyes, then tilt it down until you are in the middle."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Room above the head; high is much."""
        main_face(scene)
        head = scene[Head].box
        if head.height < LEAST_HEAD:
            raise FacetUnavailable(N_("the head is small in the picture"))
        return Observation(head.y1, (head.clipped(),), variant="below" if _is_from_below(scene) else "")


def _is_from_below(scene: Scene) -> bool:
    try:
        return scene[UpwardView].degrees >= FROM_BELOW
    except FacetUnavailable:
        return False
