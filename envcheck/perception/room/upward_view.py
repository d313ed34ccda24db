"""How much the camera looks up at somebody.

Lines of the room say how far the camera points up, the face how far it is raised to a lens below it, and a head low in
the frame that the camera points above it. Face and place count half, within bounds: a head may be bent or raised, and
framing alone, however odd, is no height. The weights are those of a logistic regression on 65 pictures labelled
low-camera and 336 others, rounded.
"""

from dataclasses import dataclass

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.pose import Pose
from envcheck.perception.picture.analysis_frame import VIEW_SIDE
from envcheck.perception.room.camera_pitch import CameraPitch
from envcheck.perception.room.camera_roll import FOCAL_LENGTH
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class UpwardView:
    """How much the camera looks up at the main face.

    Attributes:
        degrees: as how far the camera points above the horizon, with what face and framing add to it.
    """

    degrees: float


BENT, RAISED = -8.0, 12.0
"""Degrees of the head's pitch that count: beyond, somebody looks at the keyboard or at the ceiling."""

LOW, HIGH = -10.0, 4.0
"""Degrees of the eyes below and above the middle of the frame that count."""

WEIGHT = 0.5

FROM_BELOW = 15.5
"""Degrees from which somebody is looked up at. Chosen so that 3 % of 366 labelled pictures without a low camera lie
above; it comes out about there (15.8) whichever fifth of the sources is left out, and of those left out 53 % of the low
cameras lie above, and 3 % of the others."""

LEAST_PIXELS = 24
"""Height of a face in the view below which nothing is told of its camera: it is too far to be looked up at."""


class UpwardViewPerceiver:
    """Adds what the face and its place say to what lines of the room say."""

    facet = UpwardView

    def perceive(self, scene: Scene) -> UpwardView:
        """How much the camera looks up.

        Raises:
            FacetUnavailable: there is no face, it is too small, or hardly a straight line is in view.
        """
        frame, face = scene.frame, scene[MainFace].face
        longer = max(frame.width, frame.height)
        if face.box.height * frame.height / longer * VIEW_SIDE < LEAST_PIXELS:
            raise FacetUnavailable(N_("the face is too small to judge by"))
        above = np.degrees(np.arctan((0.5 - face.eyes.y) * min(1.0, frame.height / frame.width) / FOCAL_LENGTH))
        raised = np.clip(scene[Pose].pitch, BENT, RAISED) - np.clip(above, LOW, HIGH)
        return UpwardView(scene[CameraPitch].degrees + WEIGHT * float(raised))
