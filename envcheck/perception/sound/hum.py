"""Steady tones of the mains in the sound.

How far a tone stands out is its tone-to-noise ratio: its level over that of the noise in the critical band around it,
here 100 Hz wide (ECMA-74, annex D). Both are taken from what stays in a quarter of the last seconds at least, so that
speech, which comes and goes, is in neither: no voice holds one pitch for that long.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE, Samples
from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.sound.silence import SILENT
from envcheck.perception.sound.waveform import Blocks, Thinned, a_weights, level, spectra


@dataclass(frozen=True)
class Hum:
    """Steady tones at the frequency of the mains or its multiples.

    Attributes:
        prominence: decibels by which the plainest of them lies above what makes a tone prominent; negative below.
    """

    prominence: float


THINNED = 24
SIZE = RATE // THINNED
"""Samples in a second once they are thinned out, so that a transform tells frequencies 1 Hz apart."""

PARTS = 8
"""Parts of a second, each half a second after the last, that have to hold sound."""

STAYING = 0.25
AS_NOISE = -np.log(1 - STAYING)
"""The lowest quarter of a noise's power reads as that share of its mean (it is distributed exponentially)."""

MULTIPLES = 10
AROUND = np.array([*range(-14, -3), *range(4, 15)])
"""Bins beside a tone that tell the noise: out of reach of the tone and of other multiples for the most part."""

CRITICAL_HERTZ = 100.0
HANN_HERTZ = 1.5
"""Noise bandwidth of a bin behind a Hann window."""

AUDIBLE = -70.0
"""A-weighted dBFS below which a tone lies some 40 dB under speech, and in the noise of nearly any room."""


class HumPerceiver:
    """Remembers the low frequencies of the last seconds."""

    facet = Hum

    def __init__(self) -> None:
        self._thinned = Thinned(THINNED)
        self._blocks = Blocks(SIZE, SIZE // 2)
        self._window = np.hanning(SIZE + 1)[:SIZE].astype(np.float32)
        self._spectra: deque[Samples] = deque(maxlen=PARTS)

    def perceive(self, scene: Scene) -> Hum:
        """How far the plainest multiple of 50 or 60 Hz stands out.

        Raises:
            FacetUnavailable: no sound is sent, or too little of it was heard.
        """
        blocks = self._blocks.cut(self._thinned.of(scene.sound.samples))
        audible = blocks[level(np.var(blocks, axis=1)) > SILENT]
        self._spectra.extend(spectra(audible, self._window))
        if len(self._spectra) < PARTS:
            raise FacetUnavailable(N_("needs a few seconds of sound"))
        staying = np.quantile(np.array(self._spectra), STAYING, axis=0) * 2 / (HANN_HERTZ * (SIZE / 2) ** 2)
        return Hum(max(prominence(staying, mains * number) for mains in (50, 60) for number in range(1, MULTIPLES + 1)))


def prominence(power: NDArray[np.floating], hertz: int) -> float:
    """Decibels by which a tone lies above what makes it prominent, and audible at all.

    Args:
        power: mean square in each bin of 1 Hz, by frequency.
        hertz: of the tone.
    """
    tone = float(level(max(power[hertz + off - 1 : hertz + off + 2].sum() for off in (-1, 0, 1))))
    noise = float(level(np.median(power[hertz + AROUND]) / AS_NOISE * CRITICAL_HERTZ))
    prominent = 8 + 8.33 * np.log10(1000 / hertz)  # ECMA-74, D.9.5, below 1 kHz
    heard = tone + float(10 * np.log10(a_weights(np.array([hertz])))[0])
    return float(min(tone - noise - prominent, heard - AUDIBLE))
