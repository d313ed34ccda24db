"""YuNet and YOLOX-nano, where their files are: found like the bundled network finds, and gone without a crash."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces import centerface, yunet
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.people.detections import SIDE, Detections, decoded
from envcheck.perception.people.people import People
from envcheck.perception.scene import Scene
from envcheck.perception.weights import CENTERFACE, FOLDER_VARIABLE, YUNET

MEDIA = Path(__file__).parents[2] / "samples" / "media"
MODELS = Path(__file__).parents[3] / "shared" / "models"

INSTALLED = Models.found({FOLDER_VARIABLE: str(MODELS)})

with_models = pytest.mark.skipif(not MODELS.is_dir(), reason=f"needs the network files in {MODELS}")


def picture(name: str) -> NDArray[np.uint8]:
    return np.asarray(cv2.imread(str(MEDIA / name)), dtype=np.uint8)


def seen(name: str, models: Models) -> Scene:
    return Scene(PictureFrame(picture(name)), new_perceivers(models))


def detected(name: str) -> list[list[Face]]:
    """What each network finds in a sample."""
    path = INSTALLED.path(YUNET)
    assert path
    return [yunet.detected(picture(name), path), centerface.detected(picture(name), CENTERFACE.path)]


@with_models
@pytest.mark.parametrize(("name", "count"), [("ready.jpg", 1), ("second-person.jpg", 2), ("empty-room.jpg", 0)])
def test_yunet_and_the_bundled_network_agree(name: str, count: int) -> None:
    for faces in detected(name):
        assert sum(face.confidence >= 0.5 for face in faces) == count


@with_models
def test_both_networks_give_the_landmarks_in_one_order() -> None:
    one, other = (faces[0].landmarks for faces in detected("ready.jpg"))
    for point, same in zip(one, other, strict=True):
        assert (point.x, point.y) == pytest.approx((same.x, same.y), abs=0.02)


@with_models
def test_bodies_and_objects_are_found() -> None:
    scene = seen("second-person.jpg", INSTALLED)
    assert len([thing for thing in scene[Detections].named("person") if thing.confidence > 0.35]) == 2
    assert scene[Detections].named("potted plant", "book", "vase")
    assert [person.embodied for person in scene[People].persons if person.confidence >= 0.5] == [True, True]


def test_without_the_files_faces_are_still_found_and_objects_said_missing() -> None:
    scene = seen("ready.jpg", Models.bundled())
    assert scene[Faces].main
    with pytest.raises(FacetUnavailable, match="envcheck models pull"):
        scene[Detections]
    assert [person.embodied for person in scene[People].persons] == [None]


def test_yunet_scores_are_brought_to_the_common_scale() -> None:
    scores = np.array([0.5, 0.625, yunet.NEUTRAL, 1.0], np.float32)
    assert yunet.confidence(scores) == pytest.approx([0, 0.25, 0.5, 1])


def test_boxes_are_read_from_their_cells() -> None:
    cells = sum((SIDE // stride) ** 2 for stride in (8, 16, 32))
    rows = np.zeros((cells, 85), np.float32)
    rows[(SIDE // 8) * 2 + 3] = [0.5, 0.5, np.log(2), np.log(4), 0.5, 0.8, *([0] * 79)]
    boxes, scores = decoded(rows)
    at = (SIDE // 8) * 2 + 3
    assert boxes[at] == pytest.approx([28 - 8, 20 - 16, 28 + 8, 20 + 16])
    assert scores[at, 0] == pytest.approx(0.4)
