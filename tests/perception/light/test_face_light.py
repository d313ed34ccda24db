"""Shine and eyes of the main face."""

import numpy as np
import pytest

from builders import HEIGHT, WIDTH, face, faces, luma, scene
from envcheck.checks.lighting.dim_face import DimFace
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.faces.face import Face
from envcheck.perception.light.backlight import Backlight
from envcheck.perception.light.face_light import FaceLight, FaceLightPerceiver
from envcheck.perception.light.face_noise import FaceNoise
from envcheck.perception.picture.luma import Luma


def portrait(room: int, skin: int, shine: int, eyes: int, of: Face | None = None) -> Luma:
    """A face of one level whose nose shines, with eyes of another."""
    seen = of or face()
    plane = luma(room=room, skin=skin, of=of).plane
    x, y = seen.box.center.x * WIDTH, seen.box.center.y * HEIGHT
    plane[round(y) : round(y) + 12, round(x) - 6 : round(x) + 6] = shine
    for eye in seen.landmarks[:2]:
        plane[round(eye.y * HEIGHT) - 4 : round(eye.y * HEIGHT) + 5, round(eye.x * WIDTH) - 7 :][:, :15] = eyes
    return Luma(plane)


def light(of: Luma) -> FaceLight:
    return FaceLightPerceiver().perceive(scene(faces(face()), of))


def value(of: Luma) -> float:
    return DimFace().observe(scene(faces(face()), light(of), FaceNoise(1.0))).value


def test_shine_and_eyes_are_measured_where_they_are() -> None:
    found = light(portrait(room=120, skin=90, shine=200, eyes=150))
    assert (found.shine, found.eyes) == (200, 150)


@pytest.mark.parametrize("skin", [160, 90, 45])
def test_the_colour_of_the_skin_does_not_enter(skin: int) -> None:
    assert value(portrait(room=150, skin=skin, shine=190, eyes=140)) == pytest.approx(0.7 * 140 + 0.3 * 190)


@pytest.mark.parametrize("room", [30, 120, 250])
def test_a_bright_wall_does_not_light_a_face(room: int) -> None:
    """A wall of 250 once stood for enough light on a face of 40."""
    assert DimFace.limit.activates(value(portrait(room=room, skin=40, shine=80, eyes=60)))


def test_glasses_that_hide_the_eyes_leave_the_shine_to_speak() -> None:
    assert not DimFace.limit.activates(value(portrait(room=120, skin=120, shine=190, eyes=10)))


def test_a_face_lost_in_the_dark_is_a_must_and_a_dim_one_is_not() -> None:
    grave = DimFace.limit.grave
    assert grave is not None
    assert grave.activates(value(portrait(room=200, skin=20, shine=45, eyes=28)))
    assert not grave.activates(value(portrait(room=200, skin=40, shine=80, eyes=60)))


@pytest.mark.parametrize(("stops", "level", "told"), [(1.0, 60, True), (2.6, 60, False), (2.6, 30, True)])
def test_one_cause_is_told_once_unless_the_face_is_lost(stops: float, level: int, told: bool) -> None:
    seen = scene(faces(face()), FaceLight(level, level), FaceNoise(1.0), Backlight(stops, face().head))
    assert DimFace.limit.activates(DimFace().observe(seen).value) is told


def test_enough_light_is_said_with_room_to_spare() -> None:
    assert not DimFace.limit.praises(value(portrait(room=200, skin=60, shine=130, eyes=85)))
    assert DimFace.limit.praises(value(portrait(room=60, skin=130, shine=180, eyes=110)))


def test_it_needs_a_face_and_takes_one_that_leaves_the_frame() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        FaceLightPerceiver().perceive(scene(faces(), luma()))
    beyond = face(x=0.0, y=0.0)
    plane = np.full((HEIGHT, WIDTH), 77, np.uint8)
    assert FaceLightPerceiver().perceive(scene(faces(beyond), Luma(plane))) == FaceLight(77, 77)
