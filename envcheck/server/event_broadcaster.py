"""One session's messages for those who listen: bounded, resumable, and never waiting for a slow reader."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass

KEPT = 256
"""Messages that a reader who comes back can still be given."""


@dataclass(frozen=True)
class SseEvent:
    """One message.

    Attributes:
        number: counts up from 1 over the session.
        kind: what it is, such as `finding`.
        text: the message as JSON.
    """

    number: int
    kind: str
    text: str


class EventBroadcaster:
    """Gives every message to every reader, each at its own speed up to a limit.

    Args:
        present: tells the present state as (kind, text), for a reader who comes late.
        waiting: messages that may wait for one reader; a reader who is slower is cut off.
        kept: messages that a reader who comes back can still be given.
    """

    def __init__(self, present: Callable[[], Iterable[tuple[str, str]]], waiting: int = 64, kept: int = KEPT) -> None:
        self._present = present
        self._waiting = waiting
        self._kept: deque[SseEvent] = deque(maxlen=kept)
        self._readers: set[asyncio.Queue[SseEvent | None]] = set()
        self._number = 0
        self.ended = False
        self.cut_off = 0
        """Readers that were too slow."""

    def __len__(self) -> int:
        """How many readers listen."""
        return len(self._readers)

    def publish(self, kind: str, text: str) -> None:
        """Gives a message to all who listen, and keeps it for a while."""
        self._number += 1
        entry = SseEvent(self._number, kind, text)
        self._kept.append(entry)
        for reader in tuple(self._readers):
            if reader.qsize() >= self._waiting:
                self._cut_off(reader)
            else:
                reader.put_nowait(entry)

    def end(self) -> None:
        """No message will follow: readers get what waits for them, and then the end."""
        self.ended = True
        for reader in self._readers:
            reader.put_nowait(None)

    async def subscribe(self, last: int | None = None) -> AsyncGenerator[SseEvent, None]:
        """All messages from now on, after the present state or what was missed.

        Args:
            last: number of the last message the reader knows; what came since is given if it is still kept, else the
                present state.
        """
        reader: asyncio.Queue[SseEvent | None] = asyncio.Queue()
        for entry in self._backlog_since(last):
            reader.put_nowait(entry)
        if self.ended:
            reader.put_nowait(None)
        self._readers.add(reader)
        try:
            while (following := await reader.get()) is not None:
                yield following
        finally:
            self._readers.discard(reader)

    def _backlog_since(self, last: int | None) -> list[SseEvent]:
        oldest = self._kept[0].number if self._kept else self._number + 1
        if last is not None and oldest - 1 <= last <= self._number:
            return [entry for entry in self._kept if entry.number > last]
        return [SseEvent(self._number, kind, text) for kind, text in self._present()]

    def _cut_off(self, reader: "asyncio.Queue[SseEvent | None]") -> None:
        self._readers.discard(reader)
        self.cut_off += 1
        while not reader.empty():
            reader.get_nowait()
        reader.put_nowait(None)
