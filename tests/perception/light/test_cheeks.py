from dataclasses import replace

import numpy as np
import pytest

from builders import HEIGHT, WIDTH, face, faces, luma, scene
from envcheck.checks.lighting.uneven_face_light import UnevenFaceLight
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Point
from envcheck.perception.faces.face import Face
from envcheck.perception.light.cheeks import SIDE, CheekPerceiver, Cheeks, cheeks
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.picture.luma import Luma


def seen(*of: Face) -> Cheeks:
    return CheekPerceiver().perceive(scene(faces(*of), luma()))


def test_a_square_lies_below_each_eye_half_way_to_the_mouth() -> None:
    one = face()
    right_eye, left_eye, _, right_mouth, left_mouth = one.landmarks
    down = ((right_mouth.y + left_mouth.y) - (right_eye.y + left_eye.y)) / 4
    placed = seen(one)

    for cheek, eye in ((placed.right, right_eye), (placed.left, left_eye)):
        assert cheek.center.x == pytest.approx(eye.x)
        assert cheek.center.y == pytest.approx(eye.y + down)
        assert cheek.width == pytest.approx(SIDE * (left_eye.x - right_eye.x))
        assert cheek.width * WIDTH == pytest.approx(cheek.height * HEIGHT)


def test_the_squares_follow_a_tilted_head() -> None:
    upright = face()
    middle = upright.eyes

    def turned(point: Point) -> Point:
        across, down = (point.x - middle.x) * WIDTH, (point.y - middle.y) * HEIGHT
        return Point(middle.x - down / WIDTH, middle.y + across / HEIGHT)

    right, left, nose, right_mouth, left_mouth = upright.landmarks
    marks = (turned(right), turned(left), turned(nose), turned(right_mouth), turned(left_mouth))
    placed = seen(replace(upright, landmarks=marks))
    assert placed.right.center.x == pytest.approx(placed.left.center.x)
    assert placed.right.center.x < middle.x
    assert placed.right.center.y < middle.y < placed.left.center.y


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        ((), "no face"),
        ((face(confidence=0.3),), "no face"),
        ((face(height=0.05),), "too small"),
        ((face(turn=0.8),), "turned"),
        ((face(turn=-0.8),), "turned"),
        ((face(x=0.01),), "out of view"),
    ],
)
def test_what_cannot_be_compared_is_said(of: tuple[Face, ...], reason: str) -> None:
    with pytest.raises(FacetUnavailable, match=reason):
        seen(*of)


@pytest.mark.parametrize("skin", [60, 120, 220])
def test_the_same_light_means_the_same_on_every_skin(skin: int) -> None:
    """Half the light on one side (a stop) weighs the same whatever the other side's level."""
    plane = luma(skin=skin).plane.copy()
    half = int(np.argmin(np.abs(LINEAR - LINEAR[skin] / 2)))
    plane[:, WIDTH // 2 :] = half
    value = UnevenFaceLight().observe(scene(faces(face()), Luma(plane), cheeks(face(), WIDTH, HEIGHT))).value
    assert value == pytest.approx(0.21, abs=0.04)


def test_even_light_is_praised_and_slight_shade_is_not() -> None:
    def observed(shadow: int) -> bool:
        plane = luma(skin=150).plane.copy()
        plane[:, WIDTH // 2 :] = shadow
        placed = cheeks(face(), WIDTH, HEIGHT)
        return UnevenFaceLight.limit.praises(UnevenFaceLight().observe(scene(faces(face()), Luma(plane), placed)).value)

    assert observed(148)
    assert not observed(105)


@pytest.mark.parametrize(("brow", "told"), [(90, True), (150, False), (200, False)])
def test_a_mask_over_one_cheek_is_not_taken_for_shadow(brow: int, told: bool) -> None:
    """White cloth or black over the left cheek: the brow above it is as bright as the other, or brighter."""
    placed, plane = cheeks(face(), WIDTH, HEIGHT), luma(skin=150).plane.copy()
    plane[placed.left.pixels(WIDTH, HEIGHT)] = 30
    plane[placed.left_brow.pixels(WIDTH, HEIGHT)] = brow
    seen = scene(faces(face()), Luma(plane), placed)
    if told:
        assert UnevenFaceLight.limit.activates(UnevenFaceLight().observe(seen).value)
    else:
        with pytest.raises(FacetUnavailable, match="cover one side"):
            UnevenFaceLight().observe(seen)
