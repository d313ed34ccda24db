import os
import sys
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from envcheck.model.errors import SettingsError
from envcheck.server import credentials, piped
from envcheck.server.access import EVERYTHING, Scope
from envcheck.server.credentials import bearer_tokens, signed_tokens

TOKEN = "k7Qe-creates-and-reads"
SHARED = "a-secret-of-thirty-two-characters!"

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names")


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_tokens_come_from_the_file_before_the_variable(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"{TOKEN} read\n")
    assert [*bearer_tokens(file, {"ENVCHECK_TOKENS": "another-token-altogether"}).values()] == [{Scope.READ}]
    assert [*bearer_tokens(None, {"ENVCHECK_TOKENS": TOKEN}).values()] == [EVERYTHING]
    assert bearer_tokens(None, {}) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="needs the modes of POSIX")
@pytest.mark.parametrize(("mode", "told"), [(0o600, 0), (0o640, 1), (0o644, 1)])
def test_a_file_that_others_can_read_is_told(
    tmp_path: Path, mode: int, told: int, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "tokens"
    file.write_text(TOKEN)
    file.chmod(mode)
    assert bearer_tokens(file, {})
    assert len(caplog.records) == told
    assert TOKEN not in caplog.text


def test_no_token_is_kept_as_it_is() -> None:
    assert TOKEN.encode() not in b"".join(bearer_tokens(None, {"ENVCHECK_TOKENS": TOKEN}))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        bearer_tokens(tmp_path / "none", {})
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="it is no text"):
        bearer_tokens(tmp_path / "binary", {})


def test_a_token_that_is_too_short_is_not_repeated_in_the_error() -> None:
    with pytest.raises(SettingsError) as error:
        bearer_tokens(None, {"ENVCHECK_TOKENS": "s3cr3t"})
    assert "s3cr3t" not in str(error.value)


def test_keys_that_fit_their_algorithm(tmp_path: Path) -> None:
    public = pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    (tmp_path / "key.pem").write_text(public)
    for signed in (
        signed_tokens(tmp_path / "key.pem", "RS256", "us", {}),
        signed_tokens(None, "RS256", "us", {"ENVCHECK_JWT_KEY": public}),
    ):
        assert signed
        assert (signed.key, signed.algorithm, signed.audience) == (public.strip(), "RS256", "us")
    assert signed_tokens(None, "HS256", "us", {"ENVCHECK_JWT_KEY": SHARED})
    assert signed_tokens(None, "RS256", "us", {}) is None
    assert signed_tokens(None, "RS256", "us", {"ENVCHECK_JWT_KEY": " \n"}) is None


@pytest.mark.parametrize(
    ("key", "algorithm", "said"),
    [
        (SHARED, "none", "there is no 'none' here"),
        (SHARED, "HS512", "known are HS256, RS256"),
        ("short", "HS256", "at least 32 bytes"),
        (SHARED, "RS256", "not the PEM of an RSA public key"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "RS256", "not the PEM of an RSA public key"),
    ],
)
def test_a_key_that_does_not_fit(key: str, algorithm: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as error:
        signed_tokens(None, algorithm, "us", {"ENVCHECK_JWT_KEY": key})
    assert key not in str(error.value)


def test_a_public_key_is_not_taken_as_a_shared_secret() -> None:
    public = pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    with pytest.raises(SettingsError):
        signed_tokens(None, "HS256", "us", {"ENVCHECK_JWT_KEY": public})


# pipes


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A named one, whose writer has not long."""
    monkeypatch.setattr(piped, "PIPE_SECS", 0.3)
    os.mkfifo(tmp_path / "pipe", 0o600)
    return tmp_path / "pipe"


@posix
def test_secrets_come_over_a_pipe_that_ends() -> None:
    for text in (TOKEN, f"# {'x' * 50_000}\n{TOKEN} read\n"):
        reading, writing = os.pipe()
        written = threading.Thread(target=_write, args=(writing, text.encode()))
        written.start()
        assert len(bearer_tokens(Path(f"/dev/fd/{reading}"), {})) == 1
        written.join()
        os.close(reading)


@posix
def test_a_writer_of_a_named_pipe_may_come_late(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piped, "PIPE_SECS", 60.0)
    written = threading.Timer(0.2, lambda: pipe.write_text(SHARED))
    written.start()
    signed = signed_tokens(pipe, "HS256", "us", {})
    written.join()
    assert signed
    assert signed.key == SHARED


@posix
@pytest.mark.parametrize("written", [b"", TOKEN.encode()], ids=["nothing", "no end"])
def test_a_pipe_without_an_end_is_not_waited_for_without_one(pipe: Path, written: bytes) -> None:
    kept = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    os.write(kept, written)
    with pytest.raises(SettingsError, match="no end came over this pipe within") as refused:
        bearer_tokens(pipe, {})
    os.close(kept)
    assert TOKEN not in str(refused.value)


@posix
def test_a_pipe_nobody_writes_to_is_not_waited_for_either(pipe: Path) -> None:
    with pytest.raises(SettingsError, match="no end came"):
        bearer_tokens(pipe, {})


@posix
def test_what_is_longer_than_any_file_of_tokens_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "MOST_BYTES", 1000)
    (tmp_path / "long").write_bytes(b"#" * 2000)
    reading, writing = os.pipe()
    os.write(writing, b"#" * 2000)
    for place in (tmp_path / "long", Path(f"/dev/fd/{reading}")):
        with pytest.raises(SettingsError, match="more than the 1 kB that are read"):
            bearer_tokens(place, {})
    os.close(writing)
    os.close(reading)


def _write(descriptor: int, text: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
