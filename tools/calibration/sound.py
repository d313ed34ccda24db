"""How often each check of the sound is right on made sound, as it is and through Opus: `python -m calibration.sound`.

Run from `tools`; espeak-ng makes the voices. Limits were chosen on some voices, in English and German, and tested on
others, in four other languages; on other rooms, too, and on noises of the same kinds drawn anew. The limit of SND102
alone was set with both in view. Nothing is kept.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from calibration.faults.sounds import (
    CHOOSING,
    NOISES,
    TESTING,
    Random,
    Sound,
    at_level,
    hum,
    in_room,
    low_passed,
    room,
    struck,
    through_opus,
    voice,
)
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import run_checks
from envcheck.judgement.check_state import CheckState
from envcheck.media.sound import RATE, AudioChunk, Heard
from envcheck.model.events import FindingAppeared
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode, Observation
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.sound.waveform import Weighing, level

LOOK_SECS = 0.5
SOUND = Expectations(expects_video=False, expects_audio=True)
TEST_SECS = 3.2
"""Time at the start of a take in which a quiet test runs, where there is one."""

STEADY = ("white", "pink", "brown", "fan", "traffic", "rain")


@dataclass(frozen=True)
class Take:
    """One made piece of sound.

    Attributes:
        name: how it was made.
        faulty: whether the fault is in it.
        sound: the samples; none where no sound comes at all.
        tested: a quiet test runs from its start.
    """

    name: str
    faulty: bool
    sound: Sound
    tested: bool = False


Takes: TypeAlias = Callable[[tuple[str, ...], Random], Iterator[Take]]


def gain(decibels: float) -> float:
    """The factor of so many decibels."""
    return float(10 ** (decibels / 20))


def noise(kind: str, random: Random, count: int, decibels: float) -> Sound:
    """So many samples of a noise, with that root mean square."""
    return NOISES[kind](random, count / RATE + 0.1)[:count] * gain(decibels)


def weighted(sound: Sound) -> float:
    """A-weighted level in dBFS."""
    weighing = Weighing(2048, 1024)
    return float(level(weighing.power(weighing.spectra(weighing.blocks.cut(sound.astype(np.float32)))).mean()))


def silences(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND101."""
    for kind in ("white", "pink", "fan", "traffic", "breath", "hum"):
        for decibels in (-60, -75, -88):
            yield Take(f"{kind} at {decibels} dBFS", False, noise(kind, random, 8 * RATE, decibels))
    for name in names:
        said = voice(name)
        paused = np.concatenate([said, np.zeros(30 * RATE), said])
        yield Take("speech, with pauses gated to digital silence", False, paused)
        yield Take(
            "speech, with pauses suppressed to -90 dBFS", False, paused + noise("pink", random, len(paused), -90)
        )
    yield Take("digital silence", True, np.zeros(8 * RATE))
    yield Take(
        "a click, then digital silence", True, np.append(struck(random, 50, 8000, 0.1) * 0.1, np.zeros(8 * RATE))
    )
    yield Take("no sound at all", True, np.zeros(0))


