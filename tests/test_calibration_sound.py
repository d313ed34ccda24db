"""What `python -m calibration.sound` rests on; the voices, which another program makes, are left out."""

import numpy as np
import pytest

from calibration.faults.sounds import NOISES, at_level, in_room, low_passed, room, through_opus
from calibration.sound import TAKES, Take, decay_of, told, weighted
from envcheck.checks.catalog import load_checks
from envcheck.media.sound import RATE

pytestmark = pytest.mark.slow

CHECKS = {check.code: check for check in load_checks()}


def test_takes_are_of_checks_that_there_are() -> None:
    assert set(TAKES) <= set(CHECKS)


def test_a_take_is_told_or_left_alone_or_not_assessed() -> None:
    silent, check = np.zeros(8 * RATE), CHECKS["SND101"]
    assert told(check, Take("", True, silent), silent) == (True, 8.0)
    assert told(check, Take("", False, silent), NOISES["pink"](np.random.default_rng(1), 8.0) * 0.01) == (False, 0.0)
    assert told(CHECKS["SND104"], Take("", False, silent), silent) == (None, None)


@pytest.mark.parametrize("secs", [0.2, 0.4])
def test_a_room_decays_about_as_it_was_asked_to(secs: float) -> None:
    assert decay_of(room(secs, 1)) == pytest.approx(secs, rel=0.6)
    assert len(in_room(np.ones(100), room(secs, 1))) == 100


def test_levels_are_what_they_say() -> None:
    for made in NOISES.values():
        assert np.sqrt(np.mean(made(np.random.default_rng(1), 1.0) ** 2)) == pytest.approx(1, rel=0.8)
    pink = at_level(NOISES["pink"](np.random.default_rng(1), 2.0), -30.0)
    assert 10 * np.log10(np.mean(pink**2)) == pytest.approx(-30, abs=0.1)
    assert weighted(low_passed(pink, 400)) < weighted(pink)


def test_opus_keeps_the_level_and_digital_silence() -> None:
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    assert np.std(through_opus(tone)[RATE // 2 :]) == pytest.approx(np.std(tone), rel=0.1)
    assert np.abs(through_opus(np.zeros(RATE // 2))[960:]).max() <= 1 / 32768
