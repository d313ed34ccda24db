"""YuNet and YOLOX-nano: found like CenterFace finds, and done without where a build could not have them."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import left_out, needs
from envcheck import check_image
from envcheck.checks.base import Check
from envcheck.checks.picture.covered_lens import CoveredLens
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces import centerface, yunet
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.faces.multiscale_faces import FEW_SMALL
from envcheck.perception.models import Models
from envcheck.perception.people.detections import NO_BODIES, SIDE, Detections, decode
from envcheck.perception.people.people import People
from envcheck.perception.scene import Scene
from envcheck.perception.weights import CENTERFACE, WEIGHTS, YOLOX_NANO, YUNET
from envcheck.session import Session

MEDIA = Path(__file__).parents[2] / "samples" / "media"


def picture(name: str) -> NDArray[np.uint8]:
    return np.asarray(cv2.imread(str(MEDIA / name)), dtype=np.uint8)


def seen(name: str, models: Models) -> Scene:
    return Scene(PictureFrame(picture(name)), new_perceivers(models))


def detected(name: str) -> list[list[Face]]:
    """What each network finds in a sample."""
    return [yunet.detect(picture(name), YUNET.path), centerface.detect(picture(name), CENTERFACE.path)]


@needs(YUNET)
@pytest.mark.parametrize(("name", "count"), [("ready.jpg", 1), ("second-person.jpg", 2), ("empty-room.jpg", 0)])
def test_yunet_and_centerface_agree(name: str, count: int) -> None:
    for faces in detected(name):
        assert sum(face.confidence >= 0.5 for face in faces) == count


@needs(YUNET)
def test_both_networks_give_the_landmarks_in_one_order() -> None:
    one, other = (faces[0].landmarks for faces in detected("ready.jpg"))
    for point, same in zip(one, other, strict=True):
        assert (point.x, point.y) == pytest.approx((same.x, same.y), abs=0.02)


@needs(YOLOX_NANO)
def test_bodies_and_objects_are_found() -> None:
    scene = seen("second-person.jpg", Models.bundled())
    assert len([thing for thing in scene[Detections].of_class("person") if thing.confidence > 0.35]) == 2
    assert scene[Detections].of_class("potted plant", "book", "vase")
    assert [person.has_body for person in scene[People].persons if person.confidence >= 0.5] == [True, True]


def test_without_the_files_faces_are_still_found_and_objects_said_missing() -> None:
    scene = seen("ready.jpg", left_out(YUNET, YOLOX_NANO))
    assert scene[Faces].main
    with pytest.raises(FacetUnavailable, match="envcheck models pull"):
        scene[Detections]
    assert [person.has_body for person in scene[People].persons] == [None]


def gaps(*checks: Check, models: Models) -> tuple[str, ...]:
    """What a session says it cannot see."""
    session = Session(checks, perceivers=new_perceivers(models), mode=Mode.PICTURE)
    session.push(PictureFrame(picture("ready.jpg")))
    return session.report().gaps


def test_what_is_not_seen_without_a_network_is_said_where_a_check_goes_by_it() -> None:
    both = left_out(YUNET, YOLOX_NANO)
    assert sorted(gaps(SecondPerson(), models=both)) == sorted([NO_BODIES, FEW_SMALL])
    assert gaps(SecondPerson(), models=left_out(YUNET)) == (FEW_SMALL,)
    assert gaps(SecondPerson(), models=Models({weights.file: weights.path for weights in WEIGHTS})) == ()
    assert gaps(CoveredLens(), models=both) == ()


@needs(YUNET)
def test_where_yunet_is_centerface_does_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def ran(*_: object) -> None:
        raise AssertionError("CenterFace ran beside YuNet")

    monkeypatch.setattr(centerface, "forward", ran)
    report = check_image(picture("second-person.jpg"))
    assert report.faces == 2
    assert not [one for one in report.not_assessed if "internal" in one.reason]


def test_yunet_scores_are_brought_to_the_common_scale() -> None:
    scores = np.array([0.5, 0.625, yunet.NEUTRAL, 1.0], np.float32)
    assert yunet.confidence(scores) == pytest.approx([0, 0.25, 0.5, 1])


def test_boxes_are_read_from_the_cells_that_may_show_something() -> None:
    cells = sum((SIDE // stride) ** 2 for stride in (8, 16, 32))
    rows = np.zeros((cells, 85), np.float32)
    rows[(SIDE // 8) * 2 + 3] = [0.5, 0.5, np.log(2), np.log(4), 0.5, 0.8, *([0] * 79)]
    boxes, scores = decode(rows)
    assert boxes.shape == (1, 4)
    assert boxes[0] == pytest.approx([28 - 8, 20 - 16, 28 + 8, 20 + 16])
    assert scores[0, 0] == pytest.approx(0.4)
