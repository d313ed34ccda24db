"""LIT101 dim-face."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.backlight import SHINE
from envcheck.perception.light.face_noise import FaceNoise
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

FACE_WEIGHT, FRAME_WEIGHT = 0.8, 0.7
FREE_NOISE = 6.0
NOISE_COST = 5.0
ENOUGH = 140


class DimFace(Check):
    """A face with too little light on it.

    ## What it checks
    The brighter of two levels (0 to 255): 0.8 times the shine on the face, its eyes and teeth (99.5th percentile), and
    0.7 times the highlights of the whole frame (90th). Each level of noise above 6 on the face takes off 5: a camera
    that has to amplify shows grain.

    ## Why it matters
    A client reads the face to feel understood. In a dim picture the expression is lost first.

    ## Known limits
    A face is only called dim where the whole picture is dim too, so that a dark complexion in a lit room never is;
    a dark face before a bright room belongs to LIT103. Strong compression can hide the noise. Enough light is only said
    where the face's own shine shows it (0.8 times its level at least 140): a bright wall says nothing of the face.

    ## References
    ISO/IEC 29794-5:2025, under-exposure prevention, as a relation instead of an absolute level: OFIQ users report
    that absolute levels mark dark skin down (OFIQ-Project issue 93). Exposed 2 to 4 stops less 150 of 154
    pictures were told; of well-lit ones one, which is dim. At 1 stop less 20 % of light faces are told, and 30 % of the
    same with skin that reflects a quarter: no more than chance allows (by the 90th percentile 18 against 38 %).
    """

    code = "LIT101"
    name = "dim-face"
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=105, deactivate=115, start_secs=0.75, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("There is little light on your face, and it is hard to make out."),
            why=N_("When your expression can be read, it is easier to feel understood."),
            advice=N_("Turn on a lamp in front of you, or bring one closer."),
        )
    }
    strengths = {"": N_("There is enough light on your face.")}

    def observe(self, scene: Scene) -> Observation:
        """Levels of light, less what noise costs; low is dim."""
        face = main_face(scene)
        luma = scene[Luma]
        highlights = FACE_WEIGHT * float(np.percentile(luma.inside(face.skin), SHINE))
        frame = float(np.percentile(luma.plane[::2, ::2], 90))
        cost = NOISE_COST * max(0.0, scene[FaceNoise].sigma - FREE_NOISE)
        level = max(highlights, FRAME_WEIGHT * frame) - cost
        return Observation(level, (face.box,), noteworthy=highlights >= ENOUGH)
