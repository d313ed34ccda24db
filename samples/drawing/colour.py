"""Colours between sRGB code values and linear light, and the two filters everything uses."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float32]
ByteArray = NDArray[np.uint8]


def decode(values: ArrayLike) -> FloatArray:
    """Return linear light (0 to 1) for sRGB code values (0 to 1)."""
    code = np.asarray(values, dtype=np.float32)
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4).astype(np.float32)


def encode(light: FloatArray) -> FloatArray:
    """Return sRGB code values (0 to 1) for linear light, clipped to what a picture can hold."""
    held = np.clip(light, 0.0, 1.0)
    return np.where(held <= 0.0031308, held * 12.92, 1.055 * held ** (1 / 2.4) - 0.055).astype(np.float32)


def paint(name: str) -> FloatArray:
    """Return the linear RGB of a six-digit hexadecimal sRGB colour such as ``"b7c4b4"``."""
    return decode([int(name[i : i + 2], 16) / 255 for i in (0, 2, 4)])


def blur(picture: FloatArray, sigma: float) -> FloatArray:
    """Return the picture blurred by a Gaussian of ``sigma`` pixels."""
    if sigma <= 0:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.float32)


def resize(picture: FloatArray, width: int, height: int) -> FloatArray:
    """Return the picture in another size, averaged when smaller and cubic when larger."""
    shrinks = width < picture.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), dtype=np.float32)


def clouds(shape: tuple[int, int], scale: float, rng: np.random.Generator) -> FloatArray:
    """Return smooth noise of mean 0 and deviation 1, with grains about ``scale`` pixels wide."""
    height, width = shape
    rows, columns = max(3, round(height / scale) + 2), max(3, round(width / scale) + 2)
    noise = rng.standard_normal((rows, columns)).astype(np.float32)
    smooth = np.asarray(cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)
    return np.asarray((smooth - smooth.mean()) / (smooth.std() + 1e-6), dtype=np.float32)
