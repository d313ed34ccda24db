"""Where media arrives: which UDP ports are taken for it, and which addresses clients are told.

aioice 0.10 takes any free port of every interface, and names the interfaces' own addresses (aiortc/aioice issue 47).
"""

import asyncio
import errno
import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from envcheck.server.webrtc.media_address import EVERYWHERE, MediaAddresses

CANDIDATE = "a=candidate:"


@dataclass(frozen=True)
class MediaPlace:
    """What a firewall lets through.

    Attributes:
        ports: from the first to the last, None for any.
        addresses: those at which clients reach this machine, which get there by the same ports (1:1 NAT); empty for the
            machine's own.
        bound: those of this machine that are listened at.
    """

    ports: tuple[int, int] | None = None
    addresses: tuple[str, ...] = ()
    bound: MediaAddresses = EVERYWHERE

    @contextmanager
    def taking(self) -> Iterator[None]:
        """What asks for any UDP port within the block is given one of these; nothing else in the event loop is."""
        if self.ports:
            _install(asyncio.get_running_loop())
        token = _within.set(self.ports)
        try:
            yield
        finally:
            _within.reset(token)

    def told(self, description: str) -> str:
        """A description whose own candidates name the addresses at which clients reach this machine."""
        if not self.addresses:
            return description
        lines: list[str] = []
        for line in description.split("\r\n"):
            lines += self._translated(line) if line.startswith(CANDIDATE) and " typ host" in line else [line]
        return "\r\n".join(lines)

    def _translated(self, line: str) -> list[str]:
        parts = line.split(" ")
        version = ipaddress.ip_address(parts[4]).version
        fitting = [one for one in self.addresses if ipaddress.ip_address(one).version == version]
        return [" ".join([*parts[:4], address, *parts[5:]]) for address in fitting]


ANYWHERE = MediaPlace()

_within: ContextVar[tuple[int, int] | None] = ContextVar("_within", default=None)

_ENDPOINT = "_envcheck_endpoint"


def _install(loop: asyncio.AbstractEventLoop) -> None:
    """Has a loop give ports of the range where one is asked for; once for each loop."""
    if getattr(loop, _ENDPOINT, None):
        return
    usual: Callable[..., Any] = loop.create_datagram_endpoint

    async def create(protocol_factory: Any, local_addr: Any = None, **more: Any) -> Any:
        ports = _within.get()
        if ports is None or not local_addr or local_addr[1] or more.get("remote_addr"):
            return await usual(protocol_factory, local_addr=local_addr, **more)
        for port in range(ports[0], ports[1] + 1):
            try:
                return await usual(protocol_factory, local_addr=(local_addr[0], port), **more)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
        raise OSError(errno.EADDRINUSE, "no port for media is free")

    setattr(loop, _ENDPOINT, True)
    loop.create_datagram_endpoint = create  # type: ignore[method-assign, assignment]
