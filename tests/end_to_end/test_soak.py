"""Sessions one after another: what the server holds is the same after as before."""

import asyncio

import pytest

import soak
from serving import served


def test_twenty_sessions_leave_nothing_behind() -> None:
    with served(environ={"ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "1000000", "ENVCHECK_DEBUG": "1"}) as server:
        held = asyncio.run(soak.soaked(server.url, server.process.pid, sessions=20, every=20, warm_up=5))
    assert [one.sessions for one in held] == [0, 20]
    assert not soak.faults(held), held


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (soak.Held(100, 127.0, 20, 5, 3), ""),
        (soak.Held(100, 129.0, 20, 5, 3), "memory"),
        (soak.Held(100, 100.0, 21, 5, 3), "descriptors"),
        (soak.Held(100, 100.0, 20, 9, 3), ""),
        (soak.Held(100, 100.0, 20, 10, 3), "threads"),
        (soak.Held(100, 100.0, 20, 5, 4), "tasks"),
    ],
)
def test_growth_is_told(last: soak.Held, said: str) -> None:
    assert "".join(soak.faults([soak.Held(0, 100.0, 20, 5, 3), last])).partition(" ")[0] == said
