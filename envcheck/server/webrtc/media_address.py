"""Where on this machine media is received, and from whom: aiortc binds to every address, and hears everybody."""

import ipaddress
from dataclasses import dataclass
from typing import Any

from aiortc import RTCPeerConnection


@dataclass(frozen=True)
class MediaAddresses:
    """Where media is received by a server that clients reach at one address of this machine.

    Where that is a loopback address, media is received at all others as well and heard from this machine alone: Firefox
    sends to no loopback address, and a machine without a network has no other.

    Attributes:
        listening: the address; None, or one that stands for all, for everywhere and from everybody.
    """

    listening: str | None = None

    def bind(self, connection: RTCPeerConnection) -> None:
        """Lets a connection gather its candidates there alone; it must not have begun to."""
        if self.listening is None or ipaddress.ip_address(self.listening).is_unspecified:
            return
        for transport in vars(connection)["_RTCPeerConnection__iceTransports"]:
            ice = transport.iceGatherer._connection
            ice.get_component_candidates = _Gathering(ice, ice.get_component_candidates, self.listening)


EVERYWHERE = MediaAddresses()


@dataclass(frozen=True)
class _Gathering:
    """Stands in for aioice's gathering of candidates."""

    ice: Any
    gather: Any
    listening: str

    async def __call__(self, component: int, addresses: list[str]) -> Any:
        is_local = ipaddress.ip_address(self.listening).is_loopback
        bound = [*dict.fromkeys([*addresses, self.listening])] if is_local else [self.listening]
        candidates = await self.gather(component=component, addresses=bound)
        if is_local:
            for protocol in self.ice._protocols:
                hear_only(protocol, frozenset(bound))
        return candidates


def hear_only(protocol: Any, known: frozenset[str]) -> None:
    """Lets a protocol of UDP hear what comes from known addresses alone."""
    heard = protocol.datagram_received

    def datagram_received(data: Any, addr: tuple[str, int]) -> None:
        if addr[0] in known:
            heard(data, addr)

    protocol.datagram_received = datagram_received
