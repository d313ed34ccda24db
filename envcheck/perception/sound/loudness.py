"""How loud somebody speaks, from the parts of sound that are voiced.

A part counts as voiced where it is louder than the quietest of the last seconds, which a steady noise or hum never is,
and repeats itself within the range of human pitch (Boersma 1993: the highest peak of its autocorrelation, corrected for
the window, after frequencies above 1 kHz were taken away). Clicks and rustling do not; whispering does not either. What
is heard in a quiet test is somebody else.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE, Samples
from envcheck.perception.scene import Scene
from envcheck.perception.sound.quiet_test import is_tested
from envcheck.perception.sound.waveform import Weighing, level


@dataclass(frozen=True)
class Loudness:
    """How loud somebody speaks, over the last seconds in which somebody did.

    Attributes:
        speech: A-weighted level of what is voiced in it, None where too little was said yet.
        peak: level of the highest sample in it, unweighted; None likewise.
        clipped_share: share (0 to 1) of its samples that lie at full scale; None likewise.
    """

    speech: float | None = None
    peak: float | None = None
    clipped_share: float | None = None


SIZE, HOP = 2048, 1024
"""Samples in a part, 43 ms: three periods of the lowest voices."""

ABOVE = 6.0
"""dB above the quietest tenth of `MEMORY_SECS`."""

MEMORY_SECS, SPEECH_SECS, LEAST_SECS = 10.0, 3.0, 1.0
"""What the quietest is taken from; the latest speech that counts; and how much of it is needed."""

LAGS = slice(RATE // 400, RATE // 75)
"""Periods of human pitch: 75 to 400 Hz."""

PITCHED = 0.75
"""Height of the peak, 1 for what repeats itself exactly."""

LOWEST, HIGHEST = 60.0, 1000.0
"""Hertz between which pitch is looked for."""

LEAST_LOW = 0.1
"""Share of the power that has to lie between them, as in every vowel: a rustle only trails off into them."""

FULL = 0.999
"""Of full scale: converters and decoders hold what goes beyond it there."""


class LoudnessPerceiver:
    """Remembers level, peak and clipping of the last parts in which somebody spoke."""

    facet = Loudness

    def __init__(self) -> None:
        self._weighing = Weighing(SIZE, HOP)
        self._levels: deque[float] = deque(maxlen=round(MEMORY_SECS * RATE / HOP))
        self._spoken: deque[tuple[float, float, float]] = deque(maxlen=round(SPEECH_SECS * RATE / HOP))
        pitches = np.fft.rfftfreq(2 * SIZE, 1 / RATE)
        self._pitches = (pitches >= LOWEST) & (pitches <= HIGHEST)
        window = np.abs(np.fft.rfft(self._weighing.window, 2 * SIZE)) ** 2
        self._window = (np.fft.irfft(window)[: LAGS.stop] / np.fft.irfft(window)[0]).astype(np.float64)

    def perceive(self, scene: Scene) -> Loudness:
        """Level of the latest speech; nothing in it where too little was said yet.

        Raises:
            FacetUnavailable: no sound is sent.
        """
        sound = scene.sound
        blocks = self._weighing.blocks.cut(sound.samples)
        if len(blocks):
            self._hear(blocks, counted=not is_tested(sound))
        if len(self._spoken) * HOP / RATE < LEAST_SECS:
            return Loudness()
        power, peak, clipped = np.array(self._spoken).T
        return Loudness(float(level(power.mean())), float(level(peak.max() ** 2)), float(clipped.mean()))

    def _hear(self, blocks: Samples, *, counted: bool) -> None:
        spectra = self._weighing.spectra(blocks)
        power = self._weighing.power(spectra)
        levels = level(power)
        self._levels.extend(levels.tolist())
        loud = np.flatnonzero(counted & (levels > np.percentile(self._levels, 10) + ABOVE))
        for index in loud[self._pitched(spectra[loud])]:
            steps = np.abs(blocks[index])
            self._spoken.append((float(power[index]), float(steps.max()), float(np.mean(steps >= FULL))))

    def _pitched(self, spectra: Samples) -> NDArray[np.bool_]:
        low = spectra * self._pitches
        repeats = np.fft.irfft(low, axis=1)[:, : LAGS.stop]
        heights = repeats[:, LAGS] / (repeats[:, :1] + 1e-12) / self._window[LAGS]
        return np.asarray(
            (heights.max(axis=1, initial=0.0) >= PITCHED) & (low.sum(axis=1) >= LEAST_LOW * spectra.sum(axis=1))
        )
