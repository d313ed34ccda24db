import pytest

from envcheck.server.rate_limiter import MOST_CLIENTS, RateLimiter


def test_a_burst_is_answered_and_then_the_rate_holds() -> None:
    quota = RateLimiter(per_minute=60)
    burst = [quota.acquire("a", 0.0) for _ in range(16)]

    assert burst[:15] == [0.0] * 15
    assert burst[15] == pytest.approx(1.0)
    assert quota.acquire("a", 0.5) == pytest.approx(0.5)
    assert quota.acquire("a", 1.0) == 0.0
    assert quota.acquire("a", 1.5) > 0


def test_clients_do_not_share() -> None:
    quota = RateLimiter(per_minute=4)
    assert quota.acquire("a", 0.0) == 0
    assert quota.acquire("a", 0.0) > 0
    assert quota.acquire("b", 0.0) == 0


def test_being_idle_gives_no_more_than_a_burst() -> None:
    quota = RateLimiter(per_minute=60)
    quota.acquire("a", 0.0)
    assert sum(quota.acquire("a", 10_000.0) == 0 for _ in range(30)) == 15


def test_no_more_clients_are_remembered_than_is_safe() -> None:
    quota = RateLimiter(per_minute=1)
    for number in range(MOST_CLIENTS + 50):
        quota.acquire(str(number), 0.0)
    assert len(quota._left) == MOST_CLIENTS


def test_a_rate_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="positive"):
        RateLimiter(per_minute=0)
