"""LIT105 colour-cast."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.colour_cast import ColourCastEstimate
from envcheck.perception.scene import Scene

HOME_WARMTH = 0.15
MELLOW = 0.3
WHY = N_("In natural colours a face is easier to read, and the room feels calmer.")


class ColourCast(Check):
    """Light that tints the whole picture.

    ## What it checks
    By how many stops (doublings of linear light) the room's light leans to one colour: half of red over blue for
    orange and for blue light, green over both for green or pink. The first 0.15 towards orange are free: lamps at
    home are warm; from there up to 0.45 it is told as a strength, a warm tone. Counted is what two estimates over the
    background agree on, as far as the cheeks allow it.

    ## Why it matters
    Colour carries how somebody feels and how a room feels. A strong tint hides the first and unsettles the second.

    ## Known limits
    Weak casts pass. A room all in one colour can look like a cast where the face allows it. The cheeks are never
    held against one ideal skin: they only rule out light in which no complexion could look like this.

    ## References
    Finlayson and Trezzi 2004 and van de Weijer et al. 2007 for the estimates. 1 of 101 well-lit labelled
    pictures is told, one before an orange wall, and 4 of 6 labelled casts are (3 without the segmentation network). A
    warm tone is told of 20 of 148 pictures with a face, 16 of which are warm by eye; the others hold something red or
    brown.
    """

    code = "LIT105"
    name = "colour-cast"
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.55, deactivate=0.4, start_secs=2.0, stop_secs=1.0)
    words = {
        "warm": Words(
            message=N_("The light gives your picture a strong yellow or orange tint."),
            why=WHY,
            advice=N_("Let in some daylight, or use a lamp with a whiter light."),
        ),
        "cool": Words(
            message=N_("The light gives your picture a strong blue tint."),
            why=WHY,
            advice=N_("Turn on a lamp with a warmer light near you."),
        ),
        "green": Words(
            message=N_("The light gives your picture a green tint."),
            why=WHY,
            advice=N_("Try another lamp, or daylight from a window in front of you."),
        ),
        "pink": Words(
            message=N_("The light gives your picture a pink tint."),
            why=WHY,
            advice=N_("Try another lamp, or daylight from a window in front of you."),
        ),
    }
    strengths = {"warm": N_("The picture has a warm tone.")}

    def observe(self, scene: Scene) -> Observation:
        """Stops by which the light leans to one colour; high is a cast."""
        cast = scene[ColourCastEstimate]
        leans = {
            "warm": cast.warm / 2 - HOME_WARMTH,
            "cool": -cast.warm / 2,
            "green": cast.green,
            "pink": -cast.green,
        }
        variant = max(leans, key=lambda colour: leans[colour])
        value = max(0.0, leans[variant])
        return Observation(value, variant=variant, noteworthy=0.0 < value <= MELLOW)
