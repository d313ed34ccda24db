"""The way between here and a client: how long it takes, what gets lost on it, how much comes over it."""

import asyncio
from dataclasses import dataclass
from ipaddress import ip_address

from aioice.ice import CandidatePair
from aioice.stun import TransactionError
from aiortc import RTCPeerConnection
from aiortc.stats import RTCTransportStats

from envcheck.media.connection import Connection
from envcheck.server.webrtc.repair import RepairingReceiver

ANSWER_SECS = 2.0
"""A client that takes longer to answer has left no delay to measure."""


@dataclass(frozen=True)
class _Counters:
    time: float
    streams: tuple[tuple[int, int], ...]
    received_bytes: int

    @property
    def received(self) -> int:
        return sum(received for received, _ in self.streams)

    def share_lost_since(self, before: "_Counters") -> float:
        """Of the stream that lost most: what is missed of the sound is no less for all that came of the picture."""
        pairs = zip(self.streams, before.streams, strict=True)
        changes = [(now[0] - then[0], max(0, now[1] - then[1])) for now, then in pairs]
        return max((lost / (lost + received) for received, lost in changes if received), default=0.0)


class TransportStats:
    """Measures one peer connection between calls of `measure`.

    Loss and rate come from what RTP counts. A receiver alone gets no round trip from RTCP, so that is timed by
    the binding requests with which ICE asks for consent (RFC 7675).

    Args:
        connection: that is measured.
        asked_kbits: what the client was allowed to send.
    """

    def __init__(self, connection: RTCPeerConnection, asked_kbits: float) -> None:
        self._connection = connection
        self._asked_kbits = asked_kbits
        self._before: _Counters | None = None

    def outlast_consent(self) -> None:
        """Lets the connection last while something comes over it, though the client answers no binding request.

        FFmpeg answers none any more once it sends, and aioice would close the connection after half a minute. What is
        sent to a client that only sends are its receiver reports; one that has gone is told by its silence.
        """
        pair = _selected_pair(self._connection)
        asking = pair.protocol.receiver._query_consent_task if pair else None
        if asking:
            asking.cancel()

    async def measure(self) -> Connection | None:
        """The connection since the last call; None the first time, and where nothing has come yet."""
        pair = _selected_pair(self._connection)
        now = await _count(self._connection)
        before, self._before = self._before, now
        if pair is None or before is None or now.time <= before.time or now.received <= before.received:
            return None
        return Connection(
            lost=now.share_lost_since(before),
            round_trip=await _round_trip(self._connection, pair),
            kbits=(now.received_bytes - before.received_bytes) * 8e-3 / (now.time - before.time),
            asked_kbits=self._asked_kbits,
            loopback=_is_one_machine(pair),
        )


async def _count(connection: RTCPeerConnection) -> _Counters:
    report = (await connection.getStats()).values()
    receivers = (transceiver.receiver for transceiver in connection.getTransceivers())
    transports = {one.id: one for one in report if isinstance(one, RTCTransportStats)}
    return _Counters(
        asyncio.get_running_loop().time(),
        tuple(one.counts for one in receivers if isinstance(one, RepairingReceiver)),
        sum(transport.bytesReceived for transport in transports.values()),
    )


def _selected_pair(connection: RTCPeerConnection) -> CandidatePair | None:
    """The pair that ICE chose; aiortc keeps it to itself."""
    for transceiver in connection.getTransceivers():
        transport = transceiver.receiver.transport
        for pair in transport.transport._connection._nominated.values() if transport else ():
            return pair
    return None


async def _round_trip(connection: RTCPeerConnection, pair: CandidatePair) -> float | None:
    loop = asyncio.get_running_loop()
    ice = pair.protocol.receiver
    if ice.remote_password is None:
        return None
    request = ice.build_request(pair, nominate=False)
    began = loop.time()
    try:
        asked = pair.protocol.request(
            request, pair.remote_addr, integrity_key=ice.remote_password.encode(), retransmissions=0
        )
        async with asyncio.timeout(ANSWER_SECS):
            await asked
    except (TransactionError, TimeoutError, ConnectionError):
        return None
    return loop.time() - began


def _is_one_machine(pair: CandidatePair) -> bool:
    """True where the other end is at an address of this machine, whichever of them, or speaks to its loopback."""
    here, there = pair.local_addr[0], pair.remote_addr[0]
    own = {candidate.host for candidate in pair.protocol.receiver.local_candidates}
    try:
        return here == there or there in own or ip_address(here).is_loopback or ip_address(there).is_loopback
    except ValueError:
        return False
