from collections.abc import Iterable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, face, noise_picture, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.pose import Pose
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.room.camera_roll import FOCAL_LENGTH, CameraRoll, CameraRollPerceiver
from envcheck.perception.room.eye_level import EyeLevel, EyeLevelPerceiver
from envcheck.perception.room.straight_lines import StraightLines, find_segments
from envcheck.perception.scene import Scene

EVERYWHERE = BackgroundMask(np.ones((HEIGHT, WIDTH), np.bool_))


def room(roll: float = 0.0, rise: float = 0.0, at: Iterable[float] = (-1.4, -0.9, 0.8, 1.3), wall: float = 3.0) -> Luma:
    """Dark posts before a bright wall 3 m away, seen by a camera that leans by `roll` and points up by `rise`."""
    picture = np.full((HEIGHT, WIDTH), 180, np.uint8)
    up, lean = np.radians([rise, roll])
    for left in at:
        corners = np.array([(left, -3.0), (left + 0.15, -3.0), (left + 0.15, 3.0), (left, 3.0)])
        height, depth = corners[:, 1] * np.cos(up) + wall * np.sin(up), wall * np.cos(up) - corners[:, 1] * np.sin(up)
        flat = np.stack([corners[:, 0], height], axis=1) / depth[:, None] * FOCAL_LENGTH * WIDTH
        spin = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]])
        ends = flat @ spin.T + [WIDTH / 2, HEIGHT / 2]
        cv2.fillPoly(picture, [np.round(ends * 16).astype(np.int32)], 60, cv2.LINE_AA, 4)
    return Luma(picture)


def seen(luma: Luma, behind: BackgroundMask = EVERYWHERE) -> CameraRoll:
    lines = StraightLines(find_segments(luma.plane, behind.mask))
    return CameraRollPerceiver().perceive(scene(lines))


@pytest.mark.parametrize("roll", [-12, -5, 0, 5, 12])
@pytest.mark.parametrize("rise", [-10, 0, 10])
def test_roll_and_rise_are_told_apart(roll: float, rise: float) -> None:
    tilt = seen(room(roll, rise))

    assert tilt.roll == pytest.approx(roll, abs=1.5)
    assert tilt.rise == pytest.approx(rise, abs=2.5)


def test_posts_on_one_side_say_nothing_about_rise() -> None:
    tilt = seen(room(at=(0.8, 1.0)))

    assert tilt.roll == pytest.approx(0, abs=1)
    assert tilt.rise is None


def test_shelves_show_roll_without_any_post() -> None:
    picture = np.full((HEIGHT, WIDTH), 180, np.uint8)
    for row in (60, 140, 220):
        cv2.line(picture, (20, row), (620, row + 63), 60, 9, cv2.LINE_AA)

    tilt = seen(Luma(picture))

    assert tilt.roll == pytest.approx(6, abs=1)
    assert tilt.rise is None


@pytest.mark.parametrize("picture", [np.full((HEIGHT, WIDTH), 128, np.uint8), noise_picture(1)[..., 0]])
def test_a_room_without_lines_says_nothing(picture: NDArray[np.uint8]) -> None:
    with pytest.raises(FacetUnavailable, match="straight lines"):
        seen(Luma(picture))


def test_lines_on_people_do_not_count() -> None:
    nobody = BackgroundMask(np.zeros((HEIGHT, WIDTH), np.bool_))

    with pytest.raises(FacetUnavailable, match="straight lines"):
        seen(room(), nobody)


def level(eyes: float, *facets: object, aspect: float = 16 / 9) -> EyeLevel:
    frame = PictureFrame(np.zeros((HEIGHT, round(HEIGHT * aspect), 3), np.uint8))
    given = [Given(facet) for facet in (MainFace((face(y=eyes + 0.036),)), *facets)]
    return EyeLevelPerceiver().perceive(Scene(frame, given))


def test_eyes_above_the_middle_of_a_level_camera_are_above_it() -> None:
    assert level(0.5, CameraRoll(0.0, 0.0)).degrees == pytest.approx(0, abs=0.1)
    assert level(0.2, CameraRoll(0.0, 0.0)).degrees == pytest.approx(np.degrees(np.arctan(0.3 * 9 / 16 / FOCAL_LENGTH)))


def test_aiming_the_camera_elsewhere_changes_nothing() -> None:
    aimed_up = level(0.5, CameraRoll(0.0, 12.0)).degrees
    above = np.tan(np.radians(12.0)) * FOCAL_LENGTH * 16 / 9

    assert level(0.5 - above, CameraRoll(0.0, 0.0)).degrees == pytest.approx(aimed_up)


def test_without_upright_lines_no_height_is_told() -> None:
    with pytest.raises(FacetUnavailable, match="upright lines"):
        level(0.5, CameraRoll(0.0, None), Pose(0.0, 9.0, 0.0))


def test_an_odd_frame_alone_is_no_height() -> None:
    assert level(0.05, CameraRoll(0.0, 0.0), aspect=0.75).degrees <= 15
    assert level(0.95, CameraRoll(0.0, 0.0)).degrees >= -8
