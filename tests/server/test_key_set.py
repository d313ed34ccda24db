"""Published keys of signed tokens: taken from where they are published, and asked for anew within bounds."""

import base64
import json
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from envcheck.model.errors import SettingsError
from envcheck.server import key_set
from envcheck.server.access import Access, Refused, Scope, SignedTokens
from envcheck.server.credentials import signed_tokens
from envcheck.server.key_set import KeySet, fetched, parsed, verified_address

FIRST, SECOND = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def published(**keys: rsa.RSAPrivateKey) -> bytes:
    """A set of these keys by their names, as a server of tokens publishes it."""
    listed = [RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": name} for name, key in keys.items()]
    return json.dumps({"keys": listed}).encode()


def signed(key: rsa.RSAPrivateKey, name: str | None = None) -> str:
    claims = {"aud": "envcheck", "exp": int(time.time()) + 600, "scope": "create"}
    return "Bearer " + jwt.encode(claims, key, "RS256", headers={"kid": name} if name else None)


class Source:
    """What is published, how often it was asked for, and the time by hand."""

    def __init__(self, **keys: rsa.RSAPrivateKey) -> None:
        self.data: bytes | OSError = published(**keys)
        self.asked = 0
        self.time = 0.0

    def fetch(self, address: str) -> key_set.Keys:
        self.asked += 1
        if isinstance(self.data, OSError):
            raise self.data
        return parsed(self.data)

    def keys(self) -> KeySet:
        return KeySet("https://login.example.org/keys", self.fetch, lambda: self.time)


def settled(keys: KeySet) -> None:
    """Waits until nothing is asked for."""
    end = time.monotonic() + 60
    while keys._fetching:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_token_is_checked_by_the_key_that_it_names() -> None:
    source = Source(first=FIRST, second=SECOND)
    access = Access(signed=SignedTokens(source.keys(), "RS256", "envcheck"))
    access.verify(signed(FIRST, "first"), Scope.CREATE)
    access.verify(signed(SECOND, "second"), Scope.CREATE)
    for token in (signed(FIRST, "second"), signed(FIRST), signed(FIRST, "third")):
        with pytest.raises(Refused):
            access.verify(token, Scope.CREATE)
    assert source.asked == 1


def test_a_lone_key_needs_no_name() -> None:
    access = Access(signed=SignedTokens(Source(first=FIRST).keys(), "RS256", "envcheck"))
    access.verify(signed(FIRST), Scope.CREATE)


def test_an_unknown_key_is_asked_for_at_once_but_no_more_often_than_is_bounded() -> None:
    source = Source(first=FIRST)
    keys = source.keys()
    keys.key("first")
    source.data = published(first=FIRST, second=SECOND)
    for number in range(20):
        with pytest.raises(Refused, match="not known here"):
            keys.key(f"made up {number}")
    assert source.asked == 1
    source.time += key_set.PAUSE_SECS
    assert keys.key("second").public_numbers() == SECOND.public_key().public_numbers()
    assert source.asked == 2


def test_a_key_that_was_withdrawn_ends_and_one_that_cannot_be_asked_for_stays_for_a_day() -> None:
    source = Source(first=FIRST)
    keys = source.keys()
    keys.key("first")
    source.data = OSError("nobody is there")
    source.time += key_set.FRESH_SECS + 1
    keys.key("first")  # asks, and goes on meanwhile
    settled(keys)
    keys.key("first")
    assert source.asked == 2
    source.data = published(second=SECOND)
    source.time += key_set.PAUSE_SECS
    keys.key("first")
    settled(keys)
    with pytest.raises(Refused):
        keys.key("first")
    source.data = OSError("nobody is there")
    source.time += key_set.STALE_SECS + 1
    with pytest.raises(Refused):
        keys.key("second")


def test_only_so_many_wait_for_an_answer_and_nobody_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_set, "PATIENCE", 0.05)
    answered = threading.Event()

    def fetch(address: str) -> key_set.Keys:
        assert answered.wait(60)
        return parsed(published(first=FIRST))

    keys = KeySet("https://login.example.org/keys", fetch)
    with pytest.raises(Refused):
        keys.key("first")
    for _ in range(key_set.MOST_WAITING):
        keys._waiting.acquire()
    began = time.monotonic()
    monkeypatch.setattr(key_set, "PATIENCE", 600.0)
    with pytest.raises(Refused):
        keys.key("first")
    assert time.monotonic() - began < 300, "whoever comes when all places are taken does not wait"
    answered.set()
    settled(keys)
    keys.key("first")


