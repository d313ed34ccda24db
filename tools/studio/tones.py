"""Ten skin albedos after the Monk Skin Tone scale."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.float64]

SWATCHES = (
    "#f6ede4", "#f3e7db", "#f7ead0", "#eadaba", "#d7bd96",
    "#a07e56", "#825c43", "#604134", "#3a312a", "#292420",
)  # fmt: skip
"""The ten colours as published (Monk 2023, "The Monk Skin Tone Scale"), lightest first, sRGB."""

SPAN = 0.62
FLOOR = 0.02
"""What presses the swatches into what skin reflects. They are colours in pictures, from 0.02 to 0.9 in linear light;
measured skin reflects about 0.04 to 0.6 (Cooksey, Allen and Tsai 2017, Journal of Research of NIST 122)."""


def linear(srgb: Sequence[float] | Colour) -> Colour:
    """Linear light (0 to 1) of sRGB values (0 to 1), IEC 61966-2-1."""
    value = np.asarray(srgb, float)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def encoded(light: NDArray[np.floating[Any]]) -> Colour:
    """The sRGB values (0 to 1) of linear light, clipped."""
    value = np.clip(light, 0.0, 1.0)
    return np.asarray(np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055), float)


def from_hex(colour: str) -> Colour:
    """Linear light of `#rrggbb`: shape (3,), red first."""
    digits = colour.removeprefix("#")
    return linear([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)])


def albedo(tone: int) -> Colour:
    """Share of light that skin of a Monk tone (1 to 10) reflects: shape (3,), red first.

    Raises:
        IndexError: there is no such tone.
    """
    if not 1 <= tone <= len(SWATCHES):
        raise IndexError(f"Monk tones go from 1 to {len(SWATCHES)}")
    return SPAN * from_hex(SWATCHES[tone - 1]) + FLOOR
