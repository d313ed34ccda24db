"""Waiting that has an end."""

import asyncio

import pytest

from envcheck.watch.deadline import wait_closed
from hand_clock import HandClock


def test_what_closes_slowly_is_named_and_goes_on_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    freed: list[float] = []

    async def work() -> None:
        clock = HandClock()

        async def close() -> None:
            await clock.sleep(20.0)
            freed.append(clock.now())

        waiting = asyncio.create_task(wait_closed(asyncio.create_task(close()), 7.0, clock))
        await clock.until(waiting.done)
        assert clock.now() < 10
        await clock.until(lambda: freed)

    asyncio.run(work())
    assert [record.getMessage() for record in caplog.records] == ["a part did not stop"]
