"""A guard over frames of any source: during a session, and only while whoever it is about has asked for it."""

from collections.abc import Coroutine, Iterable
from concurrent.futures import Executor
from typing import Any

from envcheck.media.frame import Frame
from envcheck.model.expectations import Expectations
from envcheck.render.language import resolve_language, translator
from envcheck.runner import new_guard
from envcheck.settings import Settings
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.incoming import Incoming
from envcheck.watch.one_reader import OneReader, one_thread
from envcheck.wire.guard_encoder import GuardEncoder
from envcheck.wire.live_messages import End, EndMessage, LiveMessage

TICK = 0.2
"""Seconds between two glances at whether a frame is due."""

STALLED_SECS = 4.0
"""After that long without a frame nobody is seen any more. That is no end: a camera may be off for a while."""

TOTAL_SECS = 4 * 3600.0
"""A guard that was forgotten ends by itself; no session is as long."""


class GuardWatch(OneReader):
    """Looks every few seconds at a camera that somebody else receives, and tells who comes into view besides, and goes.

    It tells nothing else and keeps nothing: there is no report, no count, no verdict, and sound is dropped unheard.
    Whoever makes one shows the therapist that it is on, by the message `guard`, and hands messages to nobody else. No
    setting begins one: the therapist asks for it, each time. Made in a running event loop; it begins when it is
    entered, or when its messages are first asked for, and lasts until it is closed, or four hours.

    Args:
        incoming: what is looked at; it is closed at the end.
        settings: how many people are expected, and the limit of PRV101; the defaults when left out.
        lang: code of the language of the words; that of the settings when left out.
        through_encoder: as for `Watch`.
        backend: where looks run, one at a time; one thread of its own when left out. It may be that of watches.
        clock: the time it goes by.

    Example:
        async with GuardWatch(incoming, Settings(profile="co-therapists")) as guard:
            async for message in guard.messages():
                await room.send_to(therapist, message.model_dump_json())

    Raises:
        EnvcheckError: it cannot be made as the settings and the installed plugins are.
    """

    def __init__(
        self,
        incoming: Incoming,
        settings: Settings | None = None,
        *,
        lang: str = "",
        through_encoder: bool = True,
        backend: Executor | None = None,
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(clock)
        settings = settings or Settings()
        code = resolve_language(lang or settings.language)
        own = None if backend else one_thread()
        self._backend = backend or own
        self._guard = new_guard(settings, Expectations(through_encoder=through_encoder))
        self._encoder = GuardEncoder(self._guard, translator(code), code)
        self._began = self._framed_at = self._clock.now()
        self._time = 0.0
        self.tell_of(incoming, self._encoder.snapshot, own)

    def work(self, incoming: Incoming) -> Iterable[Coroutine[Any, Any, None]]:
        """Looking."""
        return (self._watch(incoming),)

    def last_message(self, reason: End) -> EndMessage:
        """That it is off."""
        return self._encoder.end(reason)

    async def _watch(self, incoming: Incoming) -> None:
        while not self._over.done():
            self._framed_at += await self._sleep(TICK)
            now = self._clock.now()
            if now - self._began > TOTAL_SECS:
                return self.end("limit")
            if incoming.audio:
                incoming.audio.take()
            frame = incoming.video.take() if incoming.video else None
            if frame:
                self._framed_at, self._time = now, frame.time
            stalled = now - self._framed_at
            if (frame and self._guard.is_due(frame.time)) or stalled >= STALLED_SECS:
                time = self._time + stalled
                self.publish(await self._loop.run_in_executor(self._backend, self._look, time, frame))

    def _look(self, time: float, frame: Frame | None) -> list[LiveMessage]:
        """One look, in the backend; gives what there is to tell."""
        events = self._guard.push(frame) if frame else self._guard.advance(time)
        return list(self._encoder.messages(time, events))
