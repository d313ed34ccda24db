"""What is heard. Levels are in dBFS (a full-scale square wave is 0), A-weighted where it says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Silence:
    """How long nothing at all has come from the microphone: digital silence, or no sound.

    Attributes:
        seconds: up to now, 0 while anything is heard, be it the noise of an empty room.
        heard: something was heard earlier in the session.
    """

    seconds: float
    heard: bool


@dataclass(frozen=True)
class Loudness:
    """How loud somebody speaks, over the last seconds in which somebody did.

    Attributes:
        speech: A-weighted level of what is voiced in it, None where too little was said yet.
        peak: level of the highest sample in it, unweighted; None likewise.
        clipped: share (0 to 1) of its samples that lie at full scale; None likewise.
    """

    speech: float | None = None
    peak: float | None = None
    clipped: float | None = None


@dataclass(frozen=True)
class QuietTest:
    """What was heard while somebody who checks stayed silent.

    Attributes:
        noise: A-weighted level that was exceeded for half of the time.
        voice_secs: how long a voice was heard.
    """

    noise: float
    voice_secs: float


@dataclass(frozen=True)
class Hum:
    """Steady tones at the frequency of the mains or its multiples.

    Attributes:
        prominence: decibels by which the plainest of them lies above what makes a tone prominent; negative below.
    """

    prominence: float


@dataclass(frozen=True)
class Reverberation:
    """How long the room goes on sounding.

    Attributes:
        decay_secs: estimated time in which a sound falls by 60 dB once it stops.
        decays: how many ends of sounds this rests on.
    """

    decay_secs: float
    decays: int
