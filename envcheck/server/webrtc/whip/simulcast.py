"""Simulcast (RFC 8853): of all the sizes in which a client offers its picture, the largest one is taken."""

from collections.abc import Iterator

from envcheck.server.webrtc.whip.description import Lines, attribute_lines, values

EXTENSIONS = (
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
)
"""Header extensions by which streams are told apart; browsers send none of several without them (RFC 8852)."""

LARGEST = ("f", "full", "original", "high", "hi")
"""What clients call the largest one; `h` is half of it beside `f`, and high beside `m` and `l`."""


def simulcast_lines(section: Lines, session: Lines) -> Iterator[str]:
    """What the answer to a section says of simulcast; nothing where none is offered.

    Args:
        section: as it was offered.
        session: the lines of the session level.
    """
    streams = _sent(section)
    if streams:
        chosen = _largest(section, streams)
        for line in attribute_lines((*section, *session), "extmap"):
            if line.split()[-1] in EXTENSIONS:
                yield line
        yield from (f"a=rid:{chosen} recv", f"a=simulcast:recv {chosen}")


def _sent(section: Lines) -> tuple[str, ...]:
    """Identifiers of the streams that the client would send, in its order, without those that are paused."""
    words = " ".join(values(section, "simulcast")).split()
    offered = words[words.index("send") + 1 :][:1] if "send" in words else ()
    known = {value.split()[0] for value in values(section, "rid") if value.split()[1:2] == ["send"]}
    names = (one for text in offered for choice in text.split(";") for one in choice.split(","))
    return tuple(name for name in names if name in known)


def _largest(section: Lines, streams: tuple[str, ...]) -> str:
    """By the limits that are given with each, else by its name, else the last, which browsers send whole."""
    sizes = {name: _size(section, name) for name in streams}
    if any(sizes.values()):
        return max(streams, key=lambda name: sizes[name] or float("inf"))
    names = (*LARGEST, *(("h",) if {"m", "l"} & set(streams) else ()))
    return next((name for name in names if name in streams), streams[-1])


def _size(section: Lines, name: str) -> int:
    """Pixels to which a stream is limited (RFC 8851, section 5); 0 where it is not."""
    limits = next((value.split()[2:] for value in values(section, "rid") if value.split()[:1] == [name]), [])
    given = dict(one.partition("=")[::2] for text in limits for one in text.split(";"))
    edges = [
        int(text) for key in ("max-width", "max-height") if (text := given.get(key, "")).isdecimal() and len(text) < 6
    ]
    return edges[0] * edges[-1] if edges else 0
