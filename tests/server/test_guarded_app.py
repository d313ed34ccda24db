"""Who may ask the application for what: tokens, places, pages of other origins, and how often."""

import asyncio
import logging
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest

from envcheck.server.access import LOCAL_NAMES, Access, SignedTokens, tokens_in
from envcheck.settings import ServerSettings, Settings
from front_desk import HOST, PROBLEM, SDP, Desk, desk, offer

TOKEN, READER, MAKER = "k7Qe-creates-and-reads", "k7Qe-only-reads-this", "k7Qe-only-creates-this"
SECRET = "a-secret-of-thirty-two-characters!"
CLINIC = "https://clinic.example.org"
TOKENS = tokens_in(f"{TOKEN}\n{READER} read\n{MAKER} create", "tokens")
ACCESS = Access(TOKENS, SignedTokens(SECRET, "HS256", "envcheck"), LOCAL_NAMES, frozenset({CLINIC}))


@pytest.fixture
def guarded() -> Iterator[Desk]:
    with desk(Settings(server=ServerSettings(origins=(CLINIC,))), ACCESS) as opened:
        yield opened


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def signed(**claims: Any) -> str:
    told = {"aud": "envcheck", "exp": int(time.time()) + 3600, "scope": "create read"} | claims
    return jwt.encode(told, SECRET, "HS256")


OPEN = {
    *(("GET", "/whip"), ("HEAD", "/whip"), ("OPTIONS", "/whip"), ("GET", "/healthz"), ("GET", "/readyz")),
    *(("GET", "/"), ("GET", "/embed"), ("GET", "/web/page.js"), ("GET", "/web/words/en.json")),
    ("GET", "/web/manifest.webmanifest"),
}
ASKED = [
    *(("GET", f"/v1/{what}") for what in ("checks", "checks/LIT103", "live-schema")),
    *(("POST", "/whip"), ("POST", "/v1/check"), ("GET", "/metrics")),
    *(("GET", f"/whip/sessions/none/{what}") for what in ("report", "events", "baseline")),
    *(("PUT", f"/whip/sessions/none/{what}") for what in ("baseline", "sender")),
    *(("DELETE", "/whip/sessions/none"), ("PATCH", "/whip/sessions/none"), ("POST", "/whip/sessions/none/quiet-test")),
]


@pytest.mark.parametrize(("method", "url"), ASKED)
def test_without_a_token_it_is_not_known_who_asks(guarded: Desk, method: str, url: str) -> None:
    for headers in ({}, bearer("nobody-gave-me-this-one"), {"Authorization": "Basic dTpw"}):
        answer = guarded.ask(method, url, headers=headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "url"), sorted(OPEN))
def test_what_tells_nothing_needs_no_token(guarded: Desk, method: str, url: str) -> None:
    assert guarded.ask(method, url).status_code in (200, 204)


def test_every_route_was_thought_of(guarded: Desk) -> None:
    described = guarded.ask("GET", "/openapi.json").json()["paths"]
    named = (("none", "{session_id}"), ("LIT103", "{code}"), ("page.js", "{name}"), ("words/en", "words/{lang}"))
    known = {url for _, url in (*ASKED, *OPEN)}
    for example, name in named:
        known = {url.replace(example, name) for url in known}
    assert set(described) <= known


@pytest.mark.parametrize(
    ("method", "url", "token"),
    [("POST", "/whip", READER), ("GET", "/metrics", MAKER), ("POST", "/whip", signed(scope="read"))],
)
def test_a_token_of_another_scope_is_forbidden(guarded: Desk, method: str, url: str, token: str) -> None:
    answer = guarded.ask(method, url, headers=bearer(token))
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)


@pytest.mark.parametrize(
    "token", [signed(exp=1), signed(aud="somebody-else"), jwt.encode({"scope": "create"}, SECRET, "HS256"), "a.b.c"]
)
def test_a_signed_token_that_does_not_hold(guarded: Desk, token: str) -> None:
    assert guarded.ask("POST", "/whip", content=offer("video"), headers=SDP | bearer(token)).status_code == 401


@pytest.mark.parametrize("token", [TOKEN, MAKER, signed()])
def test_a_token_that_holds_begins_a_session(guarded: Desk, token: str) -> None:
    assert guarded.ask("POST", "/whip", content=offer("video"), headers=SDP | bearer(token)).status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", ""])
@pytest.mark.parametrize("url", ["/whip", "/v1/checks", "/nope"])
def test_a_name_that_was_made_to_point_here_is_refused(guarded: Desk, host: str, url: str) -> None:
    answer = guarded.ask("GET", url, headers={"Host": host} | bearer(TOKEN))
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)


PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


