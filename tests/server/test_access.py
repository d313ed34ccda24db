import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from envcheck.model.errors import SettingsError
from envcheck.server.access import (
    LEEWAY_SECS,
    LOCAL_NAMES,
    Access,
    Refused,
    Scope,
    SignedTokens,
    is_loopback,
    origin_of,
    tokens_in,
)

TOKEN, READER = "k7Qe-creates-and-reads", "k7Qe-only-reads-this"
SECRET = "a-secret-of-thirty-two-characters!"
ACCESS = Access(tokens_in(f"# ours\n{TOKEN}\n\n{READER} read\n", "tokens"))


def test_without_tokens_nobody_is_asked() -> None:
    Access().verify(None, Scope.CREATE)


def test_a_token_gives_its_scopes() -> None:
    ACCESS.verify(f"Bearer {TOKEN}", Scope.CREATE)
    ACCESS.verify(f"bearer  {READER}", Scope.READ)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (None, False),
        ("", False),
        ("Bearer", False),
        ("Bearer ", False),
        (f"Basic {TOKEN}", False),
        (f"Bearer {TOKEN[:-1]}", False),
        (f"Bearer {TOKEN}x", False),
        ("Bearer ключ", False),
        (f"Bearer {READER}", True),
    ],
)
def test_anything_else_is_refused(header: str | None, known: bool) -> None:
    with pytest.raises(Refused) as refused:
        ACCESS.verify(header, Scope.CREATE)
    assert refused.value.known is known
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "no token"),
        ("# nothing\n", "no token"),
        ("short", "line 1 has fewer"),
        (f"{TOKEN} write", "scope 'write'"),
    ],
)
def test_a_file_of_tokens_that_cannot_be_used(text: str, match: str) -> None:
    with pytest.raises(SettingsError, match=match):
        tokens_in(text, "tokens")


def _claims(**changes: Any) -> dict[str, Any]:
    return {"aud": "envcheck", "exp": int(time.time()) + 60, "scope": "create read"} | changes


def test_a_signed_token_is_taken_until_it_expires() -> None:
    access = Access(signed=SignedTokens(SECRET, "HS256", "envcheck"))
    access.verify(f"Bearer {jwt.encode(_claims(), SECRET, 'HS256')}", Scope.CREATE)
    with pytest.raises(Refused, match="expired"):
        access.verify(f"Bearer {jwt.encode(_claims(exp=1), SECRET, 'HS256')}", Scope.CREATE)


def _dated(claim: str, secs: float) -> str:
    """A signed token with a claim that lies so many seconds ahead."""
    return f"Bearer {jwt.encode(_claims(**{claim: int(time.time() + secs)}), SECRET, 'HS256')}"


@pytest.mark.parametrize(("claim", "sign"), [("iat", 1), ("nbf", 1), ("exp", -1)])
def test_clocks_of_two_machines_may_differ_a_little(claim: str, sign: int) -> None:
    access = Access(signed=SignedTokens(SECRET, "HS256", "envcheck"))
    access.verify(_dated(claim, sign * LEEWAY_SECS / 4), Scope.CREATE)
    with pytest.raises(Refused, match="has expired" if claim == "exp" else "compare the clocks") as refused:
        access.verify(_dated(claim, sign * (LEEWAY_SECS + 600)), Scope.CREATE)
    assert not refused.value.known


def test_one_signed_by_a_private_key() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kind = serialization
    private = key.private_bytes(kind.Encoding.PEM, kind.PrivateFormat.PKCS8, kind.NoEncryption())
    public = key.public_key().public_bytes(kind.Encoding.PEM, kind.PublicFormat.SubjectPublicKeyInfo).decode()
    access = Access(signed=SignedTokens(public, "RS256", "envcheck"))
    access.verify(f"Bearer {jwt.encode(_claims(), private, 'RS256')}", Scope.READ)


