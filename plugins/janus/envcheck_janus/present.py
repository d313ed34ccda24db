"""What is so at present, for readers who come when they like and read as slowly as they like."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """One message.

    Attributes:
        number: counts up from 1.
        kind: what it is, such as `finding`.
        text: the message as JSON.
    """

    number: int
    kind: str
    text: str


class Present:
    """Keeps of each thing its last message alone: no reader is waited for, and none makes anything grow.

    Attributes:
        ended: nothing will follow.
        number: of the last message.
    """

    def __init__(self) -> None:
        self.ended = False
        self.number = 0
        self._by_key: dict[tuple[str, str], Event] = {}
        self._changed = asyncio.Event()

    def put(self, kind: str, text: str, code: str = "") -> None:
        """Takes a message; `hello` is a beginning, after which nothing of before holds."""
        self.number += 1
        if kind == "hello":
            self._by_key.clear()
        self._by_key.pop((kind, code), None)
        self._by_key[kind, code] = Event(self.number, kind, text)
        self.ended |= kind == "end"
        self._changed.set()
        self._changed = asyncio.Event()

    async def since(self, last: int = 0, secs: float = 15.0) -> AsyncIterator[Event | None]:
        """All that came after the message of that number, in its order, to the end.

        Args:
            last: that number.
            secs: of silence after which None is given.
        """
        while True:
            changed = self._changed
            for event in [one for one in self._by_key.values() if one.number > last]:
                yield event
                last = event.number
            if self.ended and last >= self.number:
                return
            if changed is not self._changed:
                continue
            try:
                async with asyncio.timeout(secs):
                    await changed.wait()
            except TimeoutError:
                yield None
