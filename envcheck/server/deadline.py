"""Waiting that has an end: what does not stop in time is named in the log, and left."""

import asyncio
import logging
from collections.abc import Collection
from typing import Any

log = logging.getLogger(__name__)


async def over(tasks: Collection[asyncio.Task[Any]], secs: float) -> None:
    """Waits until all tasks are over, whatever came of them; those that are not after so many seconds are left.

    Args:
        tasks: what is waited for; what is left of them is cancelled (once more).
        secs: how long.
    """
    if not tasks:
        return
    _, left = await asyncio.wait(tasks, timeout=secs)
    for task in left:
        log.error("a part did not stop", extra={"told": {"part": _name(task), "at": _place(task)}})
        task.cancel()


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
