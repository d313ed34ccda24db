"""Sound made on purpose: voices by espeak-ng, noises, rooms, mains hum, and the codec of WebRTC."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache

import av
import numpy as np
from numpy.typing import NDArray

from envcheck.media.resampler import Resampler
from envcheck.media.sound import RATE

Sound = NDArray[np.float64]
Random = np.random.Generator

TEXTS: Mapping[str, str] = {
    "en": "Good morning, it is nice to see you again. We have a little time before we begin. How was your week? "
    "I went for a long walk by the river yesterday, and the trees were turning yellow already.",
    "de": "Guten Morgen, schön, dass Sie da sind. Wir haben noch etwas Zeit, bevor wir beginnen. Wie war Ihre Woche? "
    "Gestern bin ich lange am Fluss spazieren gegangen, und die Bäume wurden schon gelb.",
    "es": "Buenos días, me alegro de verle de nuevo. Tenemos un poco de tiempo antes de empezar. ¿Qué tal su semana? "
    "Ayer di un largo paseo junto al río, y los árboles ya se ponían amarillos.",
    "fr": "Bonjour, je suis content de vous revoir. Nous avons un peu de temps avant de commencer. Comment allez-vous? "
    "Hier je me suis promené le long de la rivière, et les arbres étaient déjà jaunes.",
    "it": "Buongiorno, sono contento di rivederla. Abbiamo un po' di tempo prima di cominciare. Come sta? "
    "Ieri ho fatto una lunga passeggiata lungo il fiume, e gli alberi erano già gialli.",
    "pl": "Dzień dobry, miło znowu panią widzieć. Mamy jeszcze trochę czasu, zanim zaczniemy. Jak minął tydzień? "
    "Wczoraj poszedłem na długi spacer nad rzekę, a drzewa były już żółte.",
}
"""Written for this; none of it was ever said by anybody."""

CHOOSING = ("en+m3", "en+f3", "de+m1", "de+f2", "en+m7", "de+f4")
TESTING = ("es+m2", "es+f1", "fr+m4", "fr+f5", "it+m5", "pl+f2")
"""Voices on which limits were chosen, and others on which they were tested: no language is in both."""


PAUSE_SECS = 0.8


@lru_cache(maxsize=32)
def voice(name: str) -> Sound:
    """Some fifteen seconds of a made voice such as de+f2, its speech at -26 dBFS, with a pause between sentences."""
    sentences = [said.strip() for said in re.split(r"(?<=[.?]) ", TEXTS[name.partition("+")[0]])]
    pause = np.zeros(int(PAUSE_SECS * RATE))
    return at_level(np.concatenate([part for said in sentences for part in (_spoken(name, said), pause)]), -26.0)


def _spoken(name: str, sentence: str) -> Sound:
    program = shutil.which("espeak-ng")
    if not program:
        sys.exit("espeak-ng is needed for the voices (Debian: apt-get install espeak-ng).")
    command = [program, "-v", name, "-s", "150", "--stdout", sentence]
    spoken = subprocess.run(command, capture_output=True, check=True).stdout
    frame = av.AudioFrame.from_ndarray(np.frombuffer(spoken[44:], "<i2")[None], format="s16", layout="mono")
    frame.sample_rate = int.from_bytes(spoken[24:28], "little")
    resampler = Resampler()
    return np.concatenate([chunk.samples for chunk in resampler.chunks(frame)]).astype(np.float64)


def at_level(sound: Sound, decibels: float) -> Sound:
    """The sound with the level of its louder half second parts at that many dBFS."""
    parts = sound[: len(sound) // 960 * 960].reshape(-1, 960)
    power = np.mean(parts**2, axis=1)
    active = power[power > power.max() / 400]
    return np.asarray(sound * 10 ** (decibels / 20) / np.sqrt(active.mean() + 1e-30))


def shaped(random: Random, secs: float, gain: Callable[[Sound], Sound]) -> Sound:
    """Gaussian noise with that gain over frequencies in hertz, at a root mean square of one."""
    count = int(secs * RATE)
    spectrum = np.fft.rfft(random.normal(size=count))
    hertz = np.asarray(np.fft.rfftfreq(count, 1 / RATE), np.float64)
    noise = np.fft.irfft(spectrum * gain(hertz), count)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def band(low: float, high: float, tilt: float = 0.0) -> Callable[[Sound], Sound]:
    """A gain that passes a band and falls within it as the frequency to the power of -tilt."""
    return lambda hertz: np.where((hertz >= low) & (hertz <= high), np.maximum(hertz, 1.0) ** -tilt, 0.0)


def low_passed(sound: Sound, hertz: float, order: int = 2) -> Sound:
    """What a wall leaves of a sound: a Butterworth fall above that frequency."""
    spectrum = np.fft.rfft(sound)
    over = np.fft.rfftfreq(len(sound), 1 / RATE) / hertz
    return np.asarray(np.fft.irfft(spectrum / np.sqrt(1 + over ** (2 * order)), len(sound)))


def bursts(random: Random, secs: float, rate: float, one: Callable[[], Sound]) -> Sound:
    """Short sounds that come at random, so many a second."""
    made = np.zeros(int(secs * RATE))
    for start in random.integers(0, len(made), random.poisson(rate * secs) + 1):
        burst = one()[: len(made) - start]
        made[start : start + len(burst)] += burst * random.uniform(0.4, 1.0)
    return np.asarray(made / (np.sqrt(np.mean(made**2)) + 1e-12))


def struck(random: Random, low: float, high: float, secs: float) -> Sound:
    """One knock or click: a band of noise that dies away."""
    count = int(secs * RATE)
    return shaped(random, secs, band(low, high)) * np.exp(-np.arange(count) / count * 5)


def tones(hertz: float, secs: float, harmonics: int, fall: float) -> Sound:
    """A tone with harmonics, each weaker than the one before."""
    time = np.arange(int(secs * RATE)) / RATE
    made = sum(
        (fall**n * np.sin(2 * np.pi * hertz * (n + 1) * time + n) for n in range(harmonics)), np.zeros(len(time))
    )
    return np.asarray(made)


def music(random: Random, secs: float) -> Sound:
    """Chords and a melody of plucked tones, as from the room next door."""
    made = np.zeros(int(secs * RATE))
    beat = random.uniform(0.25, 0.6)
    scale = 220 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 14, 16]) / 12)
    for number in range(int(secs / beat)):
        start = int(number * beat * RATE)
        for hertz in (random.choice(scale), random.choice(scale) / 2, random.choice(scale) / 2):
            note = tones(hertz, 2 * beat, 6, 0.5)
            note = (note * np.exp(-np.arange(len(note)) / RATE * 3))[: len(made) - start]
            made[start : start + len(note)] += note
    return np.asarray(made / np.sqrt(np.mean(made**2)))


def swelling(random: Random, secs: float, period: float, depth: float) -> Sound:
    """A factor that rises and falls slowly."""
    time = np.arange(int(secs * RATE)) / RATE
    return np.asarray(10 ** (depth / 20 * np.sin(2 * np.pi * (time / period + random.uniform()))))


def barks(random: Random, secs: float) -> Sound:
    """A dog next door: noisy harmonic bursts whose pitch falls."""

    def bark() -> Sound:
        time = np.arange(int(0.18 * RATE)) / RATE
        phase = 2 * np.pi * np.cumsum(random.uniform(350, 600) * (1 - 1.5 * time)) / RATE
        rough = 1 + 0.8 * random.normal(size=len(time))
        return np.asarray(sum(0.7**n * np.sin((n + 1) * phase) for n in range(8)) * rough * np.sin(np.pi * time / 0.18))

    return bursts(random, secs, 1.2, bark)


def birds(random: Random, secs: float) -> Sound:
    """Chirps between 2 and 6 kHz."""

    def chirp() -> Sound:
        time = np.arange(int(0.12 * RATE)) / RATE
        glide = random.uniform(2500, 5000) + random.uniform(-8000, 8000) * time
        return np.asarray(np.sin(2 * np.pi * np.cumsum(glide) / RATE) * np.sin(np.pi * time / 0.12))

    return bursts(random, secs, 3.0, chirp)


NOISES: Mapping[str, Callable[[Random, float], Sound]] = {
    "white": lambda random, secs: shaped(random, secs, band(20, 20000)),
    "pink": lambda random, secs: shaped(random, secs, band(20, 20000, 0.5)),
    "brown": lambda random, secs: shaped(random, secs, band(20, 20000, 1.0)),
    "fan": lambda random, secs: (
        shaped(random, secs, band(60, 6000, 0.8)) * swelling(random, secs, 1.3, 1.0)
        + 0.5 * tones(random.uniform(80, 160), secs, 3, 0.6)
    ),
    "traffic": lambda random, secs: shaped(random, secs, band(30, 500, 0.7)) * swelling(random, secs, 3.0, 8.0),
    "rain": lambda random, secs: (
        shaped(random, secs, band(500, 12000)) + bursts(random, secs, 25, lambda: struck(random, 800, 8000, 0.02))
    ),
    "typing": lambda random, secs: bursts(random, secs, 7, lambda: struck(random, 300, 7000, 0.03)),
    "clock": lambda random, secs: bursts(random, secs, 2, lambda: struck(random, 1500, 6000, 0.015)),
    "steps": lambda random, secs: bursts(random, secs, 2, lambda: struck(random, 30, 250, 0.2)),
    "breath": lambda random, secs: (
        shaped(random, secs, band(250, 4000, 0.5)) * swelling(random, secs, random.uniform(2, 4), 12.0)
    ),
    "rustle": lambda random, secs: bursts(random, secs, 5, lambda: struck(random, 1000, 12000, 0.2)),
    "door": lambda random, secs: bursts(random, secs, 0.7, lambda: struck(random, 40, 1500, 0.35)),
    "hum": lambda random, secs: tones(50.0, secs, 10, 0.8),
    "birds": birds,
    "barks": barks,
    "music": music,
}
"""What may be heard in a room in which nobody speaks, each at a root mean square of about one."""


def hum(random: Random, secs: float, mains: float) -> Sound:
    """Mains hum with harmonics of random strength, at a root mean square of one."""
    time = np.arange(int(secs * RATE)) / RATE
    exact = mains * (1 + random.uniform(-1, 1) * 5e-4)
    made = np.zeros(len(time))
    for number in range(1, 11):
        made += random.uniform(0, 1) / number * np.sin(2 * np.pi * (exact * number * time + random.uniform()))
    return np.asarray(made / np.sqrt(np.mean(made**2)))


@lru_cache(maxsize=64)
def room(decay_secs: float, seed: int) -> Sound:
    """How a box-shaped room answers an impulse, by image sources (Allen & Berkley 1979), each moved a little at random.

    Args:
        decay_secs: time to fall by 60 dB, which sets how much the walls reflect (Eyring).
        seed: of the size of the room and of the places in it.
    """
    random = np.random.default_rng(seed)
    size = random.uniform((3.0, 2.6, 2.3), (6.0, 4.5, 2.8))
    source, ear = (random.uniform(0.3, 0.7, 3) * size for _ in range(2))
    ear = source + (ear - source) * random.uniform(0.5, 1.0) / (np.linalg.norm(ear - source) + 1e-9)
    volume, surface = np.prod(size), 2 * (size[0] * size[1] + size[0] * size[2] + size[1] * size[2])
    reflected = np.exp(-0.161 * volume / (surface * decay_secs)) ** 0.5
    reach = 343 * decay_secs * 0.9
    most = np.ceil(reach / (2 * size)).astype(int)
    answer = np.zeros(int(decay_secs * RATE) + RATE // 10)
    across = np.stack(np.meshgrid(*(np.arange(-count, count + 1) for count in most), indexing="ij"), -1).reshape(-1, 3)
    for side in np.ndindex(2, 2, 2):
        places = (1 - 2 * np.array(side)) * source + 2 * across * size - ear
        bounces = np.abs(2 * across - np.array(side)).sum(axis=1)
        places += random.normal(0, 0.04, places.shape) * (bounces > 0)[:, None]
        far = np.sqrt((places**2).sum(axis=1))
        near = far < reach
        at = np.round(far[near] / 343 * RATE).astype(int)
        np.add.at(answer, at, reflected ** bounces[near] / np.maximum(far[near], 0.1))
    return answer


def in_room(sound: Sound, answer: Sound) -> Sound:
    """The sound as it is heard in that room."""
    count = len(sound) + len(answer)
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, count) * np.fft.rfft(answer, count), count)[: len(sound)])


def through_opus(sound: Sound, kbits: int = 32) -> Sound:
    """What Opus leaves of a sound, in whole samples of 16 bits as a receiver decodes them."""
    coder = av.CodecContext.create("libopus", "w")
    coder.sample_rate, coder.layout, coder.format, coder.bit_rate = RATE, "mono", "s16", kbits * 1000
    coder.options = {"application": "voip"}
    decoder = av.CodecContext.create("libopus", "r")
    coded = np.clip(np.round(sound * 32767), -32768, 32767).astype(np.int16)
    heard = []
    for start in range(0, len(coded) - 959, 960):
        frame = av.AudioFrame.from_ndarray(coded[None, start : start + 960], format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        for packet in coder.encode(frame):
            heard += [got.to_ndarray().reshape(-1, got.layout.nb_channels)[:, 0] for got in decoder.decode(packet)]
    return np.concatenate(heard).astype(np.float64) / 32768
