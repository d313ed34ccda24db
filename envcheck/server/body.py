"""The body of a request: of the kind that is read, whole, and no larger than it may be."""

from collections.abc import AsyncIterable, Collection, Mapping
from http import HTTPStatus

from envcheck.server.problem import Problem

MOST_DIGITS = 18
"""Of a length that is read as a number."""


def too_large(limit: int) -> Problem:
    """The refusal of a body that has more bytes than the limit."""
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"More than {limit} bytes are not read.")


async def bytes_of(
    stream: AsyncIterable[bytes], headers: Mapping[str, str], wanted: Collection[str], limit: int
) -> bytes:
    """All that a client sends.

    Args:
        stream: the body.
        headers: of the request, by their names in lower case.
        wanted: the media types that are read.
        limit: bytes that are read.

    Raises:
        Problem: it is of another type, or too large; no more than the limit was read.
    """
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in wanted:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"This is read as {' or '.join(wanted)} alone.")
    announced = headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > MOST_DIGITS or int(announced) > limit):
        raise too_large(limit)
    data = bytearray()
    async for part in stream:
        if len(data) + len(part) > limit:
            raise too_large(limit)
        data += part
    return bytes(data)


async def text_of(stream: AsyncIterable[bytes], headers: Mapping[str, str], wanted: str, limit: int) -> str:
    """Text of one media type.

    Args:
        stream: the body.
        headers: of the request, by their names in lower case.
        wanted: the media type that is read.
        limit: bytes that are read.

    Raises:
        Problem: it is of another type, too large, or no text.
    """
    try:
        return (await bytes_of(stream, headers, [wanted], limit)).decode()
    except UnicodeDecodeError:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not text.") from None
