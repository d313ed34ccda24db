"""Sharpness, resolution, grain and turn, on pictures with known truth."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, face, faces, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture import orientation
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
from envcheck.perception.picture.frame_noise import FrameNoisePerceiver
from envcheck.perception.picture.luma import Luma
from envcheck.perception.picture.orientation import OrientationPerceiver
from envcheck.perception.picture.resolution import WHOLE, ResolutionPerceiver
from envcheck.perception.picture.sharpness import BLURRED, SharpnessPerceiver
from envcheck.perception.scene import Scene

Plane = NDArray[np.uint8]


def room(seed: int = 3, contrast: float = 1.0) -> Plane:
    """Things with sharp edges, drawn four times too large and reduced as a lens and sensor would."""
    rng = np.random.default_rng(seed)
    large = np.full((HEIGHT * 4, WIDTH * 4), 120.0, np.float32)
    for _ in range(400):
        centre = int(rng.integers(0, WIDTH * 4)), int(rng.integers(0, HEIGHT * 4))
        axes = int(rng.integers(20, 160)), int(rng.integers(20, 160))
        cv2.ellipse(large, centre, axes, float(rng.uniform(0, 180)), 0, 360, 120 + contrast * rng.uniform(-90, 90), -1)
    return as_bytes(cv2.resize(large, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))


def as_bytes(plane: object) -> Plane:
    return np.clip(np.round(np.asarray(plane, np.float64)), 0, 255).astype(np.uint8)


def blurred(plane: Plane, sigma: float) -> Plane:
    return as_bytes(cv2.GaussianBlur(plane.astype(np.float32), (0, 0), sigma))


def seen(plane: Plane) -> Scene:
    """A scene of this plane with a face in its middle; luma at the size of the view, as the real perceiver gives it."""
    frame = PictureFrame(np.repeat(plane[..., None], 3, axis=2))
    view = plane if plane.shape[1] == WIDTH else cv2.resize(plane, (WIDTH, HEIGHT))
    return Scene(frame, [Given(MainFace((face(height=0.5),))), Given(Luma(np.asarray(view, np.uint8)))])


@pytest.mark.parametrize("sigma", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("contrast", [0.3, 1.0])
def test_the_width_of_edges_is_that_of_the_blur(sigma: float, contrast: float) -> None:
    width = SharpnessPerceiver().perceive(seen(blurred(room(contrast=contrast), sigma))).edge_width
    assert width == pytest.approx(np.hypot(sigma, 0.35), rel=0.3)


def test_a_sharp_face_is_far_from_blurred() -> None:
    assert SharpnessPerceiver().perceive(seen(room())).edge_width < 0.7 * BLURRED


def test_a_small_frame_is_measured_as_it_arrives() -> None:
    small = as_bytes(cv2.resize(room(), (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA))
    assert SharpnessPerceiver().perceive(seen(small)).edge_width < 0.7 * BLURRED


@pytest.mark.parametrize(
    ("found", "plane", "reason"),
    [
        (faces(), room(), "no face"),
        (faces(face(height=0.05)), room(), "too small"),
        (faces(face()), np.full((HEIGHT, WIDTH), 90, np.uint8), "no edge"),
    ],
)
def test_sharpness_needs_a_face_with_edges(found: Faces, plane: Plane, reason: str) -> None:
    with pytest.raises(FacetUnavailable, match=reason):
        SharpnessPerceiver().perceive(scene(found, Luma(plane)))


@pytest.mark.parametrize("columns", [160, 240, 320])
def test_an_enlarged_picture_counts_for_what_it_was(columns: int) -> None:
    small = cv2.resize(room(), (columns, columns * HEIGHT // WIDTH), interpolation=cv2.INTER_AREA)
    large = as_bytes(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC))
    found = ResolutionPerceiver().perceive(seen(large))
    assert found.side == pytest.approx(columns, rel=0.2)
    assert found.share == pytest.approx(found.side / WIDTH, abs=0.01)


@pytest.mark.parametrize("turned", [False, True])
def test_a_sharp_picture_is_worth_its_own_size(turned: bool) -> None:
    plane = np.ascontiguousarray(room().T) if turned else room()
    found = ResolutionPerceiver().perceive(seen(plane))
    assert found.side == WIDTH
    assert found.share >= WHOLE


def test_a_small_frame_is_worth_no_more_than_it_has() -> None:
    small = as_bytes(cv2.resize(room(), (320, 180), interpolation=cv2.INTER_AREA))
    assert ResolutionPerceiver().perceive(seen(small)).side == 320


def test_a_flat_picture_has_no_edges_to_judge_by() -> None:
    with pytest.raises(FacetUnavailable, match="hardly any edge"):
        ResolutionPerceiver().perceive(seen(np.full((HEIGHT, WIDTH), 90, np.uint8)))


@pytest.mark.parametrize("sigma", [2.0, 5.0, 9.0])
def test_grain_is_measured_in_levels_beside_things(sigma: float) -> None:
    noise = np.random.default_rng(4).normal(0, sigma, (HEIGHT, WIDTH))
    assert FrameNoisePerceiver().perceive(seen(as_bytes(room() + noise))).sigma == pytest.approx(sigma, rel=0.2)


def test_texture_in_part_of_the_picture_is_no_grain() -> None:
    plane = room()
    plane[:, : WIDTH // 2] = np.random.default_rng(5).integers(60, 180, (HEIGHT, WIDTH // 2))
    assert FrameNoisePerceiver().perceive(seen(plane)).sigma < 1.0


def test_grain_is_cut_off_in_black() -> None:
    with pytest.raises(FacetUnavailable, match="black or white"):
        FrameNoisePerceiver().perceive(seen(np.zeros((HEIGHT, WIDTH), np.uint8)))


UPRIGHT = face(height=0.4)
HANGING = Face(UPRIGHT.box, 0.9, (*UPRIGHT.landmarks[3:], UPRIGHT.landmarks[2], *UPRIGHT.landmarks[:2]))
"""A face whose eyes lie below its mouth."""


def network(at: int | None, looks: list[int]) -> Callable[[Plane, Models], list[Face]]:
    """A face network that finds an upright face only in the view turned by `at` degrees; notes where it looked."""

    def found(picture: Plane, models: Models) -> list[Face]:
        corner = int(np.argmax([picture[0, 0, 0], picture[0, -1, 0], picture[-1, -1, 0], picture[-1, 0, 0]]))
        looks.append(corner * 90)
        return [UPRIGHT] if corner * 90 == at else [HANGING]

    return found


def marked(found: Faces, mode: Mode = Mode.PICTURE) -> Scene:
    """A black picture with a white upper left corner, which shows by how much a view is turned."""
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    pixels[:9, :9] = 255
    return Scene(PictureFrame(pixels), [Given(found), AnalysisFramePerceiver()], mode=mode)


@pytest.mark.parametrize("at", [90, 180, 270])
@pytest.mark.parametrize("found", [faces(), faces(HANGING)], ids=["nobody", "hanging"])
def test_the_turn_that_sets_a_face_upright(at: int, found: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orientation, "detect_faces", network(at, []))
    assert OrientationPerceiver(Models.bundled()).perceive(marked(found)).degrees == at


def test_nothing_is_turned_where_a_face_stands_upright(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(orientation, "detect_faces", network(180, looks))
    assert OrientationPerceiver(Models.bundled()).perceive(marked(faces(HANGING, UPRIGHT))).degrees == 0
    assert not looks


@pytest.mark.parametrize(("confidence", "degrees"), [(0.8, 180), (0.84, 0), (0.86, 0)])
def test_a_doubtful_face_gives_way_to_a_clearly_surer_one_in_a_turned_view(
    confidence: float, degrees: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One network draws upright landmarks on upside-down faces."""
    looks: list[int] = []
    look = network(None, looks)

    def found(picture: Plane, models: Models) -> list[Face]:
        look(picture, models)
        return [replace(UPRIGHT, confidence=0.88)] if looks[-1] == 180 else []

    monkeypatch.setattr(orientation, "detect_faces", found)
    seen = marked(faces(replace(UPRIGHT, confidence=confidence)))
    assert OrientationPerceiver(Models.bundled()).perceive(seen).degrees == degrees


def test_a_stream_costs_one_look_a_frame_and_stays_with_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(orientation, "detect_faces", network(180, looks))
    perceiver = OrientationPerceiver(Models.bundled())
    degrees = [perceiver.perceive(marked(faces(), Mode.VIDEO)).degrees for _ in range(5)]
    assert degrees == [0, 0, 180, 180, 180]
    assert looks == [90, 270, 180, 180, 180]


def test_an_empty_room_is_not_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orientation, "detect_faces", lambda picture, models: [])
    assert OrientationPerceiver(Models.bundled()).perceive(marked(faces())).degrees == 0
