"""BKG101 cluttered-background."""

from envcheck.checks.base import Check
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Clutter
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class ClutteredBackground(Check):
    """A background with very much to look at.

    ## What it checks
    Edge density: the share (0 to 1) of background pixels that lie on an edge, the person left out, at 160 pixels on
    the longer side.

    ## Why it matters
    Every thing in view asks for attention. A calm background lets a client stay with the person.

    ## Known limits
    Books and plants have many edges as well and are liked by clients (Cook et al. 2023), so only the far end counts.
    A patterned wall can reach it. The person is left out by an outline of usual proportions.

    ## References
    Mack & Oliva 2004 and Rosenholtz et al. 2007 (Journal of Vision 7(2):17) on edge density and clutter; Lobato
    Rincón et al. 2025 (Vision 9(2):43), medium complexity preferred.
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
    strength = N_("The background is calm.")

    def observe(self, scene: Scene) -> Observation:
        """Edge density of the background; high is cluttered."""
        return Observation(scene[Clutter].edge_density)
