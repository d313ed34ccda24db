"""Entity tags (RFC 9110, section 8.8.3) and the condition that a PATCH carries."""

import re
from enum import Enum

TAGS = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')


class Match(Enum):
    """What `If-Match` comes to."""

    SAME = "the client speaks of the session as it is"
    OTHER = "the client speaks of a session that is over"
    RESTART = "the client asks for an ICE restart"
    MISSING = "the client does not say which session it speaks of"


def match_etag(header: str | None, etag: str) -> Match:
    """What the header `If-Match` comes to.

    Args:
        header: its value, None where the request has none.
        etag: the session's present tag, without its quotes.
    """
    if header is None or not header.strip():
        return Match.MISSING
    if header.strip() in ("*", '"*"'):  # RFC 9725 shows it in quotes, RFC 9110 defines it without
        return Match.RESTART
    place, strong = 0, []
    while place < len(header):
        found = TAGS.match(header, place)
        if not found:
            return Match.OTHER
        if not found[1]:  # the comparison is strong: a weak tag matches nothing
            strong.append(found[2])
        place = found.end()
    return Match.SAME if etag in strong else Match.OTHER


def quoted(etag: str) -> str:
    """The tag as a header carries it."""
    return f'"{etag}"'
