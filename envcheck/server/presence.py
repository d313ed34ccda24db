"""Who has the page open, for a server that is there for its pages alone and goes when the last of them has gone."""

import asyncio
from collections.abc import AsyncGenerator, Callable

from envcheck.watch.clock import SYSTEM, Clock

LINGER_SECS = 60.0
"""After the last page has gone: somebody who reloads it, or opens it again, finds it."""

FIRST_SECS = 300.0
"""For the first page: a browser that has to be started, and asks for an update, may take long."""

STEP_SECS = 1.0
"""Between two glances."""


class Presence:
    """Counts open pages.

    Args:
        clock: the time that is waited by.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self._clock = clock
        self._pages = 0
        self._over = asyncio.Event()

    def leave(self) -> None:
        """Ends what open pages wait for: the server goes before them."""
        self._over.set()

    async def stay(self) -> AsyncGenerator[None]:
        """A page is open for as long as this is waited for."""
        self._pages += 1
        try:
            yield None
            await self._over.wait()
        finally:
            self._pages -= 1

    async def until_left(self, is_busy: Callable[[], bool]) -> None:
        """Waits until the last page has been gone for a while.

        Args:
            is_busy: True while somebody needs the server who has none of its pages.
        """
        end = self._clock.now() + FIRST_SECS
        while self._clock.now() < end:
            if self._pages or is_busy():
                end = self._clock.now() + LINGER_SECS
            await self._clock.sleep(STEP_SECS)
