"""FRM101 no-face."""

import numpy as np

from envcheck.checks.base import Check, verify_upright
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.faces.face import Face
from envcheck.perception.people.main_face import OwnFaces
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

TURNED_AWAY = 2.5
DARK = 75


class NoFace(Check):
    """No face in view, or none turned to the camera.

    ## What it checks
    One minus the confidence (0 to 1) of the surest face that is turned to the camera and may be somebody's. A face is
    turned away where its nose stands 2.5 eye distances or more beside the middle of its eyes: a full profile or
    further. A face that is framed, on a screen, still for thirty seconds, or without a body where the object network
    sees bodies and the picture has room for one below it, is asked about instead.

    ## Why it matters
    The face is where a client looks first, and how they know that somebody is there for them.

    ## Known limits
    A hand, a mask or hair over most of the face can hide it. Where even the bright tenth of the picture lies below
    level 75, darkness is named as the likely reason. Somebody whose body is hidden, or is taken for a thing, is asked;
    the verdict is then that it could not be told, never that the room is not ready.

    ## References
    ISO/IEC 29794-5:2025, single face present (whose "no face" counts as failure). On labelled pictures every lone
    visible face had a confidence above 0.5. Of 357 people by themselves in pictures of 83 sources one was asked: his
    head lies within what is taken for a telephone.
    """

    code = "FRM101"
    name = "no-face"
    title = N_("Your face in the picture")
    severity = Severity.MUST
    serves = Serves.PRESENCE
    limit = Limit(activate=0.5, deactivate=0.45, start_secs=2.0, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("Your face is not in view."),
            why=N_("A face to look at tells the other person that you are there."),
            advice=N_("Sit in front of the camera and point it at your face."),
        ),
        "dark": Words(
            message=N_("It is too dark to see a face."),
            why=N_("A face to look at tells the other person that you are there."),
            advice=N_("Turn on a lamp in front of you, or bring one closer."),
        ),
        "turned": Words(
            message=N_("Your face is turned away from the camera."),
            why=N_("A face to look at tells the other person that you are there."),
            advice=N_("Turn the camera, or your chair, until the two face each other."),
        ),
        "pictured": Words(
            message=N_("There seems to be a face in view: is it a picture?"),
            why=N_("A face to look at tells the other person that you are there."),
            advice=N_("Sit so that your face and your shoulders are in view."),
        ),
    }
    questions = frozenset({"pictured"})

    def observe(self, scene: Scene) -> Observation:
        """Doubt that a face is turned to the camera; high is no face."""
        verify_upright(scene)
        own = scene[OwnFaces]
        facing = max((face.confidence for face in own.faces if _turn(face) < TURNED_AWAY), default=0.0)
        return Observation(1 - facing, variant=self._variant(scene, own, facing))

    def _variant(self, scene: Scene, own: OwnFaces, facing: float) -> str:
        believed = max(facing, 1 - self.limit.activate)
        if any(face.confidence > believed for face in own.faces):
            return "turned"
        if any(face.confidence > believed for face in own.in_pictures):
            return "pictured"
        unseen = 1 - facing >= self.limit.activate
        return "dark" if unseen and np.percentile(scene[Luma].plane[::4, ::4], 90) < DARK else ""


def _turn(face: Face) -> float:
    """Distance of the nose from the middle of the eyes, in eye distances along the picture's width."""
    right, left, nose = face.landmarks[:3]
    return abs(nose.x - face.eyes.x) / max(abs(left.x - right.x), 1e-6)
