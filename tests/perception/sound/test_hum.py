"""Mains hum stands out and stays; a vowel does neither for long."""

import numpy as np
import pytest

from builders import heard
from envcheck.media.sound import RATE
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.sound.hum import HumPerceiver
from perception.sound.sounds import Sound, babble, clicks, noise, tone


def prominence(sound: Sound) -> float:
    return float(heard(HumPerceiver(), sound).prominence)


@pytest.mark.parametrize("hertz", [100.05, 119.9, 150.0, 180.2, 400.3])
def test_a_steady_tone_of_the_mains_is_hum(hertz: float) -> None:
    assert prominence(tone(6, hertz, -45) + noise(6, -65)) > 3


def test_it_is_heard_under_speech() -> None:
    assert prominence(tone(8, 100, -30) + tone(8, 200, -36) + babble(8)) > 0


@pytest.mark.parametrize("hertz", [110.0, 135.0, 440.0])
def test_another_tone_is_none(hertz: float) -> None:
    assert prominence(tone(6, hertz, -35) + noise(6, -65)) < -5


def test_a_vowel_at_its_pitch_is_none() -> None:
    sung = tone(1.5, 120.0, -20) + tone(1.5, 240.0, -26)
    assert prominence(np.concatenate([noise(4, -60), sung + noise(1.5, -60), noise(1, -60)])) < -5
    assert prominence(babble(8, pitch=120.0) + noise(8, -70)) < -5


@pytest.mark.parametrize("sound", [noise(6, -30), clicks(6, -10) + noise(6, -80)], ids=["noise", "keys"])
def test_noise_is_none(sound: Sound) -> None:
    assert prominence(sound) < -10


def test_one_that_nobody_hears_is_none() -> None:
    assert prominence(tone(6, 100.0, -65) + noise(6, -95)) < -5


def test_silence_tells_nothing() -> None:
    with pytest.raises(FacetUnavailable, match="needs a few seconds of sound"):
        prominence(np.zeros(8 * RATE))
