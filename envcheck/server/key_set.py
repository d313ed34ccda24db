"""The public keys of signed tokens, as who signs them publishes them (JWKS, RFC 7517): they can be changed at any time.

Nobody who asks this server can have it ask elsewhere more often than once in `PAUSE_SECS`, whatever keys are named.
"""

import json
import logging
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from envcheck.model.errors import SettingsError
from envcheck.server.access import Refused, is_loopback

log = logging.getLogger(__name__)

FRESH_SECS = 600.0
"""Older keys are asked for anew, so that one that was withdrawn is taken no longer; meanwhile they are still taken."""

STALE_SECS = 86_400.0
"""Keys that could not be asked for anew for a day are taken no more."""

PAUSE_SECS = 30.0
"""Between two questions, whatever is asked of this server."""

PATIENCE = 5.0
"""Seconds for one step of the answer; all of it has twice as long."""

MOST_BYTES, MOST_KEYS, MOST_WAITING = 262_144, 64, 8
"""Of an answer; of keys in it; of requests that wait for one: the others with an unknown key are refused at once."""

BITS = range(2048, 8193)
"""A shorter RSA key can be broken, a longer one takes long to verify by."""

Keys = Mapping[str, RSAPublicKey]


class KeySet:
    """Keys by their names, fetched in a thread of their own.

    Args:
        address: of the key set; see `verified_address`.
        fetch: gives the keys, or raises OSError or ValueError.
        now: seconds of a clock that only goes on.
    """

    def __init__(
        self,
        address: str,
        fetch: Callable[[str], Keys] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address, self._fetch, self._now = address, fetch or fetched, now
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._keys: Keys = {}
        self._read_at = self._next_at = float("-inf")
        self._fetching: threading.Event | None = None

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Another process asks for the keys by itself."""
        return type(self), (self._address, self._fetch, self._now)

    def begin(self) -> None:
        """Asks for the keys, so that they are there when the first token comes."""
        with self._lock:
            self._ask_where_due("")

    def key(self, name: str) -> RSAPublicKey:
        """The key of that name; where none has a name, or a token names none, the only one.

        Raises:
            Refused: no such key is known, and asking for it anew brought none or was not due.
        """
        with self._lock:
            self._ask_where_due(name)
            found, fetching = self._known(name), self._fetching
        if found is None and fetching and self._waiting.acquire(blocking=False):
            try:
                fetching.wait(2 * PATIENCE)
            finally:
                self._waiting.release()
            with self._lock:
                found = self._known(name)
        if found is None:
            raise Refused("The token is signed by a key that is not known here.")
        return found

    def _known(self, name: str) -> RSAPublicKey | None:
        if self._now() - self._read_at > STALE_SECS:
            return None
        if not name or list(self._keys) == [""]:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(name)

    def _ask_where_due(self, name: str) -> None:
        is_due = self._known(name) is None or self._now() - self._read_at > FRESH_SECS
        if is_due and self._fetching is None and self._now() >= self._next_at:
            self._fetching = threading.Event()
            threading.Thread(target=self._ask, args=(self._fetching,), name="keys", daemon=True).start()

    def _ask(self, done: threading.Event) -> None:
        keys, reason = None, ""
        try:
            keys = self._fetch(self._address)
        except (OSError, ValueError) as error:
            reason = str(getattr(error, "reason", None) or error)
            log.warning("the keys of signed tokens cannot be had", extra={"fields": {"reason": reason}})
        finally:
            with self._lock:
                if keys is not None:
                    self._keys, self._read_at = keys, self._now()
                self._fetching, self._next_at = None, self._now() + PAUSE_SECS
            done.set()


def verified_address(text: str) -> str:
    """The address of a key set, where nobody on the way can change what it says.

    Raises:
        SettingsError: it is none by https, nor of this machine itself.
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
        raise SettingsError("jwks_url", f"{text!r} is no address such as https://login.example.org/keys.")
    return text


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Leads nowhere: whoever may answer stands in the settings."""


def fetched(address: str) -> Keys:
    """The usable keys at an address.

    Raises:
        OSError: it cannot be reached, does not answer in time, refuses, or leads elsewhere.
        ValueError: what it says is no set of keys, is too large, or holds none for RS256.
    """
    handlers: list[Any] = [_NoRedirect()]
    if urlsplit(address).scheme == "http":
        handlers.append(urllib.request.ProxyHandler({}))  # this machine is asked by nobody else
    data, end = bytearray(), time.monotonic() + 2 * PATIENCE
    with urllib.request.build_opener(*handlers).open(address, timeout=PATIENCE) as answer:
        while part := answer.read1(65_536):
            data += part
            if len(data) > MOST_BYTES:
                raise ValueError(f"it has more than {MOST_BYTES} bytes")
            if time.monotonic() > end:
                raise TimeoutError("it takes too long")
    return parsed(bytes(data))


def parsed(data: bytes) -> Keys:
    """The keys of a set that verify signatures by RS256, by their names; others are passed over.

    Raises:
        ValueError: it is no set of keys, or has too many or none of that kind.
    """
    try:
        listed = json.loads(data)["keys"]
        entries = [entry for entry in listed if isinstance(entry, dict)]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise ValueError("it is no set of keys") from None
    if len(entries) > MOST_KEYS:
        raise ValueError(f"it has more than {MOST_KEYS} keys")
    keys = {str(entry.get("kid") or ""): key for entry in entries if (key := _key(entry))}
    if not keys:
        raise ValueError("it has no key for RS256")
    return keys


def _key(entry: Mapping[str, Any]) -> RSAPublicKey | None:
    if entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig" or entry.get("alg", "RS256") != "RS256":
        return None
    try:
        key = RSAAlgorithm.from_jwk({name: entry[name] for name in ("kty", "n", "e")})
    except (InvalidKeyError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size in BITS else None
