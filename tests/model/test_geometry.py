import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from envcheck.model.geometry import Box

edges = st.floats(-2, 3, allow_nan=False)
boxes = st.builds(Box, edges, edges, edges, edges)
sizes = st.integers(1, 500)


def test_a_box_knows_its_size_and_middle() -> None:
    box = Box(0.2, 0.1, 0.6, 0.5)
    assert (box.width, box.height, box.area) == pytest.approx((0.4, 0.4, 0.16))
    assert (box.center.x, box.center.y) == pytest.approx((0.4, 0.3))


def test_growing_moves_each_edge_by_a_share_of_the_own_size() -> None:
    grown = Box(0.4, 0.4, 0.6, 0.8).grown(0.5, 0.25, 1.0, 0.0)
    assert (grown.x1, grown.y1, grown.x2, grown.y2) == pytest.approx((0.3, 0.3, 0.8, 0.8))


def test_pixels_index_rows_then_columns() -> None:
    plane = np.arange(12).reshape(3, 4)
    assert plane[Box(0.5, 0.0, 1.0, 0.34).pixels(4, 3)].tolist() == [[2, 3]]


@given(boxes, sizes, sizes)
def test_pixels_always_hold_one_pixel_inside_the_array(box: Box, width: int, height: int) -> None:
    assert np.zeros((height, width))[box.pixels(width, height)].size >= 1


@given(boxes)
def test_a_clipped_box_lies_in_the_frame(box: Box) -> None:
    inside = box.clipped()
    assert all(0 <= edge <= 1 for edge in (inside.x1, inside.y1, inside.x2, inside.y2))
    assert inside.clipped() == inside
