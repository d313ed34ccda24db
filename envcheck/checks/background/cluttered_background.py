"""BKG101 cluttered-background."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.people import People
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.scene import Scene

LEAST_BACKGROUND = 0.2
CALM_BACKGROUND, CALM_EDGES, CALM_LUMA = 0.3, 0.03, 60
FAINT_PERSON = 0.25


class ClutteredBackground(Check):
    """A background with very much to look at.

    ## What it checks
    The share (0 to 1) of the background, at 160 pixels on the longer side, that lies on edges which do not run as most
    of those around them do. Blinds, tiles and boards count for little. Edges are taken in the logarithm of the level,
    so that a heap in a dim corner counts as it does in daylight.

    ## Why it matters
    Every thing in view asks for attention. A calm background lets a client stay with the person.

    ## Known limits
    Books and plants have many edges as well and are liked by clients (Cook et al. 2023), so only the far end counts:
    a few things on a shelf, and what is out of focus, are passed over. Leaves and crowds can reach it. Nothing is said
    with less than 20 % of the frame as background. Calm is only said to somebody by themselves before a lit background
    (median level 60, 30 % of the frame) that is not bare.

    ## References
    Rosenholtz et al. 2007 (Journal of Vision 7(2):17); Lobato Rincón et al. 2025 (Vision 9(2):43), medium complexity
    preferred. On labelled pictures 52 of 95 cluttered backgrounds of 16 sources are found and 21 of 498 others, among
    them book shelves, crowds and barred windows; by limits from other sources 55 and 26, where the share of all edges
    found 18 and 19. Of webcams 2 of 12 and 0 of 102. Calm is said of 58 of 28 sources: none is labelled cluttered, four
    are doubtful by eye (notices, clothes on hooks).
    """

    code = "BKG101"
    name = "cluttered-background"
    title = N_("Calm of the background")
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.19, deactivate=0.17, start_secs=2.0, stop_secs=1.5, praise=0.04)
    words = {
        "": Words(
            message=N_("There is a lot to look at behind you."),
            why=N_("A calm background leaves more attention for what is said."),
            advice=N_("Turn the camera towards a calmer part of the room."),
        )
    }
    strengths = {"": N_("The background is calm.")}

    def observe(self, scene: Scene) -> Observation:
        """Disorder of the background's edges; high is cluttered."""
        clutter = scene[Clutter]
        if clutter.share < LEAST_BACKGROUND:
            raise FacetUnavailable(N_("hardly any background is in view"))
        seen = clutter.share >= CALM_BACKGROUND and clutter.luma >= CALM_LUMA and clutter.edge_density >= CALM_EDGES
        return Observation(clutter.disorder, noteworthy=seen and _is_alone(scene))


def _is_alone(scene: Scene) -> bool:
    """True where one face is in view, and not even a faint second person."""
    try:
        main_face(scene)
        return sum(person.confidence >= FAINT_PERSON for person in scene[People].persons) <= 1
    except FacetUnavailable:
        return False
