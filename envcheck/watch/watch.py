"""A watch: frames and sound of any source in, the messages of a live session out."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Self

import cv2

from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.render.language import resolve_language, translator
from envcheck.runner import new_session
from envcheck.settings import Settings
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.incoming import Incoming
from envcheck.watch.looking import End, Looking, SessionLimits
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import LiveMessage

MOST_WAITING = 256
"""Messages that wait for a slow reader; where more would, the present state takes their place."""


class Watch(Looking):
    """Looks at a camera and a microphone that somebody else receives, and tells what `envcheck serve` would.

    Made in a running event loop; it begins when it is entered, or when its messages are first asked for.

    Args:
        incoming: what is looked at; it is closed at the end.
        settings: what to check and how, and how long; the defaults when left out, and no file or variable is read.
        lang: code of the language of the words; that of the settings when left out.
        through_encoder: pictures come by an encoder that has to do with what a line leaves it, as over WebRTC.
        backend: where looks run, one at a time; one thread of its own when left out. Watches of one process share one.
        clock: the time it goes by.

    Example:
        async with Watch(incoming, Settings(profile="client")) as watch:
            async for message in watch.messages():
                await room.send(message.model_dump_json())

    Raises:
        EnvcheckError: sessions cannot be made as the settings and the installed plugins are.
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
        settings = settings or Settings()
        code = resolve_language(lang or settings.language)
        expects = Expectations(
            expects_video=incoming.expects_video,
            expects_audio=incoming.audio is not None,
            through_encoder=through_encoder,
        )
        session = new_session(settings, Mode.VIDEO, expects)
        self._own = None if backend else ThreadPoolExecutor(1, "looks", cv2.setNumThreads, (1,))
        super().__init__(
            session,
            LiveEncoder(session, translator(code), code),
            fps=settings.media.fps,
            limits=SessionLimits(settings.server.silent_secs, settings.server.total_secs),
            backend=backend or self._own,  # type: ignore[arg-type]  # one of them there is
            clock=clock,
        )
        self._incoming = incoming
        self._waiting: deque[LiveMessage] = deque(self.encoder.snapshot())
        self._told = asyncio.Event()
        self._told.set()

    async def __aenter__(self) -> Self:
        """Begins to look."""
        self._begin()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Ends, and lets go of what came in."""
        self._begin()  # what never began holds something all the same
        await self.close("closed")

    async def messages(self) -> AsyncIterator[LiveMessage]:
        """All there is to tell, for one reader: the state at the beginning first, the end last."""
        self._begin()
        while True:
            await self._told.wait()
            while self._waiting:
                message = self._waiting.popleft()
                yield message
                if message.type == "end":
                    return
            self._told.clear()

    def quiet_test(self) -> None:
        """Begins the quiet test: voices heard in the next three seconds come from somebody else."""
        self.session.begin_quiet_test()

    def publish(self, messages: Iterable[LiveMessage]) -> None:
        """Keeps messages for the reader."""
        self._waiting.extend(messages)
        if len(self._waiting) > MOST_WAITING and self._waiting[-1].type != "end":
            self._waiting = deque(self.encoder.snapshot())
        self._told.set()

    def ended(self, reason: End) -> None:
        """Lets go of the thread."""
        if self._own:
            self._own.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        if self._task is None:
            self.start(self._incoming)
