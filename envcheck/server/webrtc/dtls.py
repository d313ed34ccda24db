"""The certificate that clients are shown, and the ciphers it is shown with (DTLS-SRTP, RFC 5764).

aiortc makes the certificate of a peer connection itself and takes none from elsewhere, unlike the `certificates` of the
W3C's `RTCConfiguration`. Two habits of it turn clients away, and a certificate of our own has neither:

- It describes one certificate by three fingerprints. libdatachannel, which OBS sends with, then takes the certificate
  for a stranger's about one time in three.
- As DTLS client it offers suites for ECDSA alone, so that a server with a certificate of RSA shares none with it.
  Clients may have either: GStreamer makes RSA, and so does every browser that is asked to (W3C, `generateCertificate`).
"""

from aiortc import RTCPeerConnection
from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsFingerprint, SRTPProtectionProfile
from OpenSSL import SSL

FINGERPRINT = "sha-256"
"""The hash that every client has to know (RFC 8122, section 5)."""

CIPHERS = ":".join(
    f"ECDHE-{signature}-{cipher}"
    for signature in ("ECDSA", "RSA")
    for cipher in ("AES128-GCM-SHA256", "CHACHA20-POLY1305", "AES128-SHA", "AES256-SHA")
)
"""aiortc's own, and the same for the other side's certificate of RSA."""


class Certificate(RTCCertificate):
    """A certificate with one fingerprint, for clients whose own may be of either kind."""

    def getFingerprints(self) -> list[RTCDtlsFingerprint]:
        """The fingerprint that the session description gives."""
        return [one for one in super().getFingerprints() if one.algorithm == FINGERPRINT]

    def _create_ssl_context(self, srtp_profiles: list[SRTPProtectionProfile]) -> SSL.Context:
        context = super()._create_ssl_context(srtp_profiles)
        context.set_cipher_list(CIPHERS.encode())
        return context


def certify(connection: RTCPeerConnection) -> None:
    """Gives a connection such a certificate, before it has a transport."""
    vars(connection)["_RTCPeerConnection__certificates"][:] = [Certificate.generateCertificate()]
