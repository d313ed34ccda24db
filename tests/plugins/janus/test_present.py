"""Readers of an observation come when they like, read as slowly as they like, and come back."""

import asyncio

from envcheck_janus.present import Event, Present


async def read(present: Present, last: int = 0) -> list[Event]:
    return [event async for event in present.since(last) if event]


def test_a_late_reader_gets_what_is_so_and_no_more() -> None:
    present = Present()
    for number in range(1000):
        present.put("progress", str(number))
    present.put("finding", "appeared", "PIC101")
    present.put("finding", "other", "LIT101")
    present.put("finding", "cleared", "PIC101")
    present.put("end", "over")
    told = asyncio.run(read(present))
    assert [event.text for event in told] == ["999", "other", "cleared", "over"]
    assert [event.number for event in told] == [1000, 1002, 1003, 1004]


def test_a_beginning_ends_what_was_so_before() -> None:
    present = Present()
    present.put("hello", "first")
    present.put("finding", "appeared", "PIC101")
    present.put("hello", "second")
    present.put("end", "over")
    assert [event.text for event in asyncio.run(read(present))] == ["second", "over"]


def test_who_comes_back_gets_what_is_new() -> None:
    present = Present()
    present.put("hello", "first")
    present.put("verdict", "ready")
    present.put("end", "over")
    assert [event.text for event in asyncio.run(read(present, 1))] == ["ready", "over"]
    assert not asyncio.run(read(present, 3))


def test_a_reader_is_told_at_once_and_in_silence_that_it_goes_on() -> None:
    async def work() -> None:
        present = Present()
        reader = present.since(secs=0.01)
        assert await anext(reader) is None
        waiting = asyncio.ensure_future(anext(present.since()))
        await asyncio.sleep(0)
        present.put("hello", "first")
        event = await waiting
        assert event
        assert event.text == "first"

    asyncio.run(work())