FORGED: dict[str, Callable[[], str]] = {
    "other key": lambda: jwt.encode(_claims(), "another-secret-of-32-characters!!", "HS256"),
    "other audience": lambda: jwt.encode(_claims(aud="else"), SECRET, "HS256"),
    "no audience": lambda: jwt.encode({k: v for k, v in _claims().items() if k != "aud"}, SECRET, "HS256"),
    "no expiry": lambda: jwt.encode({k: v for k, v in _claims().items() if k != "exp"}, SECRET, "HS256"),
    "no signature": lambda: jwt.encode(_claims(), "", "none"),
    "other algorithm": lambda: jwt.encode(_claims(), SECRET * 2, "HS512"),
    "nonsense": lambda: "a.b.c",
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_token_is_refused(forged: str) -> None:
    access = Access(signed=SignedTokens(SECRET, "HS256", "envcheck"))
    with pytest.raises(Refused, match="not valid"):
        access.verify(f"Bearer {FORGED[forged]()}", Scope.READ)


@pytest.mark.parametrize("scope", ["", "other", "read"])
def test_a_signed_token_without_the_scope(scope: str) -> None:
    access = Access(signed=SignedTokens(SECRET, "HS256", "envcheck"))
    with pytest.raises(Refused, match="allow to create") as refused:
        access.verify(f"Bearer {jwt.encode(_claims(scope=scope), SECRET, 'HS256')}", Scope.CREATE)
    assert refused.value.known


UUID = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
LOCAL = Access(hosts=LOCAL_NAMES, origins=frozenset({"https://clinic.example.org"}))


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8080", None),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("LOCALHOST", None),
        ("localhost:8080", "https://clinic.example.org"),
    ],
)
def test_who_may_speak_with_a_local_server(host: str, origin: str | None) -> None:
    LOCAL.verify_place(host, origin, "http")


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example.org:8080", None),
        ("localhost.evil.example.org", None),
        ("127.0.0.1.evil.example.org", None),
        (None, None),
        ("", None),
        ("[::1", None),
        ("localhost:8080", "https://evil.example.org"),
        ("localhost:8080", "http://localhost:9090"),
        ("localhost:8080", "https://localhost:8080"),
        ("localhost:8080", "null"),
        ("localhost:8080", ""),
    ],
)
def test_who_may_not(host: str | None, origin: str | None) -> None:
    with pytest.raises(Refused) as refused:
        LOCAL.verify_place(host, origin, "http")
    assert refused.value.known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://clinic.example.org", "https://clinic.example.org"),
        ("https://Clinic.example.org:443", "https://clinic.example.org"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        (f"chrome-extension://{'klkbabcdefghijop' * 2}", f"chrome-extension://{'klkbabcdefghijop' * 2}"),
        (f"Chrome-Extension://{'A' * 32}", f"chrome-extension://{'a' * 32}"),
        (f"moz-extension://{UUID.upper()}", f"moz-extension://{UUID}"),
    ],
)
def test_an_origin_is_written_as_browsers_do(text: str, expected: str) -> None:
    assert origin_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("chrome-extension://*", "chrome-extension://", f"chrome-extension://{'q' * 32}", "moz-extension://abc"),
        *(f"chrome-extension://{'a' * 33}", f"moz-extension://{UUID}/page.html", f"chrome-extension://{UUID}"),
        *(f"chrome-extension://{'a' * 32}/", f"other-extension://{'a' * 32}", f"chrome-extension://{'a' * 32}:80"),
    ],
)
def test_what_is_no_extension(text: str) -> None:
    with pytest.raises(SettingsError, match="origin"):
        origin_of(text)


@pytest.mark.parametrize("text", ["*", "clinic.example.org", "https://a/b", "https://*.org", "ftp://a", "https://a:x"])
def test_what_is_no_origin(text: str) -> None:
    with pytest.raises(SettingsError, match="origin"):
        origin_of(text)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.8.8.8", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.2", False), ("example.org", False)],
)  # fmt: skip
def test_what_only_this_machine_reaches(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected
