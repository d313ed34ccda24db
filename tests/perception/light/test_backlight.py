import numpy as np
import pytest

from builders import HEIGHT, WIDTH, backdrop, face, faces, luma, scene
from envcheck.checks.lighting.backlit_face import BacklitFace
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.light.backlight import Backlight, BacklightPerceiver
from envcheck.perception.light.face_light import FaceLight
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask


def stops(light: Luma) -> float:
    return BacklightPerceiver().perceive(scene(faces(face()), light, backdrop())).stops


@pytest.mark.parametrize(("room", "skin", "expected"), [(188, 188, 0), (188, 137, 1), (188, 99, 2), (99, 188, -2)])
def test_codes_are_compared_as_light(room: int, skin: int, expected: float) -> None:
    assert stops(luma(room=room, skin=skin)) == pytest.approx(expected, abs=0.05)


def test_highlights_speak_for_the_face_whatever_the_colour_of_its_skin() -> None:
    assert stops(luma(room=188, skin=60, highlights=188)) == pytest.approx(0, abs=0.05)


def test_a_bright_place_beside_the_head_counts_and_a_small_lamp_does_not() -> None:
    around, lamp = luma(room=60, skin=120), luma(room=60, skin=120)
    around.plane[:, WIDTH // 2 :][backdrop().mask[:, WIDTH // 2 :]] = 240
    lamp.plane[:40, :40] = 240

    assert stops(around) > 1.5
    assert stops(lamp) < 0


def test_a_window_that_fills_a_twentieth_of_the_background_counts_less_and_is_seen() -> None:
    narrow, none = luma(room=60, skin=30), luma(room=60, skin=30)
    narrow.plane[:60, : WIDTH // 3] = 255  # far from the head

    assert stops(none) < BacklitFace.limit.activate
    assert BacklitFace.limit.activates(stops(narrow))


def test_a_face_is_called_clear_only_where_it_has_enough_light_itself() -> None:
    behind = Backlight(0.5, face().box)
    dim, lit = FaceLight(shine=60, eyes=60), FaceLight(shine=150, eyes=130)

    assert not BacklitFace().observe(scene(faces(face()), behind, dim)).noteworthy
    assert BacklitFace().observe(scene(faces(face()), behind, lit)).noteworthy
    assert not BacklitFace().observe(scene(faces(face()), behind)).noteworthy, "nothing is known of its light"


def test_a_blown_window_counts_for_more_than_a_white_wall() -> None:
    assert stops(luma(room=255, skin=120)) - stops(luma(room=249, skin=120)) == pytest.approx(1.05, abs=0.05)


def test_a_white_wall_behind_dark_skin_in_the_same_light_is_no_backlight() -> None:
    """What the face gives back at its brightest is a fifth of what a white wall does."""
    assert not BacklitFace.limit.activates(stops(luma(room=235, skin=50, highlights=116)))
    assert BacklitFace.limit.activates(stops(luma(room=255, skin=50, highlights=116)))


def test_only_an_outline_is_a_must_and_clear_is_said_with_room_to_spare() -> None:
    grave = BacklitFace.limit.grave
    assert grave is not None
    assert grave.activates(stops(luma(room=255, skin=40)))
    assert not grave.activates(stops(luma(room=255, skin=110)))
    assert not BacklitFace.limit.praises(stops(luma(room=235, skin=150)))
    assert BacklitFace.limit.praises(stops(luma(room=188, skin=170)))


def test_it_needs_a_face_and_something_beside_it() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        BacklightPerceiver().perceive(scene(faces(), luma(), backdrop()))
    behind = np.zeros((HEIGHT, WIDTH), np.bool_)
    behind[-40:] = True
    with pytest.raises(FacetUnavailable, match="beside the head"):
        BacklightPerceiver().perceive(scene(faces(face()), luma(), BackgroundMask(behind)))
