"""Sound cut, thinned out and weighed, for the perceivers that listen."""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE, Samples

Floats = NDArray[np.floating]

FLOOR = 1e-12
"""Power that reads as -120 dBFS, which stands for none."""


AT_ONCE = 32
"""Blocks that are transformed together."""


def level(power: Floats | np.floating | float) -> NDArray[np.float64]:
    """Mean squares of samples in dBFS, elementwise."""
    return np.asarray(10 * np.log10(np.asarray(power, np.float64) + FLOOR))


def spectra(blocks: Samples, window: Samples, padding: int = 0) -> Samples:
    """Squared magnitudes of the Fourier transform of each block behind a window.

    OpenCV's transform of real numbers takes a tenth of the time of numpy's, in single precision. A few blocks at a time
    stay in the processor's cache: for five seconds of sound that takes a fifth of the time.

    Args:
        blocks: shape (n, size).
        window: shape (size,).
        padding: zeros after each block; what is transformed has an even length.

    Returns:
        Shape (n, (size + padding) / 2 + 1), by frequency.
    """
    size = len(window)
    powers = np.empty((len(blocks), (size + padding) // 2 + 1), np.float32)
    room = np.zeros((AT_ONCE, size + padding), np.float32)
    for start in range(0, len(blocks), AT_ONCE):
        part = powers[start : start + AT_ONCE]
        weighed = room[: len(part)]
        np.multiply(blocks[start : start + AT_ONCE], window, out=weighed[:, :size])
        packed = np.square(cv2.dft(weighed, flags=cv2.DFT_ROWS))
        part[:, 0], part[:, -1] = packed[:, 0], packed[:, -1]  # between the two ends real and imaginary take turns
        np.add(packed[:, 1:-1:2], packed[:, 2:-1:2], out=part[:, 1:-1])
    return powers


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
        parts = np.concatenate([taps / taps.sum(), np.zeros(by - 1)]).reshape(-1, by)
        self._parts = parts.astype(np.float32)
        self._rest = np.zeros(0, np.float32)

    def of(self, samples: Samples) -> Samples:
        """The samples that are now complete, shape (n,)."""
        length, by = self._parts.shape
        waiting = np.concatenate([self._rest, samples])
        count = max(0, len(waiting) // by - length + 1)
        self._rest = waiting[count * by :].copy()
        if not count:
            return np.zeros(0, np.float32)
        # a polyphase filter: every run of `by` samples is weighed once by every part that it will ever stand under
        weighed = self._parts @ waiting[: (count + length - 1) * by].reshape(-1, by).T
        return np.asarray(sum(weighed[part, part : part + count] for part in range(length)))


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
        scale = 2 / (2 * size * float((self.window.astype(np.float64) ** 2).sum()))
        self._weights = (a_weights(np.fft.rfftfreq(2 * size, 1 / RATE)) * scale).astype(np.float32)

    def spectra(self, blocks: Samples) -> Samples:
        """Power spectra, padded to twice the size, shape (n, size + 1)."""
        return spectra(blocks, self.window, padding=len(self.window))

    def power(self, spectra: Samples) -> NDArray[np.float64]:
        """A-weighted mean square of each block, shape (n,)."""
        return np.asarray(spectra @ self._weights, np.float64)
