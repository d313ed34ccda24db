"""Sounds made for tests, with known truth."""

import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE

Sound = NDArray[np.float64]

VOWELS = np.array([(730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410)])
"""Formants in hertz."""


def gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def noise(secs: float, decibels: float, seed: int = 1) -> Sound:
    """White noise with that root mean square in dBFS."""
    return np.random.default_rng(seed).normal(0, gain(decibels), round(secs * RATE))


def tone(secs: float, hertz: float, decibels: float) -> Sound:
    """A sine with that root mean square in dBFS."""
    return np.asarray(np.sqrt(2) * gain(decibels) * np.sin(2 * np.pi * hertz * np.arange(round(secs * RATE)) / RATE))


def babble(secs: float, decibels: float = -26.0, pitch: float = 110.0, pause_every: int = 8, seed: int = 1) -> Sound:
    """Syllables of a made voice: pulses through formants with a breath before each, and half a second's pauses."""
    random = np.random.default_rng(seed)
    parts: list[Sound] = []
    while sum(map(len, parts)) < secs * RATE:
        time = np.arange(round(random.uniform(0.14, 0.24) * RATE)) / RATE
        phase = 2 * np.pi * np.cumsum(pitch * (1 + random.uniform(-0.15, 0.15) - 0.6 * time)) / RATE
        formants = random.choice(VOWELS)
        vowel = np.zeros(len(time))
        for number in range(1, int(4000 / pitch)):
            near = 1 / (1 + ((number * pitch - formants) / (60 + 0.05 * formants)) ** 2)
            vowel += near @ np.array([1, 0.5, 0.25]) / number**0.5 * np.sin(number * phase)
        vowel *= np.sqrt(np.abs(np.sin(np.pi * time / time[-1])))
        rest = 0.5 if len(parts) % (3 * pause_every) >= 3 * (pause_every - 1) else 0.03
        parts += [random.normal(0, 0.05, round(0.04 * RATE)), vowel, np.zeros(round(rest * RATE))]
    whole = np.concatenate(parts)[: round(secs * RATE)]
    spoken = whole[np.abs(whole) > 0.01]
    return np.asarray(whole * gain(decibels) / np.sqrt(np.mean(spoken**2)))


def clicks(secs: float, decibels: float, seed: int = 1) -> Sound:
    """Keys that are struck, seven a second, with that peak in dBFS."""
    random = np.random.default_rng(seed)
    made = np.zeros(round(secs * RATE))
    click = np.exp(-np.arange(960) / 150)
    for start in random.integers(0, len(made) - 960, round(7 * secs)):
        made[start : start + 960] += random.normal(0, 0.3, 960) * click * gain(decibels)
    return made


def in_a_room(sound: Sound, decay_secs: float, seed: int = 1) -> Sound:
    """The sound in a room whose echoes are noise that falls by 60 dB in that time, from 3 dB below the sound on."""
    time = np.arange(round(decay_secs * RATE)) / RATE
    answer = np.random.default_rng(seed).normal(size=len(time)) * 10 ** (-3 * time / decay_secs)
    answer *= gain(-3) / np.sqrt(np.sum(answer**2))
    answer[0] = 1.0
    count = len(sound) + len(answer)
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, count) * np.fft.rfft(answer, count), count)[: len(sound)])
