"""LIT102 overexposed-face."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

SHADED, BLOWN = 230, 250
"""Levels up to which skin keeps its shading, and from which nothing of it is left."""


class OverexposedFace(Check):
    """A face that is partly lost in white.

    ## What it checks
    How much of the skin is lost in white (0 to 1): each pixel counts from nothing at level 230 to whole at 250, between
    which cameras lose the shading.

    ## Why it matters
    White patches hide the eyes and the mouth as surely as darkness does, and they tire the one who looks.

    ## Known limits
    Shiny skin or glasses have small highlights; the limit leaves room for them. A camera that compresses highlights
    keeps an over-lit face just below the level. Where more than half is lost (0.6) it counts as a must.

    ## References
    ISO/IEC 29794-5:2025, over-exposure prevention, which counts from linear 247 (sRGB 251). At a limit of 0.07 4 of 6
    faces labelled blown are told, and none of 426 that are not (0 to 1 %), the lightest ones among them: counted from
    235 alike, light skin in good light came near. Limits chosen on four fifths of the sources: 4 of 6, and 5 of 426.
    """

    code = "LIT102"
    name = "overexposed-face"
    title = N_("Very bright light on your face")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.07, deactivate=0.05, start_secs=0.75, stop_secs=1.0, critical=0.6)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Part of your face is lost in very bright light."),
            why=N_("Where the picture turns white, your expression cannot be seen."),
            advice=N_("Move the light a little further away, or soften it with a shade or a curtain."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of skin that is lost in white; high is over-exposed."""
        face = main_face(scene)
        lost = np.interp(scene[Luma].inside(face.skin), (SHADED, BLOWN), (0.0, 1.0))
        return Observation(float(lost.mean()), (face.box,))
