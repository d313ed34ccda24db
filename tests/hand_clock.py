"""A clock whose time passes only when a test says so."""

import asyncio
import heapq
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any

from envcheck.watch.clock import Clock

BEGINNING = datetime(2026, 11, 30, 20, 57, tzinfo=timezone(timedelta(hours=1)))
"""When its time begins."""

TURNS = 20
"""Turns of the event loop in which everything that has fallen due does its part."""

STEP = 0.02


class HandClock(Clock):
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self._now = 0.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = count()

    def now(self) -> float:
        return self._now

    def date(self) -> datetime:
        return BEGINNING + timedelta(seconds=self._now)

    async def sleep(self, secs: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self._now + secs, next(self._number), woken))
        await woken

    async def advance(self, secs: float) -> None:
        """Lets so many seconds pass; whoever sleeps is woken at the right moment, and works at once."""
        end = self._now + secs
        await _turns()
        while self._sleeping and self._sleeping[0][0] <= end:
            due, _, woken = heapq.heappop(self._sleeping)
            if not woken.done():  # who slept may have been cancelled
                self._now = max(self._now, due)
                woken.set_result(None)
                await _turns()
        self._now = end

    async def stand_still(self, secs: float) -> None:
        """Lets so many seconds pass in which nobody does anything, as where a process is stopped."""
        self._now += secs
        await self.advance(0.0)

    async def until(self, true: Callable[[], object], most_secs: float = 60.0) -> None:
        """Lets time pass until it is true."""
        end = self._now + most_secs
        while not true():
            assert self._now < end, "in vain"
            await self.advance(STEP)


async def _turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


class AtOnce(Executor):
    """Does the work where it is submitted, so that no thread has to be waited for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done
