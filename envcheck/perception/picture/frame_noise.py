"""Grain of the whole picture, measured where it is flat."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class FrameNoise:
    """Noise of the whole picture at the size at which it arrives.

    Attributes:
        sigma: standard deviation in levels, on flat areas.
    """

    sigma: float


KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
KERNEL_GAIN = 6.0
"""Square root of the sum of the kernel's squares."""

MEDIAN_TO_SIGMA = 0.6745
"""Median absolute deviation of a normal distribution with a standard deviation of one."""

BLOCK = 16
"""Pixels a side."""

MOST = 450
"""Blocks of a picture: more say nothing new."""

FLATTEST = 0.3
"""Share of the blocks, those with the least grain: walls and skin, never cloth or leaves."""

IN_RANGE = (20, 235)
"""Mean levels between which noise is not cut off by black or white."""

LEAST_BLOCKS = 20


class FrameNoisePerceiver:
    """Estimates the noise of luma at the size at which the picture arrives."""

    facet = FrameNoise
    refresh = Refresh(ABOUT_A_SECOND, "a camera changes its gain over a second or more")

    def perceive(self, scene: Scene) -> FrameNoise:
        """The standard deviation in levels, on flat areas.

        Raises:
            FacetUnavailable: the picture is nearly all black or white.
        """
        luma = scene.frame.luma()
        rows, columns = luma.shape[0] // BLOCK, luma.shape[1] // BLOCK
        every = -(-rows * columns // MOST)
        down = max(1, int(every**0.5))
        tiles = luma[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2)
        blocks = tiles[::down, :: -(-every // down)].reshape(-1, BLOCK, BLOCK)
        means = blocks[:, ::4, ::4].mean(axis=(1, 2))
        blocks = blocks[(means > IN_RANGE[0]) & (means < IN_RANGE[1])]
        if len(blocks) < LEAST_BLOCKS:
            raise FacetUnavailable(N_("the picture is nearly all black or white"))
        filtered = np.asarray(cv2.filter2D(blocks.reshape(-1, BLOCK), cv2.CV_16S, KERNEL))
        grain = np.abs(filtered).reshape(blocks.shape)[:, 1:-1, 1:-1].reshape(len(blocks), -1)
        sigmas = _medians(grain) / MEDIAN_TO_SIGMA / KERNEL_GAIN
        return FrameNoise(float(np.quantile(sigmas, FLATTEST / 2)))


def _medians(rows: NDArray[np.int16]) -> NDArray[np.float64]:
    """The median of each row, by sorting them all, which for many short rows is several times as fast as selecting."""
    middle = rows.shape[1] // 2
    return np.asarray(np.sort(rows, axis=1)[:, rows.shape[1] - 1 - middle : middle + 1].mean(axis=1), np.float64)
