"""What is told waits for one reader, however slow."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Self

import cv2

from envcheck.watch.incoming import Incoming
from envcheck.watch.running import Running
from envcheck.wire.live_messages import End, LiveMessage

MOST_WAITING = 256
"""Messages that wait for a slow reader; where more would, the present state takes their place."""


def one_thread() -> ThreadPoolExecutor:
    """Where looks run that share no thread with others."""
    return ThreadPoolExecutor(1, "looks", cv2.setNumThreads, (1,))


class OneReader(Running):
    """Begins when it is entered, or when its messages are first asked for, and ends when it is left."""

    _incoming: Incoming
    _snapshot: Callable[[], Iterable[LiveMessage]]
    _own: Executor | None

    def tell_of(
        self, incoming: Incoming, snapshot: Callable[[], Iterable[LiveMessage]], own: Executor | None = None
    ) -> None:
        """Has messages wait from now on.

        Args:
            incoming: what is worked on once it begins.
            snapshot: all that stands at present.
            own: what is let go of at the end.
        """
        self._incoming, self._snapshot, self._own = incoming, snapshot, own
        self._waiting: deque[LiveMessage] = deque(snapshot())
        self._told = asyncio.Event()
        self._told.set()

    async def __aenter__(self) -> Self:
        """Begins."""
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

    def publish(self, messages: Iterable[LiveMessage]) -> None:
        """Keeps messages for the reader."""
        self._waiting.extend(messages)
        if len(self._waiting) > MOST_WAITING and self._waiting[-1].type != "end":
            self._waiting = deque(self._snapshot())
        self._told.set()

    def ended(self, reason: End) -> None:
        """Lets go of the thread."""
        if self._own:
            self._own.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        if self._task is None:
            self.start(self._incoming)
