import numpy as np
import pytest

from envcheck.perception.sound.waveform import Thinned, spectra


@pytest.mark.parametrize(("count", "size", "padding"), [(1, 64, 0), (71, 2048, 2048), (3, 1000, 24)])
def test_spectra_are_those_of_numpy(count: int, size: int, padding: int) -> None:
    blocks = np.random.default_rng(size).standard_normal((count, size)).astype(np.float32)
    window = np.hanning(size).astype(np.float32)
    expected = np.abs(np.fft.rfft(blocks * window, size + padding, axis=1)) ** 2
    np.testing.assert_allclose(spectra(blocks, window, padding), expected, rtol=1e-3, atol=1e-4 * expected.max())


def test_no_sound_has_no_spectra() -> None:
    assert spectra(np.zeros((0, 64), np.float32), np.ones(64, np.float32)).shape == (0, 33)


@pytest.mark.parametrize("portion", [7, 960, 20_000])
def test_thinning_is_a_convolution_whatever_the_portions(portion: int) -> None:
    samples = np.random.default_rng(1).standard_normal(20_000).astype(np.float32)
    whole = Thinned(8)
    taps = whole._parts.ravel()
    thinned = np.concatenate([whole.of(samples[at : at + portion]) for at in range(0, len(samples), portion)])
    expected = np.convolve(samples, taps[::-1], mode="valid")[::8]
    assert taps.sum() == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(thinned, expected[: len(thinned)], atol=1e-5)
    assert len(thinned) >= len(expected) - 1


def test_thinning_keeps_low_tones_and_takes_what_would_come_back_as_others() -> None:
    time = np.arange(48_000) / 48_000
    kept, gone = (
        float(np.std(Thinned(8).of(np.sin(2 * np.pi * hertz * time).astype(np.float32)))) for hertz in (1000, 5000)
    )
    assert kept == pytest.approx(np.sqrt(0.5), rel=0.02)
    assert gone < 0.002
