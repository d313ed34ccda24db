"""What is left in a process: its memory and mapped files, searched for a picture that was sent to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import Pixels

BLOCK = 8
"""Pixels a side of one light or dark square: coarse enough to outlast any codec."""

GRAIN = 4
"""Bytes from one look to the next: each square is met twice at least."""

STRIDES = (BLOCK // GRAIN, BLOCK * 3 // GRAIN)
"""Looks from one square to the next, in luma and in BGR."""

LIGHT, DARK = 150, 100
"""Levels beyond which a square counts as light or dark; it is drawn far beyond them."""


@dataclass(frozen=True)
class Code:
    """A row of light and dark squares that nothing holds by chance."""

    bits: tuple[bool, ...]

    @classmethod
    def drawn_by(cls, seed: int, length: int = 48) -> "Code":
        """One that this seed gives."""
        rest = np.random.default_rng(seed).integers(0, 2, length - 2)
        return cls((True, True, *(bool(bit) for bit in rest)))  # most of a memory is dark

    def draw(self, picture: Pixels) -> Pixels:
        """The picture with the code in its upper left corner, four squares high."""
        marked = picture.copy()
        row = np.repeat(np.where(self.bits, 230, 25).astype(np.uint8), BLOCK)
        marked[: 4 * BLOCK, : len(row)] = row[None, :, None]
        return marked

    def is_in(self, data: bytes) -> bool:
        """True where a run of bytes holds it."""
        looks = np.frombuffer(data, np.uint8)[::GRAIN]
        return any(self._fits(looks, stride) for stride in STRIDES)

    def _fits(self, looks: NDArray[np.uint8], stride: int) -> bool:
        first = looks[: max(0, len(looks) - stride * (len(self.bits) - 1))]
        places = np.flatnonzero(first > LIGHT)
        for number, light in enumerate(self.bits[1:], 1):
            seen = looks[places + number * stride]
            places = places[seen > LIGHT if light else seen < DARK]
        return len(places) > 0


@dataclass(frozen=True)
class Region:
    """One mapped range of a process."""

    start: int
    end: int
    rights: str
    path: str


def regions(pid: int) -> Iterator[Region]:
    """All that is mapped."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        (
            place,
            rights,
            *_,
        ) = line.split(maxsplit=5)
        start, end = (int(text, 16) for text in place.split("-"))
        yield Region(start, end, rights, line[73:].strip())


def memory(pid: int) -> Iterator[bytes]:
    """All writable memory of a process, region by region."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
        for region in regions(pid):
            if region.rights.startswith("rw") and not region.path.startswith("[v"):
                try:
                    mem.seek(region.start)
                    yield mem.read(region.end - region.start)
                except OSError:  # it was unmapped in between
                    continue
