"""The time that sessions go by, so that a test may let it pass as it likes."""

import asyncio
import time


class Clock:
    """The machine's own time; it never goes back, and `now` may be asked in any thread."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    async def sleep(self, secs: float) -> None:
        """Waits so many seconds."""
        await asyncio.sleep(secs)


SYSTEM = Clock()
