"""What says who asks: bearer and signed tokens, the files they stand in, keys, and the headers of a web page."""

import base64
import hashlib
import hmac
import json
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from envcheck.model.errors import SettingsError
from envcheck.server.access import LOCAL_NAMES, Access, Refused, Scope, SignedTokens, origin_of, tokens_in
from envcheck.server.credentials import TOKENS, bearer_tokens, signed_tokens
from envcheck.server.webrtc.whip.link import parse_links
from fuzzing.kind import Kind, Sample
from fuzzing.texts import TextDamage

KEY = "a shared key of more than 32 bytes"
TOKEN = "0123456789abcdef0123456789abcdef"
AUDIENCE = "envcheck"

CLAIMS = (
    {"alg": "HS256", "typ": "JWT", "kid": "1"},
    {"aud": AUDIENCE, "exp": 4102444800, "nbf": 1, "iat": 1, "scope": "create read", "sub": "x"},
)

WORDS = (
    *(
        "none",
        "HS512",
        "RS256",
        "jwk",
        "crit",
        '["exp"]',
        "b64",
        "null",
        "true",
        "[]",
        "{}",
        '""',
        "aud",
        "exp",
        "scope",
    ),
    *("Bearer", "bearer", "Basic", ".", "..", "=", "create", "read", "everything", "-----BEGIN PUBLIC KEY-----"),
    *(
        "localhost",
        "[::1]",
        "evil@localhost",
        "https://evil.example",
        "http://",
        "null",
        "moz-extension://",
        ":",
        "file://",
    ),
)


def _encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _signed(text: bytes) -> bytes:
    """A token of a header and claims, one a line, whatever they are."""
    header, _, claims = text.partition(b"\n")
    body = _encoded(header) + b"." + _encoded(claims.strip())
    return body + b"." + _encoded(hmac.digest(KEY.encode(), body, hashlib.sha256))


@cache
def _samples() -> tuple[Sample, ...]:
    claims = "\n".join(map(json.dumps, CLAIMS)).encode()
    public = RSAPublicNumbers(65537, (1 << 2047) + 1).public_key()
    return (
        (".claims", claims),
        (".bearer", b"Bearer " + _signed(claims)),
        (".bearer", f"Bearer {TOKEN}".encode()),
        (".tokens", f"# who may what\n{TOKEN} create,read\n{TOKEN[::-1]} read\n".encode()),
        (".pem", public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)),
        (".secret", KEY.encode()),
        (".place", b"localhost:8765\nhttps://clinic.example.org\n"),
        (".origin", b"https://clinic.example.org:8443"),
        (".links", b'<turn:turn.example.org>; rel="ice-server"; username="u"; credential="\\"c"'),
    )


@cache
def _access() -> Access:
    tokens, signed = tokens_in(TOKEN, TOKENS), SignedTokens(KEY, "HS256", AUDIENCE)
    return Access(tokens, signed, LOCAL_NAMES, frozenset({"https://clinic.example.org"}))


def _read(path: Path, whole: bool) -> str:
    data = path.read_bytes()
    header = data.replace(b"\n", b"").replace(b"\r", b"").replace(b"\0", b"").decode("latin-1")
    match path.suffix:
        case ".claims":
            _access().verify(f"Bearer {_signed(data).decode()}", Scope.READ)
        case ".bearer":
            _access().verify(header, Scope.CREATE)
        case ".tokens":
            variable = data.replace(b"\0", b"").decode("utf-8", "surrogateescape")  # as Python has variables
            return f"{len(bearer_tokens(path))} tokens, {len(bearer_tokens(None, {TOKENS: variable}))} in a variable"
        case ".pem" | ".secret":
            signed_tokens(path, "RS256" if path.suffix == ".pem" else "HS256", AUDIENCE)
        case ".place":
            host, _, origin = data.decode("latin-1").partition("\n")
            _access().verify_place(host, origin.strip() or None, "https")
        case ".origin":
            return origin_of(data.decode("utf-8", "replace"))[:60]
        case _:
            return f"{len(parse_links([header]))} links"
    return "allowed"


OF_TOKENS = (Kind("tokens", 20_000, _samples, TextDamage(WORDS), _read, (SettingsError, Refused)),)
