"""An HTTP connection that a client cannot keep without asking for something."""

import asyncio
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from envcheck.server.problem import MEDIA_TYPE, Problem

HEADER_SECS = 10.0
"""A request's headers have to come within so many seconds, each request's anew."""


class HttpConnection(H11Protocol):
    """uvicorn's connection, which waits for the headers of a request as long as a client likes, with a deadline."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begins to wait for the first request."""
        super().connection_made(transport)
        self._wait_for_headers()

    def data_received(self, data: bytes) -> None:
        """Takes what has come; the first bytes of a request begin its time, its last header ends it."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._deadline is None:
            self._wait_for_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP, and closes."""
        problem = Problem(HTTPStatus.BAD_REQUEST, "This is not a request that can be read.")
        length = str(len(problem.body))
        headers = [("content-type", MEDIA_TYPE), ("content-length", length), ("connection", "close")]
        parts = (h11.Response(status_code=400, headers=headers), h11.Data(data=problem.body), h11.EndOfMessage())
        for part in parts:
            self.transport.write(self.conn.send(part) or b"")
        self.transport.close()

    def _wait_for_headers(self) -> None:
        self._deadline = self.loop.call_later(HEADER_SECS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.conn.their_state is h11.IDLE:
            self.transport.abort()
