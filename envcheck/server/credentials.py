"""Where the server's secrets come from: files, pipes and variables, never the command line, which others can read."""

import errno
import logging
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from envcheck.model.errors import SettingsError
from envcheck.model.regular_file import verify_regular
from envcheck.server.access import ALGORITHMS, Scope, SignedTokens, tokens_in
from envcheck.server.key_set import KeySet, verified_address
from envcheck.server.piped import is_pipe, read_pipe

log = logging.getLogger(__name__)

TOKENS, JWT_KEY = "ENVCHECK_TOKENS", "ENVCHECK_JWT_KEY"

MOST_BYTES = 1_000_000
"""Of a file of tokens, which has some twenty thousand then, or of a key."""

OTHERS = stat.S_IRGRP | stat.S_IROTH

LEAST_SECRET = 32
"""Bytes of a shared key: as many as the digest of HS256 has (RFC 7518, section 3.2)."""


def bearer_tokens(file: Path | None, environ: Mapping[str, str] = os.environ) -> dict[bytes, frozenset[Scope]]:
    """The tokens of a file, else of the variable `ENVCHECK_TOKENS`; none where there is neither.

    Raises:
        SettingsError: the file cannot be read, or holds no tokens that can be used.
    """
    if file:
        return tokens_in(_read(file), str(file))
    return tokens_in(environ[TOKENS], TOKENS) if environ.get(TOKENS) else {}


def signed_tokens(
    file: Path | None, algorithm: str, audience: str, environ: Mapping[str, str] = os.environ, *, address: str = ""
) -> SignedTokens | None:
    """How signed tokens are checked: by the key of a file, else of `ENVCHECK_JWT_KEY`, or by published ones.

    Args:
        file: holds the key.
        algorithm: how tokens are signed.
        audience: what they have to name.
        environ: environment variables.
        address: of a set of keys, which is asked for at once; empty for none.

    Raises:
        SettingsError: the file cannot be read, its key does not fit the algorithm, the address is none to be trusted,
            or both are given.
    """
    key, where = (_read(file), str(file)) if file else (environ.get(JWT_KEY, ""), JWT_KEY)
    if address:
        if key.strip():
            raise SettingsError(where, "there are published keys as well (jwks_url); please give one of the two.")
        return _published(address, algorithm, audience)
    if not key.strip():
        return None
    if algorithm not in ALGORITHMS:
        raise SettingsError("--jwt-algorithm", f"there is no {algorithm!r} here; known are {', '.join(ALGORITHMS)}.")
    _verify(key, algorithm, where)
    return SignedTokens(key.strip(), algorithm, audience)


def _published(address: str, algorithm: str, audience: str) -> SignedTokens:
    if algorithm != "RS256":
        raise SettingsError("jwks_url", "published keys are for RS256 alone; a shared one must not be published.")
    keys = KeySet(verified_address(address))
    keys.begin()
    return SignedTokens(keys, algorithm, audience)


def _verify(key: str, algorithm: str, where: str) -> None:
    if algorithm == "HS256":
        if len(key.strip().encode()) < LEAST_SECRET:
            raise SettingsError(where, f"a shared key needs at least {LEAST_SECRET} bytes.")
        if "-----BEGIN" in key:
            raise SettingsError(where, "this is a PEM, which others may know; a shared key for HS256 is a secret text.")
        return
    try:
        fits = isinstance(load_pem_public_key(key.encode()), RSAPublicKey)
    except (ValueError, UnsupportedAlgorithm):
        fits = False
    if not fits:
        raise SettingsError(where, "this is not the PEM of an RSA public key.")


def _read(file: Path) -> str:
    try:
        content = read_pipe(file, MOST_BYTES) if is_pipe(file) else _content(file)
        if os.name == "posix" and file.stat().st_mode & OTHERS:
            log.warning("others on this machine can read a file of secrets", extra={"fields": {"file": str(file)}})
        if len(content) > MOST_BYTES:
            raise OSError(errno.EFBIG, f"it has more than the {MOST_BYTES // 1000} kB that are read")
        return content.decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(str(file), f"the file cannot be read ({reason}).") from None


def _content(file: Path) -> bytes:
    verify_regular(file)
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
