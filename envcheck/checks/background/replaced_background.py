"""BKG105 replaced-background."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.virtual_background import VirtualBackground
from envcheck.perception.scene import Scene


class ReplacedBackground(Check):
    """A blur or a picture that software puts behind.

    ## What it checks
    By how many doublings the grain of the picture (its fine noise) behind falls short of the grain on the person, where
    both are about as bright. A camera lays grain over all that it sees, in focus or not; software behind has none.

    ## Why it matters
    The edges of such a background flicker around hair and hands, and parts of the room show through now and then. What
    is seen every week is then an effect, where a real room is something to rely on.

    ## Known limits
    It is never told at present, only "not assessed": an encoder takes faint grain from flat walls first and leaves it
    on skin and cloth, which looks the same.
    Edges are not judged: hair out of focus and the edge of an effect look alike once encoded. An effect that keeps a
    bedroom out of view may well be left as it is.

    ## References
    Cook et al. 2023 (PLOS ONE 18(9):e0291444): a blurred home was rated low. Of 80 labelled pictures with
    a face and no effect ten lack two doublings of grain behind; of five findings on pictures of other sources five were
    false.
    """

    code = "BKG105"
    name = "replaced-background"
    title = N_("Background effects")
    severity = Severity.COULD
    serves = Serves.RELIABILITY
    limit = Limit(activate=2.0, deactivate=1.7, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("The background seems to be blurred or put in by software."),
            why=N_("An effect flickers around hair and hands, and a real room feels more trustworthy."),
            advice=N_("If a calm part of your room can be in view, turn the background effect off."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Doublings by which grain is missing behind; high is replaced."""
        return Observation(scene[VirtualBackground].grain_gap)
