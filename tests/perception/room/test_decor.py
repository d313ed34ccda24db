import pytest

from builders import scene
from envcheck.model.geometry import Box
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.room.decor import Decor, DecorPerceiver

BOOK = Detection("book", Box(0.1, 0.1, 0.2, 0.35), 0.3)
SHEET = Detection("book", Box(0.1, 0.1, 0.12, 0.2), 0.3)
DOUBTFUL = Detection("book", Box(0.1, 0.1, 0.2, 0.35), 0.16)


def plant(width: float, confidence: float) -> Detection:
    return Detection("potted plant", Box(0.5, 0.5, 0.5 + width, 0.6), confidence)


@pytest.mark.parametrize(
    ("things", "decor"),
    [
        ((), Decor(0.0, 0.0)),
        ((plant(0.1, 0.6), plant(0.2, 0.7)), Decor(0.7, 0.0)),
        ((plant(0.04, 0.9),), Decor(0.0, 0.0)),
        ((BOOK,) * 3, Decor(0.0, 0.0)),
        ((BOOK,) * 4, Decor(0.0, 0.3)),
        ((SHEET,) * 8, Decor(0.0, 0.0)),
        ((BOOK, *(DOUBTFUL,) * 4), Decor(0.0, 0.16)),
        ((Detection("vase", Box(0, 0, 1, 1), 0.9),), Decor(0.0, 0.0)),
    ],
)
def test_a_plant_counts_from_some_size_and_books_from_some_number(things: tuple[Detection, ...], decor: Decor) -> None:
    assert DecorPerceiver().perceive(scene(Detections(things))) == decor
