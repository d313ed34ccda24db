import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from envcheck.server.event_broadcaster import KEPT, EventBroadcaster, SseEvent


def present() -> list[tuple[str, str]]:
    return [("hello", "{}"), ("verdict", "{}")]


async def read(feed: EventBroadcaster, last: int | None = None) -> list[tuple[int, str]]:
    return [(entry.number, entry.kind) async for entry in feed.subscribe(last)]


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(asyncio.wait_for(work, 60))


def test_a_reader_gets_the_present_state_and_then_what_follows() -> None:
    async def work() -> list[tuple[int, str]]:
        feed = EventBroadcaster(present)
        feed.publish("finding", "{}")
        reading = asyncio.create_task(read(feed))
        await asyncio.sleep(0)
        feed.publish("strength", "{}")
        feed.end()
        return await reading

    assert run(work()) == [(1, "hello"), (1, "verdict"), (2, "strength")]


@pytest.mark.parametrize(
    ("last", "expected"),
    [(3, []), (1, [(2, "b"), (3, "c")]), (0, [(1, "a"), (2, "b"), (3, "c")]), (9, [(3, "hello"), (3, "verdict")])],
)
def test_a_reader_who_comes_back_gets_what_it_missed(last: int, expected: list[tuple[int, str]]) -> None:
    async def work() -> list[tuple[int, str]]:
        feed = EventBroadcaster(present)
        for kind in "abc":
            feed.publish(kind, "{}")
        feed.end()
        return await read(feed, last)

    assert run(work()) == expected


def test_what_is_kept_no_more_is_made_up_by_the_present_state() -> None:
    async def work() -> list[tuple[int, str]]:
        feed = EventBroadcaster(present)
        for _ in range(KEPT + 10):
            feed.publish("progress", "{}")
        feed.end()
        return await read(feed, 5)

    assert run(work()) == [(KEPT + 10, "hello"), (KEPT + 10, "verdict")]


def test_a_slow_reader_is_cut_off_and_the_others_go_on() -> None:
    async def work() -> tuple[list[SseEvent], list[tuple[int, str]], int]:
        feed = EventBroadcaster(lambda: [], waiting=3)
        slow = feed.subscribe()
        first = asyncio.ensure_future(anext(slow))
        quick = asyncio.create_task(read(feed))
        await asyncio.sleep(0)
        for _ in range(6):
            feed.publish("progress", "{}")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        feed.end()
        return [await first, *[entry async for entry in slow]], await quick, feed.cut_off

    seen, others, cut_off = run(work())
    assert len(seen) == 1
    assert len(others) == 6
    assert cut_off == 1


def test_a_reader_who_leaves_is_forgotten() -> None:
    async def work() -> int:
        feed = EventBroadcaster(present)
        reader = feed.subscribe()
        await anext(reader)
        assert len(feed) == 1
        await reader.aclose()
        return len(feed)

    assert run(work()) == 0
