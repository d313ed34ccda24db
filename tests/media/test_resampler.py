from itertools import pairwise

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from envcheck.media.resampler import Resampler
from envcheck.media.sound import RATE


def sound(channels: NDArray[np.int16], *, rate: int = RATE, planar: bool = False) -> av.AudioFrame:
    """A decoded frame, of channels in rows."""
    kind, layout = ("s16p", channels) if planar else ("s16", channels.T.reshape(1, -1))
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(layout), format=kind, layout=("mono", "stereo")[len(channels) - 1]
    )
    frame.sample_rate = rate
    return frame


@pytest.mark.parametrize("count", [1, 2])
def test_sound_that_needs_no_resampling_is_what_the_resampler_makes_of_it(count: int) -> None:
    channels = np.random.default_rng(count).integers(-32768, 32768, (count, 960)).astype(np.int16)
    (as_it_is,) = Resampler().chunks(sound(channels))
    (resampled,) = Resampler().chunks(sound(channels, planar=True))
    assert np.abs(as_it_is.samples - resampled.samples).max() < 1e-6
    np.testing.assert_allclose(as_it_is.samples, channels.mean(axis=0) / 32768, atol=1e-6)


def test_chunks_follow_one_another_whatever_the_rate() -> None:
    for rate in (RATE, 16000):
        resampler = Resampler()
        part = sound(np.zeros((2, rate // 50), np.int16), rate=rate)
        chunks = [chunk for _ in range(50) for chunk in resampler.chunks(part)]
        assert chunks[0].time == 0.0
        assert all(after.time == pytest.approx(before.until) for before, after in pairwise(chunks))
        assert chunks[-1].until == pytest.approx(1.0, abs=0.02)
