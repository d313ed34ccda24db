"""A bad way between a client and the server: a UDP relay that loses packets at random, and delays the rest."""

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from aiortc import MediaStreamTrack

from whip_client import Client

Address = tuple[str, int]

CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ (?P<host>[\d.]+) (?P<port>\d+) typ host")


@dataclass(frozen=True)
class Way:
    """How bad it is, there and back alike.

    Attributes:
        loss: share of the packets.
        delay: seconds.
    """

    loss: float
    delay: float


class Relay:
    """Two sockets, one facing each end; what comes to one of them leaves by the other.

    Attributes:
        carried: packets so far.
        lost: those of them that were dropped.
    """

    def __init__(self, way: Way, seed: int) -> None:
        self.carried = self.lost = 0
        self._way = way
        self._random = random.Random(seed)
        self.near = _Side(lambda data: self._carry(data, self.far))
        self.far = _Side(lambda data: self._carry(data, self.near))

    async def open(self) -> None:
        """Takes two free ports."""
        loop = asyncio.get_running_loop()
        for side in (self.near, self.far):
            await loop.create_datagram_endpoint(lambda side=side: side, local_addr=("127.0.0.1", 0))  # type: ignore[misc]

    def close(self) -> None:
        """Gives them back."""
        for side in (self.near, self.far):
            if side.transport:
                side.transport.close()

    def _carry(self, data: bytes, to: "_Side") -> None:
        self.carried += 1
        if self._random.random() < self._way.loss:
            self.lost += 1
        else:
            asyncio.get_running_loop().call_later(self._way.delay, to.send, data)


class _Side(asyncio.DatagramProtocol):
    """One socket; `end` is whom it faces: who is named so, else who is first to send. Nobody else is heard."""

    def __init__(self, arrived: Callable[[bytes], None]) -> None:
        self.transport: asyncio.DatagramTransport | None = None
        self.end: Address | None = None
        self._arrived = arrived

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        self.end = self.end or cast(Address, addr)
        if addr == self.end:
            self._arrived(data)

    def send(self, data: bytes) -> None:
        if self.transport and self.end and not self.transport.is_closing():
            self.transport.sendto(data, self.end)

    def faces(self, description: str) -> None:
        """Whom it faces: the first candidate in their description."""
        found = CANDIDATE.search(description)
        assert found, description
        self.end = (found["host"], int(found["port"]))

    def standing_in(self, description: str) -> str:
        """The description with this socket as the one candidate."""
        assert self.transport
        host, port = self.transport.get_extra_info("sockname")
        place = f"a=candidate:1 1 udp 2130706431 {host} {port} typ host\r\n"
        return re.sub(r"(?=a=ice-ufrag:)", place, re.sub(r"a=candidate:.*\r\n", "", description))


class RelayedClient(Client):
    """A client that reaches the server by a relay alone."""

    def __init__(self, url: str, *tracks: MediaStreamTrack, relay: Relay) -> None:
        super().__init__(url, *tracks)
        self._relay = relay

    async def offer(self) -> str:
        await self._relay.open()
        text = await super().offer()
        self._relay.near.faces(text)
        return self._relay.far.standing_in(text)

    def taken(self, answer: str) -> str:
        self._relay.far.faces(answer)
        return self._relay.near.standing_in(answer)

    async def leave(self) -> None:
        await super().leave()
        self._relay.close()
