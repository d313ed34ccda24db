"""Sound as it is judged: mono, at one rate, with its media time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 48000
"""Samples per second: what WebRTC's Opus gives, so that clipping is seen as it arrived."""

QUIET_SECS = 3.0
"""How long silence is asked for in the quiet test."""

Samples: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class AudioChunk:
    """A piece of sound.

    Attributes:
        samples: shape (n,), float32, mono, full scale is -1 to 1, `RATE` a second.
        time: seconds on the media clock of the first sample.
    """

    samples: Samples
    time: float

    @property
    def until(self) -> float:
        """Seconds on the media clock just after the last sample."""
        return self.time + len(self.samples) / RATE


Listener: TypeAlias = Callable[[AudioChunk], None]


def ignore_sound(chunk: AudioChunk) -> None:
    """Listens to nothing: what sources do until somebody does."""


@dataclass(frozen=True, eq=False)
class Heard:
    """What was heard since the last look.

    Attributes:
        samples: shape (n,), as in a chunk; empty where nothing has come.
        time: seconds on the media clock of the first sample.
        quiet_from: the same clock when silence was last asked for (the quiet test), None where it never was.
    """

    samples: Samples
    time: float = 0.0
    quiet_from: float | None = None


class SoundBuffer:
    """Keeps sound between two looks.

    Args:
        most_secs: what is older gives way, so that a session nobody looks at holds no more than that.
    """

    def __init__(self, most_secs: float = 10.0) -> None:
        self._most_secs = most_secs
        self._chunks: list[AudioChunk] = []
        self.until = 0.0
        """Seconds on the media clock up to which sound has come."""

    def add(self, chunk: AudioChunk) -> None:
        """Takes the next chunk; one after a gap counts as if it followed at once."""
        self._chunks.append(chunk)
        self.until = chunk.until
        while self.until - self._chunks[0].until > self._most_secs:
            del self._chunks[0]

    def take(self, quiet_from: float | None) -> Heard:
        """All that waits, once."""
        chunks, self._chunks = self._chunks, []
        if not chunks:
            return Heard(np.zeros(0, np.float32), self.until, quiet_from)
        return Heard(np.concatenate([chunk.samples for chunk in chunks]), chunks[0].time, quiet_from)
