"""A server that is there for its pages alone goes a while after the last of them, and not before."""

import asyncio

import pytest

from envcheck.server.presence import FIRST_SECS, LINGER_SECS, Presence
from envcheck.watch.clock import Clock
from hand_clock import HandClock


class Passing(Clock):
    """Time that passes by being slept."""

    def __init__(self) -> None:
        self.secs = 0.0

    def now(self) -> float:
        return self.secs

    async def sleep(self, secs: float) -> None:
        self.secs += secs
        await asyncio.sleep(0)


def test_the_first_page_is_waited_for_longer() -> None:
    clock = Passing()
    asyncio.run(Presence(clock).until_left(lambda: False))
    assert clock.secs == FIRST_SECS


@pytest.mark.parametrize("leaves", [20.0, 2000.0])
def test_it_ends_a_while_after_the_last_page(leaves: float) -> None:
    async def stayed() -> None:
        clock = HandClock()
        presence = Presence(clock)
        first, second = presence.stay(), presence.stay()
        await anext(first)
        left = asyncio.create_task(presence.until_left(lambda: False))
        await clock.advance(leaves / 2)
        await anext(second)
        await first.aclose()
        await clock.advance(leaves / 2)
        await second.aclose()
        await clock.advance(LINGER_SECS - 2)
        assert not left.done()
        await clock.advance(4)
        assert left.done()

    asyncio.run(stayed())


def test_whoever_has_a_session_without_a_page_is_waited_for() -> None:
    clock = Passing()
    asyncio.run(Presence(clock).until_left(lambda: clock.secs < 1000))
    assert clock.secs >= 1000 + LINGER_SECS - 2


def test_a_server_that_goes_first_ends_what_pages_wait_for() -> None:
    async def ended() -> None:
        presence = Presence(Passing())
        stream = presence.stay()
        await anext(stream)
        presence.leave()
        async with asyncio.timeout(60):
            with pytest.raises(StopAsyncIteration):
                await anext(stream)

    asyncio.run(ended())
