"""Decoded sound of any kind, brought to the one form in which it is judged."""

from collections.abc import Iterator
from typing import TypeAlias

import av
import numpy as np

from envcheck.media.sound import RATE, AudioChunk, Samples
from envcheck.media.stumbles import STUMBLES

Kind: TypeAlias = tuple[str, int, str]
"""Format of the samples, their rate, and the layout of the channels."""


PACKED = "flt"
"""Float samples whose channels take turns: PyAV reads beyond the frame where more than eight have a plane each."""


class UnreadableSound(Exception):
    """Sound of a kind that cannot be brought to the one in which it is judged."""


class Resampler:
    """Turns decoded sound of any rate, format and number of channels into chunks; one for each track.

    What kind of sound comes may change at any time.
    """

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format=PACKED, rate=RATE)
        self._kind: Kind | None = None
        self._start: float | None = None
        self._samples = 0

    def chunks(self, sound: av.AudioFrame) -> Iterator[AudioChunk]:
        """The chunks that a decoded frame completes; their time is counted in samples from the first frame on.

        Raises:
            UnreadableSound: sound of that kind cannot be brought to the one form; what comes later may be.
        """
        if self._start is None:
            self._start = sound.time or 0.0
        try:
            pieces = [_as_it_is(sound)] if _fits(sound) else [_mean(part) for part in self._resampled(sound)]
        except STUMBLES:
            self._kind = None
            raise UnreadableSound from None
        for samples in pieces:
            yield AudioChunk(samples, self._start + self._samples / RATE)
            self._samples += len(samples)

    def _resampled(self, sound: av.AudioFrame) -> Iterator[av.AudioFrame]:
        kind = (sound.format.name, sound.sample_rate, sound.layout.name)
        if kind != self._kind:  # a graph of filters takes one kind of sound, which is that of its first frame
            self._kind, self._resampler = kind, av.AudioResampler(format=PACKED, rate=RATE)
        yield from self._resampler.resample(sound)


def _fits(sound: av.AudioFrame) -> bool:
    """True for what aiortc decodes Opus to. Resampling its fifty frames a second costs a tenth of receiving them."""
    return sound.sample_rate == RATE and sound.format.name == "s16"


def _as_it_is(sound: av.AudioFrame) -> Samples:
    return _mean(sound) / np.float32(32768)


def _mean(packed: av.AudioFrame) -> Samples:
    """The mean of the channels: the resampler's own mixing makes what stands in both of them 3 dB louder."""
    channels = np.asarray(packed.to_ndarray(), np.float32).reshape(packed.samples, -1)
    return np.asarray(channels @ np.full(channels.shape[1], 1 / channels.shape[1], np.float32))
