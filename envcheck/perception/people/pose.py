"""Which way the head points, from five landmarks, and how far it is raised, from the points of its face.

A face is far smaller than its distance, so it is seen as by a scaled orthographic camera (DeMenthon & Davis,
"Model-Based Object Pose in 25 Lines of Code", International Journal of Computer Vision 15, 1995): its picture is a
rotation without the last row, times a scale. No focal length has to be guessed, and the rotation nearest to a
least-squares fit is immediate, where an iteration can end at the face's mirror image.

Five landmarks hardly show pitch. The line from the forehead to the chin does, by its depth, wherever the network for
the points of a face is there. Its depth is too shallow for turned faces, so that yaw stays with the five.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Point
from envcheck.model.words import N_
from envcheck.perception.faces.face_landmarks import (
    CHIN,
    FOREHEAD,
    LEFT_EYE,
    LEFT_MOUTH,
    LEFT_SIDE,
    RIGHT_EYE,
    RIGHT_MOUTH,
    RIGHT_SIDE,
    FaceLandmarks,
)
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Pose:
    """Which way the main face points, seen from the camera, in degrees.

    Mean error on 239 labelled faces, against a mesh of 468 points: yaw 3, roll 2. Without that mesh pitch is shrunk
    towards zero (a face raised or lowered by 24 is given as 7), so that it tells little more than its sign: it ranks 68
    of 100 labelled low cameras above others, the mesh 78.

    Attributes:
        yaw: above 0 where the face is turned to the person's own left, which is the right of an unmirrored picture.
        pitch: above 0 where the face looks up past the camera, as it does when the camera stands below.
        roll: above 0 where the head leans clockwise, as seen in the picture.
    """

    yaw: float
    pitch: float
    roll: float


Floats = NDArray[np.float64]

MODEL = np.array([[-31.5, 0, 0], [31.5, 0, 0], [0, 40, -41], [-25, 69, -9], [25, 69, -9]], np.float64)
"""Millimetres to the right, down and away from the camera of right eye, left eye, nose tip and the corners of the
mouth; usual adult proportions (eyes 63 mm apart). The nose stands where the detector puts it: the median pitch of
55 labelled well-framed faces is then zero."""

UPRIGHT = 7.7
"""Degrees by which the chin of a face that looks straight ahead stands before the forehead, as the network sees it."""

ACROSS = ((RIGHT_SIDE, LEFT_SIDE), (RIGHT_EYE[0], LEFT_EYE[1]), (RIGHT_MOUTH, LEFT_MOUTH))

INVERSE = np.linalg.pinv(MODEL - MODEL.mean(axis=0))


class PosePerceiver:
    """Turns the main face's landmarks into three angles."""

    facet = Pose

    def perceive(self, scene: Scene) -> Pose:
        """Yaw, pitch and roll of the main face.

        Raises:
            FacetUnavailable: there is no face, or its landmarks fall on one line.
        """
        face, aspect = scene[MainFace].face, scene.frame.width / scene.frame.height
        rough = pose(face.landmarks, aspect)
        try:
            points = scene[FaceLandmarks].points
            return replace(rough, pitch=pitch(points, aspect), roll=roll(points, aspect))
        except FacetUnavailable:
            return rough


def pitch(points: NDArray[np.float32], aspect: float) -> float:
    """Degrees by which a face is raised, 0 for the median of 149 labelled well-framed faces.

    Args:
        points: those of `FaceLandmarks`.
        aspect: width of the frame divided by its height.
    """
    sized = points.astype(np.float64) * [aspect, 1, aspect]
    across = _across(sized)
    down = sized[CHIN] - sized[FOREHEAD]
    down = _unit(down - down @ _unit(across) * _unit(across))
    return float(np.degrees(np.arcsin(np.clip(-down[2], -1, 1)))) + UPRIGHT


def roll(points: NDArray[np.float32], aspect: float) -> float:
    """Degrees by which a head leans, clockwise as the camera sees it; arguments as for `pitch`.

    The five landmarks do not always follow: those of YuNet by three quarters on a portrait turned by up to 30 degrees.
    """
    across = _across(points.astype(np.float64) * [aspect, 1, aspect])
    return float(np.degrees(np.arctan2(across[1], across[0])))


def _across(sized: Floats) -> Floats:
    return sum((_unit(sized[left] - sized[right]) for right, left in ACROSS), np.zeros(3))


def _unit(vector: Floats) -> Floats:
    return vector / np.linalg.norm(vector)


def pose(landmarks: Sequence[Point], aspect: float) -> Pose:
    """The pose that shows a usual face like this.

    Args:
        landmarks: the five of a `Face`, in fractions of the frame.
        aspect: width of the frame divided by its height.

    Raises:
        FacetUnavailable: the landmarks fall on one line.
    """
    seen = np.array([[point.x * aspect, point.y] for point in landmarks])
    left, sizes, right = np.linalg.svd((INVERSE @ (seen - seen.mean(axis=0))).T, full_matrices=False)
    if sizes[1] < 1e-9:
        raise FacetUnavailable(N_("the face is turned too far to judge by"))
    return _angles(left @ right)


def _angles(rows: Floats) -> Pose:
    """The angles of a rotation, given its first two rows: turned by yaw, then by pitch, then by roll."""
    rotation = np.vstack([rows, np.cross(rows[0], rows[1])])
    across, down = rotation[:, 0], rotation[:, 1]
    roll = np.arctan2(-down[0], down[1])
    level = across[0] * np.cos(roll) + across[1] * np.sin(roll)
    pitch = np.arcsin(np.clip(-down[2], -1, 1))
    yaw = np.arctan2(across[2], level * np.cos(pitch))
    return Pose(*np.degrees([yaw, pitch, roll]).tolist())
