"""BKG101 cluttered-background."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.scene import Scene

CALM = (0.05, 0.125)


class ClutteredBackground(Check):
    """A background with very much to look at.

    ## What it checks
    Edge density: the share (0 to 1) of background pixels that lie on an edge, the person left out, at 160 pixels on
    the longer side.

    ## Why it matters
    Every thing in view asks for attention. A calm background lets a client stay with the person.

    ## Known limits
    Books and plants have many edges as well and are liked by clients (Cook et al. 2023), so only the far end counts.
    A patterned wall can reach it. The person is left out as well as their outline is known. Calm is only said of the
    middle of the scale (0.05 to 0.125), so never of a bare wall, of which BKG102 speaks.

    ## References
    Mack & Oliva 2004 and Rosenholtz et al. 2007 (Journal of Vision 7(2):17) on edge density and clutter; Lobato
    Rincón et al. 2025 (Vision 9(2):43), medium complexity preferred. Calm is said of 42 of 67 labelled tidy rooms and
    20 of 26 offices, and of 5 of 55 cluttered and 19 of 65 plain ones.
    """

    code = "BKG101"
    name = "cluttered-background"
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.175, deactivate=0.16, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("There is a lot to look at behind you."),
            why=N_("A calm background leaves more attention for what is said."),
            advice=N_("Turn the camera towards a calmer part of the room."),
        )
    }
    strengths = {"": N_("The background is calm.")}

    def observe(self, scene: Scene) -> Observation:
        """Edge density of the background; high is cluttered."""
        density = scene[Clutter].edge_density
        return Observation(density, noteworthy=CALM[0] <= density <= CALM[1])
