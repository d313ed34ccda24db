import numpy as np
import pytest

from builders import face, faces, scene
from envcheck.model.geometry import Point
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.people.sketch import SketchPerceiver, outlines


def disc(x: int, y: int, radius: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """A mask of 180 by 320 with a disc."""
    rows, columns = np.mgrid[:180, :320]
    return np.asarray((columns - x) ** 2 + (rows - y) ** 2 <= radius**2, np.bool_)


def area(line: tuple[Point, ...]) -> float:
    """Of a closed line, in shares of the frame."""
    pairs = zip(line, (*line[1:], line[0]), strict=True)
    return abs(sum(one.x * other.y - other.x * one.y for one, other in pairs)) / 2


def test_a_person_is_a_closed_line_of_few_points_around_what_is_theirs() -> None:
    mask = disc(160, 90, 60)
    (line,) = outlines(mask)
    assert 6 <= len(line) <= 30, "too few to show a face"
    assert area(line) == pytest.approx(float(mask.mean()), rel=0.1)
    assert all(0 <= point.x <= 1 and 0 <= point.y <= 1 for point in line)


def test_larger_ones_come_first_and_specks_are_nobody() -> None:
    lines = outlines(disc(60, 90, 20) | disc(220, 90, 60) | disc(10, 10, 4))
    assert len(lines) == 2
    assert area(lines[0]) > area(lines[1])


def test_holes_are_not_drawn() -> None:
    assert len(outlines(disc(160, 90, 60) & ~disc(160, 90, 30))) == 1
    assert outlines(np.zeros((180, 320), np.bool_)) == ()


def test_heads_stand_in_where_nobody_can_be_told_from_the_background() -> None:
    sketch = SketchPerceiver().perceive(scene(faces(face(x=0.98))))
    assert (sketch.outlines, len(sketch.heads)) == ((), 1)
    assert sketch.heads[0].x2 <= 1.0, "clipped to the frame"
    assert sketch.aspect == pytest.approx(16 / 9)


def test_outlines_come_from_the_silhouette() -> None:
    mask = disc(160, 90, 60)
    sketch = SketchPerceiver().perceive(scene(faces(face()), PersonMask(mask, mask)))
    assert len(sketch.outlines) == 1
