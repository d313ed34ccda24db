"""Waiting that has an end: what does not stop in time is named in the log, and left."""

import asyncio
import logging
from collections.abc import Collection
from typing import Any

from envcheck.watch.clock import SYSTEM, Clock

log = logging.getLogger(__name__)

_closing: set[asyncio.Task[Any]] = set()
"""What goes on closing by itself: an event loop alone would not keep it."""


async def wait_all(tasks: Collection[asyncio.Task[Any]], secs: float, clock: Clock = SYSTEM) -> None:
    """Waits until all tasks are over, whatever came of them; those that are not after so many seconds are left.

    Args:
        tasks: what is waited for; what is left of them is cancelled (once more).
        secs: how long.
        clock: by which time.
    """
    for task in await wait_unfinished(tasks, secs, clock):
        _tell(task)
        task.cancel()


async def wait_closed(task: asyncio.Task[Any], secs: float, clock: Clock = SYSTEM) -> None:
    """Waits until something is closed, whatever came of it; what is not after so many seconds goes on by itself.

    Cancelled half way, it would keep for ever what it had yet to free: sockets, threads and all they hold.

    Args:
        task: what is waited for.
        secs: how long.
        clock: by which time.
    """
    for _ in await wait_unfinished([task], secs, clock):
        _tell(task)
        _closing.add(task)
        task.add_done_callback(_closing.discard)


async def wait_unfinished(
    tasks: Collection[asyncio.Task[Any]], secs: float, clock: Clock = SYSTEM
) -> list[asyncio.Task[Any]]:
    """Waits as `wait_all` does; gives those that are not over after so many seconds."""
    timer = asyncio.ensure_future(clock.sleep(secs))
    try:
        while (left := [task for task in tasks if not task.done()]) and not timer.done():
            await asyncio.wait([*left, timer], return_when=asyncio.FIRST_COMPLETED)
    finally:
        timer.cancel()
    return left


def _tell(task: asyncio.Task[Any]) -> None:
    log.error("a part did not stop", extra={"fields": {"part": _name(task), "at": _place(task)}})


def _name(task: asyncio.Task[Any]) -> str:
    return getattr(task.get_coro(), "__qualname__", "")


def _place(task: asyncio.Task[Any]) -> str:
    """Where it waits: file and line of the innermost coroutine that is none of asyncio's own."""
    awaited: Any = task.get_coro()
    place = ""
    while frame := getattr(awaited, "cr_frame", None):
        if frame.f_globals.get("__package__") != asyncio.__name__:
            place = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        awaited = awaited.cr_await
    return place
