"""Pictures that a test's client sends."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from whip_client import Pictures

MEDIA = Path(__file__).parents[1] / "samples" / "media"

SIZE = (640, 360)


def still(name: str, size: tuple[int, int] = SIZE) -> Pictures:
    """A sample picture all the time, at that width and height."""
    picture = np.asarray(cv2.resize(np.asarray(cv2.imread(str(MEDIA / name))), size), np.uint8)
    return lambda secs: picture


class InTurn:
    """One after another, each until a test has seen what it waits for."""

    def __init__(self, *shown: Pictures) -> None:
        self._shown = list(shown)

    def __call__(self, secs: float) -> NDArray[np.uint8]:
        return self._shown[0](secs)

    def turn(self) -> None:
        """From now on the next one."""
        self._shown.pop(0)


def lively(name: str, size: tuple[int, int] = SIZE) -> Pictures:
    """A sample picture with the noise of a camera, which never gives the same picture twice."""
    picture, noise = still(name, size)(0.0), np.random.default_rng(0)
    noisy = [np.clip(picture + noise.normal(0, 2, picture.shape), 0, 255).astype(np.uint8) for _ in range(7)]
    return lambda secs: noisy[round(secs * 30) % len(noisy)]


def breathing(name: str, size: tuple[int, int] = SIZE, period: float = 2.0, reach: float = 3.0) -> Pictures:
    """The same, in which whoever sits in the middle moves as somebody who breathes.

    Args:
        name: of the sample picture.
        size: width and height in pixels.
        period: seconds from one breath to the next.
        reach: pixels that the middle moves to either side; the rim stays where it is.
    """
    pictures = lively(name, size)
    x, y = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in size))
    middle = np.exp(-(((x / size[0] - 0.5) / 0.2) ** 2) - ((y / size[1] - 0.4) / 0.3) ** 2).astype(np.float32)

    def shown(secs: float) -> NDArray[np.uint8]:
        moved = x + middle * np.float32(reach * np.sin(2 * np.pi * secs / period))
        return np.asarray(cv2.remap(pictures(secs), moved, y, cv2.INTER_LINEAR), np.uint8)

    return shown
