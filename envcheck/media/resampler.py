"""Decoded sound of any kind, brought to the one form in which it is judged."""

from collections.abc import Iterator

import av
import numpy as np

from envcheck.media.sound import RATE, AudioChunk


class Resampler:
    """Turns decoded sound of any rate, format and number of channels into chunks; one for each track."""

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format="fltp", rate=RATE)
        self._start: float | None = None
        self._samples = 0

    def chunks(self, sound: av.AudioFrame) -> Iterator[AudioChunk]:
        """The chunks that a decoded frame completes; their time is counted in samples from the first frame on."""
        if self._start is None:
            self._start = sound.time or 0.0
        for resampled in self._resampler.resample(sound):
            # the mean of the channels: the resampler's own mixing makes what stands in both of them 3 dB louder
            samples = np.asarray(resampled.to_ndarray(), np.float32).mean(axis=0)
            yield AudioChunk(samples, self._start + self._samples / RATE)
            self._samples += len(samples)
