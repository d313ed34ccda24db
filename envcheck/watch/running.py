"""Something that goes on with what comes in, from its beginning to its end, and frees all it holds whatever happens."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any

from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.deadline import wait_all, wait_closed, wait_unfinished
from envcheck.watch.incoming import Incoming
from envcheck.wire.live_messages import End, EndMessage, LiveMessage

log = logging.getLogger(__name__)

LATE_SECS = 1.0
"""Waking later by more than that, this process itself has stood still, as where its machine was suspended: what came
meanwhile waits to be taken, or was lost here, and nobody else is to blame for it."""

STOP_SECS, CLOSE_SECS = 2.0, 7.0
"""How long looking and measuring may take to stop at the end, and then the connection: what takes longer is left to
itself."""


class Running:
    """Works until it is asked to end, for a reason; made in a running event loop.

    Args:
        clock: the time it goes by.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._over: asyncio.Future[End] = self._loop.create_future()
        self._task: asyncio.Task[None] | None = None

    def work(self, incoming: Incoming) -> Iterable[Coroutine[Any, Any, None]]:
        """What is done side by side with what comes in; each ends, or is cancelled at the end."""
        raise NotImplementedError

    def last_message(self, reason: End) -> EndMessage:
        """What is told at the end."""
        raise NotImplementedError

    def publish(self, messages: Iterable[LiveMessage]) -> None:
        """Is given what there is to tell, in its order; the end comes last."""
        raise NotImplementedError

    def ended(self, reason: End) -> None:
        """Is called once, when all is over."""

    def start(self, incoming: Incoming) -> None:
        """Begins."""
        self._task = asyncio.create_task(self._run(incoming))
        self._task.add_done_callback(self._verify)

    def end(self, reason: End) -> None:
        """Asks for the end, for that reason; the first one counts."""
        if not self._over.done():
            self._over.set_result(reason)

    async def close(self, reason: End) -> None:
        """Ends and waits until all it holds is free, or was left because it did not stop."""
        self.end(reason)
        if self._task:
            await wait_unfinished([self._task], STOP_SECS + CLOSE_SECS + 1, self._clock)

    async def _run(self, incoming: Incoming) -> None:
        work = [asyncio.create_task(one) for one in self.work(incoming)]
        for task in work:
            task.add_done_callback(self._verify)
        reason = await self._over
        for task in work:
            task.cancel()
        await wait_all(work, STOP_SECS, self._clock)
        self.publish([self.last_message(reason)])
        closing = asyncio.create_task(incoming.close())
        closing.add_done_callback(self._verify)
        await wait_closed(closing, CLOSE_SECS, self._clock)
        self.ended(reason)

    def _verify(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("session failed", exc_info=error)
            self.end("failed")

    async def _sleep(self, secs: float) -> float:
        """Sleeps; gives for how many seconds more this process stood still, 0 where it did not."""
        due = self._clock.now() + secs
        await self._clock.sleep(secs)
        late = self._clock.now() - due
        return late if late > LATE_SECS else 0.0
