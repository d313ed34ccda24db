"""Who may ask for what: bearer tokens, signed tokens, and which web pages may speak with this server.

Pure: headers in, permission or a refusal out.
"""

import hmac
import ipaddress
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlsplit

import jwt

from envcheck.model.errors import SettingsError

LEAST_TOKEN = 16
"""Characters: a shorter token can be guessed."""

ALGORITHMS = ("HS256", "RS256")

LEEWAY_SECS = 60
"""By which the clock of whoever signs a token may differ from this one (RFC 7519, sections 4.1.4 and 4.1.5)."""

HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z._-]+))(?::[0-9]{0,5})?")
"""A `Host` header (RFC 9110, section 7.2) as browsers send it: an IPv6 address in brackets, or a name, and a port."""

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

OWN_EXTENSION = "chrome-extension://kmabhpnbhpomkmcbiedilhcbalgiafpn"
"""The extension of `plugins/browser`, by the public key in its manifest. No web page has such an origin, and no store
gives it to anybody else; a server for this machine alone lets it in, so that its user has nothing to type."""


class Scope(StrEnum):
    """What a token is good for."""

    CREATE = "create"
    READ = "read"


EVERYTHING = frozenset(Scope)


class Refused(Exception):
    """A request that may not be answered.

    Attributes:
        known: True where it is known who asks and the permission is missing, False where it is not known.
    """

    def __init__(self, reason: str, *, known: bool = False) -> None:
        super().__init__(reason)
        self.known = known


class KeysByName(Protocol):
    """Public keys that change, each with the name by which a token says who signed it (`kid`)."""

    def key(self, name: str, /) -> Any:
        """The key of that name, empty where a token names none.

        Raises:
            Refused: there is none.
        """


@dataclass(frozen=True)
class SignedTokens:
    """JSON Web Tokens (RFC 7519) that are taken.

    Attributes:
        key: the shared secret (HS256), the public key in PEM (RS256), or such keys by their names.
        algorithm: which of the two; a token that names another is refused.
        audience: what `aud` has to name.
    """

    key: str | KeysByName
    algorithm: str
    audience: str

    def scopes(self, token: str) -> frozenset[Scope]:
        """What the token is good for, by its claim `scope` (RFC 8693, section 4.2).

        Raises:
            Refused: it is not signed by the key, or by one that is known, not for this audience, without expiry, or
                expired or not valid yet, by more than `LEEWAY_SECS`.
        """
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self.key if isinstance(self.key, str) else self.key.key(_signer(token)),
                algorithms=[self.algorithm],
                audience=self.audience,
                leeway=LEEWAY_SECS,
                options={"require": ["exp", "aud"]},
            )
        except jwt.ExpiredSignatureError:
            raise Refused("The token has expired.") from None
        except jwt.ImmatureSignatureError:
            raise Refused("The token is not valid yet; please compare the clocks of both machines.") from None
        except (jwt.InvalidTokenError, ValueError, OverflowError, RecursionError):  # of numbers, and of depth
            raise Refused("The token is not valid.") from None
        named = frozenset(str(claims.get("scope", "")).split())
        return frozenset(scope for scope in Scope if scope.value in named)


