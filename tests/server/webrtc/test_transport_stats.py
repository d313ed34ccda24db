"""The way to a client, measured while its session may end at any moment."""

import asyncio
from types import SimpleNamespace
from typing import Any

from envcheck.server.webrtc import transport_stats


def test_a_cancellation_that_comes_together_with_the_answer_is_no_less_one() -> None:
    """`asyncio.wait_for` of Python 3.11 gave the answer instead, and the session went on for ever."""

    async def work() -> bool:
        answered = asyncio.get_running_loop().create_future()

        async def request(*_: Any, **__: Any) -> None:
            await answered

        receiver = SimpleNamespace(remote_password="x", build_request=lambda *_, **__: None)
        pair: Any = SimpleNamespace(protocol=SimpleNamespace(receiver=receiver, request=request), remote_addr=None)

        async def measuring() -> None:
            await transport_stats._round_trip(pair, pair)
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        task = asyncio.create_task(measuring())
        for _ in range(5):
            await asyncio.sleep(0)
        answered.set_result(None)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(work())
