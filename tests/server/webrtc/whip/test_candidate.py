import pytest

from envcheck.server.webrtc.whip.candidate import is_candidate, is_reachable

FORM = "candidate:1 1 {protocol} 2122260223 {address} {port} typ host generation 0"


def candidate(address: str = "192.0.2.1", port: str = "5000", protocol: str = "udp") -> str:
    return FORM.format(address=address, port=port, protocol=protocol)


@pytest.mark.parametrize("port", ["1", "9", "65535"])
@pytest.mark.parametrize("address", ["192.0.2.1", "127.0.0.1", "2001:db8::1", "fe80::1"])
def test_a_machine_is_reachable(address: str, port: str) -> None:
    assert is_candidate(candidate(address, port))
    assert is_reachable(candidate(address, port))


@pytest.mark.parametrize(
    "address", ["224.0.0.1", "239.255.255.250", "ff02::1", "255.255.255.255", "0.0.0.0", "::", "a-b.local", "1.2.3"]
)
def test_names_and_whole_networks_are_not(address: str) -> None:
    assert is_candidate(candidate(address))
    assert not is_reachable(candidate(address))


@pytest.mark.parametrize("port", ["65536", "99999", "9" * 5000, "-1", "٣", "0x10", "1.0"])
def test_a_port_that_no_machine_has_makes_none(port: str) -> None:
    assert not is_candidate(candidate(port=port))
    assert not is_reachable(candidate(port=port))


def test_port_zero_is_nowhere() -> None:
    assert is_candidate(candidate(port="0"))
    assert not is_reachable(candidate(port="0"))


@pytest.mark.parametrize("place", [1, 3])
def test_numbers_without_end_are_not_read(place: int) -> None:
    fields = candidate().split()
    fields[place] = "9" * 5000
    assert not is_candidate(" ".join(fields))
