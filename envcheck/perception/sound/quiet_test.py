"""Three seconds in which somebody who checks stays silent: what is heard then comes from elsewhere."""

from dataclasses import dataclass

import numpy as np

from envcheck.media.sound import RATE, Heard, Samples
from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.sound.silence import SILENT
from envcheck.perception.sound.voice import BLOCK_SECS, voices
from envcheck.perception.sound.waveform import Weighing, level


@dataclass(frozen=True)
class QuietTest:
    """What was heard while somebody who checks stayed silent.

    Attributes:
        noise: A-weighted level that was exceeded for half of the time.
        voice_secs: how long a voice was heard.
    """

    noise: float
    voice_secs: float


REACTION_SECS, TEST_SECS = 0.3, 3.0
"""The first moments, in which a word may still end, count for nothing."""

LATE_SECS = 2.0
"""After the end of the test, by the clock of the session, at which no more sound is waited for."""

LEAST_SECS = 2.0
"""Sound that has to have come in the test."""

SURE = 0.8
"""From which a block holds a voice: with 0.5, a door that shuts was taken for one."""

UNDER_WAY = N_("the quiet test is under way")

SIZE, HOP = 2048, 1024


def is_tested(sound: Heard) -> bool:
    """Whether any of this sound is of a quiet test, in which those who check stay silent."""
    until = sound.time + len(sound.samples) / RATE
    return sound.quiet_from is not None and until > sound.quiet_from > sound.time - TEST_SECS


class QuietTestPerceiver:
    """Gathers the sound of a test and judges it once, at its end; the network runs at no other time."""

    facet = QuietTest

    def __init__(self) -> None:
        self._from: float | None = None
        self._began = 0.0
        self._gathered: list[Samples] = []
        self._answer: QuietTest | str = N_("the quiet test was not done")

    def perceive(self, scene: Scene) -> QuietTest:
        """What was heard in the latest test.

        Raises:
            FacetUnavailable: no sound is sent, there was no test, it is under way, or nothing came in it.
        """
        sound = scene.sound
        if sound.quiet_from is not None and sound.quiet_from != self._from:
            self._from, self._began, self._gathered = sound.quiet_from, scene.time, []
            self._answer = UNDER_WAY
        if self._from is not None and self._answer == UNDER_WAY:
            self._take(sound, self._from, scene.time)
        if isinstance(self._answer, str):
            raise FacetUnavailable(self._answer, not_applicable=True)
        return self._answer

    def _take(self, sound: Heard, start: float, now: float) -> None:
        first, last = (round((start + secs - sound.time) * RATE) for secs in (0.0, TEST_SECS))
        self._gathered.append(sound.samples[max(0, first) : max(0, last)])
        if len(sound.samples) >= last or now - self._began >= TEST_SECS + LATE_SECS:
            self._answer, self._gathered = judge(np.concatenate(self._gathered)), []


def judge(samples: Samples) -> QuietTest | str:
    """What the sound of a whole test holds, or why nothing can be told from it."""
    counted = samples[round(REACTION_SECS * RATE) :]
    if len(counted) < LEAST_SECS * RATE or level(np.var(counted)) <= SILENT:
        return N_("no sound came in the quiet test")
    weighing = Weighing(SIZE, HOP)
    noise = weighing.power(weighing.spectra(weighing.blocks.cut(counted)))
    sure = voices(samples)[round(REACTION_SECS / BLOCK_SECS) :]
    return QuietTest(float(level(np.median(noise))), float(np.sum(sure >= SURE) * BLOCK_SECS))
