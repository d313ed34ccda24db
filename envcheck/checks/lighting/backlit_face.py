"""LIT103 backlit-face."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.errors import FacetUnavailable
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Backdrop, Luma
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words

LEAST_PIXELS = 50
FLOOR = 0.002


class BacklitFace(Check):
    """A face before a much brighter background.

    ## What it checks
    How many stops (doublings of linear light) the bright part of the background lies above the highlights of the
    face. The bright part is the 90th percentile of all background, or the 75th of what surrounds the head if that
    is brighter; the highlights are the 98th percentile of the face.

    ## Why it matters
    The camera sets itself by the bright part, and the face becomes a silhouette that shows nothing.

    ## Known limits
    Highlights are compared because lit skin of every colour has them and shaded skin of no colour has. A white wall
    behind a lit face is no finding, and neither is a small lamp that leaves the face its light.

    ## References
    IES DG-17-05, walls and faces at about the same level. Calibrated on labelled pictures and on pictures re-lit by
    1.5 to 3 stops less on the person and up to 2 stops more behind.
    """

    code = "LIT103"
    name = "backlit-face"
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=1.7, deactivate=1.4, start_secs=1.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The light behind you is much stronger than the light on your face."),
            why=N_("The camera adjusts to the bright part, and your face turns into a silhouette."),
            advice=N_("Close the curtain behind you, or turn so that the window is in front of you."),
        )
    }
    strength = N_("The light behind you leaves your face clear.")

    def observe(self, scene: Scene) -> Observation:
        """Stops between bright background and face; high is backlit."""
        face, luma, behind = main_face(scene), scene[Luma], scene[Backdrop].mask
        around = face.head.grown(1.0, 0.5, 1.0, -0.1)
        height, width = luma.plane.shape
        at = around.pixels(width, height)
        beside = luma.plane[at][behind[at]]
        if beside.size < LEAST_PIXELS:
            raise FacetUnavailable("hardly any background is in view beside the head")
        bright = max(np.percentile(luma.plane[behind], 90), np.percentile(beside, 75))
        face_light = np.percentile(luma.inside(face.skin), 98)
        return Observation(float(np.log2(_linear(bright) / _linear(face_light))), (around.clipped(),))


def _linear(level: float | np.float64) -> float:
    """Linear light (0 to 1) of an sRGB-coded level (IEC 61966-2-1), kept off zero."""
    share = float(level) / 255
    return FLOOR + (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
