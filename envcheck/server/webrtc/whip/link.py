"""`Link` header values (RFC 8288): where ICE servers are, and where events can be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

ICE_SERVER = "ice-server"
TARGET = re.compile(r"[\s,]*<([^>]*)>")
PART = re.compile(r'\s*;\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]+))?')


@dataclass(frozen=True)
class Link:
    """One link.

    Attributes:
        target: a URL.
        rel: what it is.
        parameters: all else, in order.
    """

    target: str
    rel: str
    parameters: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The link as a header carries it."""
        given = {"rel": self.rel, **self.parameters}
        return "; ".join([f"<{self.target}>", *(f"{name}={_quoted(value)}" for name, value in given.items())])


def ice_link(url: str, username: str = "", credential: str = "") -> Link:
    """The link of a STUN or TURN server (RFC 9725, section 4.6).

    Raises:
        ValueError: the address is none of STUN or TURN.
    """
    if not re.match(r"(stuns?|turns?):[^\s<>]+$", url):
        raise ValueError(f"{url!r} is not the address of a STUN or TURN server, such as stun:stun.example.org:3478.")
    if not username:
        return Link(url, ICE_SERVER)
    secret = {"username": username, "credential": credential, "credential-type": "password"}
    return Link(url, ICE_SERVER, secret)


def parse_links(headers: Iterable[str]) -> list[Link]:
    """The links of all `Link` headers of one answer; what is malformed ends the reading of its header.

    Args:
        headers: the values, each of which may hold several links separated by commas.
    """
    links = []
    for header in headers:
        place = 0
        while found := TARGET.match(header, place):
            parameters: dict[str, str] = {}
            place = found.end()
            while part := PART.match(header, place):
                parameters.setdefault(part[1].lower(), _unquoted(part[2] or ""))
                place = part.end()
            links.append(Link(found[1], parameters.pop("rel", ""), parameters))
    return links


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
