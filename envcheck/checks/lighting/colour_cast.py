"""LIT105 colour-cast."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.colour_cast import ColourCastEstimate
from envcheck.perception.scene import Scene

ORANGE, GREEN = 2 / 3, 2.0
"""How much a stop counts: towards orange less, for lamps at home are warm, and towards green or pink more, for none is
green or pink."""

SLIGHT, MELLOW = 0.05, 0.3
LIT = 0.5
"""Share of the picture that has to be neither black nor blown for its tone to be praised."""

WHY = N_("In natural colours a face is easier to read, and the room feels calmer.")


class ColourCast(Check):
    """Light that tints the whole picture.

    ## What it checks
    By how many stops (doublings of linear light) nearly all of the picture leans to one colour, as far as the face does
    so beyond any skin in neutral light: red over blue for orange (two thirds of it) and for blue light, twice the green
    over both for green or pink. Where a tenth of the picture is grey or white the light is neutral. From 0.05 to 0.3
    towards orange a warm tone is told as a strength, unless most of the picture is black or blown.

    ## Why it matters
    Colour carries how somebody feels and how a room feels. A strong tint hides the first and unsettles the second.

    ## Known limits
    Weak casts pass, a coloured lamp on the face alone in a neutral room, and blue light on dark skin unless it is
    strong. The face is never held against one ideal skin: it only rules out light in which no complexion could look
    like this. A backdrop, a garden or a wall all in one colour leave the face its colours, and are none.

    ## References
    The grey of a picture as a witness of its light is as old as von Kries (1902); Barnard et al., "A comparison of
    computational color constancy algorithms" (IEEE Transactions on Image Processing 11, 2002). Told of 16 of 33
    pictures labelled as casts, 10 of 24 on faces, and 1 of 391 that are not (0 to 1 %), which is yellow; limits chosen
    on four fifths of the sources: 11 of 24 and 9 of 391.
    """

    code = "LIT105"
    name = "colour-cast"
    title = N_("Colour of the light")
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.45, deactivate=0.35, start_secs=2.0, stop_secs=1.0)
    is_gradual = True
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
            "warm": cast.warm * ORANGE,
            "cool": -cast.warm,
            "green": cast.green * GREEN,
            "pink": -cast.green * GREEN,
        }
        variant = max(leans, key=lambda colour: leans[colour])
        value = max(0.0, leans[variant])
        is_mellow = SLIGHT <= value <= MELLOW and cast.exposed >= LIT
        return Observation(value, variant=variant, noteworthy=is_mellow)
