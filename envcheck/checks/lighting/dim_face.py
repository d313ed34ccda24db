"""LIT101 dim-face."""

import numpy as np

from envcheck.checks.base import Check, main_face
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.backlight import CLEAR, SILHOUETTE, Backlight
from envcheck.perception.light.face_light import ENOUGH, FaceLight
from envcheck.perception.light.face_noise import FaceNoise
from envcheck.perception.scene import Scene

LOST, DIM, LIT = 35, 79, 87
"""Levels: up to the first nothing is left of a face, up to the second it is dim, from the third it is not."""

SHOWN = 45
"""Level from which a dim face before strong light is left to LIT103, which tells the one cause of both."""

FREE_NOISE = 6.0
NOISE_COST = 5.0


class DimFace(Check):
    """A face with too little light on it.

    ## What it checks
    The level (0 to 255) that the face reaches: 0.3 times its shine (98th percentile of the skin), and 0.7 times the
    brighter part of its eyes (75th percentile), or a third of the shine where dark glasses or lids hide them. Each
    level of noise above 6 on the face takes off 5: a camera that has to amplify shows grain.

    ## Why it matters
    A client reads the face to feel understood. In a dim picture the expression is lost first.

    ## Known limits
    Skin itself is never held against a level: eyes are about as bright in every face, and shine keeps the lamp's
    strength on every skin. A face that is only a little dim passes, and one that is held in the shade of a hand or a
    visor is told. Strong compression can hide the noise. Before light of 2 to 2.4 stops more it is left to LIT103,
    which tells the one cause of both, unless nothing of the face is left: below 35 it is lost in the dark, which counts
    as a must. Enough light is said from 100.

    ## References
    ISO/IEC 29794-5:2025, under-exposure prevention, as a relation instead of an absolute level: OFIQ users report
    that absolute levels mark dark skin down (OFIQ-Project issue 93). Limits chosen on four fifths of the sources and
    judged on the rest: the level told 24 of 40 faces labelled dim (45 to 74 %) and 5 of 361 that are not (1 to 3 %),
    the rest of the 40 can be read; 6 of the 24 are left to LIT103. "Enough light" is said of 290 of 312 faces labelled
    lit (90 to 95 %): 116 of 119, 39 of 47 and 12 of 15 by skin tone; of 17 of 53 labelled dim too, most of them lit
    faces in dark pictures. With skin that reflects a quarter 3 of 110 well-lit faces were told, 1 as they were: no more
    than chance allows.
    """

    code = "LIT101"
    name = "dim-face"
    title = N_("Light on your face")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=DIM, deactivate=LIT, start_secs=0.75, stop_secs=1.0, critical=LOST, praise=ENOUGH)
    is_gradual = True
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
        cost = NOISE_COST * max(0.0, scene[FaceNoise].sigma - FREE_NOISE)
        level = scene[FaceLight].level - cost
        left_to_backlit = np.interp(level, (LOST, SHOWN), (0.0, 1.0)) * _backlit(scene)
        return Observation(float(level + left_to_backlit * max(0.0, LIT - level)), (face.box,))


def _backlit(scene: Scene) -> float:
    """How far the light behind is what makes the face dim, 0 to 1."""
    try:
        return float(np.interp(scene[Backlight].stops, (CLEAR, SILHOUETTE), (0.0, 1.0)))
    except FacetUnavailable:
        return 0.0
