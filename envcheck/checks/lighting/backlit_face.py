"""LIT103 backlit-face."""

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.backlight import CLEAR, SILHOUETTE, Backlight
from envcheck.perception.light.face_light import ENOUGH, FaceLight
from envcheck.perception.scene import Scene

LOST = 4.6
"""Stops from which nothing of a face is left but its outline."""


class BacklitFace(Check):
    """A face before a much brighter background.

    ## What it checks
    How many stops (doublings of linear light) the bright part of the background lies above the highlights of the
    face. The bright part is the 90th percentile of all background, or the 75th of what surrounds the head if that
    is brighter, or the 95th less 0.6 stops; where it is blown it counts twice, for the picture does not hold how bright
    it is. The highlights (99.5th percentile of the face) are what shines on it, its eyes and teeth.

    ## Why it matters
    The camera sets itself by the bright part, and the face becomes a silhouette that shows nothing.

    ## Known limits
    Highlights are compared because lit skin of every colour has them and shaded skin of no colour has. A white wall
    behind a lit face is no finding, and neither is a small lamp that leaves the face its light. Beyond 4.6 stops only
    the outline is left, which counts as a must; that the face is clear is said up to 1 stop, and of no face
    that has not enough light.

    ## References
    IES DG-17-05, walls and faces at about the same level. Limits chosen on four fifths of the sources and judged on
    the rest: 7 of 11 faces labelled backlit were told (35 to 85 %), and 7 of 391 that are not (1 to 4 %); at the limit
    of 2.4 these are 6 and 4, two of which lie before a window by eye. With skin that reflects a half and a quarter 3
    of 110 well-lit faces were told and none as they were, no more than chance allows (below 1.7 stops, and blown light
    counted once, 3, 3 and 10).
    """

    code = "LIT103"
    name = "backlit-face"
    title = N_("Light behind you")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=SILHOUETTE, deactivate=CLEAR, start_secs=0.75, stop_secs=1.0, critical=LOST, praise=1.0)
    is_gradual = True
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
        return Observation(light.stops, (light.around,), noteworthy=_is_lit(scene))


def _is_lit(scene: Scene) -> bool:
    """A face that has too little light is not clear, whatever is behind it."""
    try:
        return scene[FaceLight].level >= ENOUGH
    except FacetUnavailable:
        return False
