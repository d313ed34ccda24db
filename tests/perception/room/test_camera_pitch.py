"""A drawn room, seen by a camera that is held in a known way."""

import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, face
from envcheck.media.frame import PictureFrame
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.pose import Pose
from envcheck.perception.room.camera_pitch import USUAL, CameraPitch, expected_pitch
from envcheck.perception.room.camera_roll import FOCAL_LENGTH
from envcheck.perception.room.upward_view import UpwardViewPerceiver
from envcheck.perception.scene import Scene

Floats = NDArray[np.float64]

CORNERS = ((-2.5, 3.5), (1.8, 3.5), (1.8, 0.3), (-2.5, 0.3))
"""Of the room, in metres to the right and ahead of the camera."""

FLOOR, CEILING = -1.0, 1.4


def edges(turned: float) -> Floats:
    """Edges of a room with a cupboard and a door, shape (n, 2, 3): right, up and ahead in metres."""
    walls = [(*CORNERS[i], *CORNERS[(i + 1) % 4]) for i in range(4)]
    level = [[(x, up, z), (u, up, w)] for x, z, u, w in walls for up in (CEILING, FLOOR)]
    shelf = [[(-1.6, up, 3.2), (-0.4, up, 3.2)] for up in (-0.2, 0.4, 1.0)]
    upright = [
        [(x, FLOOR, z), (x, CEILING, z)] for x, z in (*CORNERS, (-1.6, 3.2), (-0.4, 3.2), (0.9, 3.5), (1.7, 3.5))
    ]
    turn = np.radians(turned)
    matrix = np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]])
    return np.asarray(np.array([*level, *shelf, *upright]) @ matrix.T)


def photographed(pitch: float, turned: float, roll: float = 0.0) -> Floats:
    """Those edges in the picture of a camera that points up by `pitch`, cut to its frame."""
    up, lean = np.radians(pitch), np.radians(roll)
    tilt = np.array([[1, 0, 0], [0, np.cos(up), -np.sin(up)], [0, np.sin(up), np.cos(up)]])
    along = np.linspace(0, 1, 200)[None, :, None]
    ends = edges(turned) @ tilt.T
    points = ends[:, :1] * (1 - along) + ends[:, 1:] * along
    ahead = points[..., 2] > 0.2
    x, y = (FOCAL_LENGTH * points[..., i] / np.where(ahead, points[..., 2], 1) for i in (0, 1))
    x, y = np.cos(lean) * x + np.sin(lean) * y, np.sin(lean) * x - np.cos(lean) * y
    inside = ahead & (abs(x) < 0.5) & (abs(y) < 0.5 * HEIGHT / WIDTH)
    seen = [np.flatnonzero(row) for row in inside]
    return np.array([[x[i, s[0]], y[i, s[0]], x[i, s[-1]], y[i, s[-1]]] for i, s in enumerate(seen) if s.size > 1])


@pytest.mark.parametrize(("pitch", "least", "most"), [(-10, -11, -4), (0, -3, 3), (15, 12, 17), (30, 16, 32)])
@pytest.mark.parametrize("turned", [0.0, 25.0, 40.0])
def test_a_room_shows_how_far_the_camera_points_up(pitch: float, least: float, most: float, turned: float) -> None:
    pitch_seen = expected_pitch(photographed(pitch, turned))

    assert pitch_seen is not None
    assert least < pitch_seen < most


@pytest.mark.parametrize("roll", [-5.0, 5.0])
def test_a_leaning_camera_is_seen_through(roll: float) -> None:
    upright = expected_pitch(photographed(25.0, 20.0))

    assert expected_pitch(photographed(25.0, 20.0, roll)) == pytest.approx(upright, abs=3)


def test_lines_in_all_directions_say_little() -> None:
    ends = np.random.default_rng(3).uniform(-0.3, 0.3, (60, 4))

    assert expected_pitch(ends) == pytest.approx(USUAL, abs=8)


def test_hardly_a_line_says_nothing() -> None:
    assert expected_pitch(np.zeros((0, 4))) is None
    assert expected_pitch(np.array([[0.0, 0.0, 0.0, 0.3]])) is None


def upward(eyes: float, camera: float, head: float) -> float:
    frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    given = [MainFace((face(y=eyes + 0.036),)), CameraPitch(camera), Pose(0.0, head, 0.0)]
    return UpwardViewPerceiver().perceive(Scene(frame, [Given(facet) for facet in given])).degrees


def test_a_raised_face_and_a_low_head_add_to_what_the_room_says() -> None:
    assert upward(0.5, 12.0, 0.0) == pytest.approx(12, abs=0.1)
    assert upward(0.5, 12.0, 8.0) == pytest.approx(16, abs=0.1)
    assert upward(0.7, 12.0, 0.0) > 15


def test_neither_a_face_nor_its_place_is_a_low_camera_by_itself() -> None:
    assert upward(0.95, 0.0, 60.0) < 12
