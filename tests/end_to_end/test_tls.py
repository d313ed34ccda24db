"""A session over HTTPS with a certificate of one's own, and what is said where it cannot be used."""

import asyncio
import datetime
import ipaddress
import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from made_session import picture
from serving import Served, served
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


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal here")
def test_a_renewed_certificate_is_taken_at_sighup_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    certificate, key = certified(tmp_path)
    before = certificate.read_text()
    with served("--certificate", str(certificate), "--key", str(key), environ={"ENVCHECK_TOKENS": TOKEN}) as server:
        host, port = server.url.removeprefix("https://").split(":")
        with httpx.Client(verify=ssl.create_default_context(cafile=str(certificate))) as kept:
            assert kept.get(f"{server.url}/healthz").status_code == 204
            assert ssl.get_server_certificate((host, int(port)), timeout=60) == before
            (tmp_path / "new").mkdir()
            for old, new in zip((certificate, key), certified(tmp_path / "new"), strict=True):
                new.replace(old)
            renewed = certificate.read_text()
            assert hung_up(server, "certificate read anew")
            assert ssl.get_server_certificate((host, int(port)), timeout=60) == renewed != before
            assert kept.get(f"{server.url}/healthz").status_code == 204, "who is there goes on"
            certificate.write_text("nonsense")
            assert "cannot be used" in hung_up(server, "the certificate stays as it was")
            assert ssl.get_server_certificate((host, int(port)), timeout=60) == renewed


def hung_up(server: Served, told: str, secs: float = 60.0) -> str:
    """What the log says once the server has taken the signal."""
    server.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + secs
    while not (said := [line for line in server.lines if told in line]):
        assert time.monotonic() < end, server.lines
        time.sleep(0.05)
    return said[0]


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
