"""A bad way between a client and the server: a UDP relay that loses packets at random, and delays the rest."""

import asyncio
import random
import re
import socket
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

    A client that sends from several of its addresses is at the far side somebody with as many, as behind any router.

    Attributes:
        carried: packets so far.
        lost: those of them that were dropped.
    """

    def __init__(self, way: Way, seed: int) -> None:
        self.carried = self.lost = 0
        self._way = way
        self._random = random.Random(seed)
        self.near = Side(self._from_near)
        self.far = Side(self._from_far)
        self._others: dict[Address, Side] = {}
        self._opening: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Takes two free ports."""
        await self.near.open()
        await self.far.open()

    def close(self) -> None:
        """Gives all ports back."""
        for side in (self.near, self.far, *self._others.values()):
            side.close()

    def _from_near(self, data: bytes, addr: Address) -> None:
        self.near.end = self.near.end or addr
        if addr == self.near.end:
            self._carry(data, self.far, self.far.end)
        elif addr in self._others:
            self._carry(data, self._others[addr], self.far.end)
        else:
            self._others[addr] = Side(lambda data, _: self._carry(data, self.near, addr))
            task = asyncio.create_task(self._others[addr].open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    def _from_far(self, data: bytes, addr: Address) -> None:
        self.far.end = self.far.end or addr
        self._carry(data, self.near, self.near.end)

    def _carry(self, data: bytes, side: "Side", to: Address | None) -> None:
        self.carried += 1
        if self._random.random() < self._way.loss:
            self.lost += 1
        elif to:
            asyncio.get_running_loop().call_later(self._way.delay, side.send, data, to)


def own_address() -> str:
    """One at which every client looks for others: some pass by the loopback, which is taken where there is no other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # sends nothing: it only asks for the way
        except OSError:
            return "127.0.0.1"
        return str(asked.getsockname()[0])


class Side(asyncio.DatagramProtocol):
    """One socket; `end` is whom it faces: who is named so, else who is first to send."""

    def __init__(self, arrived: Callable[[bytes, Address], None]) -> None:
        self.transport: asyncio.DatagramTransport | None = None
        self.end: Address | None = None
        self._arrived = arrived

    async def open(self) -> None:
        """Takes a free port."""
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=(own_address(), 0))

    def close(self) -> None:
        """Gives it back."""
        if self.transport:
            self.transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        self._arrived(data, cast(Address, addr))

    def send(self, data: bytes, to: Address) -> None:
        if self.transport and not self.transport.is_closing():
            self.transport.sendto(data, to)

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
