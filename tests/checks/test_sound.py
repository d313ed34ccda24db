"""What the checks of the sound must not tell, heard by a whole session."""

from collections.abc import Iterable

import numpy as np
import pytest

from builders import SOUND, listening
from envcheck.checks.sound.no_sound import NoSound
from envcheck.media.connection import Connection
from envcheck.media.sound import RATE, AudioChunk
from envcheck.model.findings import Verdict
from envcheck.perception.sound.silence import Silence
from envcheck.session import Session
from perception.sound.sounds import Sound, babble, clicks, gain, noise, tone


def after(sound: Sound, quiet_at: float | None = None) -> Session:
    """A session that has heard all of it, in portions of 100 ms, and looked twice a second."""
    session = Session(expectations=SOUND)
    for number, start in enumerate(range(0, len(sound), RATE // 10)):
        if quiet_at is not None and number == round(quiet_at * 10):
            session.begin_quiet_test()
        session.push_audio(AudioChunk(sound[start : start + RATE // 10].astype(np.float32), start / RATE))
        if number % 5 == 4:
            session.advance((start + RATE // 10) / RATE)
    return session


def found(session: Session) -> set[str]:
    return {finding.code for finding in session.report().findings}


def joined(parts: Iterable[Sound]) -> Sound:
    return np.concatenate(list(parts))


def test_a_good_room_and_a_clear_voice_are_told_as_strengths() -> None:
    session = after(joined([noise(4, -65), babble(8) + noise(8, -65)]), quiet_at=0.5)
    assert not found(session)
    assert session.now().verdict is Verdict.READY
    assert {"SND103", "SND104", "PRV104"} <= {strength.code for strength in session.now().strengths}


@pytest.mark.parametrize("floor", [-90.0, None], ids=["suppressed noise", "a gate"])
@pytest.mark.slow
def test_a_pause_in_speech_is_no_dead_microphone(floor: float | None) -> None:
    said = joined([babble(4), np.zeros(20 * RATE), babble(2)])
    session = after(said if floor is None else said + noise(26, floor))
    assert "SND101" not in found(session)


def test_a_dead_microphone_is_told_and_not_passed_before() -> None:
    silent = np.zeros(7 * RATE)
    assert after(silent[: 3 * RATE]).now().verdict is Verdict.UNDETERMINED
    session = after(silent)
    assert found(session) == {"SND101"}
    assert session.now().verdict is Verdict.NOT_READY


def test_the_first_word_takes_it_back() -> None:
    session = after(joined([np.zeros(7 * RATE), babble(2) + noise(2, -70)]))
    assert not session.now().findings


def test_a_microphone_that_worked_is_believed_for_a_minute() -> None:
    check = NoSound()
    assert check.limit.deactivates(check.observe(listening(Silence(50.0, was_heard=True))).value)
    assert check.limit.activates(check.observe(listening(Silence(60.0, was_heard=True))).value)


@pytest.mark.parametrize(
    "sound",
    [
        noise(8, -55),
        noise(8, -85),
        clicks(8, -15) + noise(8, -70),
        tone(8, 135.0, -40) + noise(8, -60),
        noise(8, -45) * (1 + np.sin(2 * np.pi * 0.3 * np.arange(8 * RATE) / RATE)),
    ],
    ids=["a fan", "a quiet night", "typing", "a tone", "traffic"],
)
def test_nobody_is_accused_in_a_room_without_a_voice(sound: Sound) -> None:
    session = after(sound, quiet_at=2.0)
    assert not found(session)
    assert "PRV104" in session.report().passed


def test_a_voice_next_door_is_told_and_taken_for_nobody_elses() -> None:
    wall = np.fft.irfft(np.fft.rfft(babble(4)) / (1 + (np.fft.rfftfreq(4 * RATE, 1 / RATE) / 600) ** 2), 4 * RATE)
    session = after(joined([noise(2, -65), wall * gain(-16) + noise(4, -65)]), quiet_at=2.0)
    assert found(session) == {"PRV104"}


def test_the_quiet_test_can_be_taken_again() -> None:
    session = after(joined([babble(4, -40) + noise(4, -65), noise(5, -65)]), quiet_at=0.5)
    assert [finding.code for finding in session.now().findings] == ["PRV104"]
    session.begin_quiet_test()
    for number in range(8):
        session.push_audio(AudioChunk(noise(0.5, -65).astype(np.float32), 9 + number / 2))
        session.advance(9.5 + number / 2)
    assert not session.now().findings


@pytest.mark.parametrize(
    ("sound", "codes"),
    [
        (np.clip(babble(8) * 20, -1, 1) + noise(8, -70), {"SND102"}),
        (babble(8, -52) + noise(8, -80), {"SND104"}),
        (babble(8) + tone(8, 100.0, -30) + tone(8, 200.0, -36), {"SND106"}),
    ],
    ids=["clipped", "faint", "hum"],
)
def test_each_fault_is_told_alone(sound: Sound, codes: set[str]) -> None:
    assert found(after(sound)) == codes


def test_a_loud_room_is_told_after_the_quiet_test() -> None:
    around = noise(12, -38)
    around[4 * RATE :] += babble(8)
    assert found(after(around, quiet_at=0.5)) == {"SND103"}


def test_without_sound_or_a_connection_nothing_is_missing() -> None:
    session = Session()
    assert {code for code in session.codes if code[:3] in ("SND", "NET")}
    session.note(Connection(lost=0.2, round_trip=None, kbits=20.0, asked_kbits=1500.0, loopback=True))
    session.advance(0.0)
    missing = {one.code: one for one in session.report().not_assessed}
    assert all(missing[code].not_applicable for code in session.codes if code[:3] in ("SND", "NET"))
    assert missing["NET101"].reason == "the connection stays within this machine"


def test_sound_that_cannot_be_read_is_no_silence_and_what_comes_after_it_is_judged() -> None:
    session = Session(expectations=SOUND)
    for second in range(10):
        session.note_unreadable_sound()
        session.advance(float(second))
    assert not found(session)
    assert {gap.reason for gap in session.report().not_assessed if gap.code.startswith("SND")} == {
        "the sound cannot be read"
    }
    assert session.report().verdict is Verdict.UNDETERMINED
    for second in range(10, 20):
        session.push_audio(AudioChunk(noise(1, -60).astype(np.float32), float(second)))
        session.advance(second + 1.0)
    assert "SND101" in session.report().passed
