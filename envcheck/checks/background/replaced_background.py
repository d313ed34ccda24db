"""BKG105 replaced-background."""

from envcheck.checks.base import Check
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Replacement
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class ReplacedBackground(Check):
    """A blur or a picture that software puts behind.

    ## What it checks
    By how many doublings the grain of the picture (its fine noise) behind falls short of the grain on the person, where
    both are about as bright. A camera lays grain over all that it sees, in focus or not; software behind has none.

    ## Why it matters
    The edges of such a background flicker around hair and hands, and parts of the room show through now and then. What
    is seen every week is then an effect, where a real room is something to rely on.

    ## Known limits
    Needs grain: in good light, in small or strongly compressed pictures, and in pictures of a few colours, it says that
    it could not tell. A picture put behind is found less often than a blur, since it brings fine detail of its own.
    Edges are not judged: hair out of focus and the edge of an effect look alike once encoded. An effect that keeps a
    bedroom out of view may well be left as it is.

    ## References
    Cook et al. 2023 (PLOS ONE 18(9):e0291444): a blurred home was rated low. Told in none of 180 real pictures with a
    face, portraits with a soft background among them (most at 1.6; 40 had grain enough to tell), and in none of 456
    made ones without an effect. Effects made from 38 pictures at 640 by 360, grain of 2 and of 4 levels, found: blur
    as H.264 at 1500 kbit/s 25 and 29, at 600 kbit/s 21 and 22, as JPEG 90 none and 16; another room 14 and 23, 7 and
    17, none and 1. Half of the sources alone: blur at 1500 kbit/s 24 of 36, at 600 16 of 36, other rooms 12 and 5.
    """

    code = "BKG105"
    name = "replaced-background"
    severity = Severity.COULD
    serves = Serves.RELIABILITY
    limit = Limit(activate=2.0, deactivate=1.7, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("The background seems to be blurred or put in by software."),
            why=N_("Its edges flicker around hair and hands, and a real room feels more trustworthy."),
            advice=N_("If a calm part of your room can be in view, turn the background effect off."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Doublings by which grain is missing behind; high is replaced."""
        return Observation(scene[Replacement].missing)