def test_a_page_that_may_ask_is_told_so(guarded: Desk) -> None:
    before = guarded.ask("OPTIONS", "/whip", headers=PREFLIGHT | {"Origin": CLINIC})
    assert before.status_code == 200, "a preflight carries no token"
    assert before.headers["Access-Control-Allow-Origin"] == CLINIC
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    assert "authorization" in before.headers["Access-Control-Allow-Headers"].lower()
    assert "Link" not in before.headers
    headers = SDP | bearer(TOKEN) | {"Origin": CLINIC}
    answer = guarded.ask("POST", "/whip", content=offer("video"), headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
    exposed = {name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}
    assert {"Location", "Link", "ETag"} <= exposed
    refused = guarded.ask("POST", "/whip", headers=SDP | {"Origin": CLINIC})
    assert (refused.status_code, refused.headers["Access-Control-Allow-Origin"]) == (401, CLINIC)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{CLINIC}.evil.example", f"http://{HOST}0"])
def test_a_page_that_may_not_is_refused_whatever_it_sends(guarded: Desk, origin: str) -> None:
    for method, more in (("OPTIONS", PREFLIGHT), ("POST", SDP), ("GET", {})):
        answer = guarded.ask(method, "/whip", headers=more | bearer(TOKEN) | {"Origin": origin})
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_of_the_server_itself_may_ask(guarded: Desk) -> None:
    assert guarded.ask("GET", "/v1/checks", headers=bearer(TOKEN) | {"Origin": f"http://{HOST}"}).status_code == 200


def test_a_client_that_asks_too_often_is_told_when_to_come_back() -> None:
    with desk(Settings(server=ServerSettings(requests_per_minute=8))) as slow:
        statuses = [slow.ask("GET", "/v1/checks").status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        answer = slow.ask("DELETE", "/whip/sessions/none")
        assert (answer.status_code, answer.headers["Content-Type"]) == (429, PROBLEM)
        assert 1 <= int(answer.headers["Retry-After"]) <= 8
        assert slow.ask("GET", "/healthz").status_code == 204, "whoever runs the server may ask as often as they like"


def test_no_secret_is_ever_logged(guarded: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    begun = guarded.ask("POST", "/whip", content=offer("video", "audio"), headers=SDP | bearer(TOKEN))
    guarded.ask("GET", f"{begun.headers['Location']}/report", headers=bearer(TOKEN))
    guarded.ask("PATCH", begun.headers["Location"], headers=bearer(TOKEN))
    guarded.ask("DELETE", begun.headers["Location"], headers=bearer(TOKEN))
    ours = [record for record in caplog.records if record.name.startswith("envcheck")]
    assert [record.getMessage() for record in ours] == ["session begun", "session over"]
    told = "\n".join(f"{record.getMessage()} {vars(record)}" for record in ours)
    for secret in (TOKEN, SECRET, begun.headers["Location"].rpartition("/")[2], begun.headers["ETag"].strip('"')):
        assert secret not in told


@pytest.mark.parametrize("headers", [{"Host": "10.0.0.7:8765"}, {"Host": ""}, {"Origin": "https://other.example.org"}])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_is_answered_whatever_host_it_names(path: str, headers: dict[str, str]) -> None:
    with desk(None, Access(tokens_in("k7Qe-creates-and-reads", "tokens"), hosts=LOCAL_NAMES)) as here:
        assert here.ask("GET", path, headers=headers).status_code == 204
        assert here.ask("GET", "/whip", headers=headers).status_code == 403


@pytest.mark.parametrize("ends", ["by itself", "after its time", "in a hurry"])
def test_a_server_that_drains_takes_no_more_and_keeps_what_it_has(ends: str) -> None:
    with desk(Settings(server=ServerSettings(silent_secs=1000))) as here:
        place = here.begin().headers["Location"]

        async def drain() -> None:
            draining = asyncio.ensure_future(here.sessions.drain(30))
            await here.clock.advance(29)
            assert not draining.done()
            assert (await here.asking("GET", "/readyz")).status_code == 503
            refused = await here.asking("POST", "/whip", content=VIDEO, headers=SDP)
            assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
            assert (await here.asking("GET", f"{place}/report")).status_code == 200
            if ends == "by itself":
                assert (await here.asking("DELETE", place)).status_code == 200
            if ends == "in a hurry":
                here.sessions.hurry()
            await here.clock.advance(2 if ends == "after its time" else 0.5)
            assert draining.done()

        VIDEO = offer("video")
        here.run(drain())
        assert len(here.sessions) == (ends != "by itself")


def test_a_server_is_ready_unless_it_starts_or_leaves() -> None:
    with desk() as here:
        warming: list[int] = []

        async def warm() -> None:
            task = asyncio.ensure_future(here.sessions.warm_up())
            await asyncio.sleep(0)
            warming.append((await here.asking("GET", "/readyz")).status_code)
            await task

        here.run(warm())
        assert (warming, here.ask("GET", "/readyz").status_code) == ([503], 204)
        here.run(here.sessions.close())
        assert here.ask("GET", "/readyz").status_code == 503
        assert here.ask("GET", "/healthz").status_code == 204
