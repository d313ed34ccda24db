import asyncio
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from envcheck.model.errors import ServerError, SettingsError
from envcheck.server.access import LOCAL_NAMES, OWN_EXTENSION, Access, SignedTokens, tokens_in
from envcheck.server.metrics import Metrics
from envcheck.server.serving import Bind, access_for, behind_proxies, config_for, serve
from envcheck.settings import ServerSettings, Settings
from serving import served

TOKENS = tokens_in("k7Qe-creates-and-reads", "tokens")
SIGNED = SignedTokens("a-secret-of-thirty-two-characters!", "HS256", "envcheck")


def secured(host: str) -> Bind:
    return Bind(host, certificate=Path("certificate.pem"), key=Path("key.pem"))


def proxied(*proxies: str) -> Settings:
    return Settings(server=ServerSettings(behind_proxy=proxies))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_alone_needs_neither_token_nor_tls_but_is_asked_by_its_own_names(host: str) -> None:
    access = access_for(Settings(), Bind(host), {}, None)
    assert not access.asks
    assert access.hosts == LOCAL_NAMES


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "clinic.example.org", "localhost.example.org"])
def test_a_place_that_others_reach_needs_tokens_and_tls(host: str) -> None:
    with pytest.raises(ServerError, match="tokens are needed"):
        access_for(Settings(), secured(host), {}, None)
    for tokens, signed in ((TOKENS, None), ({}, SIGNED)):
        with pytest.raises(ServerError, match="TLS is needed"):
            access_for(Settings(), Bind(host), tokens, signed)
        assert access_for(Settings(), secured(host), tokens, signed).asks
        assert access_for(proxied("10.0.0.0/8"), Bind(host), tokens, signed).asks


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_a_proxy_does_not_stand_in_for_tokens_since_others_come_through_it(host: str) -> None:
    with pytest.raises(ServerError, match="tokens are needed"):
        access_for(proxied("127.0.0.1"), Bind(host), {}, None)
    assert access_for(proxied("127.0.0.1"), Bind(host), TOKENS, None).hosts == frozenset()


@pytest.mark.parametrize("proxy", ["", "*", "proxy.example.org", "10.0.0.1/8", "127.0.0.1:80"])
def test_a_proxy_is_known_by_its_address(proxy: str) -> None:
    with pytest.raises(SettingsError, match="neither an address nor a network"):
        Settings.load({"server": {"behind_proxy": [proxy]}}, environ={})


FORWARDED = [
    ("203.0.113.7", "203.0.113.7"),
    ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
    ("198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
    ("127.0.0.1, 203.0.113.7:4711", "203.0.113.7"),
    ("10.0.0.9, made up, 203.0.113.7", "203.0.113.7"),
]


@pytest.mark.parametrize(("said", "client"), FORWARDED)
def test_who_asks_is_said_by_the_last_whom_a_proxy_has_seen_and_never_by_whoever_asks(said: str, client: str) -> None:
    assert asked_through(proxied("127.0.0.1", "10.0.0.0/8"), "127.0.0.1", said) == client
    assert asked_through(proxied("10.0.0.0/8"), "192.0.2.9", said) == "192.0.2.9", "who is no proxy says nothing"
    assert asked_through(Settings(), "127.0.0.1", said) == "127.0.0.1"


def asked_through(settings: Settings, neighbour: str, said: str) -> str:
    """The client that the application sees."""
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    scope = {
        "type": "http",
        "scheme": "http",
        "path": "/whip",
        "client": (neighbour, 1),
        "headers": [(b"x-forwarded-for", said.encode())],
    }
    loaded = config_for(behind_proxies(app, settings.server), Bind())
    loaded.load()
    asyncio.run(loaded.loaded_app(scope, None, None))
    return seen[0]


def test_names_of_ones_own_are_known_beside_those_of_this_machine() -> None:
    settings = Settings(server=ServerSettings(hosts=("check.example.org",)))
    assert access_for(settings, Bind(), {}, None).hosts == LOCAL_NAMES | {"check.example.org"}
    assert access_for(settings, secured("0.0.0.0"), TOKENS, None).hosts == LOCAL_NAMES | {"check.example.org"}


def test_origins_are_taken_as_browsers_write_them() -> None:
    settings = Settings(server=ServerSettings(origins=("HTTPS://Clinic.example.org:443",)))
    assert access_for(settings, secured("0.0.0.0"), TOKENS, None).origins == {"https://clinic.example.org"}
    with pytest.raises(SettingsError, match="not an origin"):
        access_for(Settings(server=ServerSettings(origins=("*",))), Bind(), {}, None)


def test_the_browser_extension_is_let_in_by_a_server_for_this_machine_alone() -> None:
    assert access_for(Settings(), Bind(), {}, None).origins == {OWN_EXTENSION}
    assert access_for(Settings(), Bind(), TOKENS, None).origins == {OWN_EXTENSION}
    assert not access_for(Settings(), secured("0.0.0.0"), TOKENS, None).origins
    assert not access_for(proxied("127.0.0.1"), Bind(), TOKENS, None).origins


def test_a_port_that_is_taken_is_said_in_one_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ServerError, match=r"cannot listen on 127\.0\.0\.1, port \d+ \(Address already in use\)\."),
    ):
        serve(Settings(), Bind(port=taken.getsockname()[1]), Access())


@pytest.mark.parametrize("server", ["http://stun.example.org", "stun:", "turn:a b"])
def test_an_ice_server_that_is_none(server: str) -> None:
    with pytest.raises(ServerError, match="not the address of a STUN or TURN server"):
        serve(Settings(server=ServerSettings(ice_servers=(server,))), Bind(port=0), Access())


BRIEF = """
import signal
import sys
from envcheck.server import serving
from envcheck.server.access import Access
from envcheck.settings import Settings

bind = serving.Bind(port=int(sys.argv[1]), or_any=True)
serving.serve(Settings(), bind, Access(), lambda page: signal.raise_signal(signal.SIGTERM))
"""


def test_where_any_port_will_do_another_is_taken_instead_of_one_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", BRIEF, port], capture_output=True, text=True, timeout=120)
    assert "The room check is at http://127.0.0.1:" in done.stdout, done.stderr
    assert f":{port}/" not in done.stdout


STUCK = """
import asyncio
from envcheck.server import serving
from envcheck.server.access import Access
from envcheck.server.session_manager import SessionManager
from envcheck.settings import Settings

async def never(self):
    await asyncio.Event().wait()

serving.LAST_SECS = 0.5
SessionManager.close = never
serving.serve(Settings(), serving.Bind(port=0), Access())
"""


@pytest.mark.slow
def test_a_server_ends_when_it_is_told_to_though_something_in_it_never_stops() -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        try:
            assert server.stdout
            assert b"room check" in server.stdout.readline()
            server.terminate()
            assert server.wait(60) == 1
        finally:
            server.kill()


IGNORED = re.compile(r"^SigIgn:\s*([0-9a-f]+)", re.MULTILINE)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not say which signals are ignored")
def test_no_client_that_goes_away_ends_the_server() -> None:
    with served() as server:
        said = IGNORED.search(Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8"))
    assert said
    assert int(said[1], 16) & 1 << signal.SIGPIPE - 1


def test_metrics_begin_at_nothing() -> None:
    text = Metrics().text().decode()
    assert "envcheck_sessions 0.0" in text
    assert 'envcheck_stage_seconds_count{stage="look"} 0.0' in text
