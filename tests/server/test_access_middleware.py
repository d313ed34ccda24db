import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from envcheck.server import access_middleware
from envcheck.server.access import LOCAL_NAMES, Access
from envcheck.server.access_middleware import AccessMiddleware
from envcheck.server.problem import Problem
from envcheck.server.rate_limiter import RateLimiter

LOCAL = Access(hosts=LOCAL_NAMES)


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Says hello."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]})
    await send({"type": "http.response.body", "body": b"hello"})


def asked(
    through: AccessMiddleware, path: str = "/", client: str = "192.0.2.1", scheme: str = "http", **headers: str
) -> tuple[int, Mapping[bytes, bytes], bytes]:
    """Status, headers and body of an answer."""
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    coded = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "headers": coded, "scheme": scheme, "client": (client, 5000)}
    asyncio.run(through(scope, None, send))  # type: ignore[arg-type]  # nothing is received here
    return told[0]["status"], dict(told[0]["headers"]), told[1]["body"]


def test_what_may_pass_is_answered_and_kept_by_nobody() -> None:
    status, headers, body = asked(AccessMiddleware(app, LOCAL, RateLimiter(60), 100), host="localhost:1")
    assert (status, body, headers[b"x-own"]) == (200, b"hello", b"1")
    assert {name: headers[name] for name, _ in access_middleware.ALWAYS} == dict(access_middleware.ALWAYS)


def test_what_is_the_same_for_everybody_says_by_itself_how_long_it_is_kept() -> None:
    async def kept(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"Cache-Control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    _, headers, _ = asked(AccessMiddleware(kept, LOCAL, RateLimiter(60), 100), host="localhost:1")
    assert headers[b"Cache-Control"] == b"no-cache"
    assert b"cache-control" not in headers
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize(
    "headers",
    [{}, {"host": "evil.example"}, {"host": "localhost", "origin": "http://evil.example"}, {"host": "\xff\xfe"}],
)
def test_what_may_not_never_reaches_the_application(headers: dict[str, str]) -> None:
    status, told, body = asked(AccessMiddleware(app, LOCAL, RateLimiter(60), 100), **headers)
    assert (status, told[b"content-type"]) == (403, b"application/problem+json")
    assert told[b"content-length"] == str(len(body)).encode()
    assert told[b"cache-control"] == b"no-store"


def test_each_client_has_a_quota_of_its_own() -> None:
    through = AccessMiddleware(app, Access(), RateLimiter(4), 100)
    assert [asked(through)[0] for _ in range(3)] == [200, 429, 429]
    assert asked(through, client="192.0.2.2")[0] == 200
    assert asked(through, "/metrics")[0] == 200


def test_the_parts_of_a_page_are_not_counted() -> None:
    through = AccessMiddleware(app, Access(), RateLimiter(4), 100)
    assert [asked(through, "/web/element.js")[0] for _ in range(100)] == [200] * 100


def test_a_page_of_an_allowed_origin_can_read_that_it_has_to_wait() -> None:
    through = AccessMiddleware(app, Access(origins=frozenset({"https://clinic.test"})), RateLimiter(4), 100)
    told = [asked(through, origin="https://clinic.test") for _ in range(3)][-1]
    assert (told[0], told[1][b"access-control-allow-origin"]) == (429, b"https://clinic.test")
    assert told[1][b"access-control-expose-headers"] == b"Retry-After"
    assert b"access-control-allow-origin" not in asked(through)[1]


def test_a_refused_page_costs_the_therapist_no_quota() -> None:
    through = AccessMiddleware(app, LOCAL, RateLimiter(4), 100)
    for _ in range(20):
        assert asked(through, host="evil.example")[0] == 403
    assert asked(through, host="localhost")[0] == 200


def test_the_scheme_counts_where_a_page_is_the_servers_own() -> None:
    through = AccessMiddleware(app, LOCAL, RateLimiter(600), 100)
    assert asked(through, host="localhost", origin="https://localhost")[0] == 403
    assert asked(through, scheme="https", host="localhost", origin="https://localhost")[0] == 200


def test_a_reader_that_takes_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_middleware, "SEND_SECS", 0.01)

    async def stuck(message: Any) -> None:
        await asyncio.Event().wait()

    scope: dict[str, Any] = {"type": "http", "path": "/", "headers": [], "scheme": "http", "client": None}
    with pytest.raises(TimeoutError):
        asyncio.run(AccessMiddleware(app, Access(), RateLimiter(60), 100)(scope, None, stuck))  # type: ignore[arg-type]


class Sending:
    """A client that sends its body in parts of ten bytes."""

    def __init__(self, parts: int) -> None:
        self.left = parts
        self.told: list[Any] = []

    async def receive(self) -> Any:
        self.left -= 1
        return {"type": "http.request", "body": b"x" * 10, "more_body": self.left > 0}

    async def send(self, message: Any) -> None:
        self.told.append(message)

    def through(self, answering: Any) -> Mapping[bytes, bytes]:
        """The headers of the answer."""
        headers = [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")]
        scope = {"type": "http", "path": "/", "headers": headers, "scheme": "http", "client": None}
        asyncio.run(AccessMiddleware(answering, LOCAL, RateLimiter(60), 100)(scope, self.receive, self.send))
        return dict(self.told[0]["headers"])


async def reading(scope: Any, receive: Any, send: Any) -> None:
    """Reads all there is before it says hello."""
    while (await receive())["more_body"]:
        pass
    await app(scope, receive, send)


def test_no_more_is_taken_of_a_body_than_the_limit_whoever_reads_it() -> None:
    whole, endless = Sending(10), Sending(1000)
    assert b"connection" not in whole.through(reading)
    with pytest.raises(Problem, match="100 bytes") as problem:
        endless.through(reading)
    assert (problem.value.status, 1000 - endless.left) == (413, 11)


def test_a_connection_over_which_a_body_still_comes_ends_with_the_answer() -> None:
    unread = Sending(1000)
    assert unread.through(app)[b"connection"] == b"close"
    assert unread.left == 1000


def test_a_connection_ends_where_it_is_not_clear_where_a_body_does() -> None:
    headers = [(b"host", b"localhost"), (b"transfer-encoding", b"chunked"), (b"content-length", b"5")]
    scope = {"type": "http", "path": "/", "headers": headers, "scheme": "http", "client": None}
    sending = Sending(3)
    asyncio.run(AccessMiddleware(reading, LOCAL, RateLimiter(60), 100)(scope, sending.receive, sending.send))
    assert dict(sending.told[0]["headers"])[b"connection"] == b"close"


@pytest.mark.parametrize(
    "host",
    ["localhost#.evil", "localhost/evil", "evil@localhost", "localhost:99999999", "[::1", "local host", "localhost?"],
)
def test_a_name_is_one_as_browsers_send_it(host: str) -> None:
    through = AccessMiddleware(app, LOCAL, RateLimiter(60), 100)
    assert asked(through, host=host)[0] == 403
    for good in ("localhost", "LOCALHOST:8765", "127.0.0.1", "[::1]:8765"):
        assert asked(through, host=good)[0] == 200


def test_what_is_no_request_passes() -> None:
    seen: list[str] = []

    async def lifespan(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(AccessMiddleware(lifespan, LOCAL, RateLimiter(1), 100)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
