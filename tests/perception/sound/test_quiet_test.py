"""Three silent seconds: their noise, and whether a voice was in them."""

from contextlib import suppress

import numpy as np
import pytest

import envcheck.perception.sound.quiet_test as module
from builders import SOUND, heard
from envcheck.media.sound import RATE, AudioChunk, Heard, Samples
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.sound.quiet_test import QuietTest, QuietTestPerceiver
from envcheck.session import Session
from perception.sound.sounds import Sound, babble, clicks, noise, tone


def result(sound: Sound, quiet_from: float | None = 0.0) -> QuietTest:
    told = heard(QuietTestPerceiver(), sound, quiet_from)
    assert isinstance(told, QuietTest)
    return told


def test_a_voice_is_heard_also_when_it_is_faint() -> None:
    assert result(babble(4, -26) + noise(4, -70)).voice_secs > 1.0
    assert result(babble(4, -55) + noise(4, -75)).voice_secs > 1.0


@pytest.mark.parametrize(
    "sound",
    [noise(4, -30), noise(4, -85), clicks(4, -20) + noise(4, -70), tone(4, 100.0, -35) + noise(4, -70)],
    ids=["noise", "quiet", "keys", "hum"],
)
def test_what_is_no_voice_is_none(sound: Sound) -> None:
    assert result(sound).voice_secs < 0.1


def test_the_noise_is_a_weighted_and_not_moved_by_a_knock() -> None:
    quiet = noise(4, -60)
    assert result(quiet).noise == pytest.approx(-62, abs=2)
    assert result(tone(4, 50.0, -40) + noise(4, -90)).noise == pytest.approx(-70, abs=2)
    quiet[RATE : RATE + 4800] += noise(0.1, -10)
    assert result(quiet).noise == pytest.approx(-62, abs=2)


def test_what_was_said_before_and_after_and_while_reacting_does_not_count() -> None:
    said = babble(10, -20)
    said[round(2.2 * RATE) : round(5.1 * RATE)] = 0
    assert result(said + noise(10, -70), quiet_from=2.0).voice_secs < 0.2


def test_its_state_is_told() -> None:
    for quiet_from, reason in ((None, "the quiet test was not done"), (0.0, "the quiet test is under way")):
        with pytest.raises(FacetUnavailable, match=reason) as caught:
            result(noise(2, -50), quiet_from)
        assert caught.value.not_applicable


def test_a_dead_microphone_proves_no_quiet() -> None:
    with pytest.raises(FacetUnavailable, match="no sound came in the quiet test"):
        result(np.zeros(4 * RATE))


def test_a_test_in_which_nothing_comes_ends() -> None:
    perceiver, nothing = QuietTestPerceiver(), Heard(np.zeros(0, np.float32), 5.0, quiet_from=5.0)
    for time in range(8):
        scene = Scene(LookInput(float(time), sound=nothing), [perceiver], mode=Mode.VIDEO)
        with suppress(FacetUnavailable):
            scene[QuietTest]
    with pytest.raises(FacetUnavailable, match="no sound came in the quiet test"):
        scene[QuietTest]


def test_a_new_test_replaces_the_last_and_the_network_runs_once_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []

    def counted(samples: Samples) -> Sound:
        ran.append(len(samples))
        return np.full(90, 0.9 if len(ran) == 1 else 0.1)

    monkeypatch.setattr(module, "voices", counted)
    perceiver, sound = QuietTestPerceiver(), noise(0.5, -50).astype(np.float32)
    told: list[float | str] = []
    for number in range(20):
        start = number * 0.5
        quiet_from = None if start < 1 else 1.0 if start < 6 else 6.0
        scene = Scene(LookInput(start + 0.5, sound=Heard(sound, start, quiet_from)), [perceiver], mode=Mode.VIDEO)
        try:
            told.append(scene[QuietTest].voice_secs > 1)
        except FacetUnavailable as unavailable:
            told.append(unavailable.reason.split()[-1])
    assert told == ["done"] * 2 + ["way"] * 5 + [True] * 5 + ["way"] * 5 + [False] * 3
    assert ran == [3 * RATE, 3 * RATE]


def test_a_session_asks_and_hears() -> None:
    session = Session(expectations=SOUND)
    sound = np.concatenate([noise(1, -60), babble(4, -45)]).astype(np.float32)
    for number in range(10):
        session.push_audio(AudioChunk(sound[number * RATE // 2 : (number + 1) * RATE // 2], number / 2))
        session.advance((number + 1) / 2)
        if number == 1:
            session.begin_quiet_test()
    assert [found.code for found in session.now().findings] == ["PRV104"]
