import numpy as np
import pytest

from envcheck.perception.picture.linear_light import LINEAR, linear


@pytest.mark.parametrize(("level", "light"), [(0, 0.0), (10, 0.003035), (188, 0.502886), (255, 1.0)])
def test_levels_are_decoded_as_the_standard_says(level: int, light: float) -> None:
    assert float(linear(level)) == pytest.approx(light, abs=1e-5)
    assert LINEAR[level] == pytest.approx(light, abs=1e-5)


def test_more_level_is_more_light() -> None:
    assert np.all(np.diff(LINEAR) > 0)
