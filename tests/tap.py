"""Stands between any WHIP client and the server: hears what is told of each session, and may make the way bad."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from relay import Relay, Way

LEFT_OUT = ("host", "content-length", "transfer-encoding", "connection", "content-encoding", "date", "server")
"""Headers that are those of one connection."""

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]


@dataclass
class Heard:
    """One session.

    Attributes:
        path: of the session.
        told: what the server told, each with the seconds since the offer came.
        relay: what carries its media, where the way is bad.
        over: its messages have ended.
    """

    path: str
    begun: float
    relay: Relay | None = None
    told: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    over: bool = False

    def of(self, kind: str) -> list[tuple[float, dict[str, Any]]]:
        """All messages of a type."""
        return [(secs, one) for secs, one in self.told if one["type"] == kind]

    @property
    def frames(self) -> int:
        """Pictures that were looked at or could have been."""
        return max((one["frames"] for _, one in self.of("progress")), default=0)

    @property
    def codes(self) -> set[str]:
        """Faults that were told, ever."""
        return {one["code"] for _, one in self.of("finding")}

    @property
    def verdict(self) -> str:
        """The last one."""
        return next((str(one["verdict"]) for _, one in reversed(self.of("verdict"))), "none")


class Tap:
    """An HTTP server before another one.

    Args:
        server: the other one's URL.
        way: how media is carried; None for as the client and the server find it.

    Attributes:
        heard: the sessions so far.
    """

    def __init__(self, server: str, way: Way | None = None) -> None:
        self.heard: list[Heard] = []
        self._server, self._way = server, way
        self._http = httpx.AsyncClient(timeout=None)
        self._listening: set[asyncio.Task[None]] = set()
        self.app = FastAPI(openapi_url=None)
        self.app.add_api_route("/{path:path}", self._pass_on, methods=METHODS)

    async def _pass_on(self, request: Request) -> Response:
        begun, body = time.monotonic(), await request.body()
        relay = Relay(self._way, seed=len(self.heard)) if self._way and request.method == "POST" else None
        if relay and body.startswith(b"v=0"):
            await relay.open()
            body = relay.far.standing_in(body.decode()).encode()
        headers = [(name, value) for name, value in request.headers.items() if name not in LEFT_OUT]
        url = f"{self._server}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
        asked = self._http.build_request(request.method, url, headers=headers, content=body)
        answer = await self._http.send(asked, stream=True)
        kept = {name: value for name, value in answer.headers.items() if name not in LEFT_OUT}
        if "text/event-stream" in answer.headers.get("content-type", ""):
            return StreamingResponse(answer.aiter_raw(), answer.status_code, kept)
        given = await answer.aread()
        if answer.status_code == 201:
            if relay:
                relay.far.faces(given.decode())
                given = relay.near.standing_in(given.decode()).encode()
            self._listen(Heard(answer.headers["location"], begun, relay))
        return Response(given, answer.status_code, kept)

    def _listen(self, one: Heard) -> None:
        self.heard.append(one)
        task = asyncio.create_task(self._hear(one))
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)

    async def _hear(self, one: Heard) -> None:
        try:
            async for message in self._messages(f"{self._server}{one.path}/events"):
                one.told.append((time.monotonic() - one.begun, message))
        finally:
            one.over = True
            if one.relay:
                one.relay.close()

    async def _messages(self, url: str) -> AsyncIterator[dict[str, Any]]:
        async with self._http.stream("GET", url) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line[6:])


@contextmanager
def tapped(server: str, way: Way | None = None) -> Iterator[tuple[Tap, str]]:
    """A tap before a server, in a thread of its own; gives its URL as well."""
    tap = Tap(server, way)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(tap.app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield tap, f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join(30)


def wait_for(fits: Any, secs: float) -> bool:
    """Waits until something holds, and gives whether it does."""
    end = time.monotonic() + secs
    while not (held := bool(fits())) and time.monotonic() < end:
        time.sleep(0.05)
    return held
