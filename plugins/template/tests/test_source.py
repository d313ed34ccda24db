"""Frames that are shown to the source are looked at, live."""

import asyncio

import numpy as np
from envcheck_template.source import Source

from envcheck.settings import Settings
from envcheck.watch import Watch


async def shown_until_told(source: Source, code: str) -> list[str]:
    """Codes that a watch tells, in order, up to this one; the source shows haze, five times as fast as live."""
    hazy = np.tile(np.linspace(150, 200, 640).astype(np.uint8)[None, :, None], (360, 1, 3))
    told: list[str] = []

    async def show() -> None:
        for number in range(3000):
            source.show(hazy, number / 4)
            await asyncio.sleep(0.05)

    async with asyncio.timeout(120), Watch(source, Settings(select=(code,))) as watch:
        showing = asyncio.create_task(show())
        async for message in watch.messages():
            if message.type == "finding":
                told.append(message.code)
                break
        showing.cancel()
    return told


def test_what_is_shown_is_judged_and_told() -> None:
    """The messages are those of `envcheck serve`; each goes to the therapist as JSON."""
    source = Source()
    assert asyncio.run(shown_until_told(source, "TPL101")) == ["TPL101"]
    arrived, dropped = source.frame_counts
    assert arrived > dropped
