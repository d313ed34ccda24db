"""Rooms of known decay, and speech without one."""

import pytest

from builders import heard
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.sound.reverberation import ReverberationPerceiver
from perception.sound.sounds import Sound, babble, clicks, in_a_room, noise


def decay(sound: Sound) -> float:
    return float(heard(ReverberationPerceiver(), sound).decay_secs)


def test_speech_without_a_room_hardly_echoes() -> None:
    assert decay(babble(12) + noise(12, -75)) < 0.35


@pytest.mark.parametrize("secs", [0.4, 0.8])
def test_a_room_is_told_by_its_decay(secs: float) -> None:
    said = babble(24, pause_every=4)
    assert decay(in_a_room(said, secs) + noise(24, -75)) == pytest.approx(secs, rel=0.25)


@pytest.mark.parametrize("sound", [noise(6, -30), clicks(3, -10) + noise(3, -40)], ids=["noise", "keys in noise"])
def test_what_has_no_free_ends_tells_nothing(sound: Sound) -> None:
    with pytest.raises(FacetUnavailable, match="too few sounds have ended"):
        decay(sound)


def test_noise_does_not_lengthen_a_decay() -> None:
    assert decay(babble(12) + noise(12, -50)) < 0.4
