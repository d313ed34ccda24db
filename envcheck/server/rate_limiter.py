"""How often one client may ask: a token bucket for each, and a bound on how many clients are remembered."""

from collections import OrderedDict

MOST_CLIENTS = 10_000
"""Remembered at once; the one that asked longest ago is forgotten first, and was refilled long before."""


class RateLimiter:
    """Lets each client ask so many times a minute, in bursts of a quarter of that.

    Args:
        per_minute: requests that are answered.

    Raises:
        ValueError: it is not positive.
    """

    def __init__(self, per_minute: float) -> None:
        if not per_minute > 0:
            raise ValueError("the rate must be positive")
        self._per_second = per_minute / 60
        self._burst = max(1.0, per_minute / 4)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def acquire(self, client: str, now: float) -> float:
        """Counts one request at `now` seconds.

        Returns:
            0 where it may be answered, else the seconds after which the next one may.
        """
        left, then = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._per_second)
        allowed = left >= 1
        self._left[client] = (left - allowed, now)
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._per_second
