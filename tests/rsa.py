"""An aiortc client whose certificate is of RSA, as GStreamer's are, and those of browsers that are asked for it."""

from aiortc import RTCPeerConnection
from aiortc.rtcdtlstransport import RTCCertificate, SRTPProtectionProfile, generate_certificate
from cryptography.hazmat.primitives.asymmetric import rsa
from OpenSSL import SSL


class RsaCertificate(RTCCertificate):
    """Serves suites for RSA; as DTLS client it takes those for ECDSA as well, as every client has to."""

    def _create_ssl_context(self, srtp_profiles: list[SRTPProtectionProfile]) -> SSL.Context:
        context = super()._create_ssl_context(srtp_profiles)
        context.set_cipher_list(b"ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256")
        return context


def certify_by_rsa(connection: RTCPeerConnection) -> None:
    """Gives a connection a certificate of RSA, before it has a transport."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    made = RsaCertificate(key, generate_certificate(key))  # type: ignore[arg-type]  # it signs with either
    vars(connection)["_RTCPeerConnection__certificates"][:] = [made]
