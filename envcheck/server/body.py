"""The body of a request: of the kind that is read, whole, and no larger than it may be."""

from collections.abc import AsyncIterable, Collection
from http import HTTPStatus

from envcheck.server.problem import Problem


async def bytes_of(
    stream: AsyncIterable[bytes], content_type: str | None, wanted: Collection[str], limit: int
) -> bytes:
    """All that a client sends.

    Args:
        stream: the body.
        content_type: the header of that name.
        wanted: the media types that are read.
        limit: bytes that are read.

    Raises:
        Problem: it is of another type, or too large; no more than the limit was read.
    """
    if (content_type or "").partition(";")[0].strip().lower() not in wanted:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"This is read as {' or '.join(wanted)} alone.")
    data = bytearray()
    async for part in stream:
        data += part
        if len(data) > limit:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"More than {limit} bytes are not read.")
    return bytes(data)


async def text_of(stream: AsyncIterable[bytes], content_type: str | None, wanted: str, limit: int) -> str:
    """Text of one media type.

    Args:
        stream: the body.
        content_type: the header of that name.
        wanted: the media type that is read.
        limit: bytes that are read.

    Raises:
        Problem: it is of another type, too large, or no text.
    """
    try:
        return (await bytes_of(stream, content_type, [wanted], limit)).decode()
    except UnicodeDecodeError:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not text.") from None