def clippings(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND102."""
    for name in names:
        said = voice(name) / np.abs(voice(name)).max()
        for over in (-20, -12, -6, -3, -1):
            yield Take(f"peaks at {over} dBFS", False, said * gain(over))
        for over in (8, 12, 18):
            yield Take(f"driven {over} dB over full scale", True, np.clip(said * gain(over), -1, 1))


def noisy_rooms(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND103."""
    for name in names[::2]:
        said = np.append(np.zeros(int(TEST_SECS * RATE)), voice(name))
        loud = weighted(voice(name)[: 2 * RATE])
        for kind in STEADY:
            around = noise(kind, random, len(said), -40)
            around *= gain(loud - weighted(around))
            for below in (5, 10, 22, 30):
                yield Take(f"{kind} {below} dB below", below <= 10, said + around * gain(-below), tested=True)


def quiet_voices(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND104."""
    for name in names:
        for decibels in (-20, -26, -32, -36, -46, -50):
            said = at_level(voice(name), decibels)
            yield Take(f"at {decibels} dBFS", decibels < -40, said + noise("pink", random, len(said), -75))
    for kind in NOISES:
        yield Take(f"only {kind}", False, noise(kind, random, 10 * RATE, -45))


def echoing_rooms(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND105."""
    seeds = (0, 1) if names is CHOOSING else (2, 3)
    for name in names:
        said = np.tile(voice(name), 2)
        for secs in (0.0, 0.15, 0.3, 0.4, 0.7, 0.9):
            answers = [room(secs, seed) for seed in seeds] if secs else [np.ones(1)]
            for answer in answers:
                around = noise("pink", random, len(said), -68)
                measured = decay_of(answer)
                yield Take(
                    f"walls of {secs:g} s", measured > 0.75, at_level(in_room(said, answer), -26) + around
                )  # fmt: skip


def decay_of(answer: Sound) -> float:
    """Decay time of a room by its answer: backward integration, -5 to -35 dB (ISO 3382-2)."""
    left = np.cumsum(answer[::-1] ** 2)[::-1]
    decibels = 10 * np.log10(left / left[0] + 1e-12)
    return 2 * float(np.argmax(decibels < -35) - np.argmax(decibels < -5)) / RATE


def hums(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """SND106."""
    for name in names:
        said = voice(name)
        yield Take("speech alone", False, said + noise("pink", random, len(said), -70))
        for mains in (50.0, 60.0):
            tone = hum(random, len(said) / RATE + 0.1, mains)[: len(said)]
            for loud in (-60, -50):
                tone *= gain(loud) / gain(weighted(tone))
                around = noise("pink", random, len(said), -70)
                yield Take(f"hum of {loud} dBFS A-weighted under speech", True, said + around + tone)
                yield Take(f"hum of {loud} dBFS A-weighted", True, around + tone)
    for kind in NOISES:
        if kind != "hum":
            yield Take(f"{kind}", False, noise(kind, random, 8 * RATE, -40))


def quiet_tests(names: tuple[str, ...], random: Random) -> Iterator[Take]:
    """PRV104."""
    count = int(TEST_SECS * RATE)
    for kind in NOISES:
        for decibels in (-25, -40, -55, -70):
            for _ in range(2):
                made = noise(kind, random, count, decibels) + noise("white", random, count, -85)
                yield Take(f"{kind}", False, made, tested=True)
    for name in names:
        for wall in (0, 800, 400):
            heard = low_passed(voice(name), wall) if wall else voice(name)
            for decibels in (-20, -30, -40, -50, -55):
                start = int(random.integers(0, 2 * RATE))
                said = at_level(heard, decibels)[start : start + count] + noise("pink", random, count, -70)
                yield Take(f"a voice{f' below {wall} Hz' if wall else ''} at {decibels} dBFS", True, said, tested=True)


TAKES: Mapping[str, Takes] = {
    "SND101": silences,
    "SND102": clippings,
    "SND103": noisy_rooms,
    "SND104": quiet_voices,
    "SND105": echoing_rooms,
    "SND106": hums,
    "PRV104": quiet_tests,
}


def told(check: Check, take: Take, sound: Sound) -> tuple[bool | None, float | None]:
    """Whether a check tells the fault on a stream, None where it never could say; and its last value."""
    perceivers, record = new_perceivers(Models.installed()), CheckState(check, check.limit, Mode.VIDEO)
    found, value = False, None
    for number in range(max(round(len(sound) / RATE / LOOK_SECS), 16)):
        start = number * LOOK_SECS
        chunk = AudioChunk(sound[int(start * RATE) : int((start + LOOK_SECS) * RATE)].astype(np.float32), start)
        heard = Heard(chunk.samples, chunk.time, 0.0 if take.tested else None)
        scene = Scene(LookInput(chunk.time + LOOK_SECS, sound=heard), perceivers, mode=Mode.VIDEO, expectations=SOUND)
        answer = run_checks(scene, [check])[check.code].result
        value = answer.value if isinstance(answer, Observation) else value
        found |= isinstance(record.update(scene.time, answer), FindingAppeared)
    return (found if record.ever_assessed else None), value


def main() -> None:
    """Measures the checks that are named, or all, and prints how often each is right."""
    asked = sys.argv[1:] or list(TAKES)
    for check in load_checks():
        if check.code in asked and check.code in TAKES:
            print(f"\n{check.code} {check.name}")
            for title, names, seed in (("chosen on", CHOOSING, 1), ("tested on", TESTING, 2)):
                _tell(title, check, list(TAKES[check.code](names, np.random.default_rng(seed))))


def _tell(title: str, check: Check, takes: list[Take]) -> None:
    rows: dict[tuple[bool, str, str], list[tuple[bool | None, float | None]]] = {}
    for take in takes:
        whole = np.round(np.clip(take.sound, -1, 1) * 32767) / 32768
        for way, sound in (("as it is", whole), ("Opus", through_opus(take.sound) if len(take.sound) else whole)):
            rows.setdefault((take.faulty, take.name, way), []).append(told(check, take, sound))
    for faulty in (True, False):
        answers = [one for (fault, _, _), some in rows.items() if fault is faulty for one in some]
        known = [found for found, _ in answers if found is not None]
        right = sum(found is faulty for found in known)
        word = "faults found" if faulty else "good ones left alone"
        print(f"  {title}: {word} {right} of {len(known)}; not assessed {len(answers) - len(known)}")
    for (faulty, name, way), some in rows.items():
        values = sorted(value for _, value in some if value is not None)
        wrong, unknown = (sum(found is what for found, _ in some) for what in (not faulty, None))
        span = f"{values[0]:.3g} to {values[-1]:.3g}" if values else "nothing"
        word = "fault" if faulty else "good "
        print(f"      {word} {name}, {way}: {span}; {len(some)} takes, {wrong} wrong, {unknown} not assessed")


if __name__ == "__main__":
    main()
