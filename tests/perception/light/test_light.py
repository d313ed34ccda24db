"""View, luma, detail and noise."""

import numpy as np
import pytest

from builders import HEIGHT, WIDTH, face, faces, luma, noise_picture, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.faces import LEAST_DETAIL
from envcheck.perception.light.face_noise import FaceNoisePerceiver
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import VIEW_SIDE, AnalysisFrame, view_size
from envcheck.perception.picture.detail import Detail, DetailPerceiver
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1280, 720), (640, 360)), ((320, 240), (640, 480)), ((720, 1280), (360, 640)), ((5000, 64), (640, 8))],
)
def test_the_view_has_one_longer_side(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert view_size(*size) == expected
    assert max(view_size(*size)) == VIEW_SIDE


def test_view_and_luma_have_one_size() -> None:
    seen = Scene(PictureFrame(np.full((90, 200, 3), 77, np.uint8)), new_perceivers(Models.bundled()))
    assert seen[AnalysisFrame].bgr.shape[:2] == seen[Luma].plane.shape == (288, 640)
    assert np.all(seen[Luma].plane == 77)


def covers() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    rng = np.random.default_rng(7)
    finger = 60 + 50 * np.exp(-((columns - 500) ** 2 + (rows - 80) ** 2) / 150**2)
    plain = {"black": np.full((HEIGHT, WIDTH), 4.0), "finger": finger, "tape": 90 + 10 * rows / HEIGHT}
    return {
        f"{name} with noise {sigma}": np.clip(level + rng.normal(0, sigma, level.shape), 0, 255).astype(np.uint8)
        for name, level in plain.items()
        for sigma in (2, 8, 15)
    }


@pytest.mark.parametrize("name", covers())
def test_a_covered_lens_leaves_no_detail(name: str) -> None:
    assert DetailPerceiver().perceive(scene(Luma(covers()[name]))).coarse < LEAST_DETAIL


def test_anything_in_view_leaves_detail() -> None:
    assert DetailPerceiver().perceive(scene(luma(room=60, skin=100))).coarse > 2 * LEAST_DETAIL


@pytest.mark.parametrize("sigma", [3.0, 8.0, 14.0])
def test_noise_is_measured_in_levels(sigma: float) -> None:
    plane = np.random.default_rng(3).normal(128, sigma, (HEIGHT, WIDTH))
    noisy = Luma(np.clip(np.round(plane), 0, 255).astype(np.uint8))
    assert FaceNoisePerceiver().perceive(scene(faces(face()), noisy)).sigma == pytest.approx(sigma, rel=0.15)


@pytest.mark.parametrize(("seen", "reason"), [((), "no face"), ((face(height=0.02),), "too small")])
def test_noise_needs_a_face_to_look_at(seen: tuple[object, ...], reason: str) -> None:
    with pytest.raises(FacetUnavailable, match=reason):
        FaceNoisePerceiver().perceive(scene(faces(*seen), luma()))  # type: ignore[arg-type]


def test_detail_is_a_plain_number() -> None:
    assert isinstance(DetailPerceiver().perceive(scene(Luma(noise_picture(0)[..., 0]))), Detail)
