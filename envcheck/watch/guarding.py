"""What comes in is looked at every few seconds, and nothing is told but who is in view besides, and goes."""

from collections.abc import Coroutine, Iterable
from concurrent.futures import Executor
from typing import Any

from envcheck.guard import Guard
from envcheck.media.frame import Frame
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.incoming import Incoming
from envcheck.watch.looking import SessionLimits
from envcheck.watch.running import Running
from envcheck.wire.guard_encoder import GuardEncoder
from envcheck.wire.live_messages import End, EndMessage, LiveMessage

TICK = 0.2
"""Seconds between two glances at whether a frame is due."""

STALLED_SECS = 4.0
"""After that long without a frame nobody is seen any more. That is no end: a camera may be off for a while."""


class Guarding(Running):
    """Guards what comes in, from its beginning to its end; sound is dropped unheard.

    Args:
        guard: sees who comes and goes.
        encoder: puts it into words.
        limits: how long it may last.
        backend: where looks run; they take too long for the event loop.
        clock: the time it goes by.
    """

    def __init__(
        self,
        guard: Guard,
        encoder: GuardEncoder,
        *,
        limits: SessionLimits,
        backend: Executor,
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(clock)
        self.encoder = encoder
        self._guard = guard
        self._limits = limits
        self._backend = backend
        self._began = self._arrived_at = self._framed_at = self._clock.now()
        self._time = 0.0

    def note_arrival(self) -> None:
        """Something has arrived."""
        self._arrived_at = self._clock.now()

    def work(self, incoming: Incoming) -> Iterable[Coroutine[Any, Any, None]]:
        """Looking."""
        return (self._watch(incoming),)

    def last_message(self, reason: End) -> EndMessage:
        """That it is off."""
        return self.encoder.end(reason)

    async def _watch(self, incoming: Incoming) -> None:
        while not self._over.done():
            late = await self._sleep(TICK)
            now = self._clock.now()
            self._arrived_at, self._framed_at = min(now, self._arrived_at + late), self._framed_at + late
            if now - self._began > self._limits.total_secs:
                return self.end("limit")
            if incoming.audio:
                incoming.audio.take()
            frame = incoming.video.take() if incoming.video else None
            if frame:
                self._arrived_at = self._framed_at = now
                self._time = frame.time
            if now - self._arrived_at > self._limits.silent_secs:
                return self.end("silent")
            stalled = now - self._framed_at
            if (frame and self._guard.is_due(frame.time)) or stalled >= STALLED_SECS:
                time = self._time + stalled
                self.publish(await self._loop.run_in_executor(self._backend, self._look, time, frame))

    def _look(self, time: float, frame: Frame | None) -> list[LiveMessage]:
        """One look, in the backend; gives what there is to tell."""
        events = self._guard.push(frame) if frame else self._guard.advance(time)
        return list(self.encoder.messages(time, events))
