"""A microphone that gives nothing at all, told apart from a pause.

A dead or muted microphone gives digital silence: through Opus, samples of at most one step of 16 bits (-112 dBFS,
measured). A quiet room keeps a noise floor: white noise at -95 dBFS comes out of Opus at -94 dBFS or more in each
20 ms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.media.sound import RATE
from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.sound.waveform import Blocks, level


@dataclass(frozen=True)
class Silence:
    """How long nothing at all has come from the microphone: digital silence, or no sound.

    Attributes:
        seconds: up to now, 0 while anything is heard, be it the noise of an empty room.
        was_heard: something was heard earlier in the session.
    """

    seconds: float
    was_heard: bool


BLOCK = RATE // 50

SILENT = -100.0
"""dBFS of 20 ms (what varies in them) at or below which there is no sound: in the middle of the two above."""

AWAKE_SECS = 0.5
"""Sound, in all, from which a microphone is known to work; a click when it is plugged in is shorter."""

LEAST_SECS = 5.0
"""Silence from the beginning that is shorter says nothing yet: sound may only be about to come."""


class SilencePerceiver:
    """Counts how long nothing has come, by the clock of the session where no samples come at all."""

    facet = Silence

    def __init__(self) -> None:
        self._blocks = Blocks(BLOCK, BLOCK)
        self._last_time: float | None = None
        self._silent_secs = self._awake_secs = 0.0
        self._arrived = False

    def perceive(self, scene: Scene) -> Silence:
        """Seconds of silence up to now.

        Raises:
            FacetUnavailable: no sound is sent, nothing has come for too short a time to tell, or neither sound nor a
                picture has ever come: the microphone is then not what is missing.
        """
        samples, before = scene.sound.samples, self._last_time
        self._arrived |= len(samples) > 0 or scene.has_frame
        if not self._arrived:
            raise FacetUnavailable(N_("nothing has arrived yet"))
        self._last_time = scene.time
        if len(samples):
            self._add(level(np.var(self._blocks.cut(samples), axis=1)) > SILENT)
        elif before is not None:
            self._silent_secs += max(0.0, scene.time - before)
        was_heard = self._awake_secs >= AWAKE_SECS
        if not was_heard and self._silent_secs < LEAST_SECS:
            raise FacetUnavailable(N_("nothing was heard yet"))
        return Silence(self._silent_secs, was_heard)

    def _add(self, audible: NDArray[np.bool_]) -> None:
        trailing = int(np.argmax(audible[::-1])) if audible.any() else len(audible)
        self._awake_secs += float(audible.sum()) * BLOCK / RATE
        self._silent_secs = trailing * BLOCK / RATE + (0.0 if audible.any() else self._silent_secs)
