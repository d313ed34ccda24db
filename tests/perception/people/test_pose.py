from dataclasses import astuple

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.data import astronaut

from builders import WIDTH, face, faces, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Point
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face_landmarks import (
    CHIN,
    LEFT_EYE,
    LEFT_MOUTH,
    LEFT_SIDE,
    RIGHT_EYE,
    RIGHT_MOUTH,
    RIGHT_SIDE,
    FaceLandmarks,
)
from envcheck.perception.models import Models
from envcheck.perception.people.pose import MODEL, UPRIGHT, Pose, PosePerceiver, pitch, pose
from envcheck.perception.scene import Scene

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def portrait() -> Picture:
    return np.ascontiguousarray(astronaut()[:400, 30:430, ::-1])  # type: ignore[no-untyped-call]


def seen(picture: Picture) -> Pose:
    return Scene(PictureFrame(np.ascontiguousarray(picture)), new_perceivers(Models.bundled()))[Pose]


def turned(yaw: float, pitch: float, roll: float) -> NDArray[np.float64]:
    """A rotation by each angle in turn, in a frame that runs right, down and away."""
    sines, cosines = np.sin(np.radians([yaw, pitch, roll])), np.cos(np.radians([yaw, pitch, roll]))
    about_y = [[cosines[0], 0, -sines[0]], [0, 1, 0], [sines[0], 0, cosines[0]]]
    about_x = [[1, 0, 0], [0, cosines[1], sines[1]], [0, -sines[1], cosines[1]]]
    about_z = [[cosines[2], -sines[2], 0], [sines[2], cosines[2], 0], [0, 0, 1]]
    return np.array(about_z) @ np.array(about_x) @ np.array(about_y)


@pytest.mark.parametrize(
    "angles", [(0, 0, 0), (30, 0, 0), (0, 20, 0), (0, 0, 15), (-40, -20, 10), (70, 10, -30), (85, 0, 0)]
)
@pytest.mark.parametrize("distance", [None, 600])
def test_a_turned_model_face_is_measured_at_its_angles(
    angles: tuple[float, float, float], distance: float | None
) -> None:
    points = MODEL @ turned(*angles).T
    nearness = 1 + points[:, 2] / distance if distance else np.ones(5)
    flat = points[:, :2] / nearness[:, None] / 700
    landmarks = [Point(x / 1.6 + 0.4, y + 0.3) for x, y in flat]

    assert astuple(pose(landmarks, 1.6)) == pytest.approx(angles, abs=6 if distance else 1e-6)


def test_left_and_right_are_the_persons_own() -> None:
    assert pose(face(turn=0.3).landmarks, 16 / 9).yaw > 10
    assert pose(face(turn=-0.3).landmarks, 16 / 9).yaw < -10


def test_a_mirrored_picture_negates_yaw_and_roll(portrait: Picture) -> None:
    straight, mirrored = seen(portrait), seen(portrait[:, ::-1])

    assert mirrored.yaw == pytest.approx(-straight.yaw, abs=6)
    assert mirrored.pitch == pytest.approx(straight.pitch, abs=4)
    assert mirrored.roll == pytest.approx(-straight.roll, abs=6)


@pytest.mark.parametrize("clockwise", [-12, 12])
def test_a_turned_picture_changes_roll_by_its_angle(portrait: Picture, clockwise: float) -> None:
    height, width = portrait.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 1.0)
    leaning = np.asarray(cv2.warpAffine(portrait, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    before, after = seen(portrait), seen(leaning)

    assert after.roll - before.roll == pytest.approx(clockwise, abs=4)
    assert after.yaw == pytest.approx(before.yaw, abs=6)
    assert after.pitch == pytest.approx(before.pitch, abs=4)


def test_nobody_has_no_pose() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        PosePerceiver().perceive(scene(faces()))


def test_landmarks_on_one_line_have_no_pose() -> None:
    with pytest.raises(FacetUnavailable, match="too far"):
        pose([Point(0.5, y / WIDTH) for y in (1, 2, 3, 4, 5)], 1.5)


def mesh(raised: float) -> NDArray[np.float32]:
    """A face turned by 25 degrees whose chin lies nearer the camera than its forehead, by an angle, in a wide frame."""
    points = np.zeros((468, 3))
    points[[RIGHT_SIDE, RIGHT_EYE[0], RIGHT_MOUTH], 0] = -0.1, -0.06, -0.03
    points[[LEFT_SIDE, LEFT_EYE[1], LEFT_MOUTH], 0] = 0.1, 0.06, 0.03
    points[CHIN, 1:] = 0.2 * np.cos(np.radians(raised)), -0.2 * np.sin(np.radians(raised))
    return np.asarray(points @ turned(25, 0, 0).T / [2, 1, 2], np.float32)


@pytest.mark.parametrize("raised", [-20, 0, 20])
def test_a_chin_that_comes_forward_raises_the_face(raised: float) -> None:
    assert pitch(mesh(raised), 2) == pytest.approx(raised + UPRIGHT, abs=3)


@pytest.mark.parametrize("raised", [-15, 15])
def test_the_points_of_the_face_say_how_far_it_is_raised(raised: float) -> None:
    points = np.asarray(mesh(raised) * [9 / 8, 1, 9 / 8], np.float32)

    seen = PosePerceiver().perceive(scene(faces(face()), FaceLandmarks(points, 1.0)))

    assert seen.pitch == pytest.approx(raised + UPRIGHT, abs=3)


def test_without_the_points_five_landmarks_say_it() -> None:
    assert PosePerceiver().perceive(scene(faces(face()))) == pose(face().landmarks, 16 / 9)
