"""What a camera does to light: exposure, clipping, white balance, noise, blur. All of it in linear light."""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import Pixels
from envcheck.perception.picture.linear_light import LINEAR

Light = NDArray[np.float32]
"""Linear light of shape (height, width, 3), BGR order; 1 is where the sensor is full."""

SHADES = np.arange(4096) / 4095
CODED = np.round(255 * np.where(SHADES <= 0.0031308, 12.92 * SHADES, 1.055 * SHADES ** (1 / 2.4) - 0.055)).astype(
    np.uint8
)
"""The sRGB code of each of 4096 shades of linear light."""

SHOT, READ = 0.004, 0.0004
"""Variance of the noise, in shares of full light: shot noise at full light, and read noise. A small sensor at high
gain; a quarter of both is a good webcam by daylight."""


def light_of(picture: Pixels) -> Light:
    """Linear light of an sRGB picture."""
    return np.asarray(LINEAR[picture])


def coded(light: Light) -> Pixels:
    """The sRGB picture of linear light, clipped as a camera clips it."""
    return np.asarray(CODED[(np.clip(light, 0, 1) * 4095).astype(np.uint16)])


def exposed(light: Light, stops: float) -> Light:
    """Light exposed by so many stops more."""
    return np.asarray(light * 2.0**stops, np.float32)


def balanced(light: Light, red: float, green: float, blue: float) -> Light:
    """Light through wrong white balance gains."""
    return np.asarray(light * np.array([blue, green, red], np.float32))


def noisy(light: Light, rng: np.random.Generator, share: float = 1.0) -> Light:
    """Light with shot noise, which grows with it, and read noise; `share` of their usual variance."""
    variance = share * (SHOT * np.clip(light, 0, 1) + READ)
    return np.asarray(light + rng.standard_normal(light.shape, np.float32) * np.sqrt(variance), np.float32)


def defocused(light: Light, radius: float) -> Light:
    """Light of each point spread over a disc of `radius` pixels."""
    reach = int(np.ceil(radius))
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1)
    return _spread(light, disc)


def smeared(light: Light, length: int, degrees: float) -> Light:
    """Light of each point drawn along a line of `length` pixels, as by a moving camera."""
    line = np.zeros((length, length), np.float32)
    line[length // 2] = 1
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), degrees, 1.0)
    return _spread(light, np.asarray(cv2.warpAffine(line, turn, (length, length)), np.float64))


def _spread(light: Light, over: NDArray[np.float64]) -> Light:
    kernel = (over / over.sum()).astype(np.float32)
    return np.asarray(cv2.filter2D(light, -1, kernel, borderType=cv2.BORDER_REPLICATE), np.float32)
