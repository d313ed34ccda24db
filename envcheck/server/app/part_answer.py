"""Answers with parts of the page: short on the line, and kept by browsers until they change (RFC 9111)."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus as Http

from fastapi import Request, Response

from envcheck.server.preferences import weights

FOREVER = "public, max-age=31536000, immutable"
"""For an address that names its content, so that what is there never changes (RFC 8246)."""

ASK_FIRST = "no-cache"
"""Kept, and asked for before it is used again."""

WORTH = 500
"""Bytes from which on a text is compressed."""


def part_answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    is_named_by_content: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer with a part: 304 where the client has it already.

    Args:
        request: says what the client has, and whether it takes gzip.
        body: the part, of which nothing is secret: what is compressed can be guessed from its length.
        media_type: of it.
        is_named_by_content: its address holds the hash of its content.
        headers: further ones; a `Vary` among them is kept.
    """
    told = dict(headers or {})
    vary = ", ".join(filter(None, (told.get("Vary"), "Accept-Encoding")))
    told |= {"ETag": f'W/"{content_hash(body)}"', "Cache-Control": FOREVER if is_named_by_content else ASK_FIRST}
    told["Vary"] = vary
    if _has(request.headers.get("if-none-match", ""), told["ETag"]):
        return Response(status_code=Http.NOT_MODIFIED, headers=told)
    if len(body) >= WORTH and not media_type.startswith("image/png") and _takes_gzip(request):
        return Response(_compressed(body), media_type=media_type, headers=told | {"Content-Encoding": "gzip"})
    return Response(body, media_type=media_type, headers=told)


def content_hash(body: bytes) -> str:
    """What an address or a tag names a content by: 64 bits, in hexadecimal digits."""
    return sha256(body).hexdigest()[:16]


@lru_cache(maxsize=64)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def _has(tags: str, tag: str) -> bool:
    """Whether a tag is among those of `If-None-Match`, by weak comparison (RFC 9110, section 13.1.2)."""
    return tags.strip() == "*" or tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in tags.split(",")}


def _takes_gzip(request: Request) -> bool:
    """RFC 9110, section 12.5.3."""
    taken = weights(",".join(request.headers.getlist("accept-encoding")))
    return taken.get("gzip", taken.get("*", 0)) > 0
