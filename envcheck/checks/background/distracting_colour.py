"""BKG107 distracting-colour."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.salient_colour import SalientColour
from envcheck.perception.scene import Scene


class DistractingColour(Check):
    """A large patch of strong colour behind.

    ## What it checks
    The strongest patch of colour behind the person: its share of the background (0 to 1) times its mean chroma
    (CIELAB). A bright red cushion that fills a twentieth of the background comes to about 4.

    ## Why it matters
    The eye goes to strong colour by itself, again and again. In a calm background it rests on the face.

    ## Known limits
    A wall of one colour is no patch, however strong, and clothes are left out. Books and leaves are too small or too
    soft in colour. Orange, yellow and green count only where stronger than wood, lamplight and leaves.

    ## References
    CIELAB: ISO/CIE 11664-4. Of 434 real pictures 5 were found: two flags, a blue screen, a blue plaque, a
    night sky; none by wood, books or plants. Of red, magenta, blue and violet patches pasted into good rooms, 76 % were
    found at 4 % of the background and 91 % at 6 %; of yellow and green ones at 6 % about 60 %; of patches in the
    colours of leaves, wood, brick and clay, 4 to 10 % large, none of 1822.
    """

    code = "BKG107"
    name = "distracting-colour"
    title = N_("Colours behind you")
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=2.5, deactivate=2.0, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("A patch of strong colour stands out behind you."),
            why=N_("The eye returns to strong colour, away from your face."),
            advice=N_("Move the colourful thing out of view, or lay a softer colour over it."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of the background times chroma; high is distracting."""
        patches = scene[SalientColour]
        return Observation(patches.strength, patches.boxes)
