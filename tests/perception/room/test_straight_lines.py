import cv2
import numpy as np
import pytest

from builders import HEIGHT, WIDTH, Given
from envcheck.media.frame import PictureFrame
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room import straight_lines
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.room.camera_pitch import CameraPitch, CameraPitchPerceiver
from envcheck.perception.room.camera_roll import CameraRoll, CameraRollPerceiver
from envcheck.perception.room.straight_lines import StraightLinePerceiver, find_segments
from envcheck.perception.scene import Scene

SHELVES = np.full((HEIGHT, WIDTH), 180, np.uint8)
for left in (60, 200, 420, 560):
    cv2.rectangle(SHELVES, (left, 20), (left + 20, 340), 60, -1)


def test_both_angles_of_the_camera_go_by_lines_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[int] = []

    def counted(plane: Plane, behind: Mask) -> straight_lines.Floats:
        sought.append(1)
        return find_segments(plane, behind)

    monkeypatch.setattr(straight_lines, "find_segments", counted)
    given = (Given(Luma(SHELVES)), Given(BackgroundMask(np.ones((HEIGHT, WIDTH), np.bool_))))
    perceivers = (*given, StraightLinePerceiver(), CameraRollPerceiver(), CameraPitchPerceiver())
    scene = Scene(PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8)), perceivers)

    assert scene[CameraRoll].roll == pytest.approx(0, abs=1)
    assert abs(scene[CameraPitch].degrees) < 20
    assert len(sought) == 1


def test_lines_on_people_are_left_out() -> None:
    behind = np.ones((HEIGHT, WIDTH), np.bool_)
    behind[:, : WIDTH // 2] = False

    ends = find_segments(SHELVES, behind)

    assert len(ends) > 0
    assert (ends[:, [0, 2]].mean(axis=1) > 0).all()
