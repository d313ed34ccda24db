import numpy as np
import pytest

from builders import HEIGHT, WIDTH, face, faces, scene
from envcheck.checks.privacy.visible_screen import VisibleScreen
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.screens import Screen, ScreenPerceiver, Screens

TV = Box(0.65, 0.1, 0.95, 0.5)
RIM = 25


def shown(level: int, room: int = 120) -> Plane:
    """A room of one level with a screen: a dark rim round a picture of another level."""
    plane = np.full((HEIGHT, WIDTH), room, np.uint8)
    plane[TV.pixels(WIDTH, HEIGHT)] = RIM
    plane[TV.grown(-0.05, -0.05, -0.05, -0.15).pixels(WIDTH, HEIGHT)] = level
    return plane


def lit(plane: Plane, *things: Detection) -> list[float]:
    seen = Detections(things or (Detection("tv", TV, 0.8),))
    return [screen.brightness for screen in ScreenPerceiver().perceive(scene(seen, faces(face()), Luma(plane))).screens]


@pytest.mark.parametrize(("level", "room"), [(200, 120), (120, 100), (90, 40), (255, 200)])
def test_a_picture_as_bright_as_the_room_is_lit(level: int, room: int) -> None:
    assert lit(shown(level, room)) == [1.0]


@pytest.mark.parametrize(("level", "room"), [(12, 120), (60, 120), (90, 180), (5, 40)])
def test_dark_glass_is_off(level: int, room: int) -> None:
    assert lit(shown(level, room)) == [0.0]


def test_between_the_two_it_is_lit_in_part() -> None:
    (part,) = lit(shown(95))
    assert 0.1 < part < 0.9


def test_a_small_reflection_does_not_light_it() -> None:
    plane = shown(12)
    plane[Box(0.72, 0.2, 0.75, 0.26).pixels(WIDTH, HEIGHT)] = 255
    assert lit(plane) == [0.0]


def test_a_film_with_dark_parts_is_lit() -> None:
    plane = shown(12)
    plane[Box(0.65, 0.1, 0.8, 0.5).pixels(WIDTH, HEIGHT)] = 170
    assert lit(plane) == [1.0]


def test_the_laptop_before_the_person_is_left_out() -> None:
    own, other = Box(0.4, 0.7, 0.65, 1.0), Box(0.7, 0.7, 0.95, 1.0)
    plane = shown(12)
    plane[200:] = 200
    assert lit(plane, Detection("laptop", own, 0.9)) == []
    assert lit(plane, Detection("laptop", own, 0.9), Detection("laptop", other, 0.9)) == [1.0]


def test_other_things_are_no_screens() -> None:
    assert lit(shown(200), Detection("microwave", TV, 0.9), Detection("cell phone", TV, 0.9)) == []


def test_without_the_object_network_it_is_not_assessed() -> None:
    with pytest.raises(FacetUnavailable, match="nothing here perceives Detections"):
        ScreenPerceiver().perceive(scene(Luma(shown(200))))


def test_a_far_screen_and_an_unlit_one_are_no_finding() -> None:
    far, off, near = Screen(Box(0.1, 0.1, 0.18, 0.2), 0.9, 1.0), Screen(TV, 0.9, 0.2), Screen(TV, 0.7, 1.0)
    assert VisibleScreen().observe(scene(Screens((far, off)))).value == pytest.approx(0.18)
    told = VisibleScreen().observe(scene(Screens((far, off, near))))
    assert told.value == pytest.approx(0.7)
    assert told.regions == (TV,)
