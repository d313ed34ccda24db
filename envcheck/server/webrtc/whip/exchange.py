"""The two texts between a client and the peer connection: the offer as the one reads it, the answer as the other does.

What SDP lets a client leave out, spell otherwise or put elsewhere is made plain here, so that whoever negotiates has
one case to know: each section says all that holds for it, none is rejected, and H.264 has one format. In the answer
all of it stands as it was offered.
"""

from collections.abc import Iterator

from envcheck.server.webrtc.whip.candidate import is_reachable
from envcheck.server.webrtc.whip.codecs import NEGOTIATED, TAKEN, Codec, codecs
from envcheck.server.webrtc.whip.description import Lines, attribute, join_lines, split
from envcheck.server.webrtc.whip.offer import DIRECTIONS, MEDIA, TRANSPORT, Offer, Section
from envcheck.server.webrtc.whip.simulcast import simulcast_lines

KBITS = {"video": 1500, "audio": 96}
"""What the answer allows a client to send: enough for 1280x720 at the rate at which it is looked at."""

START_KBITS = 1200
"""With what rate a browser may begin: from its own 300 it takes Chromium 15 seconds to send what it has been given."""

TRICKLE = "a=ice-options:trickle"
"""Candidates may be sent after the offer; who keeps to RFC 8840 (section 4.1) sends none unless it is told so."""

PLAIN_H264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
"""The one format of H.264 in which the peer connection is asked; its decoder takes all the others as well."""


def normalized_offer(offer: Offer) -> str:
    """The offer with what holds for each section in the section itself.

    Candidates to which nothing may be sent are left out, and the word that there are no more. The client comes here
    all the same and is known by where it comes from, so what candidates it has is never the last word (RFC 8863).
    """
    session = [line for line in offer.whole if attribute(line) not in (*TRANSPORT, *DIRECTIONS, "group")]
    sections = (line for section in offer.live for line in _offer_lines(section, offer.transport))
    return join_lines([*session, _group(offer), *sections])


def as_dtls_server(answer: str, offer: Offer) -> str:
    """The answer with this end as DTLS server wherever the client leaves it the choice, as RFC 9725 expects of it."""
    free = "a=setup:actpass" in offer.transport
    return answer.replace("a=setup:active", "a=setup:passive") if free else answer


def completed_answer(answer: str, offer: Offer) -> str:
    """The answer with as many sections as the offer has, its formats, and the rates that a client may send with."""
    whole, sections = split(answer)
    given = iter(sections)
    lines = [_group(offer) if attribute(line) == "group" else line for line in whole]
    lines.append(TRICKLE)
    for section in offer.sections:
        lines += _rejected_lines(section) if section.is_rejected else _answer_lines(next(given), section, offer.whole)
    return join_lines(lines)


def _group(offer: Offer) -> str:
    return f"a=group:BUNDLE {' '.join(offer.bundle)}"


def _offer_lines(section: Section, transport: Lines) -> Iterator[str]:
    h264 = [codec.payload for codec in codecs(section.lines) if codec.is_h264 and codec.is_taken(section.kind)]
    for line in section.lines:
        said_anew = attribute(line) in (*TRANSPORT, *DIRECTIONS) or _payload(line, "fmtp") in h264
        if not said_anew and not _is_idle(line):
            yield line
    yield from (f"a=fmtp:{payload} {PLAIN_H264}" for payload in h264)
    yield from (*transport, f"a={section.direction}")


def _is_idle(line: str) -> bool:
    unreachable = attribute(line) == "candidate" and not is_reachable(line[2:])
    return unreachable or attribute(line) == "end-of-candidates"


def _rejected_lines(section: Section) -> Lines:
    """A section without use, as both sides say it."""
    mid = (f"a=mid:{section.mid}",) if section.mid else ()
    return (section.lines[0], "c=IN IP4 0.0.0.0", *mid, "a=inactive")


def _answer_lines(given: Lines, offered: Section, session: Lines) -> Iterator[str]:
    formats = {codec.payload: _format(codec) for codec in codecs(offered.lines) if codec.name.upper() in TAKEN["video"]}
    for line in given:
        if _payload(line, "fmtp") not in formats:
            yield line
        if line == "a=rtcp-mux":
            yield "a=rtcp-mux-only"  # RFC 9725, "SDP Bundle"
        if line.startswith("c=") and offered.kind in MEDIA:
            yield f"b=AS:{KBITS[offered.kind]}"  # RFC 8866, section 5.8
        if (payload := _payload(line, "rtpmap")) in formats:
            yield f"a=fmtp:{payload} {formats[payload]}"
    yield from simulcast_lines(offered.lines, session)


def _format(codec: Codec) -> str:
    """The parameters of a video codec in the answer: the client may send what it has offered."""
    kept = [f"{name}={codec.parameters[name]}" for name in NEGOTIATED if codec.is_h264 and name in codec.parameters]
    return ";".join([*kept, f"x-google-start-bitrate={START_KBITS}"])


def _payload(line: str, name: str) -> str:
    """The payload type of which a line gives that attribute; empty for any other line."""
    return line.partition(":")[2].partition(" ")[0] if attribute(line) == name else ""
