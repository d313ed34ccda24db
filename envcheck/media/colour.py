"""What the numbers of a picture mean as light, and how light beyond a usual screen is brought to one.

Numbers name a colour as in ITU-T H.273. HDR pictures, as telephones record them, hold more than a usual screen shows;
every limit goes by what that one shows.
"""

from dataclasses import dataclass
from functools import cache

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange
from numpy.typing import NDArray

from envcheck.media.frame import Pixels

PQ, HLG = 16, 18
"""Transfer characteristics of HDR: SMPTE ST 2084, and ARIB STD-B67."""

UNNAMED = 2

WHITE = 203.0
"""cd/m² of diffuse white in HDR, which becomes the white of SDR (ITU-R BT.2408, table 1)."""

HLG_PEAK, HLG_GAMMA = 1000.0, 1.2
"""cd/m² of the screen that HLG is made for, and its system gamma (ITU-R BT.2100, note 5f).

The gamma applies to each colour by itself, as from the cameras of SDR to its screens, and not to luminance alone: so
tints are as strong as SDR shows them, by which limits were found (ITU-R BT.2408, 5.1: conversion by scene light)."""

SCREEN_GAMMA = 2.4
"""Of a usual screen (ITU-R BT.1886)."""

BT709, BT2020 = 1, 9
XY = {
    BT709: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    BT2020: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
"""Chromaticities of red, green and blue, by colour primaries; the white of all is taken to be D65."""

D65 = (0.3127, 0.3290)

_BAND = 64


@dataclass(frozen=True)
class Colour:
    """How colours are coded.

    Attributes:
        primaries: colour primaries.
        transfer: transfer characteristics.
        matrix: matrix coefficients.
        full_range: black is 0, and white is the largest number.
    """

    primaries: int
    transfer: int
    matrix: int
    full_range: bool

    @classmethod
    def of(cls, picture: av.VideoFrame) -> "Colour":
        """As the stream of a decoded frame says."""
        named = picture.format.name
        full = picture.color_range == ColorRange.JPEG or named.startswith(("yuvj", "gray")) or is_rgb(picture)
        return cls(int(picture.color_primaries), int(picture.color_trc), int(picture.colorspace), full)

    @property
    def is_usual(self) -> bool:
        """True where a usual screen shows the numbers as they are."""
        return self.transfer not in (PQ, HLG) and self.primaries != BT2020


def is_rgb(picture: av.VideoFrame) -> bool:
    """True for a decoded frame that has no planes of luma and colour difference."""
    return picture.format.is_rgb or picture.format.has_palette


def to_sdr(coded: NDArray[np.uint16], colour: Colour) -> Pixels:
    """The picture as a usual screen shows it: what is brighter than its white is white, as on that screen.

    Args:
        coded: shape (height, width, 3), BGR order, full range of 16 bits.
        colour: what its numbers mean.

    Returns:
        Shape (height, width, 3), uint8, BGR order, primaries of BT.709.
    """
    table, change, numbers = _light(colour.transfer), _to_bt709(_primaries(colour)), _numbers()
    shown = np.empty(coded.shape, np.uint8)
    for top in range(0, len(coded), _BAND):
        light = np.asarray(cv2.transform(np.take(table, coded[top : top + _BAND]), change))
        shown[top : top + _BAND] = np.take(numbers, np.clip(light, 0, 65535).astype(np.uint16))
    return shown


def _primaries(colour: Colour) -> int:
    """Those that are named, else those of HDR."""
    return colour.primaries if colour.primaries in XY else BT709 if colour.is_usual else BT2020


@cache
def _light(transfer: int) -> NDArray[np.float32]:
    """Light on the screen of each number of 16 bits, where 1 is the white of SDR."""
    number = np.arange(65536) / 65535
    match transfer:
        case 16:  # SMPTE ST 2084, equation 4.1
            root = number ** (1 / 78.84375)
            light = (np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
            light = light * 10_000 / WHITE
        case 18:  # ITU-R BT.2100, table 5: the inverse OETF, and the system gamma
            low, high = number**2 / 3, (np.exp((number - 0.55991073) / 0.17883277) + 0.28466892) / 12
            light = np.where(number <= 0.5, low, high) ** HLG_GAMMA * HLG_PEAK / WHITE
        case _:
            light = number**SCREEN_GAMMA
    return light.astype(np.float32)


@cache
def _numbers() -> Pixels:
    """What a usual screen is given for light of 16 bits."""
    return np.round((np.arange(65536) / 65535) ** (1 / SCREEN_GAMMA) * 255).astype(np.uint8)


@cache
def _to_bt709(primaries: int) -> NDArray[np.float32]:
    """Linear BGR of these primaries, where 1 is white, to linear BGR of BT.709, where 65535 is."""
    change = 65535 * np.linalg.solve(_to_xyz(BT709), _to_xyz(primaries))
    return change[::-1, ::-1].astype(np.float32)


def _to_xyz(primaries: int) -> NDArray[np.float64]:
    """Linear RGB to CIE XYZ (SMPTE RP 177)."""
    columns = np.array([(x / y, 1, (1 - x - y) / y) for x, y in XY[primaries]]).T
    x, y = D65
    return columns * np.linalg.solve(columns, (x / y, 1, (1 - x - y) / y))
