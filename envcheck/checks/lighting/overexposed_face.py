"""LIT102 overexposed-face."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

CLIPPED = 235


class OverexposedFace(Check):
    """A face that is partly lost in white.

    ## What it checks
    The share (0 to 1) of the skin's pixels at level 235 or above, where cameras have no shading left.

    ## Why it matters
    White patches hide the eyes and the mouth as surely as darkness does, and they tire the one who looks.

    ## Known limits
    Shiny skin or glasses have small highlights; the limit leaves room for them. A camera that compresses highlights
    keeps an over-lit face just below the level.

    ## References
    ISO/IEC 29794-5:2025, over-exposure prevention, which counts from linear 247 (sRGB 251). On labelled pictures 235
    found more over-lit faces (6 of 11 against 4) at the same number of false ones.
    """

    code = "LIT102"
    name = "overexposed-face"
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.08, deactivate=0.05, start_secs=0.75, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("Part of your face is lost in very bright light."),
            why=N_("Where the picture turns white, your expression cannot be seen."),
            advice=N_("Move the light a little further away, or soften it with a shade or a curtain."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of clipped skin; high is over-exposed."""
        face = main_face(scene)
        skin = scene[Luma].inside(face.skin)
        return Observation(float(np.mean(skin >= CLIPPED)), (face.box,))
