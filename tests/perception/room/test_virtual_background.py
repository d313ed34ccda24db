"""People before rooms with the grain of a camera, and before what software put there instead."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, face, faces, scene
from envcheck.checks.background.replaced_background import ReplacedBackground
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.room.virtual_background import VirtualBackground, VirtualBackgroundPerceiver, measure_grain
from envcheck.perception.scene import Scene

LIMIT = ReplacedBackground.limit
Picture = NDArray[np.float64]

PERSON = np.zeros((HEIGHT, WIDTH), np.uint8)
cv2.ellipse(PERSON, (320, 150), (60, 80), 0, 0, 360, 1, -1)
cv2.ellipse(PERSON, (320, 380), (140, 150), 0, 0, 360, 1, -1)
INSIDE = PERSON[..., None] > 0


def room(person: float = 130.0) -> Picture:
    """A wall with things on it, of all shades, and a person of one."""
    rng = np.random.default_rng(4)
    picture = np.broadcast_to(np.linspace(90, 160, WIDTH)[None, :, None], (HEIGHT, WIDTH, 3)).copy()
    for _ in range(12):
        y, x = rng.integers(0, HEIGHT - 60), rng.integers(0, WIDTH - 90)
        picture[y : y + 60, x : x + 90] = rng.uniform(60, 190, 3)
    return np.where(INSIDE, person, picture)


def grain(sigma: float) -> Picture:
    return np.random.default_rng(7).normal(0, sigma, (HEIGHT, WIDTH, 3))


def seen(picture: Picture) -> VirtualBackground:
    frame = PictureFrame(np.clip(np.round(picture), 0, 255).astype(np.uint8))
    known = MainFace((face(),)), PersonMask(PERSON > 0, PERSON > 0), BackgroundMask(PERSON == 0)
    return measure_grain(Scene(frame, [Given(facet) for facet in known]))


def blurred(picture: Picture, sigma: float = 9.0) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma))


@pytest.mark.parametrize("sigma", [2.0, 4.0])
def test_a_camera_lays_the_same_grain_over_all_it_sees(sigma: float) -> None:
    replacement = seen(room() + grain(sigma))
    assert LIMIT.deactivates(replacement.grain_gap)
    assert abs(replacement.grain_gap) < 0.3
    assert replacement.grain == pytest.approx(0.62 * sigma, rel=0.3)


def test_a_lens_out_of_focus_behind_leaves_the_grain() -> None:
    assert LIMIT.deactivates(seen(np.where(INSIDE, room(), blurred(room())) + grain(3.0)).grain_gap)


def test_a_blur_by_software_takes_the_grain() -> None:
    camera = room() + grain(3.0)
    assert LIMIT.activates(seen(np.where(INSIDE, camera, blurred(camera))).grain_gap)


def test_a_picture_put_behind_has_no_grain() -> None:
    assert LIMIT.activates(seen(np.where(INSIDE, room() + grain(3.0), room() + grain(0.2))).grain_gap)


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (room() + grain(0.4), "the picture shows too little grain to tell"),
        (room(person=12.0) + grain(3.0), "nothing behind is about as bright as the person"),
        (np.round((room() + grain(9.0)) / 64) * 64, "the picture shows too few colours to tell"),
    ],
    ids=["no grain", "another brightness", "a palette"],
)
def test_what_cannot_be_told(picture: Picture, reason: str) -> None:
    with pytest.raises(FacetUnavailable) as unavailable:
        seen(picture)
    assert unavailable.value.reason == reason


def test_nothing_is_told_while_encoders_look_the_same() -> None:
    with pytest.raises(FacetUnavailable, match="encoder"):
        VirtualBackgroundPerceiver().perceive(scene(faces(face())))
