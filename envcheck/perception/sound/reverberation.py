"""How long a room goes on sounding, told blindly from how sounds end.

No sound can end faster than the room lets it (Ratnam et al. 2003, J. Acoust. Soc. Am. 114(5), 2877; Vieira 2004, AES
116, on free decays). Wherever the level between 400 Hz and 4 kHz falls far enough without a rise, a line is laid
through it, and the middle one of the latest lines tells the room; how words end by themselves reads as 0.2 to 0.3 s.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE
from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.sound.waveform import Blocks, level, spectra


@dataclass(frozen=True)
class Reverberation:
    """How long the room goes on sounding.

    Attributes:
        decay_secs: estimated time in which a sound falls by 60 dB once it stops.
        decays: how many ends of sounds this rests on.
    """

    decay_secs: float
    decays: int


SIZE, HOP = 2048, 256
"""Samples in a part: 43 ms, every 5 ms."""

STEP_SECS = HOP / RATE
BAND = slice(round(400 * SIZE / RATE), round(4000 * SIZE / RATE))

RISE = 2.0
"""dB above the lowest so far that end a fall: the tail of a room shakes by about one."""

BEGINS, ENDS = 4.0, 16.0
"""dB below the start of a fall between which the line is laid: what comes first is the voice itself."""

ABOVE_NOISE = 6.0
"""dB between the end of the line and the noise, which would bend it."""

MEMORY_SECS = 10.0
"""Of which the quietest tenth is taken for the noise."""

EVEN = 0.9
"""Square of the correlation from which a line fits."""

LATEST, LEAST = 16, 5
"""Falls that count, and how many are needed."""


class ReverberationPerceiver:
    """Remembers how the latest sounds ended."""

    facet = Reverberation

    def __init__(self) -> None:
        self._blocks = Blocks(SIZE, HOP)
        self._window = np.hanning(SIZE).astype(np.float32)
        self._levels: deque[float] = deque(maxlen=round(MEMORY_SECS / STEP_SECS))
        self._fall: list[float] = []
        self._lowest = 0.0
        self._decays: deque[float] = deque(maxlen=LATEST)

    def perceive(self, scene: Scene) -> Reverberation:
        """Decay time of the room.

        Raises:
            FacetUnavailable: no sound is sent, or too few sounds have ended freely.
        """
        blocks = self._blocks.cut(scene.sound.samples)
        levels = level(spectra(blocks, self._window)[:, BAND].sum(axis=1) / SIZE**2)
        self._levels.extend(levels.tolist())
        noise = float(np.percentile(self._levels, 10)) if self._levels else 0.0
        for now in levels.tolist():
            self._follow(now, noise)
        if len(self._decays) < LEAST:
            raise FacetUnavailable(N_("too few sounds have ended to tell"))
        return Reverberation(float(np.median(self._decays)), len(self._decays))

    def _follow(self, now: float, noise: float) -> None:
        """Takes the next level: the fall goes on, or is over."""
        if self._fall and (now > self._lowest + RISE or len(self._fall) == self._levels.maxlen):
            decay = decay_secs(np.array(self._fall), noise)
            if decay:
                self._decays.append(decay)
            self._fall = []
        self._lowest = min(self._lowest, now) if self._fall else now
        self._fall.append(now)


def decay_secs(fall: NDArray[np.float64], noise: float) -> float | None:
    """Seconds to fall by 60 dB, None where a fall is too short, uneven, or ends in the noise.

    Args:
        fall: levels in dB, every `STEP_SECS`, the first of them the highest.
        noise: level of the quietest tenth of late.
    """
    lowest = int(np.argmin(fall))
    used = np.flatnonzero((fall <= fall[0] - BEGINS) & (fall >= fall[0] - ENDS))
    used = used[used <= lowest]
    if fall[lowest] > fall[0] - ENDS or len(used) < 5 or fall[0] - ENDS < noise + ABOVE_NOISE:
        return None
    time = used * STEP_SECS
    slope = float(np.polyfit(time, fall[used], 1)[0])
    even = float(np.corrcoef(time, fall[used])[0, 1]) ** 2
    return -60 / slope if slope < 0 and even >= EVEN else None
