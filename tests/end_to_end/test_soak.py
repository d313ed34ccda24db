"""Sessions that come and go: what the server holds is the same after as before."""

import asyncio
from dataclasses import replace

import pytest

import soak
from serving import served
from soak import Sample


@pytest.mark.slow
def test_sessions_that_come_and_go_leave_nothing_behind() -> None:
    with served(environ=soak.surroundings(3, silent_secs=5.0)) as server:
        work = soak.soaked(server.url, server.process.pid, 9.0, 3, warm_up=3.0, every=1.0, say=lambda sample: None)
        done, samples, wrong = asyncio.run(work)
    assert done.ways.total() >= 3
    assert samples
    assert not wrong, samples


def hour(**growth: float) -> list[Sample]:
    """An hour in which sessions come and go, and what is named grows by so much."""
    samples = []
    for number in range(721):
        sessions, share = number * 7 % 5, number / 720
        held = Sample(number * 5.0, sessions, 300 + 10 * sessions, 20 + 4 * sessions, 9 * sessions, 9 + sessions)
        more = {name: getattr(held, name) + most * share for name, most in growth.items()}
        samples.append(replace(held, **more))
    return samples


@pytest.mark.parametrize("of", soak.LIMITS)
def test_growth_is_found_beneath_what_sessions_hold(of: str) -> None:
    limit = soak.LIMITS[of]
    most = max(limit.an_hour, limit.slack)
    assert not soak.growth(hour(**{of: 0.9 * most}))
    (told,) = soak.growth(hour(**{of: 1.1 * most}))
    assert told.startswith(f"{of} grows by {1.1 * most:.1f} an hour")
    assert soak.slope(hour(**{of: 5.0}), of) == pytest.approx(5.0)


def test_what_comes_once_in_a_short_time_is_no_slope() -> None:
    samples = [Sample(float(number), 3, 300.0 + number, 20, 9, 9) for number in range(20)]
    assert soak.slope(samples, "memory") > 1000
    assert not soak.growth(samples)


@pytest.mark.parametrize(
    ("of", "most"), [("sessions", 0), ("descriptors", 0), ("tasks", 0), ("threads", 4), ("memory", 1000)]
)
def test_what_is_left_is_told(of: str, most: int) -> None:
    before = Sample(0.0, 0, 300.0, 9, 3, 4)
    assert not soak.leftovers(before, replace(before, **{of: getattr(before, of) + most}))
    if of != "memory":
        (told,) = soak.leftovers(before, replace(before, **{of: getattr(before, of) + most + 1}))
        assert told.startswith(f"{of}: {getattr(before, of)} before")
