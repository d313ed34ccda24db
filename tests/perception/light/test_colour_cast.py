import numpy as np
import pytest

from builders import HEIGHT, WIDTH, backdrop, face, faces, scene
from envcheck.checks.lighting.colour_cast import ColourCast
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.arrays import Plane
from envcheck.perception.light.cheeks import cheeks
from envcheck.perception.light.colour_cast import ColourCastEstimate, ColourCastPerceiver
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.picture.linear_light import LINEAR
from envcheck.perception.scene import Scene

LIGHT_SKIN, DARK_SKIN = (150, 177, 224), (42, 60, 92)


def room(skin: tuple[int, int, int], gains: tuple[float, float, float] = (1.0, 1.0, 1.0), tint: int = 0) -> Plane:
    """Grey and some coloured things around a face, under light of that blue, green and red."""
    rng = np.random.default_rng(4)
    picture = np.full((HEIGHT, WIDTH, 3), (140, 140, 140 + tint), np.uint8)
    for _ in range(80):
        y, x = rng.integers(0, HEIGHT - 30), rng.integers(0, WIDTH - 30)
        level, colour = rng.integers(40, 190), rng.integers(-25, 26, 3)
        picture[y : y + 30, x : x + 30] = np.clip(level + colour, 0, 255)
    picture[face().box.pixels(WIDTH, HEIGHT)] = skin
    light = np.clip(LINEAR[picture] * gains, 0, 1)
    codes = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(255 * codes), np.uint8)


def seen(picture: Plane) -> Scene:
    return scene(faces(face()), AnalysisFrame(picture), backdrop(), cheeks(face(), WIDTH, HEIGHT))


def cast(picture: Plane) -> ColourCastEstimate:
    return ColourCastPerceiver().perceive(seen(picture))


@pytest.mark.parametrize("skin", [LIGHT_SKIN, DARK_SKIN])
def test_neutral_light_leans_nowhere_on_every_skin(skin: tuple[int, int, int]) -> None:
    neutral = cast(room(skin))
    assert abs(neutral.warm) < 0.2
    assert abs(neutral.green) < 0.1


@pytest.mark.parametrize("skin", [LIGHT_SKIN, DARK_SKIN])
@pytest.mark.parametrize(
    ("gains", "variant"),
    [((0.4, 0.9, 1.3), "warm"), ((1.6, 1.0, 0.6), "cool"), ((0.7, 1.2, 0.7), "green"), ((1.2, 0.7, 1.2), "pink")],
)
def test_a_cast_is_measured_in_stops_on_every_skin(
    skin: tuple[int, int, int], gains: tuple[float, float, float], variant: str
) -> None:
    found = cast(room(skin, gains))
    blue, green, red = np.log2(gains)
    assert found.warm == pytest.approx(red - blue, abs=0.3)
    assert found.green == pytest.approx(green - (red + blue) / 2, abs=0.2)

    answer = ColourCast().observe(scene(found))
    assert answer.variant == variant
    assert ColourCast.limit.begins(answer.value)
    assert answer.variant in ColourCast.words


def test_a_red_room_in_neutral_light_is_held_back_by_the_face() -> None:
    """The walls look like warm light, but no skin in such light could look like this one."""
    walls = room(LIGHT_SKIN, gains=(0.3, 0.9, 1.3))
    walls[face().box.pixels(WIDTH, HEIGHT)] = LIGHT_SKIN
    assert cast(walls).warm < 0.8
    assert not ColourCast.limit.begins(ColourCast().observe(scene(cast(walls))).value)


def test_a_black_or_blown_background_tells_no_colour() -> None:
    for level in (0, 255):
        picture = np.full((HEIGHT, WIDTH, 3), level, np.uint8)
        picture[face().box.pixels(WIDTH, HEIGHT)] = LIGHT_SKIN
        with pytest.raises(FacetUnavailable, match="colour of the light"):
            cast(picture)
