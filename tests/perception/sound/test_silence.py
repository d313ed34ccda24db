"""A dead microphone and a pause in speech are two things."""

import numpy as np
import pytest

from builders import heard, noise_picture
from envcheck.media.frame import Frame, PictureFrame
from envcheck.media.sound import RATE, Heard
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.sound.silence import Silence, SilencePerceiver
from perception.sound.sounds import Sound, babble, noise


def sixteen_bits(sound: Sound) -> Sound:
    return np.round(sound * 32767) / 32768


def test_digital_silence_is_counted() -> None:
    assert heard(SilencePerceiver(), np.zeros(7 * RATE)) == Silence(7.0, was_heard=False)


def test_the_last_step_of_sixteen_bits_is_silence_still() -> None:
    """Opus gives it now and then for digital silence."""
    sound = np.zeros(7 * RATE)
    sound[::2000] = 1 / 32768
    assert heard(SilencePerceiver(), sound).seconds == 7.0


def test_an_offset_is_silence() -> None:
    assert heard(SilencePerceiver(), np.full(6 * RATE, 0.02)).seconds == 6.0


@pytest.mark.parametrize("decibels", [-60, -80, -92])
def test_the_noise_of_a_quiet_room_is_none(decibels: float) -> None:
    assert heard(SilencePerceiver(), sixteen_bits(noise(6, decibels))) == Silence(0.0, was_heard=True)


def test_a_pause_is_told_from_a_microphone_that_never_worked() -> None:
    sound = np.concatenate([babble(3), np.zeros(8 * RATE)])
    silence = heard(SilencePerceiver(), sound)
    assert silence.was_heard
    assert silence.seconds == pytest.approx(8.0, abs=0.1)


def test_a_click_does_not_make_a_working_microphone() -> None:
    sound = np.zeros(7 * RATE)
    sound[: RATE // 20] = noise(0.05, -20)
    assert not heard(SilencePerceiver(), sound).was_heard


def without_sound(perceiver: SilencePerceiver, frame: Frame | None, first: float = 40.0) -> list[float | str]:
    """What is told over six seconds in which no sound comes."""
    told: list[float | str] = []
    for time in np.arange(first, first + 6.1, 0.5):
        scene = Scene(LookInput(float(time), frame, Heard(np.zeros(0, np.float32))), [perceiver], mode=Mode.VIDEO)
        try:
            told.append(scene[Silence].seconds)
        except FacetUnavailable as unavailable:
            told.append(unavailable.reason)
    return told


def test_where_only_pictures_come_the_clock_of_the_session_counts() -> None:
    told = without_sound(SilencePerceiver(), PictureFrame(noise_picture(1)))
    assert told == ["nothing was heard yet"] * 10 + [5.0, 5.5, 6.0]


def test_where_nothing_comes_at_all_the_microphone_is_not_what_is_missing() -> None:
    perceiver = SilencePerceiver()
    assert without_sound(perceiver, None) == ["nothing has arrived yet"] * 13
    late = without_sound(perceiver, PictureFrame(noise_picture(1)), first=60.0)
    assert late[:9] == ["nothing was heard yet"] * 9
