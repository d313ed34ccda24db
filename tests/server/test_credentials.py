import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from envcheck.model.errors import SettingsError
from envcheck.server.access import EVERYTHING, Scope
from envcheck.server.credentials import bearer_tokens, signed_tokens

TOKEN = "k7Qe-creates-and-reads"
SHARED = "a-secret-of-thirty-two-characters!"


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
