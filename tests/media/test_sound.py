import numpy as np
import pytest

from envcheck.media.sound import RATE, AudioChunk, SoundBuffer


def chunk(time: float, secs: float = 0.5, level: float = 0.1) -> AudioChunk:
    return AudioChunk(np.full(round(secs * RATE), level, np.float32), time)


def test_what_waits_is_given_once_and_in_order() -> None:
    buffer = SoundBuffer()
    buffer.add(chunk(2.0, level=0.1))
    buffer.add(chunk(2.5, level=0.2))
    heard = buffer.take(None)
    assert (heard.time, len(heard.samples)) == (2.0, RATE)
    assert heard.samples[[0, -1]] == pytest.approx([0.1, 0.2])
    empty = buffer.take(1.0)
    assert (len(empty.samples), empty.time, empty.quiet_from) == (0, 3.0, 1.0)


def test_a_session_nobody_looks_at_holds_no_more_than_the_last_seconds() -> None:
    buffer = SoundBuffer(most_secs=2.0)
    for number in range(100):
        buffer.add(chunk(number * 0.5))
    heard = buffer.take(None)
    assert len(heard.samples) / RATE <= 2.5, "one chunk may reach beyond"
    assert buffer.until == 50.0
    assert heard.time >= 47.5


def test_a_chunk_ends_where_the_next_begins() -> None:
    assert chunk(1.25, 0.5).until == 1.75
