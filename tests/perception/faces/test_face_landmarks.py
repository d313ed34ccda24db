from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.data import astronaut

from builders import MAIN_FACE, Given, face, faces
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.face_landmarks import (
    CHIN,
    FOREHEAD,
    LEFT_EYE,
    LEFT_MOUTH,
    LEFT_SIDE,
    NOSE_TIP,
    RIGHT_EYE,
    RIGHT_MOUTH,
    RIGHT_SIDE,
    FaceLandmarks,
)
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.people.main_face_landmarks import FaceLandmarksPerceiver
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
from envcheck.perception.scene import Scene

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def portrait() -> Picture:
    return np.ascontiguousarray(astronaut()[:400, 30:430, ::-1])  # type: ignore[no-untyped-call]


def scene(picture: Picture) -> Scene:
    return Scene(PictureFrame(np.ascontiguousarray(picture)), new_perceivers(Models.bundled()))


def mesh(scene: Scene) -> NDArray[np.float32]:
    return scene[FaceLandmarks].points


def main(scene: Scene) -> Face:
    face = scene[Faces].main
    assert face
    return face


def test_the_points_lie_where_the_face_network_sees_eyes_nose_and_mouth(portrait: Picture) -> None:
    seen = scene(portrait)
    points = mesh(seen)
    middles = [points[list(RIGHT_EYE)].mean(axis=0), points[list(LEFT_EYE)].mean(axis=0)]
    middles += [points[NOSE_TIP], points[RIGHT_MOUTH], points[LEFT_MOUTH]]

    for point, same in zip(middles, main(seen).landmarks, strict=True):
        assert (point[0], point[1]) == pytest.approx((same.x, same.y), abs=0.03)
    assert seen[FaceLandmarks].score > 0.95


def test_chin_forehead_and_sides_enclose_the_face(portrait: Picture) -> None:
    seen = scene(portrait)
    points, box = mesh(seen), seen[FaceLandmarks].box

    assert points[FOREHEAD, 1] < points[NOSE_TIP, 1] < points[CHIN, 1]
    assert points[RIGHT_SIDE, 0] < points[NOSE_TIP, 0] < points[LEFT_SIDE, 0]
    assert points[NOSE_TIP, 2] < points[FOREHEAD, 2]
    assert (box.y1, box.y2) == pytest.approx((points[FOREHEAD, 1], points[CHIN, 1]), abs=0.02)


@pytest.mark.parametrize("clockwise", [-25, 25])
def test_the_points_turn_with_the_picture(portrait: Picture, clockwise: float) -> None:
    height, width = portrait.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 1.0)
    leaning = np.asarray(cv2.warpAffine(portrait, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    expected = mesh(scene(portrait))[:, :2] * [width, height] @ turn[:, :2].T + turn[:, 2]

    found = mesh(scene(leaning))[:, :2] * [width, height]

    assert np.abs(found - expected).mean() < 0.02 * width


def test_a_face_that_the_frame_cuts_keeps_its_points(portrait: Picture) -> None:
    points = mesh(scene(portrait)) * [400, 400, 400]
    cut = round(float(points[FOREHEAD, 1] * 0.7 + points[RIGHT_EYE[0], 1] * 0.3))

    found = mesh(scene(portrait[cut:])) * [400, 400 - cut, 400]

    assert found[FOREHEAD, 1] < 0
    assert found[CHIN, 1] + cut == pytest.approx(points[CHIN, 1], abs=8)


def test_a_wall_taken_for_a_face_has_no_points() -> None:
    wall = np.full((360, 640, 3), 120, np.uint8)
    perceivers = [
        *MAIN_FACE, Given(faces(face())), AnalysisFramePerceiver(), FaceLandmarksPerceiver(Models.bundled())
    ]  # fmt: skip
    with pytest.raises(FacetUnavailable, match="too little"):
        Scene(PictureFrame(wall), perceivers)[FaceLandmarks]


def test_without_the_network_there_are_no_points(portrait: Picture) -> None:
    perceivers = new_perceivers(Models({"centerface.onnx": Path(Models.bundled().files["centerface.onnx"])}))
    with pytest.raises(FacetUnavailable, match="missing"):
        Scene(PictureFrame(portrait), perceivers)[FaceLandmarks]
