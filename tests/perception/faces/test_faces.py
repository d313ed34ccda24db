import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.data import astronaut

from builders import HEIGHT, WIDTH, noise_picture
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.centerface import (
    GRID,
    LEAST_CONFIDENCE,
    decode,
    detect,
    forward,
    non_max_suppression,
)
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.scene import Scene
from envcheck.perception.weights import CENTERFACE

Picture = NDArray[np.uint8]

BUNDLED = Models.bundled()


@pytest.fixture(scope="module")
def portrait() -> Picture:
    return np.ascontiguousarray(astronaut()[..., ::-1])  # type: ignore[no-untyped-call]


def seen(picture: Picture, models: Models = BUNDLED) -> Faces:
    return Scene(PictureFrame(picture), new_perceivers(models))[Faces]


def test_a_portrait_has_one_face_with_its_landmarks_in_order(portrait: Picture) -> None:
    faces = seen(portrait).faces
    assert len([face for face in faces if face.confidence > 0.5]) == 1
    right_eye, left_eye, nose, right_mouth, left_mouth = faces[0].landmarks
    assert right_eye.x < nose.x < left_eye.x
    assert right_mouth.x < left_mouth.x
    assert right_eye.y < nose.y < right_mouth.y
    # where the eyes of the portrait are, by eye
    eyes = [right_eye.x * 512, right_eye.y * 512, left_eye.x * 512, left_eye.y * 512]
    assert eyes == pytest.approx([207, 103, 247, 103], abs=8)


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (333, 517), (160, 120)])
def test_a_face_stays_where_it_is_in_frames_of_any_size(portrait: Picture, size: tuple[int, int]) -> None:
    width, height = size
    side = min(size)
    picture = np.full((height, width, 3), 90, np.uint8)
    picture[height - side :, width - side :] = cv2.resize(portrait, (side, side), interpolation=cv2.INTER_AREA)

    face = seen(picture).main

    assert face
    assert face.confidence > 0.5
    assert face.eyes.x * width == pytest.approx(width - side + 227 / 512 * side, abs=0.03 * side)
    assert face.eyes.y * height == pytest.approx(height - side + 103 / 512 * side, abs=0.03 * side)


def test_two_people_are_two_faces_the_larger_first(portrait: Picture) -> None:
    picture = np.full((512, 1024, 3), 90, np.uint8)
    picture[:, :512] = portrait
    picture[128:384, 640:896] = cv2.resize(portrait, (256, 256), interpolation=cv2.INTER_AREA)
    first, second = (face for face in seen(picture).faces if face.confidence > 0.5)
    assert first.box.area > second.box.area
    assert first.box.center.x < 0.5 < second.box.center.x


def test_noise_has_no_face() -> None:
    assert detect(noise_picture(1), CENTERFACE.path) == []


def test_a_black_picture_says_nothing_about_people() -> None:
    with pytest.raises(FacetUnavailable, match="too dark or too flat"):
        seen(np.zeros((360, 640, 3), np.uint8))


def test_a_missing_network_is_said_so(portrait: Picture) -> None:
    with pytest.raises(FacetUnavailable, match="not installed"):
        seen(portrait, Models({}))


def test_decoding_reads_size_offset_and_landmarks_at_the_peak() -> None:
    rows, columns = 6, 8
    heatmap, size, offset = (np.zeros((n, rows, columns), np.float32) for n in (1, 2, 2))
    points = np.zeros((10, rows, columns), np.float32)
    heatmap[0, 2, 5] = 0.9
    heatmap[0, 4, 1] = LEAST_CONFIDENCE - 0.01
    size[:, 2, 5] = np.log([10, 5])  # strides of four pixels, height first
    offset[:, 2, 5] = (0.25, -0.25)
    points[0:2, 2, 5] = (0.25, 0.5)  # y and x, in shares of the box

    boxes, confidences, landmarks = decode(heatmap, size, offset, points)

    middle = np.array([(5 - 0.25 + 0.5) * 4, (2 + 0.25 + 0.5) * 4])
    assert confidences.tolist() == pytest.approx([0.9])
    half = np.array([10, 20])
    assert boxes[0] == pytest.approx(np.concatenate([middle - half, middle + half]))
    assert landmarks.shape == (1, 5, 2)
    assert landmarks[0, 0] == pytest.approx(middle - half + (0.5 * 20, 0.25 * 40))


def test_decoding_nothing_gives_empty_arrays() -> None:
    empty = [np.zeros((n, 4, 4), np.float32) for n in (1, 2, 2, 10)]
    boxes, confidences, landmarks = decode(*empty)
    assert (boxes.shape, confidences.shape, landmarks.shape) == ((0, 4), (0,), (0, 5, 2))
    assert non_max_suppression(boxes, confidences) == []


def test_each_face_counts_once() -> None:
    boxes = np.array([[0, 0, 10, 10], [1, 1, 11, 11], [3, 3, 7, 7], [20, 20, 30, 30]], np.float32)
    assert non_max_suppression(boxes, np.array([0.8, 0.9, 0.7, 0.6], np.float32)) == [1, 3]


def test_the_network_takes_only_sizes_on_its_grid() -> None:
    picture = np.zeros((-(-HEIGHT // GRID) * GRID, WIDTH, 3), np.uint8)
    heatmap, *_ = forward(picture, CENTERFACE.path)
    assert heatmap.shape == (1, 1, picture.shape[0] // 4, WIDTH // 4)
