"""The bodies of requests while they come: how large each may be, how long it may take, and how much all may hold."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from envcheck.server.body import too_large
from envcheck.server.problem import Problem

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

FIRST_SECS, LEAST_RATE = 20.0, 16_384
"""A body has to come within so many seconds, and one more for each so many bytes that have come: a picture of 20 MB may
take twenty minutes as long as it comes at all, and a body that only trickles is over soon."""

SMALL_BYTES = 131_072
"""Of any body that are always held: an offer is not refused because others send large pictures."""

MOST_LARGE = 4
"""Bodies of the largest size whose bytes are held at one time."""

RETRY_SECS = 5


class BodyBudget:
    """What all requests of one server may hold of their bodies.

    Args:
        largest: bytes that are taken of any body, whoever reads it.
    """

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.held = 0
        """Bytes beyond the first of each body, at present."""

    @property
    def most(self) -> int:
        """Bytes that may be held."""
        return MOST_LARGE * self.largest


class RequestBody:
    """One request's body: counted and timed as it comes.

    Args:
        scope: of the request.
        receive: gives its parts.
        budget: of all requests.

    Attributes:
        whole: all of it has come.
    """

    def __init__(self, scope: MutableMapping[str, Any], receive: Receive, budget: BodyBudget) -> None:
        names = {name.lower(): value for name, value in scope["headers"]}
        self.whole = names.get(b"content-length", b"0") == b"0" and b"transfer-encoding" not in names
        self._is_ambiguous = b"content-length" in names and b"transfer-encoding" in names
        self._receive = receive
        self._budget = budget
        self._taken = self._held = 0
        self._began: float | None = None

    async def receive(self) -> Message:
        """The next part.

        Raises:
            Problem: more has come than is taken of one body or of all, or too slowly.
        """
        if self.whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline()):
                message = await self._receive()
        except TimeoutError:
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, "The body came too slowly.") from None
        if message["type"] == "http.request":
            self.whole = not message.get("more_body", False)
            self._count(len(message.get("body", b"")))
        return message

    @property
    def is_unread(self) -> bool:
        """True where more of it may come, or where it is not clear where it ends (RFC 9112, section 6.3)."""
        return not self.whole or self._is_ambiguous

    def free(self) -> None:
        """Nothing of it is held any more."""
        self._budget.held -= self._held
        self._held = 0

    def _deadline(self) -> float:
        if self._began is None:
            self._began = asyncio.get_running_loop().time()
        return self._began + FIRST_SECS + self._taken / LEAST_RATE

    def _count(self, size: int) -> None:
        self._taken += size
        if self._taken > self._budget.largest:
            raise too_large(self._budget.largest)
        more = max(0, self._taken - SMALL_BYTES) - self._held
        if self._budget.held + more > self._budget.most:
            busy = "Too much is being sent just now. Please try again in a moment."
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, busy, {"Retry-After": str(RETRY_SECS)})
        self._budget.held += more
        self._held += more
