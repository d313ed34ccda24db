"""Decoded sound of any kind, brought to the one form in which it is judged."""

from collections.abc import Iterator

import av
import numpy as np

from envcheck.media.sound import RATE, AudioChunk, Samples


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
        for samples in [_as_it_is(sound)] if _fits(sound) else map(_mixed, self._resampler.resample(sound)):
            yield AudioChunk(samples, self._start + self._samples / RATE)
            self._samples += len(samples)


def _fits(sound: av.AudioFrame) -> bool:
    """True for what aiortc decodes Opus to. Resampling its fifty frames a second costs a tenth of receiving them."""
    return sound.sample_rate == RATE and sound.format.name == "s16"


def _as_it_is(sound: av.AudioFrame) -> Samples:
    """The mean of the channels, which take turns."""
    channels = np.asarray(sound.to_ndarray(), np.float32).reshape(sound.samples, -1)
    return np.asarray(channels @ np.full(channels.shape[1], 1 / channels.shape[1] / 32768, np.float32))


def _mixed(resampled: av.AudioFrame) -> Samples:
    """The mean of the channels: the resampler's own mixing makes what stands in both of them 3 dB louder."""
    return np.asarray(np.mean(resampled.to_ndarray(), axis=0, dtype=np.float32))
