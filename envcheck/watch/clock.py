"""The time that sessions go by, so that a test may let it pass as it likes."""

import asyncio
import time
from datetime import datetime


class Clock:
    """The machine's own time; it never goes back, and `now` may be asked in any thread."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def date(self) -> datetime:
        """The date and time of day, with the zone that this machine lives by."""
        return datetime.now().astimezone()

    async def sleep(self, secs: float) -> None:
        """Waits so many seconds."""
        await asyncio.sleep(secs)


SYSTEM = Clock()
