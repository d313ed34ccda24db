"""What comes in is looked at, what is seen is told, and limits are kept."""

import copy
from collections.abc import Coroutine, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from envcheck.media.frame import Frame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Report
from envcheck.model.room_signature import RoomSignature
from envcheck.model.words import N_
from envcheck.perception.schedule import Looks
from envcheck.render.phrases import ENDS
from envcheck.session import Session
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.incoming import Incoming
from envcheck.watch.running import Running
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import End, EndMessage, LiveMessage

TICK = 0.05
"""Seconds between two glances at what has arrived."""

CONNECTION_SECS = 3.0
"""How often the way to the client is measured: long enough that one lost packet is no share worth telling."""

STALLED_SECS = 4.0
"""After that long without a frame the last one is looked at again: that is what somebody would see. A computer with
much to do leaves a browser without time for a frame for two or three seconds, and no camera is to blame for that."""

AUDIO_ONLY_SECS = 2.0
"""How long a camera that was announced may take before what there is of sound is judged without it."""


@dataclass(frozen=True)
class SessionLimits:
    """How long a session may last.

    Attributes:
        silent_secs: without anything arriving.
        total_secs: in all.
    """

    silent_secs: float = 10.0
    total_secs: float = 1200.0


class Looking(Running):
    """Looks at what comes in, from its beginning to its end.

    Args:
        session: judges what arrives.
        encoder: puts it into words.
        fps: looks a second.
        limits: how long it may last.
        backend: where looks run; they take too long for the event loop.
        clock: the time it goes by.
    """

    def __init__(
        self,
        session: Session,
        encoder: LiveEncoder,
        *,
        fps: float,
        limits: SessionLimits,
        backend: Executor,
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(clock)
        self.session = session
        self.encoder = encoder
        self._looks = Looks(fps)
        self._limits = limits
        self._backend = backend
        self._began = self._arrived_at = self._framed_at = self._clock.now()
        self._has_arrived = False
        self._frame: Frame | None = None
        self._ahead, self._has_listened = 0.0, False

    def note_stage(self, stage: str, secs: float) -> None:
        """Is told how long a stage of a look took: `wait`, `look`, `tell`."""

    def note_arrival(self) -> None:
        """Something has arrived."""
        self._has_arrived, self._arrived_at = True, self._clock.now()

    def work(self, incoming: Incoming) -> Iterable[Coroutine[Any, Any, None]]:
        """Looking, and measuring how it travels."""
        return self._watch(incoming), self._measure(incoming)

    def last_message(self, reason: End) -> EndMessage:
        """That the room check is over."""
        return EndMessage(reason=reason, text=self.encoder.translate(ENDS[reason]))

    async def report(self) -> Report:
        """What is seen at present: what has been mended is forgotten."""
        return await self._loop.run_in_executor(self._backend, self.session.now)

    async def room_signature(self) -> RoomSignature:
        """What the last frame shows of the room.

        Raises:
            FacetUnavailable: none has come, or it shows hardly anything of the room.
        """
        if self._frame is None:
            raise FacetUnavailable(N_("needs a picture"))
        return await self._loop.run_in_executor(self._backend, self.session.room_signature, self._frame)

    async def _watch(self, incoming: Incoming) -> None:
        while not self._over.done():
            late = await self._sleep(TICK)
            now = self._clock.now()
            self._arrived_at, self._framed_at = min(now, self._arrived_at + late), self._framed_at + late
            frame, chunks = self._newest(incoming, now), incoming.audio.take() if incoming.audio else []
            if self._framed_at == now or chunks:
                self.note_arrival()
            if now - self._arrived_at > self._limits.silent_secs:
                return self.end("silent")
            if now - self._began > self._limits.total_secs:
                return self.end("limit")
            for chunk in chunks:
                self.session.push_audio(chunk)
            if incoming.audio and incoming.audio.unreadable:
                self.session.note_unreadable_sound()
            time = frame.time if frame else now - self._began
            if (frame or self._is_blind(incoming, now)) and self._is_due(time, frame):
                self._has_listened |= frame is None
                await self._look(incoming, time, frame)

    async def _measure(self, incoming: Incoming) -> None:
        while not self._over.done():
            late = await self._sleep(CONNECTION_SECS)
            connection = await incoming.measure()
            if connection and not late:
                self.session.note(connection)

    def _newest(self, incoming: Incoming, now: float) -> Frame | None:
        """The newest frame; where none has come for a while, the last one at the time it would have by now."""
        frame: Frame | None = incoming.video.take() if incoming.video else None
        if frame:
            if self._frame is None and self._has_listened:  # until now looks went by the clock
                self._ahead = now - self._began
            frame.time += self._ahead
            self._frame, self._framed_at = frame, now
            return frame
        if self._frame is None or now - self._framed_at < STALLED_SECS:
            return None
        still = copy.copy(self._frame)
        still.shown_since, still.time = still.time, still.time + now - self._framed_at
        return still

    def _is_due(self, time: float, frame: Frame | None) -> bool:
        def room_changed() -> bool:
            return frame is not None and self.session.room_changed(frame)

        return self._looks.due(time, idle=self.session.is_idle, room_changed=room_changed)

    def _is_blind(self, incoming: Incoming, now: float) -> bool:
        """True where sound has come, and is all there is to go by."""
        waited = not incoming.expects_video or now - self._began > AUDIO_ONLY_SECS
        return self._frame is None and incoming.audio is not None and self._has_arrived and waited

    async def _look(self, incoming: Incoming, time: float, frame: Frame | None) -> None:
        queued_at = self._clock.now()
        began, seen_at, messages = await self._loop.run_in_executor(self._backend, self._push, time, frame)
        self.note_stage("wait", began - queued_at)
        self.note_stage("look", seen_at - began)
        self.publish([*messages, self.encoder.progress(*incoming.frame_counts)])
        self.note_stage("tell", self._clock.now() - seen_at)

    def _push(self, time: float, frame: Frame | None) -> tuple[float, float, list[LiveMessage]]:
        """One look, in the backend: when it began, when it was over, and what there is to tell."""
        began = self._clock.now()
        events = self.session.push(frame) if frame else self.session.advance(time)
        seen_at = self._clock.now()
        return began, seen_at, list(self.encoder.messages(time, events))
