"""A session over HTTPS with a certificate of one's own, and what is said where it cannot be used."""

import asyncio
import datetime
import ipaddress
import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from made_session import picture
from serving import served
from whip_client import Client, PictureTrack

TOKEN = "k7Qe-creates-and-reads"


def certified(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for this machine, and its key, as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "envcheck")])
    now = datetime.datetime.now(datetime.UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(hours=1))
    certificate = builder.add_extension(addresses, critical=False).sign(key, hashes.SHA256())
    pem, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, kind, serialization.NoEncryption()))
    return files


def test_a_session_over_https_with_a_token(tmp_path: Path) -> None:
    certificate, key = certified(tmp_path)
    shown = picture("ready.jpg")

    async def work(url: str) -> None:
        client = Client(f"{url}/whip", PictureTrack(lambda secs: shown), token=TOKEN)
        assert (await client.begin()).status_code == 201
        assert client.session.startswith("https://127.0.0.1:")
        await client.until(lambda told: told["type"] == "verdict" and told["verdict"] != "undetermined")
        await client.end()

    with served(*("--certificate", str(certificate), "--key", str(key)), environ={"ENVCHECK_TOKENS": TOKEN}) as server:
        assert server.url.startswith("https://")
        trusting = ssl.create_default_context(cafile=str(certificate))
        assert httpx.get(f"{server.url}/healthz", verify=trusting).status_code == 204
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{server.url}/healthz")
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{server.url.replace('https', 'http')}/healthz")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(str(certificate))
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        assert httpx.get(f"{server.url}/healthz", verify=old).status_code == 204
        assert httpx.post(f"{server.url}/whip", verify=trusting).status_code == 401
        asyncio.run(work(server.url))


@pytest.mark.parametrize("damaged", ["certificate", "key", "missing", "no key"])
def test_a_certificate_that_cannot_be_used_is_said_in_one_sentence(tmp_path: Path, damaged: str) -> None:
    certificate, key = certified(tmp_path)
    if damaged == "missing":
        certificate.unlink()
    elif damaged != "no key":
        {"certificate": certificate, "key": key}[damaged].write_text("nonsense")
    flags = ["--certificate", str(certificate), *(["--key", str(key)] if damaged != "no key" else [])]
    done = subprocess.run(
        [sys.executable, "-m", "envcheck", "serve", "--port", "0", *flags], capture_output=True, text=True, timeout=120
    )
    assert done.returncode != 0
    assert "The certificate or its key cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
