"""Which ports media takes, and which addresses clients are told."""

import asyncio
import re
import socket
from contextlib import closing

import pytest

from envcheck.model.errors import SettingsError
from envcheck.server.webrtc.media_place import MediaPlace
from envcheck.settings import ServerSettings, Settings
from front_desk import SDP, Desk, desk, offer

ANSWER = "\r\n".join([
    "v=0", "m=video 9 X 96", "a=candidate:1 1 udp 2130706431 10.0.0.5 50001 typ host",
    "a=candidate:2 1 udp 2130706431 fd00::5 50002 typ host",
    "a=candidate:3 1 udp 1694498815 198.51.100.4 6000 typ srflx raddr 10.0.0.5 rport 50001", "a=end-of-candidates",
    "m=audio 9 X 111", "a=candidate:1 1 udp 2130706431 10.0.0.5 50001 typ host", "",
])  # fmt: skip


def test_candidates_name_the_addresses_at_which_clients_come() -> None:
    told = MediaPlace(addresses=("203.0.113.7", "203.0.113.8")).told(ANSWER)
    hosts = re.findall(r"a=candidate:\d 1 udp \d+ (\S+ \d+) typ host", told)
    assert hosts == ["203.0.113.7 50001", "203.0.113.8 50001"] * 2
    assert "fd00::5" not in told, "nobody comes there"
    assert "198.51.100.4 6000 typ srflx" in told
    assert MediaPlace(addresses=("2001:db8::7",)).told(ANSWER).count("2001:db8::7 50002 typ host") == 1


def test_without_any_the_machines_own_are_told() -> None:
    assert MediaPlace(ports=(50000, 50001)).told(ANSWER) == ANSWER


def free_range(length: int) -> tuple[int, int]:
    """Ports in a row that nobody has just now."""
    for first in range(41_000, 60_000, length):
        try:
            for port in range(first, first + length):
                with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as one:
                    one.bind(("0.0.0.0", port))
        except OSError:
            continue
        return first, first + length - 1
    raise AssertionError("there are none")


def ports(here: Desk, text: str) -> set[int]:
    return {int(port) for port in re.findall(r"a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host", text)}


def test_sessions_share_the_ports_there_are_and_then_the_server_is_full() -> None:
    first, last = free_range(2)
    with desk(Settings(server=ServerSettings(media_ports=(first, last), media_addresses=("203.0.113.7",)))) as here:
        answers = [here.begin("video", "audio") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 503]
        assert "Retry-After" in answers[2].headers
        for answer in answers[:2]:
            assert ports(here, answer.text) <= {first, last}
            assert set(re.findall(r"(\S+) \d+ typ host", answer.text)) == {"203.0.113.7"}
        assert len(here.sessions) == 2
        assert here.ask("DELETE", answers[0].headers["Location"]).status_code == 200
        again = here.ask("POST", "/whip", content=offer("video"), headers=SDP)
        assert (again.status_code, ports(here, again.text)) == (201, ports(here, answers[0].text))


def test_nothing_else_in_the_event_loop_is_given_those_ports() -> None:
    async def taken() -> tuple[int, int]:
        loop = asyncio.get_running_loop()
        found = []
        for within in (MediaPlace(ports=free), MediaPlace()):
            with within.taking():
                transport, _ = await loop.create_datagram_endpoint(
                    asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
                )
            found.append(transport.get_extra_info("sockname")[1])
            transport.close()
        return found[0], found[1]

    free = free_range(1)
    ours, other = asyncio.run(taken())
    assert (ours, other == free[0]) == (free[0], False)


@pytest.mark.parametrize("text", ["50000", "50199-50000", "80-90", "50000-70000", "a-b", "-", "50000-50199-2", "²-³"])
def test_what_are_no_ports_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(SettingsError, match="are no ports such as 50000-50199"):
        Settings.load({"server": {"media_ports": text}}, environ={})


def test_ports_and_addresses_are_read_from_words() -> None:
    asked = {
        "ENVCHECK_SERVER__MEDIA_PORTS": "50000-50199",
        "ENVCHECK_SERVER__MEDIA_ADDRESSES": "203.0.113.7,2001:db8::7",
    }
    server = Settings.load(environ=asked).server
    assert (server.media_ports, server.media_addresses) == ((50000, 50199), ("203.0.113.7", "2001:db8::7"))
    with pytest.raises(SettingsError, match="is no address such as"):
        Settings.load({"server": {"media_addresses": "clinic.test"}}, environ={})
