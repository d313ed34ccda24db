"""The level of a voice, and nothing else's."""

import numpy as np
import pytest

from builders import heard
from envcheck.media.sound import RATE
from envcheck.perception.sound.loudness import Loudness, LoudnessPerceiver
from perception.sound.sounds import Sound, babble, clicks, gain, noise, tone


def loudness(sound: Sound) -> Loudness:
    told = heard(LoudnessPerceiver(), sound)
    assert isinstance(told, Loudness)
    return told


def rustling(secs: float) -> Sound:
    """Bursts of noise above 1 kHz that die away."""
    made = noise(secs, -30)
    spectrum = np.fft.rfft(made)
    spectrum[: round(1000 * secs)] = 0
    return np.asarray(np.fft.irfft(spectrum, len(made)) * np.exp(-25 * (np.arange(len(made)) / RATE % 0.25)))


@pytest.mark.parametrize("decibels", [-50.0, -35.0, -20.0])
def test_the_level_of_speech_follows_it(decibels: float) -> None:
    speech = loudness(babble(6, decibels) + noise(6, -80)).speech
    assert speech == pytest.approx(decibels - 1.5, abs=3)


def test_pauses_do_not_lower_it() -> None:
    said = babble(4) + noise(4, -75)
    paused = np.concatenate([said, noise(12, -75, seed=2)])
    assert loudness(paused).speech == pytest.approx(loudness(said).speech or 0.0, abs=1.5)


def test_noise_at_ten_decibels_below_changes_little() -> None:
    assert loudness(babble(6) + noise(6, -38)).speech == pytest.approx(loudness(babble(6)).speech or 0.0, abs=2)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(5 * RATE),
        noise(5, -30),
        clicks(5, -10) + noise(5, -70),
        tone(5, 120.0, -30) + noise(5, -70),
        rustling(5),
    ],
    ids=["silence", "noise", "keys", "hum", "rustling"],
)
def test_what_is_no_voice_has_no_level_of_speech(sound: Sound) -> None:
    assert loudness(sound) == Loudness()


def test_clipping_is_a_share_of_the_speech() -> None:
    said = babble(5)
    said /= np.abs(said).max()
    assert loudness(said * 0.9).clipped_share == 0.0
    assert (loudness(np.clip(said * gain(12), -1, 1)).clipped_share or 0.0) > 0.02
    assert loudness(said * 0.5).peak == pytest.approx(-6.0, abs=1.5)


def test_what_was_mended_is_heard_within_three_seconds_of_speech() -> None:
    clipped = np.clip(babble(4, -4), -1, 1)
    assert loudness(np.concatenate([clipped, babble(6, -26)])).clipped_share == 0.0


def test_the_size_of_the_looks_makes_no_difference() -> None:
    said = (babble(4) + noise(4, -75)).astype(np.float32)
    whole = heard(LoudnessPerceiver(), said)
    perceiver = LoudnessPerceiver()
    for start in range(0, len(said), 7001):
        told = heard(perceiver, said[start : start + 7001])
    assert told.speech == pytest.approx(whole.speech, abs=1.0)
