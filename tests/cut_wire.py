"""A way to a server over TCP that can be cut: what goes over it breaks off, and nothing else does."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PART = 65_536


@dataclass
class Wire:
    """Leads to a port of this machine.

    Attributes:
        target: that port.
        port: where it begins.
    """

    target: int
    port: int = 0
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Of what the server offers."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Breaks off all connections there are; others can be made at once."""
        self.loop.call_soon_threadsafe(self._cut)

    def _cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
            self._open |= {writer, back}
            await asyncio.gather(_carry(reader, back), _carry(there, writer))
            self._open -= {writer, back}


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await reader.read(PART):
            writer.write(part)
            await writer.drain()
    writer.close()


@contextmanager
def wire(target: int) -> Iterator[Wire]:
    """A wire to a port, until the block is left."""
    made = Wire(target)
    running = threading.Thread(target=made.loop.run_forever, daemon=True)
    running.start()
    listening = asyncio.start_server(made.lead, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(listening, made.loop).result(10)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        made.loop.call_soon_threadsafe(server.close)
        made.cut()
        asyncio.run_coroutine_threadsafe(_left(), made.loop).result(10)
        made.loop.call_soon_threadsafe(made.loop.stop)
        running.join(10)
        made.loop.close()


async def _left() -> None:
    """Waits for all that still goes on."""
    if rest := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(rest, timeout=5)
