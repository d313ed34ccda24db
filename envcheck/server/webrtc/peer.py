"""The WebRTC end of one session: an offer in, an answer out, tracks drained, a data channel if the client wants one."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from aiortc import MediaStreamTrack as Track
from aiortc import RTCConfiguration, RTCDataChannel, RTCIceServer, RTCSessionDescription
from aiortc.exceptions import InvalidAccessError, InvalidStateError, OperationError
from aiortc.sdp import candidate_from_sdp

from envcheck.media.connection import Connection as ConnectionFigures
from envcheck.media.track import AudioTrack, VideoTrack
from envcheck.server.webrtc.dtls import certify
from envcheck.server.webrtc.media_place import ANYWHERE, MediaPlace
from envcheck.server.webrtc.receiver import Connection
from envcheck.server.webrtc.transport_stats import TransportStats
from envcheck.server.webrtc.whip.candidate import is_reachable
from envcheck.server.webrtc.whip.exchange import KBITS, as_dtls_server, completed_answer, normalized_offer
from envcheck.server.webrtc.whip.fragment import RemoteCandidate
from envcheck.server.webrtc.whip.link import Link
from envcheck.server.webrtc.whip.offer import Offer, UnusableOffer
from envcheck.watch.deadline import wait_all, wait_closed

log = logging.getLogger(__name__)

CHANNEL = "envcheck"
"""Label of the data channel over which findings are told."""

OVER = ("failed", "closed")

FAREWELL_SECS, FAREWELL_STEP = 0.5, 0.02
"""How long the last words may take to leave over the data channel, and how often that is looked at."""

CLOSE_SECS, STOP_SECS = 5.0, 1.0
"""How long the connection may take to close, and then those who take what it brought."""

STUMBLES = (
    *(OperationError, InvalidAccessError, InvalidStateError),
    *(ValueError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError),
)
"""What aiortc raises at an offer that it cannot read or take: it trusts its peers, and a stranger's text makes it trip
over its own steps."""


class NoPort(Exception):
    """Every port that media may take is taken."""


@contextmanager
def _unusable_where_aiortc_fails() -> Iterator[None]:
    """For steps of aiortc alone, so that no fault of our own looks like a damaged offer."""
    try:
        yield
    except STUMBLES as error:
        log.debug("offer not taken", exc_info=error)
        raise UnusableOffer("no way to take this offer was found; it may be damaged.") from None


class NoNetwork(Exception):
    """This machine has no address at which a client could reach it."""


class Peer:
    """One peer connection that only receives.

    Args:
        ice_servers: STUN and TURN servers, as links.
        on_arrival: called for each packet of media that arrives, whether it can be decoded or not.
        on_channel: called with the data channel of the client once it is open.
        on_over: called when the connection has failed or was closed by the client, or its pictures are too large.
        largest: pixels of a frame that is decoded.
        place: where media is received, and from whom.
    """

    def __init__(
        self,
        ice_servers: Iterable[Link],
        on_arrival: Callable[[], None],
        on_channel: Callable[[RTCDataChannel], None],
        on_over: Callable[[Literal["closed", "oversized"]], None],
        largest: float,
        place: MediaPlace = ANYWHERE,
    ) -> None:
        self._place = place
        self.video: VideoTrack | None = None
        self.audio: AudioTrack | None = None
        self._on_open, self._on_over = on_channel, on_over
        self._draining: set[asyncio.Task[None]] = set()
        self._channel: RTCDataChannel | None = None
        self._mid = "0"
        self.credentials = ("", "")
        """User fragment and password of the client's ICE."""
        self.expects_video = False
        """The client has announced a camera."""
        servers = [_server(link) for link in ice_servers]
        self._connection = Connection(
            RTCConfiguration(iceServers=servers), largest, lambda: on_over("oversized"), on_arrival
        )
        certify(self._connection)
        self.transport_stats = TransportStats(self._connection, sum(KBITS.values()))
        self._connection.on("track", self._on_track)
        self._connection.on("datachannel", self._on_channel)
        self._connection.on("connectionstatechange", self._on_state)

    async def answer(self, offer: Offer) -> str:
        """The answer with all candidates of this server, as SDP.

        Raises:
            UnusableOffer: it is damaged, or the client leaves no way to agree.
            NoNetwork: there is no candidate, and will be none.
            NoPort: every port for media is taken.
        """
        self._mid, self.expects_video = offer.bundle[0], bool(offer.track_count("video"))
        self.credentials = (offer.ufrag, offer.password)
        remote = RTCSessionDescription(normalized_offer(offer), "offer")
        with _unusable_where_aiortc_fails():
            await self._connection.setRemoteDescription(remote)
            self._place.bound.bind(self._connection)
            for transceiver in self._connection.getTransceivers():
                transceiver.direction = "recvonly"
            made = await self._connection.createAnswer()
        answer = RTCSessionDescription(as_dtls_server(made.sdp, offer), "answer")
        with _unusable_where_aiortc_fails(), self._place.taking():
            await self._connection.setLocalDescription(answer)
        described = self._connection.localDescription.sdp
        if "\r\na=candidate:" not in described:
            if not _takes_any(described):
                raise UnusableOffer("nothing of this offer can be taken; it may be damaged.")
            raise NoPort if self._place.ports else NoNetwork
        return completed_answer(self._place.told(described), offer)

    @property
    def frame_counts(self) -> tuple[int, int]:
        """Frames that arrived, and those of them that nobody looked at."""
        skipped = self._connection.skipped
        return (self.video.arrived + skipped, self.video.dropped + skipped) if self.video else (0, 0)

    async def measure(self) -> ConnectionFigures | None:
        """How the stream travelled since this was last asked; None where nothing tells."""
        return await self.transport_stats.measure()

    async def add(self, candidates: Iterable[RemoteCandidate]) -> None:
        """Takes candidates of the client; those of a kind that is not supported are passed by."""
        for remote in candidates:
            try:
                candidate = candidate_from_sdp(remote.line.removeprefix("candidate:"))
            except (ValueError, AssertionError, IndexError):
                continue
            candidate.sdpMid = self._mid  # all is bundled in that section
            if candidate.protocol.lower() == "udp" and is_reachable(remote.line):
                await self._connection.addIceCandidate(candidate)

    async def close(self) -> None:
        """Ends the connection and frees all it holds; what takes longer goes on by itself."""
        self._connection.remove_all_listeners()
        await self._flush_channel()
        closing = asyncio.create_task(self._close_connection())
        await wait_closed(closing, CLOSE_SECS)
        draining = tuple(self._draining)
        for task in draining:
            task.cancel()
        await wait_all(draining, STOP_SECS)
        if closing.done():
            closing.result()

    async def _close_connection(self) -> None:
        with suppress(AttributeError):  # an offer that was not taken may have left a transceiver without a transport
            await self._connection.close()

    async def _flush_channel(self) -> None:
        """Waits until what was told last has left over the data channel, if there is one."""
        for _ in range(round(FAREWELL_SECS / FAREWELL_STEP)):
            if self._channel is None or self._channel.readyState != "open":
                return
            await asyncio.sleep(FAREWELL_STEP)  # first of all, since who reads the events has yet to send its end
            if not self._channel.bufferedAmount:
                return

    def _on_track(self, track: Track) -> None:
        if track.kind == "video" and self.video is None:
            self.video = VideoTrack(track)
            drain = self.video.drain()
        elif track.kind == "audio" and self.audio is None:
            self.audio = AudioTrack(track)
            drain = self.audio.drain()
        else:
            return
        task = asyncio.ensure_future(drain)
        self._draining.add(task)
        task.add_done_callback(self._draining.discard)

    def _on_channel(self, channel: RTCDataChannel) -> None:
        if channel.label == CHANNEL and self._channel is None:
            self._channel = channel
            self._on_open(channel)

    def _on_state(self) -> None:
        if self._connection.connectionState == "connected":
            self.transport_stats.outlast_consent()
        if self._connection.connectionState in OVER:
            self._on_over("closed")


def _takes_any(answer: str) -> bool:
    """True where an answer leaves any section a port (RFC 3264, section 6)."""
    return any(line.split(" ")[1:2] != ["0"] for line in answer.splitlines() if line.startswith("m="))


def _server(link: Link) -> RTCIceServer:
    return RTCIceServer(
        urls=link.target, username=link.parameters.get("username"), credential=link.parameters.get("credential")
    )
