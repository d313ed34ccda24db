"""LIT107 glaring-background."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.backlight import CLEAR, SILHOUETTE, Backlight
from envcheck.perception.light.glare import Glare
from envcheck.perception.scene import Scene


class GlaringBackground(Check):
    """A window or lamp behind that is nothing but white.

    ## What it checks
    The share of the background that is blown (level 245 or above, in areas of at least half a percent of the frame),
    times the stops by which that outshines the middle level of the background. A window over a sixth of a room
    that is two stops darker gives 0.33.

    ## Why it matters
    The brightest place in a picture draws the eye. Next to a face it tires the one who looks, for the whole session.

    ## Known limits
    A small lamp is welcome and is not counted, nor what lies wholly below the chin: that is a table or a sheet before
    the person. A background that is white all over outshines nothing and is none either. Where the face itself falls
    into shadow, LIT103 tells it: from 2 to 2.4 of its stops this value fades.

    ## References
    IES DG-17-05, faces and walls at about the same level. 1 of 114 well-lit labelled pictures is told. Blown windows
    put into them, with the room a stop darker: 4 % told at 2 % of the frame, 28 % at 5 %, 59 % at 10 %, 66 % at 15 %,
    73 % at 20 %, never together with LIT103; in rooms as bright as they were, which a window outshines less, 32 to
    51 % from 10 % of the frame.
    """

    code = "LIT107"
    name = "glaring-background"
    title = N_("Windows and lamps in view")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.25, deactivate=0.2, start_secs=1.5, stop_secs=1.0)
    is_gradual = True
    words = {
        "": Words(
            message=N_("A bright area behind you, such as a window or a lamp, outshines the picture."),
            why=N_("The brightest place draws the eye away from your face, and tires it over time."),
            advice=N_("Close the curtain there, or move the lamp out of the picture."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Blown share of the background times the stops by which it outshines the rest; high is glaring."""
        main_face(scene)
        glare = scene[Glare]
        if not glare.boxes:
            return Observation(0.0)
        face_stays_clear = np.interp(scene[Backlight].stops, (CLEAR, SILHOUETTE), (1.0, 0.0))
        return Observation(float(glare.share * glare.stops * face_stays_clear), glare.boxes)
