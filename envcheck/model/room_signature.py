"""The usual setting as whole numbers: what is saved as a baseline and compared with."""

from dataclasses import dataclass

COLUMNS, ROWS = 8, 5
"""Cells into which a setting divides the frame."""


@dataclass(frozen=True)
class RoomSignature:
    """The room behind as whole numbers: one of each kind for every cell, row by row, 0 where people hide it.

    Attributes:
        aspect: width of the frame over its height, in hundredths.
        seen: share of the cell in which nobody is, in quarters; 0 where that is too little to say anything.
        luma: middle luma in quarters of a stop, from 0 for white down to -27 for black.
        red: middle of red over luma, in eighths of a stop.
        blue: middle of blue over luma, in eighths of a stop.
        across: steepness of edges from left to right, 0 to 20: root of the mean of stops per pixel, in twentieths.
        down: the same from top to bottom.
    """

    aspect: int
    seen: tuple[int, ...]
    luma: tuple[int, ...]
    red: tuple[int, ...]
    blue: tuple[int, ...]
    across: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def cells(self) -> tuple[tuple[int, ...], ...]:
        """All numbers of the cells, one row of each kind."""
        return self.seen, self.luma, self.red, self.blue, self.across, self.down
