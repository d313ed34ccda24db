"""Turns and mirrors of containers, and what they do to pixels."""

import struct
from itertools import product

import numpy as np
import pytest

from envcheck.media.frame import Pixels
from envcheck.media.orientation import Orientation

CODED = np.arange(6, dtype=np.uint8).reshape(2, 3)

ONE = 65536
MATRICES = {
    "as it lies": ((ONE, 0, 0, ONE), CODED),
    "a quarter clockwise": ((0, ONE, -ONE, 0), np.rot90(CODED, -1)),
    "half": ((-ONE, 0, 0, -ONE), np.rot90(CODED, 2)),
    "a quarter anticlockwise": ((0, -ONE, ONE, 0), np.rot90(CODED)),
    "left for right": ((-ONE, 0, 0, ONE), np.fliplr(CODED)),
    "top for bottom": ((ONE, 0, 0, -ONE), np.flipud(CODED)),
    "rows for columns": ((0, ONE, ONE, 0), CODED.T),
    "rows for columns, turned by half": ((0, -ONE, -ONE, 0), np.rot90(CODED, 2).T),
    "five degrees": ((65286, 5712, -5712, 65286), CODED),
    "scaled": ((ONE // 2, 0, 0, ONE * 2), CODED),
    "nothing": ((0, 0, 0, 0), CODED),
}
"""The four numbers of a display matrix that turn (a, b, c, d of ISO/IEC 14496-12, 6.2.2), and what a player shows."""


@pytest.mark.parametrize("name", MATRICES)
def test_a_display_matrix_says_how_a_player_shows_it(name: str) -> None:
    (a, b, c, d), shown = MATRICES[name]
    matrix = struct.pack("=9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    assert np.array_equal(Orientation.of_display_matrix(matrix).applied(CODED), shown)


@pytest.mark.parametrize("matrix", [None, b"", bytes(8)])
def test_without_a_matrix_it_stays_as_it_lies(matrix: bytes | None) -> None:
    assert Orientation.of_display_matrix(matrix) == Orientation()


Boxes = tuple[tuple[bytes, int], ...]

ONES: Boxes = (*((b"irot", turns) for turns in range(4)), (b"imir", 0), (b"imir", 1))


def _shown(pixels: Pixels, kind: bytes, value: int) -> Pixels:
    return np.rot90(pixels, value) if kind == b"irot" else np.fliplr(pixels) if value else np.flipud(pixels)


@pytest.mark.parametrize("said", [*product(ONES, repeat=1), *product(ONES, repeat=2)])
def test_boxes_apply_in_their_order(said: Boxes) -> None:
    shown = CODED
    for one in said:
        shown = _shown(shown, *one)
    assert np.array_equal(Orientation.of_properties(said).applied(CODED), shown)
