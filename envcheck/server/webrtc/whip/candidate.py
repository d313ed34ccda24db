"""ICE candidates as SDP writes them (RFC 8839, section 5.1): which are none, and to which packets may be sent."""

import re
from ipaddress import IPv4Address, ip_address

FORM = re.compile(
    r"candidate:\s*\S+\s+[0-9]{1,5}\s+\S+\s+[0-9]{1,10}\s+(?P<address>\S+)\s+(?P<port>[0-9]{1,5})\s+typ\s+\S.*",
    re.IGNORECASE,
)

MOST_PORT = 65535
BROADCAST = IPv4Address("255.255.255.255")


def is_candidate(value: str) -> bool:
    """True where it has the eight fields of a candidate, whatever they point to.

    Args:
        value: an attribute of SDP with its name, such as `candidate:1 1 udp 1 192.0.2.1 5000 typ host`.
    """
    found = FORM.fullmatch(value)
    return found is not None and int(found["port"]) <= MOST_PORT


def is_reachable(value: str) -> bool:
    """True where packets may be sent there: to a port of one machine, by an address and not by a name.

    Behind a name that ends in `.local` browsers hide an address; to look it up the whole network would be asked. Nor is
    a whole network spoken to at once because some client says that it is one.
    """
    found = FORM.fullmatch(value)
    if found is None or not 0 < int(found["port"]) <= MOST_PORT:
        return False
    try:
        address = ip_address(found["address"])
    except ValueError:
        return False
    return not (address.is_multicast or address.is_unspecified or address == BROADCAST)
