"""LIT103 backlit-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.backlight import CLEAR, SILHOUETTE, Backlight
from envcheck.perception.scene import Scene


class BacklitFace(Check):
    """A face before a much brighter background.

    ## What it checks
    How many stops (doublings of linear light) the bright part of the background lies above the highlights of the
    face. The bright part is the 90th percentile of all background, or the 75th of what surrounds the head if that
    is brighter; the highlights (99.5th percentile of the face) are what shines on it, its eyes and teeth.

    ## Why it matters
    The camera sets itself by the bright part, and the face becomes a silhouette that shows nothing.

    ## Known limits
    Highlights are compared because lit skin of every colour has them and shaded skin of no colour has. A white wall
    behind a lit face is no finding, and neither is a small lamp that leaves the face its light.

    ## References
    IES DG-17-05, walls and faces at about the same level. Re-lit by 1.5 to 3 stops less on the person and up to 2 more
    behind, 85 % of 124 pictures were told, 88 % at 3 stops and more between; of 89 labelled well lit 3, most of them
    one dim corridor. None of 98 light faces was told wrongly, nor with skin that reflects half as much; with a quarter
    4 of 95, no more than chance allows (at the 98th percentile 12 of 104); without YuNet 6 of 105.
    """

    code = "LIT103"
    name = "backlit-face"
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=SILHOUETTE, deactivate=CLEAR, start_secs=0.75, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The light behind you is much stronger than the light on your face."),
            why=N_("The camera adjusts to the bright part, and your face turns into a silhouette."),
            advice=N_("Close the curtain behind you, or turn so that the window is in front of you."),
        )
    }
    strengths = {"": N_("The light behind you leaves your face clear.")}

    def observe(self, scene: Scene) -> Observation:
        """Stops between bright background and face; high is backlit."""
        main_face(scene)
        light = scene[Backlight]
        return Observation(light.stops, (light.around,))
