"""Sound cut, thinned out and weighed, for the perceivers that listen."""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE, Samples

Floats = NDArray[np.floating]

FLOOR = 1e-12
"""Power that reads as -120 dBFS, which stands for none."""


def level(power: Floats | np.floating | float) -> NDArray[np.float64]:
    """Mean squares of samples in dBFS, elementwise."""
    return np.asarray(10 * np.log10(np.asarray(power, np.float64) + FLOOR))


def spectra(blocks: Samples) -> NDArray[np.float64]:
    """Squared magnitudes of the Fourier transform of each block.

    OpenCV's transform of real numbers takes a tenth of the time of numpy's, in single precision.

    Args:
        blocks: shape (n, size), of an even size.

    Returns:
        Shape (n, size / 2 + 1), by frequency.
    """
    if not len(blocks):
        return np.zeros((0, blocks.shape[1] // 2 + 1))
    packed = cv2.dft(np.ascontiguousarray(blocks, np.float32), flags=cv2.DFT_ROWS).astype(np.float64) ** 2
    ends, pairs = packed[:, [0, -1]], packed[:, 1:-1]  # real and imaginary parts take turns, but for the two ends
    return np.column_stack([ends[:, :1], pairs[:, ::2] + pairs[:, 1::2], ends[:, 1:]])


class Blocks:
    """Cuts sound that comes in any portions into blocks of one length; what is left over waits for the next portion.

    Args:
        size: samples in a block.
        hop: samples from the start of a block to that of the next.
    """

    def __init__(self, size: int, hop: int) -> None:
        self._size, self._hop = size, hop
        self._rest = np.zeros(0, np.float32)

    def cut(self, samples: Samples) -> Samples:
        """The blocks that are now complete, shape (n, size)."""
        waiting = np.concatenate([self._rest, samples])
        count = max(0, (len(waiting) - self._size) // self._hop + 1)
        self._rest = waiting[count * self._hop :].copy()
        if not count:
            return np.zeros((0, self._size), np.float32)
        return np.lib.stride_tricks.sliding_window_view(waiting, self._size)[:: self._hop][:count]


class Thinned:
    """Gives fewer samples a second, after a low-pass filter (a windowed sinc) has taken what they could not hold.

    Args:
        by: how many samples become one.
    """

    def __init__(self, by: int) -> None:
        reach = 16 * by
        at = np.arange(-reach, reach + 1)
        taps = np.sinc(0.9 * at / by) * np.hamming(len(at))
        self._taps = (taps / taps.sum()).astype(np.float32)
        self._blocks = Blocks(len(taps), by)

    def of(self, samples: Samples) -> Samples:
        """The samples that are now complete, shape (n,)."""
        return np.asarray(self._blocks.cut(samples) @ self._taps)


def a_weights(hertz: Floats) -> NDArray[np.float64]:
    """Power gain of the A-weighting (IEC 61672-1, annex E) at these frequencies."""
    squares = np.asarray(hertz, np.float64) ** 2
    low, lower, upper, high = 20.6**2, 107.7**2, 737.9**2, 12194.0**2
    roots = np.sqrt((squares + lower) * (squares + upper))
    gain = high * squares**2 / ((squares + low) * roots * (squares + high))
    return np.asarray((gain * 10 ** (2.0 / 20)) ** 2)


class Weighing:
    """Levels of blocks as an ear weighs them: A-weighted, from their spectrum behind a Hann window.

    Args:
        size: samples in a block.
        hop: as of `Blocks`.
    """

    def __init__(self, size: int, hop: int) -> None:
        self.blocks = Blocks(size, hop)
        self.window = np.hanning(size).astype(np.float32)
        self._weights = a_weights(np.fft.rfftfreq(2 * size, 1 / RATE))
        self._scale = 2 / (2 * size * float((self.window.astype(np.float64) ** 2).sum()))

    def spectra(self, blocks: Samples) -> NDArray[np.float64]:
        """Power spectra, padded to twice the size, shape (n, size + 1)."""
        return spectra(np.pad(blocks * self.window, ((0, 0), (0, blocks.shape[1]))))

    def power(self, spectra: NDArray[np.float64]) -> NDArray[np.float64]:
        """A-weighted mean square of each block, shape (n,)."""
        return np.asarray(spectra @ self._weights * self._scale)
