"""BKG102 bare-background."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.scene import Scene

LEAST_BACKGROUND = 0.3
LEAST_LUMA = 60
EDGES_A_COLOUR = 0.0032


class BareBackground(Check):
    """A background with next to nothing to look at.

    ## What it checks
    The larger of two: edge density, the share (0 to 1) of background pixels that lie on an edge, the person left out,
    at 160 pixels on the longer side; and 0.0032 times how much colours vary there (standard deviation of a* and b*),
    since a map or a garden out of focus has colours without edges. The fault is the low end; the high end is BKG101.

    ## Why it matters
    In one study a plain white wall made clinicians seem less competent. A room with one or two things in it is easier
    to feel at ease in, and nothing in it has to cost anything.

    ## Known limits
    Only said with a face in view, with 30 % of the frame as background, and where that background is lit: its median
    level is 60 or more, since darkness hides things. A grey blur looks bare as well.

    ## References
    Holtz & Ma 2025 (Telemedicine and e-Health): of clinic, home office and plain white, the last was rated lowest.
    Lobato Rincón et al. 2025 (Vision 9(2):43): medium complexity preferred. Of 77 labelled pictures below the limit 62
    are plain, and 53 of the 60 whose colours vary by at most 7; most others of these are ceilings. On pictures of other
    sources, which did not choose it, maps of the world have 8.6 or more in b* alone, five plain walls at most 3.5.
    """

    code = "BKG102"
    name = "bare-background"
    title = N_("Things to see behind you")
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.0225, deactivate=0.03, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("There is little to see behind you."),
            why=N_("A small, friendly detail makes the picture more inviting."),
            advice=N_("If you like, place one inviting thing in view, such as a plant or a picture."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """How much there is to see, by edges or by colours; low is bare."""
        main_face(scene)
        behind = scene[Clutter]
        if behind.share < LEAST_BACKGROUND:
            raise FacetUnavailable(N_("hardly any background is in view"))
        if behind.luma < LEAST_LUMA:
            raise FacetUnavailable(N_("the background is too dark to tell"))
        return Observation(max(behind.edge_density, EDGES_A_COLOUR * behind.colour_spread))
