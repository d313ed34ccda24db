"""Bodies without an upright face are looked at again, turned; a stand-in for the network knows one face."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, face, scene
from envcheck.model.geometry import Box
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.models import Models
from envcheck.perception.people import turned_faces
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.people.turned_faces import LEAST_BODY, TurnedFacePerceiver, TurnedFaces
from envcheck.perception.picture.analysis_frame import AnalysisFrame

BODY = Box(0.6, 0.2, 0.9, 0.8)

UPRIGHT = np.kron([[255, 255], [0, 0]], np.ones((20, 20))).astype(np.uint8)
"""What the stand-in takes for a face: light above dark."""


def view(turn: int | None) -> AnalysisFrame:
    """A grey room with that face in the body, turned."""
    picture = np.full((HEIGHT, WIDTH), 120, np.uint8)
    turned = UPRIGHT if turn is None else np.asarray(cv2.rotate(UPRIGHT, turn), np.uint8)
    y, x = int(0.5 * HEIGHT) - 20, int(0.75 * WIDTH) - 20
    picture[y : y + 40, x : x + 40] = turned
    return AnalysisFrame(np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8))


def _place(picture: NDArray[np.uint8]) -> tuple[float, float]:
    """The middle of what is not grey, in shares of the sides."""
    rows, columns = np.nonzero(abs(picture[:, :, 0].astype(int) - 120) > 40)
    return float(columns.mean() / picture.shape[1]), float(rows.mean() / picture.shape[0])


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Shapes of what the network was shown."""
    shown: list[tuple[int, ...]] = []

    def detected(picture: NDArray[np.uint8], models: Models) -> list[Face]:
        shown.append(picture.shape)
        rows, columns = np.nonzero(abs(picture[:, :, 0].astype(int) - 120) > 40)
        levels = picture[rows, columns, 0].astype(float)
        upright = len(rows) > 0 and np.corrcoef(rows, levels)[0, 1] < -0.7
        return [face(*_place(picture), height=0.1, confidence=0.8)] if upright else []

    monkeypatch.setattr(turned_faces, "detect_faces", detected)
    return shown


def seen(turn: int | None, *faces: Face, score: float = 0.3, box: Box = BODY) -> TurnedFaces:
    things = Detections((Detection("person", box, score),))
    perceiver = TurnedFacePerceiver(Models.bundled())
    return perceiver.perceive(scene(MultiscaleFaces(faces), things, view(turn)))


@pytest.mark.parametrize("turn", turned_faces.TURNS)
def test_a_face_on_its_side_or_upside_down_is_found(turn: int, looks: list[tuple[int, ...]]) -> None:
    assert seen(turn).of(BODY) == 0.8
    assert max(max(shape) for shape in looks) <= turned_faces.SIDE


def test_a_body_that_shows_none_is_none(looks: list[tuple[int, ...]]) -> None:
    assert seen(None).of(BODY) == 0.0
    assert len(looks) == len(turned_faces.TURNS)


def test_only_bodies_without_a_face_are_looked_at(looks: list[tuple[int, ...]]) -> None:
    assert seen(cv2.ROTATE_180, face(0.75)).of(BODY) == 0.0
    assert seen(cv2.ROTATE_180, score=LEAST_BODY - 0.01).of(BODY) == 0.0
    assert not looks


@pytest.mark.parametrize(
    "box", [Box(0.6, 0.2, 0.72, 0.8), Box(0.78, 0.2, 0.9, 0.8), Box(0.6, 0.2, 0.9, 0.46), Box(0.6, 0.55, 0.9, 0.8)]
)
@pytest.mark.parametrize("turn", turned_faces.TURNS)
def test_a_face_beside_the_body_is_somebody_else_s(turn: int, box: Box, looks: list[tuple[int, ...]]) -> None:
    assert seen(turn, box=box).of(box) == 0.0
    assert looks


@pytest.mark.parametrize("turn", turned_faces.TURNS)
def test_a_hand_before_one_s_own_face_has_none(turn: int, looks: list[tuple[int, ...]]) -> None:
    own = face(0.75, y=0.56, height=0.1)
    box = Box(0.6, 0.2, 0.9, 0.54)
    assert seen(turn, box=box).of(box) == 0.8
    assert seen(turn, own, box=box).of(box) == 0.0


def test_without_the_object_network_nothing_is_looked_at(looks: list[tuple[int, ...]]) -> None:
    perceiver = TurnedFacePerceiver(Models.bundled())
    assert perceiver.perceive(scene(MultiscaleFaces(()), view(cv2.ROTATE_180))) == TurnedFaces({})
    assert not looks
