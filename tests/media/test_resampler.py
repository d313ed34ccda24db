from itertools import pairwise
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from envcheck.media.resampler import Resampler, UnreadableSound
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


KINDS: dict[str, dict[str, Any]] = {
    "rate": {"rate": 44_100},
    "format": {"kind": "fltp"},
    "layout": {"layout": "stereo"},
    "all": {"rate": 8000, "kind": "u8", "layout": "5.1"},
    "as it is judged": {"rate": RATE, "kind": "flt", "layout": "mono"},
    "no resampling": {"rate": RATE, "kind": "s16", "layout": "mono"},
    "many channels": {"kind": "fltp", "layout": "22.2"},
}


def of_kind(rate: int = 16_000, kind: str = "s16p", layout: str = "mono", level: float = 0.5) -> av.AudioFrame:
    """A fifth of a second at one level."""
    middle, full = {"u8": (128, 127), "fltp": (0, 1), "flt": (0, 1)}.get(kind, (0, 32_767))
    frame = av.AudioFrame(format=kind, layout=layout, samples=rate // 5)
    dtype = {"u8": np.uint8, "fltp": np.float32, "flt": np.float32}.get(kind, np.int16)
    for plane in list(frame.planes)[:8]:
        plane.update(np.full(plane.buffer_size // np.dtype(dtype).itemsize, middle + full * level, dtype).tobytes())
    frame.sample_rate = rate
    return frame


@pytest.mark.parametrize("after", KINDS)
def test_the_kind_of_sound_may_change_at_any_time(after: str) -> None:
    resampler = Resampler()
    kinds: list[dict[str, Any]] = [{}, KINDS[after]] * 2
    for kind in kinds:
        chunks = [chunk for _ in range(3) for chunk in resampler.chunks(of_kind(**kind))]
        assert sum(len(chunk.samples) for chunk in chunks) == pytest.approx(0.6 * RATE, abs=0.05 * RATE)
        if after != "many channels":
            assert float(np.median(chunks[-1].samples)) == pytest.approx(0.5, abs=0.01)


def test_sound_that_cannot_be_resampled_is_told_and_forgotten() -> None:
    resampler = Resampler()
    with pytest.raises(UnreadableSound):
        list(resampler.chunks(of_kind(rate=0)))
    assert list(resampler.chunks(of_kind()))
