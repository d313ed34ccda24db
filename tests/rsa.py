"""Certificates of RSA, as GStreamer has them and browsers that are asked for one, and an aiortc client with one."""

from pathlib import Path

from aiortc import RTCPeerConnection
from aiortc.rtcdtlstransport import RTCCertificate, SRTPProtectionProfile, generate_certificate
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import Certificate
from OpenSSL import SSL

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def self_signed(key: rsa.RSAPrivateKey) -> Certificate:
    """A certificate for a month, signed by itself."""
    return generate_certificate(key)  # type: ignore[arg-type]  # it signs with a key of either kind


def pem(path: Path) -> Path:
    """A certificate and its key in one file."""
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(self_signed(KEY).public_bytes(Encoding.PEM) + key)
    return path


class RsaCertificate(RTCCertificate):
    """Serves suites for RSA; as DTLS client it takes those for ECDSA as well, as every client has to."""

    def _create_ssl_context(self, srtp_profiles: list[SRTPProtectionProfile]) -> SSL.Context:
        context = super()._create_ssl_context(srtp_profiles)
        context.set_cipher_list(b"ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256")
        return context


def certify_by_rsa(connection: RTCPeerConnection) -> None:
    """Gives a connection a certificate of RSA, before it has a transport."""
    made = RsaCertificate(KEY, self_signed(KEY))  # type: ignore[arg-type]
    vars(connection)["_RTCPeerConnection__certificates"][:] = [made]
