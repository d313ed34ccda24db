"""The command and its HTTP: who may ask, what a page reads, and how it leaves."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from envcheck_janus.app import create_app
from envcheck_janus.cli import main
from envcheck_janus.observations import Observations
from envcheck_janus.settings import JanusSettings

from envcheck.settings import Settings
from plugins.janus.real_janus import PIN, PROGRAM, SECRET, free_port, real_janus

PLUGIN = Path(__file__).parents[3] / "plugins" / "janus"
TOKEN = "a-token-of-the-vendor"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
STOP_SECS, READ_SECS = 120.0, 300.0


def environ(url: str, **others: str) -> dict[str, str]:
    own = {"URL": url, "ROOMS": "lobby-*", "TOKEN": TOKEN, "LISTEN": "127.0.0.1:0", "PIN": PIN, **others}
    return {f"ENVCHECK_JANUS_{key}": value for key, value in own.items()}


@contextmanager
def command(variables: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """`envcheck-janus` as a process of its own."""
    path = os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-m", "envcheck_janus"],
        env={**os.environ, **variables, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def place(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().split()[-1]


@pytest.mark.slow
def test_with_janus_away_it_answers_at_once_and_tells_the_end_when_it_is_stopped() -> None:
    with command(environ(f"ws://127.0.0.1:{free_port()}/")) as process:
        with httpx.Client(base_url=place(process), timeout=READ_SECS) as client:
            begun = client.post("/v1/observe", json={"room": "lobby-1", "lang": "fr"}, headers=BEARER)
            assert begun.status_code == 201
            with client.stream("GET", begun.json()["events"]) as events:
                lines = events.iter_lines()
                assert next(lines) == ": here"
                process.send_signal(signal.SIGTERM)
                told = [line for line in lines if line.startswith(("event", "data"))]
        assert process.wait(STOP_SECS) == 0
        _, said = process.communicate()
    assert [line for line in told if line.startswith("event")] == ["event: hello", "event: verdict", "event: end"]
    assert '"reason":"stopping"' in told[-1]
    assert "La vérification" in told[-1]
    assert "Janus cannot be reached at present" in said
    secret = begun.headers["Location"].rpartition("/")[2]
    assert not [word for word in (secret, TOKEN, "lobby", PIN) if word in said]


@pytest.mark.slow
@pytest.mark.skipif(not PROGRAM.is_file(), reason="needs Debian's janus")
def test_a_secret_that_janus_refuses_is_one_sentence() -> None:
    with real_janus() as server, command(environ(server.url, API_SECRET="not-it")) as process:
        out, said = process.communicate(timeout=STOP_SECS)
    assert (process.returncode, out) == (3, "")
    assert said == "envcheck-janus: Janus refuses our secret or token (403).\n"
    assert SECRET not in said


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        ({"ENVCHECK_JANUS_ROOMS": ""}, "rooms: name the lobbies by a pattern such as lobby-*"),
        ({"ENVCHECK_JANUS_TOKEN": ""}, "token: give the secret of those who may ask"),
        ({"ENVCHECK_PROFLE": "x"}, "there is no setting 'profle'; did you mean 'profile'?"),
    ],
)
def test_it_refuses_to_start_as_one_sentence(
    variables: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (environ("ws://127.0.0.1:1/") | variables).items():
        monkeypatch.setenv(name, value)
    assert main([]) == 3
    out, said = capsys.readouterr()
    assert not out
    assert said.startswith("envcheck-janus: ")
    assert why in said
    assert len(said.splitlines()) == 1


def settings(**others: object) -> JanusSettings:
    nowhere = f"ws://127.0.0.1:{free_port()}/"
    return JanusSettings.model_validate({"url": nowhere, "rooms": "lobby-*", "token": TOKEN, **others})


def asked(*requests: tuple[str, str, Mapping[str, Any]], **others: object) -> list[httpx.Response]:
    """The answers to requests, one after another."""

    async def work() -> list[httpx.Response]:
        chosen = settings(**others)
        observations = Observations(chosen, Settings.model_validate({"select": ["PIC101"]}))
        transport = httpx.ASGITransport(create_app(chosen, observations))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            answers = [await client.request(method, path, **rest) for method, path, rest in requests]
        await observations.leave()
        return answers

    return asyncio.run(work())


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ({"json": {"room": "lobby-1"}}, 401),
        ({"json": {"room": "lobby-1"}, "headers": {"Authorization": "Bearer other"}}, 401),
        ({"json": {"room": "therapy"}, "headers": BEARER}, 403),
        ({"json": {"room": "lobby-1"}, "headers": BEARER}, 201),
        ({"json": {"room": "lobby-1", "lang": "tlh"}, "headers": BEARER}, 422),
        ({"json": {"room": "lobby-1", "profile": "none"}, "headers": BEARER}, 422),
        ({"json": {"room": ["lobby-1"]}, "headers": BEARER}, 422),
        ({"json": {"room": "lobby-1", "colour": 1}, "headers": BEARER}, 422),
        ({"content": b'{"room": "lobby-' + b"1" * 5000 + b'"}', "headers": BEARER}, 422),
        ({"content": b"", "headers": BEARER}, 422),
    ],
)
def test_who_may_have_which_room_looked_at(rest: dict[str, Any], status: int) -> None:
    (answer,) = asked(("POST", "/v1/observe", rest))
    assert answer.status_code == status
    if status != 201:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["title"].endswith(".")


def test_more_than_there_is_room_for_are_told_when_to_come_back() -> None:
    wish = ("POST", "/v1/observe", {"json": {"room": "lobby-1"}, "headers": BEARER})
    first, second = asked(wish, wish, observations=1)
    assert (first.status_code, second.status_code, second.headers["Retry-After"]) == (201, 503, "15")


def test_only_who_knows_the_address_reads() -> None:
    answers = asked(
        ("GET", "/observers/guessed/events", {}),
        ("POST", "/observers/guessed/quiet-test", {}),
        ("DELETE", "/observers/guessed", {}),
        ("GET", "/healthz", {}),
    )
    assert [answer.status_code for answer in answers] == [404, 404, 404, 204]


def test_a_page_of_another_origin_reads_where_it_is_allowed_and_asks_for_nothing() -> None:
    page, other = {"Origin": "https://meet.example.org"}, {"Origin": "https://evil.example.org"}
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    allowed, refused, asking = asked(
        ("GET", "/healthz", {"headers": page}),
        ("GET", "/healthz", {"headers": other}),
        ("OPTIONS", "/v1/observe", {"headers": page | ask}),
        origins="https://meet.example.org",
    )
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://meet.example.org"
    assert "Access-Control-Allow-Origin" not in refused.headers
    assert asking.status_code == 400


def test_what_is_stopped_is_told_to_be_over_and_read_once_more() -> None:
    async def work() -> None:
        chosen = settings()
        observations = Observations(chosen, Settings.model_validate({"select": ["PIC101"]}))
        transport = httpx.ASGITransport(create_app(chosen, observations))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            begun = (await client.post("/v1/observe", json={"room": "lobby-1"}, headers=BEARER)).json()
            assert (await client.post(begun["quiet_test"])).status_code == 202
            assert (await client.delete(begun["self"])).status_code == 204
            told = (await client.get(begun["events"])).text
            assert told.startswith(": here\n\nid: 1\nevent: hello\n")
            assert told.endswith("\n\n")
            assert '"reason":"closed"' in told
            again = await client.get(begun["events"], headers={"Last-Event-ID": "3"})
            assert again.status_code == 204
        await observations.leave()

    asyncio.run(work())
