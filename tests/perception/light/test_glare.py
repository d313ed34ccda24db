import numpy as np
import pytest

from builders import HEIGHT, WIDTH, backdrop, face, faces, luma, scene
from envcheck.checks.lighting.backlit_face import BacklitFace
from envcheck.checks.lighting.glaring_background import GlaringBackground
from envcheck.model.geometry import Box
from envcheck.perception.light.backlight import BacklightPerceiver
from envcheck.perception.light.glare import MOST_BOXES, Glare, GlarePerceiver
from envcheck.perception.picture.luma import Luma

WINDOW = Box(0.05, 0.05, 0.3, 0.55)


def lit(*windows: Box, room: int = 110, skin: int = 190) -> Luma:
    plane = luma(room=room, skin=skin).plane.copy()
    for window in windows:
        plane[window.pixels(WIDTH, HEIGHT)] = 255
    return Luma(plane)


def glare(of: Luma) -> Glare:
    return GlarePerceiver().perceive(scene(of, backdrop()))


def test_a_window_is_found_with_its_share_and_place() -> None:
    found = glare(lit(WINDOW))
    assert found.share == pytest.approx(WINDOW.area / backdrop().mask.mean(), rel=0.02)
    assert found.stops == pytest.approx(-np.log2((110 / 255) ** 2.2), abs=0.3)
    (box,) = found.boxes
    assert (box.x1, box.y1, box.x2, box.y2) == pytest.approx((0.05, 0.05, 0.3, 0.55), abs=0.01)


def test_small_lamps_and_specks_are_left_alone() -> None:
    lamp = Box(0.1, 0.1, 0.14, 0.16)
    speckled = lit(lamp).plane.copy()
    speckled[::7, ::7] = 255
    assert glare(Luma(speckled)) == Glare(0.0, glare(Luma(speckled)).stops, ())


def test_only_the_largest_areas_are_named_largest_first() -> None:
    windows = [Box(0.02, 0.02 + 0.2 * row, 0.1 + 0.03 * row, 0.17 + 0.2 * row) for row in range(4)]
    boxes = glare(lit(*windows)).boxes
    assert len(boxes) == MOST_BOXES
    assert [box.area for box in boxes] == sorted((box.area for box in boxes), reverse=True)


def test_light_on_the_person_is_none_of_it() -> None:
    assert not glare(lit(skin=255)).boxes


def test_a_white_background_outshines_nothing() -> None:
    white = lit(room=255, skin=190)
    assert glare(white).share == pytest.approx(1.0, abs=0.01)
    assert glare(white).stops == pytest.approx(0.0, abs=0.01)


def test_a_white_table_before_the_person_is_no_glare() -> None:
    table = Box(0.05, 0.7, 0.95, 0.95)
    seen = scene(faces(face()), lit(table), backdrop())
    assert not GlarePerceiver().perceive(seen).boxes
    beside = scene(faces(face()), lit(table, WINDOW), backdrop())
    assert len(GlarePerceiver().perceive(beside).boxes) == 1


@pytest.mark.parametrize(("skin", "told"), [(200, True), (60, False)])
def test_a_face_in_shadow_is_left_to_the_backlit_check(skin: int, told: bool) -> None:
    picture = lit(WINDOW, Box(0.7, 0.05, 0.95, 0.3), skin=skin)
    light = BacklightPerceiver().perceive(scene(faces(face()), picture, backdrop()))
    seen = scene(faces(face()), light, glare(picture))
    assert GlaringBackground.limit.activates(GlaringBackground().observe(seen).value) is told
    assert BacklitFace.limit.activates(BacklitFace().observe(seen).value) is not told