@dataclass(frozen=True)
class Access:
    """The rules of one server.

    Attributes:
        tokens: scopes by SHA-256 of the token, so that no secret is kept; empty with no `signed` where nobody is asked.
        signed: the signed tokens that are taken, None for none.
        hosts: names under which the server may be addressed, empty for all.
        origins: web pages of other origins that may speak with it.
    """

    tokens: Mapping[bytes, frozenset[Scope]] = field(default_factory=dict)
    signed: SignedTokens | None = None
    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()

    @property
    def asks(self) -> bool:
        """True where a token is needed."""
        return bool(self.tokens) or self.signed is not None

    def verify(self, authorization: str | None, scope: Scope) -> None:
        """Passes where the header `Authorization` gives the scope.

        Raises:
            Refused: it does not.
        """
        if not self.asks:
            return
        kind, _, token = (authorization or "").partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise Refused("A bearer token is needed.")
        if scope not in self._scopes(token.strip()):
            raise Refused(f"The token does not allow to {scope.value}.", known=True)

    def verify_place(self, host: str | None, origin: str | None, scheme: str) -> None:
        """Passes where the request is meant for this server and comes from a page that may speak with it.

        A web page that has its own name point at this machine (DNS rebinding) is told by `Host`; one that asks across
        origins by `Origin`. Programs that are no browsers send no `Origin`.

        Args:
            host: header `Host`.
            origin: header `Origin`.
            scheme: of the request as the client sees it, `http` or `https`.

        Raises:
            Refused: it does not.
        """
        if self.hosts and _name(host or "") not in self.hosts:
            raise Refused("This server is not known by that name.", known=True)
        own = f"{scheme}://{host}"
        if origin is not None and origin != own and origin not in self.origins:
            raise Refused("Pages of that origin may not speak with this server.", known=True)

    def _scopes(self, token: str) -> frozenset[Scope]:
        digest, found = sha256(token.encode()).digest(), None
        for known, scopes in self.tokens.items():  # all of them, so that time tells nothing
            if hmac.compare_digest(known, digest):
                found = scopes
        if found is not None:
            return found
        if self.signed:
            return self.signed.scopes(token)
        raise Refused("The token is not known.")


def _signer(token: str) -> str:
    """The name of the key that signed a token (RFC 7515, section 4.1.4), before anything of it is believed."""
    name = jwt.get_unverified_header(token).get("kid", "")
    return name if isinstance(name, str) else ""


def tokens_in(text: str, where: str) -> dict[bytes, frozenset[Scope]]:
    """The tokens of a file or variable: one a line, followed by its scopes, or by none for all.

    Args:
        text: such as `s3cr3t-s3cr3t-s3cr3t create,read`; lines that begin with # are comments.
        where: what the text is called in an error.

    Raises:
        SettingsError: a token is too short to be safe, a scope is not known, or there is no token at all.
    """
    tokens = {}
    for number, line in enumerate(text.splitlines(), 1):
        token, _, named = line.strip().partition(" ")
        if not token or token.startswith("#"):
            continue
        if len(token) < LEAST_TOKEN:
            raise SettingsError(where, f"the token in line {number} has fewer than {LEAST_TOKEN} characters.")
        tokens[sha256(token.encode()).digest()] = _parse_scopes(named, where, number)
    if not tokens:
        raise SettingsError(where, "there is no token in it.")
    return tokens


def is_loopback(address: str) -> bool:
    """True for an address that only this machine reaches."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _parse_scopes(text: str, where: str, line: int) -> frozenset[Scope]:
    names = text.replace(",", " ").split()
    unknown = [name for name in names if name not in list(Scope)]
    if unknown:
        raise SettingsError(where, f"line {line} names the scope {unknown[0]!r}; known are {', '.join(Scope)}.")
    return frozenset(Scope(name) for name in names) or EVERYTHING


def _name(host: str) -> str:
    """The name in a `Host` header, without its port; of an IPv6 address without its brackets."""
    found = HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


EXTENSION = re.compile(r"chrome-extension://[a-p]{32}|moz-extension://[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}")
"""Pages of a browser's extension: Chromium names them by 16 letters, Firefox by a UUID."""


def origin_of(text: str) -> str:
    """The origin, as browsers write it: of web pages, or of an extension's own.

    Raises:
        SettingsError: it is none, such as one with a path, or a wildcard.
    """
    if EXTENSION.fullmatch(text.lower()):
        return text.lower()
    parts: Collection[str] = ()
    try:
        split = urlsplit(text)
        parts = (split.path, split.query, split.fragment, split.username or "")
        port = split.port
    except ValueError:
        raise SettingsError("origins", f"{text!r} is not an origin such as https://clinic.example.org.") from None
    if split.scheme not in ("http", "https") or not split.hostname or any(parts) or "*" in text:
        raise SettingsError("origins", f"{text!r} is not an origin such as https://clinic.example.org.")
    usual = {"http": 80, "https": 443}[split.scheme]
    name = f"[{split.hostname}]" if ":" in split.hostname else split.hostname
    return f"{split.scheme}://{name}" + (f":{port}" if port and port != usual else "")
