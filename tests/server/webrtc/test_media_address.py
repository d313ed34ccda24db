import asyncio
import re
from typing import Any

import pytest
from aioice import ice

from envcheck.server.webrtc.media_address import EVERYWHERE, MediaAddresses, hear_only
from envcheck.server.webrtc.media_place import MediaPlace
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.whip.offer import parse_offer
from front_desk import offer

OFFER = offer("video", "audio")
CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ (\S+) \d+ typ host")


def offered(addresses: MediaAddresses) -> set[str]:
    """The addresses of an answer."""

    async def answered() -> str:
        peer = Peer((), lambda: None, lambda _: None, lambda _: None, 1e6, MediaPlace(bound=addresses))
        try:
            return await peer.answer(parse_offer(OFFER))
        finally:
            await peer.close()

    return set(CANDIDATE.findall(asyncio.run(answered())))


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that this machine has besides the loopback one."""
    addresses: list[str] = ["127.0.0.2"]
    monkeypatch.setattr(ice, "get_host_addresses", lambda **_: list(addresses))
    return addresses


@pytest.mark.parametrize("addresses", [EVERYWHERE, MediaAddresses("0.0.0.0"), MediaAddresses("::")])
def test_a_server_that_everybody_reaches_offers_all_addresses(hosts: list[str], addresses: MediaAddresses) -> None:
    assert offered(addresses) == {"127.0.0.2"}


def test_a_server_of_this_machine_offers_the_loopback_address_as_well(hosts: list[str]) -> None:
    assert offered(MediaAddresses("127.0.0.1")) == {"127.0.0.1", "127.0.0.2"}


def test_a_machine_without_a_network_still_has_its_own(hosts: list[str]) -> None:
    hosts.clear()
    assert offered(MediaAddresses("127.0.0.1")) == {"127.0.0.1"}


def test_a_server_at_one_address_receives_media_there_alone(hosts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipaddress.IPv4Address.is_loopback", False)
    assert offered(MediaAddresses("127.0.0.1")) == {"127.0.0.1"}


def test_what_comes_from_elsewhere_is_not_heard() -> None:
    class Protocol:
        def __init__(self) -> None:
            self.heard: list[Any] = []

        def datagram_received(self, data: Any, addr: tuple[str, int]) -> None:
            self.heard.append(data)

    protocol = Protocol()
    hear_only(protocol, frozenset({"127.0.0.1", "192.0.2.1", "2001:db8::1"}))
    for number, address in enumerate(("127.0.0.1", "192.0.2.2", "192.0.2.1", "2001:db8::1", "2001:db8::2")):
        protocol.datagram_received(number, (address, 1000))
    assert protocol.heard == [0, 2, 3]
