"""FRM105 cropped-head."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.head import Head
from envcheck.perception.scene import Scene

BELOW_CHIN = 0.17
"""In heads: a chin on the very edge looks cut already, while a little hair may leave the picture above."""

HAIR = 0.12
"""In heads: what hair stands above the crown; where it leaves the picture the head is not called whole."""


class CroppedHead(Check):
    """A head that the edge of the picture cuts.

    ## What it checks
    How far the head reaches beyond the edge that cuts it most, in heights of the head (crown to chin without hair);
    below 0 it is the room that is left. Some room is asked for below the chin: one that touches the edge is told.

    ## Why it matters
    A face that is seen whole can be read, and it stays in view when the therapist moves.

    ## Known limits
    Hair, hats and scarves may leave the picture. A head cut by more than 0.4 at the side may be no face any more.

    ## References
    ISO/IEC 29794-5:2025, margins above, below and beside the face; they are wider, for passports. Calibrated on 54
    labelled well-framed pictures (the highest value is 0.08) and on the same cut at a known place: of 161 heads cut
    by 0.2 at the top, the chin or the side 159 lie above 0.15, of 160 that end at the edge 2, both at the chin.
    """

    code = "FRM105"
    name = "cropped-head"
    title = N_("Your head within the picture")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.15, deactivate=0.11, start_secs=2.0, stop_secs=1.0, praise=0.0)
    words = {
        "top": Words(
            message=N_("The top of your head is outside the picture."),
            why=N_("A face that is seen whole can be read, and it stays in view when you move."),
            advice=N_("Tilt the camera up a little, or sit further back."),
        ),
        "bottom": Words(
            message=N_("Your chin is at the lower edge of the picture."),
            why=N_("A face that is seen whole can be read, and it stays in view when you move."),
            advice=N_("Tilt the camera down a little, or sit further back."),
        ),
        "side": Words(
            message=N_("Part of your head is outside the picture at the side."),
            why=N_("A face that is seen whole can be read, and it stays in view when you move."),
            advice=N_("Move towards the middle of the picture."),
        ),
    }
    strengths = {"": N_("Your whole head is in the picture.")}

    def observe(self, scene: Scene) -> Observation:
        """How much of the head is cut; high is cropped."""
        main_face(scene)
        head = scene[Head].box
        breadth = scene.frame.width / scene.frame.height
        beyond = {
            "top": -head.y1 / head.height,
            "bottom": (head.y2 - 1) / head.height + BELOW_CHIN,
            "side": max(-head.x1, head.x2 - 1) * breadth / head.height,
        }
        edge = max(beyond, key=lambda side: beyond[side])
        return Observation(beyond[edge], (head.clipped(),), variant=edge, noteworthy=beyond["top"] <= -HAIR)
