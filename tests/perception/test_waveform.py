import numpy as np
import pytest

from envcheck.perception.waveform import spectra


@pytest.mark.parametrize(("count", "size"), [(1, 64), (7, 2048), (3, 1000)])
def test_spectra_are_those_of_numpy(count: int, size: int) -> None:
    blocks = np.random.default_rng(size).standard_normal((count, size)).astype(np.float32)
    expected = np.abs(np.fft.rfft(blocks, axis=1)) ** 2
    np.testing.assert_allclose(spectra(blocks), expected, rtol=1e-3, atol=1e-4 * expected.max())


def test_no_sound_has_no_spectra() -> None:
    assert spectra(np.zeros((0, 64), np.float32)).shape == (0, 33)
