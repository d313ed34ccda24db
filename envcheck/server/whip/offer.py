"""What an SDP offer asks for, read far enough to say whether it can be taken."""

from dataclasses import dataclass
from ipaddress import ip_address
from itertools import pairwise

MEDIA_TYPE = "application/sdp"
SENDS = ("sendonly", "sendrecv")
DIRECTIONS = (*SENDS, "recvonly", "inactive")


class MalformedOffer(ValueError):
    """What came is no SDP; its text says why, in one sentence."""


class UnusableOffer(ValueError):
    """An SDP that asks for something that is not done here; its text says what, in one sentence."""


@dataclass(frozen=True)
class Section:
    """One media section.

    Attributes:
        kind: `audio`, `video` or `application`.
        mid: its name in the session description.
        sends: True where the client sends media in it.
    """

    kind: str
    mid: str
    sends: bool


@dataclass(frozen=True)
class Offer:
    """What a client offers.

    Attributes:
        sections: its media sections in order.
        ufrag: user fragment of the client's ICE.
        password: of the client's ICE.
    """

    sections: tuple[Section, ...]
    ufrag: str
    password: str

    def sent(self, kind: str) -> int:
        """How many tracks of a kind the client sends."""
        return sum(section.kind == kind and section.sends for section in self.sections)


def parsed(text: str) -> Offer:
    """The offer, if it can be taken: at most one camera and one microphone, at least one of them, and all that bundled.

    Args:
        text: the body of a POST, with line ends of any kind.

    Raises:
        MalformedOffer: it is no SDP.
        UnusableOffer: it asks for something that is not done here (RFC 9725, section 4.2).
    """
    lines = [line for line in text.splitlines() if line]
    if not lines or lines[0] != "v=0" or any(line[1:2] != "=" for line in lines):
        raise MalformedOffer("the body is not a session description.")
    starts = [number for number, line in enumerate(lines) if line.startswith("m=")]
    whole = _attributes(lines[: starts[0]] if starts else lines)
    blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    sections = tuple(_section(block, whole) for block in blocks)
    credentials = whole | (_attributes(blocks[0]) if blocks else {})
    offer = Offer(sections, credentials.get("ice-ufrag", ""), credentials.get("ice-pwd", ""))
    _verify(offer, whole)
    return offer


def reachable(text: str) -> str:
    """The offer with the candidates that name an address, and without the word that there are no more.

    Behind a name that ends in `.local` browsers hide an address; to look it up the whole network would be asked. The
    client comes to this server all the same and is known by where it comes from, so what candidates it has is never the
    last word (RFC 8863).
    """
    return "".join(line for line in text.splitlines(keepends=True) if not _is_idle(line.strip()))


def is_address(host: str) -> bool:
    """True for an IP address, False for a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_idle(line: str) -> bool:
    fields = line.split()
    named = line.startswith("a=candidate:") and len(fields) > 4 and not is_address(fields[4])
    return named or line == "a=end-of-candidates"


def _section(block: list[str], whole: dict[str, str]) -> Section:
    kind, attributes = block[0][2:].split(" ")[0], _attributes(block)
    direction = next((name for name in DIRECTIONS if name in attributes), None)
    direction = direction or next((name for name in DIRECTIONS if name in whole), "sendrecv")
    return Section(kind, attributes.get("mid", ""), direction in SENDS and kind != "application")


def _attributes(lines: list[str]) -> dict[str, str]:
    """The first value of each attribute; an attribute without one has the empty text."""
    pairs = (line[2:].partition(":") for line in reversed(lines) if line.startswith("a="))
    return {name: value for name, _, value in pairs}


def _verify(offer: Offer, whole: dict[str, str]) -> None:
    if not offer.sections:
        raise UnusableOffer("there is no media in this offer.")
    for kind, word in (("audio", "microphone"), ("video", "camera")):
        if offer.sent(kind) > 1:
            raise UnusableOffer(f"one {word} is looked at; this offer has {offer.sent(kind)}.")
    if not offer.sent("audio") + offer.sent("video"):
        raise UnusableOffer("this offer sends neither camera nor microphone; it should be sendonly.")
    bundled = whole.get("group", "").split(" ")
    if bundled[0] != "BUNDLE" or any(section.mid not in bundled[1:] for section in offer.sections):
        raise UnusableOffer("all media have to come bundled (a=group:BUNDLE).")
    if not offer.ufrag or not offer.password:
        raise UnusableOffer("the ICE credentials are missing (a=ice-ufrag, a=ice-pwd).")
