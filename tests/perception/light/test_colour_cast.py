import numpy as np
import pytest

from builders import HEIGHT, WIDTH, face, faces, scene
from envcheck.checks.lighting.colour_cast import ColourCast
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.arrays import Plane
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
    return scene(faces(face()), AnalysisFrame(picture))


def cast(picture: Plane) -> ColourCastEstimate:
    return ColourCastPerceiver().perceive(seen(picture))


@pytest.mark.parametrize("skin", [LIGHT_SKIN, DARK_SKIN])
def test_neutral_light_leans_nowhere_on_every_skin(skin: tuple[int, int, int]) -> None:
    seen = cast(room(skin))

    assert (seen.warm, seen.green) == (0.0, 0.0)


WARM, COOL, GREEN, PINK = (0.3, 0.9, 1.3), (2.5, 1.0, 0.4), (0.6, 1.3, 0.6), (1.2, 0.6, 1.2)


@pytest.mark.parametrize("skin", [LIGHT_SKIN, DARK_SKIN])
@pytest.mark.parametrize(("gains", "variant"), [(WARM, "warm"), (COOL, "cool"), (GREEN, "green"), (PINK, "pink")])
def test_a_strong_cast_is_told_on_every_skin(
    skin: tuple[int, int, int], gains: tuple[float, float, float], variant: str
) -> None:
    answer = ColourCast().observe(scene(cast(room(skin, gains))))
    assert answer.variant == variant
    assert ColourCast.limit.activates(answer.value)
    assert answer.variant in ColourCast.words


@pytest.mark.parametrize(
    "gains", [(0.2, 0.9, 1.3), (3.0, 0.9, 0.5), (0.5, 1.5, 0.5), (1.3, 0.4, 1.3)], ids=["warm", "cool", "green", "pink"]
)
@pytest.mark.parametrize("skin", [LIGHT_SKIN, DARK_SKIN])
def test_a_coloured_room_in_neutral_light_is_held_back_by_the_face(
    skin: tuple[int, int, int], gains: tuple[float, float, float]
) -> None:
    """The walls look like coloured light, but no skin in such light could look like this one."""
    walls = room(skin, gains)
    walls[face().box.pixels(WIDTH, HEIGHT)] = skin
    assert not ColourCast.limit.activates(ColourCast().observe(scene(cast(walls))).value)


@pytest.mark.parametrize("gains", [WARM, COOL, GREEN, PINK])
def test_a_white_wall_says_that_the_light_is_neutral(gains: tuple[float, float, float]) -> None:
    """A face that is painted, or under a coloured lamp of its own, beside a wall that shows its white."""
    picture = room(LIGHT_SKIN, gains)
    picture[:, : WIDTH // 5] = 200
    assert (cast(picture).warm, cast(picture).green) == (0.0, 0.0)


def test_a_black_or_blown_picture_tells_no_colour() -> None:
    for level in (0, 255):
        picture = np.full((HEIGHT, WIDTH, 3), level, np.uint8)
        with pytest.raises(FacetUnavailable, match="colour of the light"):
            cast(picture)


def test_it_says_on_how_much_of_the_picture_it_rests() -> None:
    picture = room(LIGHT_SKIN)
    picture[HEIGHT // 4 :] = 0
    picture[face().box.pixels(WIDTH, HEIGHT)] = LIGHT_SKIN

    assert 0.25 < cast(picture).exposed < 0.5
    assert cast(room(LIGHT_SKIN)).exposed > 0.99