UNUSABLE: dict[str, Callable[[], bytes]] = {
    "no JSON": lambda: b"<html>",
    "no set": lambda: b"[]",
    "no list": lambda: b'{"keys": 7}',
    "nothing": lambda: b'{"keys": []}',
    "too deep": lambda: b'{"keys":' * 100_000,
    "another kind": lambda: json.dumps({"keys": [curve()]}).encode(),
    "for encryption": lambda: edited(use="enc"),
    "another algorithm": lambda: edited(alg="RS512"),
    "too short": lambda: published(first=rsa.generate_private_key(public_exponent=65537, key_size=1024)),
    "no number": lambda: edited(n="!"),
    "too long": lambda: edited(n=base64.urlsafe_b64encode(b"\xff" * 4096).decode()),
    "a shared secret": lambda: json.dumps({"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "first"}]}).encode(),
    "too many": lambda: json.dumps({"keys": [{"kty": "RSA"}] * (key_set.MOST_KEYS + 1)}).encode(),
}


def edited(**changes: str) -> bytes:
    key: dict[str, Any] = json.loads(published(first=FIRST))["keys"][0]
    return json.dumps({"keys": [key | changes]}).encode()


def curve() -> dict[str, Any]:
    return ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()).public_key(), as_dict=True)


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_set_of_usable_keys_changes_nothing(name: str) -> None:
    source = Source(first=FIRST)
    keys = source.keys()
    keys.key("first")
    source.data = UNUSABLE[name]()
    with pytest.raises(ValueError, match="it "):
        parsed(source.data)
    source.time += key_set.PAUSE_SECS
    with pytest.raises(Refused):
        keys.key("another")
    keys.key("first")


def test_keys_of_other_kinds_are_passed_over() -> None:
    listed = [curve(), *json.loads(published(first=FIRST))["keys"], "nonsense"]
    assert list(parsed(json.dumps({"keys": listed}).encode())) == ["first"]


# over HTTP


@contextmanager
def publishing(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/keys"
        finally:
            server.shutdown()
            thread.join()


def sends(data: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def test_keys_come_over_http_before_the_first_token_is_seen() -> None:
    with publishing(sends(published(first=FIRST))) as address:
        taken = signed_tokens(None, "RS256", "envcheck", {}, address=address)
        assert taken
        assert taken.scopes(signed(FIRST, "first").removeprefix("Bearer ")) == {Scope.CREATE}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(sends(b"", 404), "404", id="not there"),
        pytest.param(sends(b"", 302, Location="http://127.0.0.1:9/"), "302", id="elsewhere"),
        pytest.param(sends(b" " * (key_set.MOST_BYTES + 1)), "more than", id="too large"),
    ],
)
def test_an_answer_that_is_none(answer: Callable[[BaseHTTPRequestHandler], None], said: str) -> None:
    with publishing(answer) as address, pytest.raises((OSError, ValueError), match=said):
        fetched(address)


def test_an_answer_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_set, "PATIENCE", 0.2)
    left = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not left.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    with publishing(drips) as address:
        try:
            with pytest.raises(TimeoutError):
                fetched(address)
        finally:
            left.set()


@pytest.mark.parametrize(
    "address", ["https://login.example.org/keys", "http://127.0.0.1:8080/keys", "http://[::1]/keys"]
)
def test_addresses_that_are_taken(address: str) -> None:
    assert verified_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["http://login.example.org/keys", "file:///etc/keys", "keys", "https://", "https://a:b@c.example/", "https://a:x/"],
)
def test_addresses_that_are_not(address: str) -> None:
    with pytest.raises(SettingsError, match="no address such as"):
        signed_tokens(None, "RS256", "envcheck", {}, address=address)


@pytest.mark.parametrize(
    ("algorithm", "environ"), [("HS256", {}), ("RS256", {"ENVCHECK_JWT_KEY": "-----BEGIN PUBLIC KEY-----"})]
)
def test_published_keys_are_public_and_stand_alone(algorithm: str, environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        signed_tokens(None, algorithm, "envcheck", environ, address="https://login.example.org/keys")


def test_rules_with_published_keys_can_be_handed_to_a_node_of_its_own_process() -> None:
    signed = signed_tokens(None, "RS256", "envcheck", {}, address="https://login.example.org/keys")
    handed = pickle.loads(pickle.dumps(Access(signed=signed))).signed
    assert isinstance(handed, SignedTokens)
    assert isinstance(handed.key, KeySet)
