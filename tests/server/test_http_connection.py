import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from envcheck.server import http_connection
from envcheck.server.http_connection import HttpConnection

PATIENCE = 60.0
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Thinks for longer than a client may wait with its headers, and says hello."""
    await asyncio.sleep(1.2 * http_connection.HEADER_SECS)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


def serving(talk: Callable[[Client], Coroutine[Any, Any, None]], clients: int = 1) -> None:
    """Lets so many clients talk to a server whose patience is short."""

    async def run() -> None:
        config = uvicorn.Config(app, http=HttpConnection, lifespan="off", log_config=None)
        config.load()
        loop, state = asyncio.get_running_loop(), ServerState()
        server = await loop.create_server(lambda: HttpConnection(config, state, {}), "127.0.0.1", 0)
        address = server.sockets[0].getsockname()
        async with server, asyncio.timeout(PATIENCE):
            opened = [await asyncio.open_connection(*address[:2]) for _ in range(clients)]
            try:
                await asyncio.gather(*(talk(client) for client in opened))
            finally:
                for _, writer in opened:
                    writer.close()
            while state.connections:  # noqa: ASYNC110  # the server's own, and it tells nobody
                await asyncio.sleep(0.01)

    asyncio.run(run())


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_connection, "HEADER_SECS", 0.1)


@pytest.fixture
def unhurried(hurry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough for a client on a busy machine."""
    monkeypatch.setattr(http_connection, "HEADER_SECS", 3.0)


@pytest.mark.parametrize("said", [b"", b"G", GET[:-2]])
def test_a_client_that_never_ends_its_headers_is_let_go(said: bytes) -> None:
    async def talk(client: Client) -> None:
        client[1].write(said)
        with suppress(ConnectionResetError):
            assert await client[0].read() == b""

    serving(talk, clients=20)


def test_bytes_that_drip_in_buy_no_time() -> None:
    async def talk(client: Client) -> None:
        client[1].write(GET[:-2])
        with suppress(ConnectionError):
            while not client[0].at_eof():
                client[1].write(b"a:b\r\n")
                await client[1].drain()
                await asyncio.sleep(0.01)

    serving(talk, clients=3)


def test_the_headers_of_a_second_request_have_a_deadline_of_their_own(unhurried: None) -> None:
    async def talk(client: Client) -> None:
        client[1].write(GET)
        assert (await client[0].readuntil(b"hello")).startswith(b"HTTP/1.1 200")
        client[1].write(GET[:-2])
        assert await client[0].read() == b""

    serving(talk)


def test_what_is_asked_in_time_is_answered_however_long_that_takes(unhurried: None) -> None:
    async def talk(client: Client) -> None:
        for _ in range(2):
            client[1].write(GET)
            assert (await client[0].readuntil(b"hello")).startswith(b"HTTP/1.1 200")

    serving(talk)


def test_what_is_no_http_is_refused_in_the_form_of_all_refusals() -> None:
    async def talk(client: Client) -> None:
        client[1].write(b"\x16\x03\x01hello\r\n\r\n")
        told = await client[0].read()
        assert told.startswith(b"HTTP/1.1 400")
        assert b"application/problem+json" in told
        assert told.endswith(b"}")

    serving(talk)
