import numpy as np
import pytest

from envcheck.perception.waveform import spectra


@pytest.mark.parametrize(("count", "size", "padding"), [(1, 64, 0), (71, 2048, 2048), (3, 1000, 24)])
def test_spectra_are_those_of_numpy(count: int, size: int, padding: int) -> None:
    blocks = np.random.default_rng(size).standard_normal((count, size)).astype(np.float32)
    window = np.hanning(size).astype(np.float32)
    expected = np.abs(np.fft.rfft(blocks * window, size + padding, axis=1)) ** 2
    np.testing.assert_allclose(spectra(blocks, window, padding), expected, rtol=1e-3, atol=1e-4 * expected.max())


def test_no_sound_has_no_spectra() -> None:
    assert spectra(np.zeros((0, 64), np.float32), np.ones(64, np.float32)).shape == (0, 33)
