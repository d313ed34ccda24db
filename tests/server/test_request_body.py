import asyncio
from typing import Any

import pytest

from envcheck.server import request_body
from envcheck.server.problem import Problem
from envcheck.server.request_body import MOST_LARGE, SMALL_BYTES, BodyBudget, RequestBody

LARGEST = 4 * SMALL_BYTES
SENT: dict[str, Any] = {"headers": [(b"Transfer-Encoding", b"chunked")]}


def body_of(budget: BodyBudget, *sizes: int, secs: float = 0.0) -> RequestBody:
    """A body that comes in parts of these sizes, each after so many seconds, and does not end."""
    left = list(sizes)

    async def receive() -> Any:
        await asyncio.sleep(secs)
        if not left:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": bytes(left.pop(0)), "more_body": True}

    return RequestBody(SENT, receive, budget)


def take(body: RequestBody, parts: int) -> None:
    async def taking() -> None:
        for _ in range(parts):
            await body.receive()

    asyncio.run(taking())


def test_what_all_bodies_hold_is_bounded_and_free_again_when_they_are_over() -> None:
    budget = BodyBudget(LARGEST)
    bodies = [body_of(budget, LARGEST) for _ in range(MOST_LARGE + 2)]  # the first bytes of each are not counted
    for body in bodies[:-1]:
        take(body, 1)
    with pytest.raises(Problem, match="Too much is being sent") as problem:
        take(bodies[-1], 1)
    assert (problem.value.status, problem.value.headers["Retry-After"]) == (503, "5")
    take(body_of(budget, SMALL_BYTES), 1)  # an offer is taken all the same
    for body in bodies:
        body.free()
        body.free()
    assert budget.held == 0
    take(body_of(budget, LARGEST), 1)


def test_no_more_is_taken_of_one_body_than_the_limit() -> None:
    with pytest.raises(Problem, match=f"More than {LARGEST} bytes"):
        take(body_of(BodyBudget(LARGEST), LARGEST, 1), 2)


def test_a_body_that_never_ends_has_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "FIRST_SECS", 0.05)
    with pytest.raises(Problem, match="too slowly") as problem:
        take(body_of(BodyBudget(LARGEST), 1, 1), 3)
    assert problem.value.status == 408


def test_each_byte_that_comes_buys_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "FIRST_SECS", 0.5)
    monkeypatch.setattr(request_body, "LEAST_RATE", 1)
    take(body_of(BodyBudget(LARGEST), *[100] * 10, secs=0.1), 10)


def test_a_client_that_leaves_is_waited_for_without_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "FIRST_SECS", 0.0)

    async def gone() -> Any:
        await asyncio.sleep(0.05)
        return {"type": "http.disconnect"}

    take(RequestBody({"headers": []}, gone, BodyBudget(LARGEST)), 1)
