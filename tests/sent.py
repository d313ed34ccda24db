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
