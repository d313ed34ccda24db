"""What an SDP offer asks for, read far enough to say whether it can be taken."""

from dataclasses import dataclass
from functools import cached_property

from envcheck.server.webrtc.whip import codecs
from envcheck.server.webrtc.whip.candidate import is_candidate
from envcheck.server.webrtc.whip.description import Lines, attribute_lines, split, values

MEDIA_TYPE = "application/sdp"
SENDS = ("sendonly", "sendrecv")
DIRECTIONS = (*SENDS, "recvonly", "inactive")
MEDIA = {"audio": "microphone", "video": "camera"}
KINDS = (*MEDIA, "application")
LONGEST_KIND = 20

TRANSPORT = ("ice-ufrag", "ice-pwd", "fingerprint", "setup", "rtcp-mux")
"""Attributes that hold for all that is bundled, and may stand in its first section alone (RFC 9143, section 7.1.3)."""

HASHES = ("sha-256", "sha-384", "sha-512")
"""Fingerprints that can be checked."""


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
        direction: of what it carries, seen from the client.
        rejected: the client has no use for it: its port is zero (RFC 3264, section 6), and not since it is bundled.
        lines: it as it came.
    """

    kind: str
    mid: str
    direction: str
    is_rejected: bool
    lines: Lines

    @property
    def sends(self) -> bool:
        """True where the client sends media in it."""
        return self.direction in SENDS and self.kind in MEDIA and not self.is_rejected


@dataclass(frozen=True)
class Offer:
    """What a client offers.

    Attributes:
        whole: the lines of the session level.
        sections: its media sections in order.
        bundle: names of the sections that share one transport, the one that describes it first.
    """

    whole: Lines
    sections: tuple[Section, ...]
    bundle: tuple[str, ...]

    def track_count(self, kind: str) -> int:
        """How many tracks of a kind the client sends."""
        return sum(section.kind == kind and section.sends for section in self.sections)

    @property
    def live(self) -> tuple[Section, ...]:
        """The sections that are not rejected."""
        return tuple(section for section in self.sections if not section.is_rejected)

    @cached_property
    def transport(self) -> Lines:
        """The attributes of the transport that all sections share."""
        tagged = next((section.lines for section in self.live if section.mid in self.bundle[:1]), ())
        return tuple(
            line for name in TRANSPORT for line in attribute_lines(tagged, name) or attribute_lines(self.whole, name)
        )

    @property
    def ufrag(self) -> str:
        """User fragment of the client's ICE."""
        return next(iter(values(self.transport, "ice-ufrag")), "")

    @property
    def password(self) -> str:
        """Password of the client's ICE."""
        return next(iter(values(self.transport, "ice-pwd")), "")


def parse_offer(text: str) -> Offer:
    """The offer, if it can be taken: at most one camera and one microphone, at least one of them, and all that bundled.

    Args:
        text: the body of a POST, with line ends of any kind.

    Raises:
        MalformedOffer: it is no SDP.
        UnusableOffer: it asks for something that is not done here (RFC 9725, section 4.2).
    """
    whole, blocks = split(text)
    lines = [*whole, *(line for block in blocks for line in block)]
    if whole[:1] != ("v=0",) or any(line[1:2] != "=" for line in lines):
        raise MalformedOffer("the body is not a session description.")
    for line in attribute_lines(lines, "candidate"):
        if not is_candidate(line[2:]):
            raise MalformedOffer(f"{line[2:62]!r} is not a candidate.")
    sections = tuple(_section(block, whole) for block in blocks)
    offer = Offer(whole, sections, _bundle(whole, [one.mid for one in sections if not one.is_rejected]))
    _verify_media(offer)
    _verify_transport(offer)
    _verify_codecs(offer)
    return offer


def _section(block: Lines, whole: Lines) -> Section:
    kind, _, rest = block[0][2:].partition(" ")
    mid = next(iter(values(block, "mid")), "")
    direction = next(
        (line[2:] for line in attribute_lines(block, *DIRECTIONS) or attribute_lines(whole, *DIRECTIONS)), "sendrecv"
    )
    rejected = rest.split(" ")[0] == "0" and not attribute_lines(block, "bundle-only")
    return Section(kind, mid, direction, rejected, block)


def _bundle(whole: Lines, mids: list[str]) -> tuple[str, ...]:
    """Those sections in the order of the group that bundles them all; empty where none does."""
    groups = [value.split() for value in values(whole, "group")]
    bundles = (group[1:] for group in groups if group[:1] == ["BUNDLE"] and set(mids) <= set(group))
    return tuple(mid for mid in next(bundles, ()) if mid in mids)


def _verify_media(offer: Offer) -> None:
    if not offer.sections:
        raise UnusableOffer("there is no media in this offer.")
    for section in offer.live:
        if len(set(values(section.lines, "mid"))) > 1:
            raise UnusableOffer("a part of this offer has more than one name (a=mid).")
        if section.kind not in KINDS:  # aiortc has no transport for one, nor for what is bundled with it
            kind = section.kind[:LONGEST_KIND]
            raise UnusableOffer(f"media of the kind {kind!r} are not taken; camera, microphone and data channel are.")
    for kind, word in MEDIA.items():
        if offer.track_count(kind) > 1:
            raise UnusableOffer(f"one {word} is looked at; this offer has {offer.track_count(kind)}.")
    if not offer.track_count("audio") + offer.track_count("video"):
        raise UnusableOffer("this offer sends neither camera nor microphone; it should be sendonly.")
    if sorted(offer.bundle) != sorted(section.mid for section in offer.live):
        raise UnusableOffer("all media have to come bundled (a=group:BUNDLE).")


def _verify_transport(offer: Offer) -> None:
    if not offer.ufrag or not offer.password:
        raise UnusableOffer("the ICE credentials are missing (a=ice-ufrag, a=ice-pwd).")
    hashes = (value.split(" ")[0].lower() for value in values(offer.transport, "fingerprint"))
    if not set(hashes) & set(HASHES) or not values(offer.transport, "setup"):
        raise UnusableOffer("the client's DTLS fingerprint or role is missing (a=fingerprint:sha-256, a=setup).")


def _verify_codecs(offer: Offer) -> None:
    for section in offer.live:
        word = MEDIA.get(section.kind)
        if word and not any(codec.is_taken(section.kind) for codec in codecs.codecs(section.lines)):
            has, takes = codecs.describe_codecs(section.lines), codecs.READABLE[section.kind]
            raise UnusableOffer(f"this offer has {has} for the {word}; envcheck takes {takes}.")
