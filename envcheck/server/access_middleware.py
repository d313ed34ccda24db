"""What every request passes before it is answered: is it meant for this server, and does it not ask too often?

A web page that has its own name point at this machine, or that asks across origins, must not use a therapist's own
server behind the therapist's back.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from math import ceil
from typing import Any

from envcheck.server.access import Access, Refused
from envcheck.server.listener import client_of
from envcheck.server.path_prefix import own_path
from envcheck.server.problem import MEDIA_TYPE, Problem
from envcheck.server.rate_limiter import RateLimiter
from envcheck.server.request_body import BodyBudget, Message, Receive, RequestBody

Scope = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SEND_SECS = 20.0
"""A reader that takes nothing for so long is cut off."""

ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
"""On every answer: a session's address is a secret, so nothing may keep it or pass it on. What is for everybody says
by itself how long it is kept."""

CLOSING = (b"connection", b"close")
"""On an answer that is given before the body has come: what is still sent of it is not read."""

PROBES = ("/healthz", "/readyz")
"""Answered whatever host they name: those who balance and watch a server ask by its address, or name none, and the
answers tell nothing that a page could use."""

UNCOUNTED = ("/metrics", "/web/")
"""How paths begin that are asked often by those who run a server, or by one page: somebody who reloads it a few times
should not find it broken."""


class AccessMiddleware:
    """ASGI middleware.

    Args:
        app: answers what may pass.
        access: by which names, and from which pages.
        quota: how often.
        largest: bytes that are taken of any body, whoever reads it.
    """

    def __init__(self, app: App, access: Access, quota: RateLimiter, largest: int) -> None:
        self._app = app
        self._access = access
        self._quota = quota
        self._budget = BodyBudget(largest)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or refuses it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        body = RequestBody(scope, receive, self._budget)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _completed(message.get("headers", ()), body.is_unread)
            async with asyncio.timeout(SEND_SECS):
                await send(message)

        try:
            if own_path(scope) not in PROBES:
                self._verify(scope)
        except Problem as problem:
            return await _refuse(problem, sent)
        try:
            await self._app(scope, body.receive, sent)
        finally:
            body.free()

    def _verify(self, scope: Scope) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get("origin")
        try:
            self._access.verify_place(headers.get("host"), origin, scope["scheme"])
        except Refused as refused:
            raise Problem(HTTPStatus.FORBIDDEN, str(refused)) from None
        client = client_of((scope.get("client") or ("",))[0])
        wait = 0.0 if own_path(scope).startswith(UNCOUNTED) else self._quota.acquire(client, time.monotonic())
        if wait:
            detail = "You ask more often than is answered here. Please wait a moment."
            exposed = {"access-control-expose-headers": "Retry-After", "vary": "origin"}
            readable = {"access-control-allow-origin": origin, **exposed} if origin else {}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, {"retry-after": str(ceil(wait)), **readable})


def _completed(headers: Iterable[tuple[bytes, bytes]], is_closing: bool) -> list[tuple[bytes, bytes]]:
    given = list(headers)
    named = {name.lower() for name, _ in given}
    return [*given, *(one for one in ALWAYS if one[0] not in named), *((CLOSING,) if is_closing else ())]


async def _refuse(problem: Problem, send: Send) -> None:
    headers = {"content-type": MEDIA_TYPE, "content-length": str(len(problem.body)), **problem.headers}
    coded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": problem.status.value, "headers": coded})
    await send({"type": "http.response.body", "body": problem.body})
