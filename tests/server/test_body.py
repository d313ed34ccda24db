import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from envcheck.server.body import bytes_of, text_of
from envcheck.server.problem import Problem


class Sent:
    """Parts of a body, and how many of them were asked for."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.taken = 0
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            self.taken += 1
            yield part


def kind(content_type: str | None) -> dict[str, str]:
    return {} if content_type is None else {"content-type": content_type}


def test_a_body_in_parts_is_read_whole() -> None:
    assert asyncio.run(bytes_of(Sent([b"ab", b"", b"c"]), kind("image/png"), ["image/jpeg", "image/png"], 3)) == b"abc"


def test_no_more_is_read_than_the_limit_allows() -> None:
    sent = Sent([b"x" * 10] * 100)
    with pytest.raises(Problem, match="25 bytes") as problem:
        asyncio.run(bytes_of(sent, kind("image/png"), ["image/png"], 25))
    assert (problem.value.status, sent.taken) == (413, 3)


@pytest.mark.parametrize("length", ["26", "9" * 5000])
def test_nothing_is_read_where_too_much_is_announced(length: str) -> None:
    sent = Sent([b"x"])
    with pytest.raises(Problem) as problem:
        asyncio.run(bytes_of(sent, kind("image/png") | {"content-length": length}, ["image/png"], 25))
    assert (problem.value.status, sent.taken) == (413, 0)


@pytest.mark.parametrize("given", ["application/sdp", "Application/SDP ; charset=UTF-8", " application/sdp"])
def test_text_of_the_media_type_that_is_wanted(given: str) -> None:
    assert asyncio.run(text_of(Sent([b"v=\xc3", b"\xa4"]), kind(given), "application/sdp", 10)) == "v=ä"


@pytest.mark.parametrize("given", [None, "", ";", "text/plain", "application/sdp2", "text/plain; application/sdp"])
def test_text_of_another_type_is_not_even_read(given: str | None) -> None:
    sent = Sent([b"v=0"])
    with pytest.raises(Problem) as problem:
        asyncio.run(text_of(sent, kind(given), "application/sdp", 10))
    assert (problem.value.status, sent.taken) == (415, 0)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(Problem) as problem:
        asyncio.run(text_of(Sent([b"\xff"]), kind("application/sdp"), "application/sdp", 10))
    assert problem.value.status == 400
