import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, face
from envcheck.perception.room.thumbnail import Thumbnail, has_changed, has_left, thumbnail

RNG = np.random.default_rng(3)
ROOM = RNG.integers(60, 180, (18, 32)).repeat(20, 0).repeat(20, 1)


def seen(room: NDArray[np.int64]) -> Thumbnail:
    grain = RNG.normal(0, 4, (HEIGHT, WIDTH))
    return thumbnail(np.clip(room + grain, 0, 255).astype(np.uint8), [face()])


def placed(top: int, left: int, size: int, level: int) -> NDArray[np.int64]:
    room = ROOM.copy()
    room[top : top + size, left : left + size] = level
    return room


@pytest.mark.parametrize("room", [ROOM, ROOM + 20, placed(150, 300, 60, 250)], ids=["noise", "light", "person"])
def test_noise_light_and_people_change_nothing(room: NDArray[np.int64]) -> None:
    assert not has_changed(seen(ROOM), seen(room))


def test_a_sheet_of_paper_does() -> None:
    assert has_changed(seen(ROOM), seen(placed(60, 480, 50, 240)))


@pytest.mark.parametrize(("column", "changed"), [(14, False), (13, True)], ids=["their hair", "behind them"])
def test_cells_beside_people_show_some_of_them(column: int, changed: bool) -> None:
    behind, levels = np.ones((18, 32), np.bool_), np.full((18, 32), 120, np.uint8)
    behind[6:, 15:20] = False
    swayed = levels.copy()
    swayed[8, column] = 160
    assert has_changed(Thumbnail(levels, behind), Thumbnail(swayed, behind)) == changed


def test_another_shape_or_nothing_in_common_is_a_change() -> None:
    other = Thumbnail(np.zeros((32, 18), np.uint8), np.ones((32, 18), np.bool_))
    covered = Thumbnail(np.zeros((18, 32), np.uint8), np.zeros((18, 32), np.bool_))
    assert has_changed(seen(ROOM), other)
    assert has_changed(seen(ROOM), covered)
    assert has_left(seen(ROOM), other)
    assert not has_left(Thumbnail(np.zeros((18, 32), np.uint8), np.ones((18, 32), np.bool_)), seen(ROOM)), (
        "nobody was there"
    )


SOMEBODY = placed(40, 180, 300, 160)


def with_a_hand(level: int = 220) -> NDArray[np.int64]:
    room = SOMEBODY.copy()
    room[150:210, 290:350] = level
    return room


@pytest.mark.parametrize("room", [SOMEBODY, SOMEBODY + 20, with_a_hand()], ids=["noise", "light", "hand"])
def test_who_moves_has_not_left(room: NDArray[np.int64]) -> None:
    assert not has_left(seen(SOMEBODY), seen(room))


def test_an_empty_chair_shows_that_somebody_has_left() -> None:
    assert has_left(seen(SOMEBODY), seen(placed(40, 180, 300, 90)))
