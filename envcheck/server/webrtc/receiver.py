"""aiortc's receivers, made safe against senders that nobody knows.

What aiortc 1.16 lacks, and where it stands here:

- The queue before a decoder has no bound, nor has the one after it (its issue 554), and how large a frame is shows
  only once it is decoded: `Backlog`.
- Of each source (SSRC) that packets name, counters are kept for ever: `Receiver`.
- A decoder's thread is joined in the event loop, which stands still until all that waits is decoded: `Receiver`.
- Arrival is told by the wall clock, whose steps the bit rate estimator follows millisecond by millisecond: `Receiver`.
- Receiver reports that cannot be written end their task, and `stop` waits for it for ever: `Receiver`.
- What gets lost is hardly asked for: `RepairingReceiver`, which `Receiver` stands on.

The names with a class before them are aiortc's own private ones.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpTransceiver
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from envcheck.media.encoded import UnreadableHeader, announced_size, is_key_frame
from envcheck.server.webrtc.data_transport import bound
from envcheck.server.webrtc.repair import RepairingReceiver

log = logging.getLogger(__name__)

MOST_FRAMES, MOST_BYTES = 60, 4_000_000
"""What may wait for a decoder: two seconds of a camera, or one of sound."""

MOST_AHEAD = {"video": 4, "audio": MOST_FRAMES}
"""Frames that a decoder may be ahead of the event loop: a picture may have six megabytes once it is decoded."""

MOST_SOURCES = 16
"""Of one track: the layers of a simulcast and their retransmissions, and what a client begins anew."""

ASK_SECS = 1.0
"""Between two requests for a key frame."""

JOIN_SECS = 2.0
"""How long a decoder may take for the frame it is at once it was told to stop."""

Encoded = tuple[RTCRtpCodecParameters, JitterFrame]


class Backlog:
    """Encoded frames on their way to a decoder's thread; stands in for the queue of aiortc's receiver.

    Where too much waits, frames are dropped until the next one that can be decoded by itself.

    Args:
        largest: pixels of a frame that is decoded.
        oversized: called once, in the decoder's thread, where a frame has more; nothing is decoded from then on.
        lacking: called where frames were dropped, so that a key frame is asked for.
        post: has something called in the event loop, after all that was posted there before; by it is known how far the
            loop has come with what was decoded.
        most_ahead: frames that may be decoded before the loop has come as far.
        clock: seconds of any steady clock.

    Attributes:
        dropped: frames that no decoder got to see.
    """

    def __init__(
        self,
        largest: float,
        oversized: Callable[[], object],
        lacking: Callable[[], object],
        post: Callable[[Callable[[], object]], object] = lambda call: call(),
        most_ahead: int = MOST_FRAMES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.dropped = 0
        self._largest = largest
        self._oversized, self._lacking, self._post, self._clock = oversized, lacking, post, clock
        self._most_ahead, self._ahead = most_ahead, 0
        self._waiting: deque[Encoded | None] = deque()
        self._bytes = 0
        self._asked = -ASK_SECS
        self._skipping = self._refused = False
        self._changed = threading.Condition()

    def put(self, task: Encoded | None) -> None:
        """Takes a frame, or None as the end, for which nothing needs to wait."""
        with self._changed:
            if task is None:
                self._clear()
                self._waiting.append(None)
            elif self._fits(task):
                self._bytes += len(task[1].data)
                self._waiting.append(task)
            else:
                self.dropped += 1
                self._ask()
            self._changed.notify()

    def get(self) -> Encoded | None:
        """The next frame that may be decoded, or None at the end; waits for it, and for the event loop."""
        while True:
            with self._changed:
                self._changed.wait_for(self._has_turn)
                task = self._waiting.popleft()
                self._bytes -= len(task[1].data) if task else 0
            if task is None:
                return None
            if self._may_be_decoded(task):
                with self._changed:
                    self._ahead += 1
                self._post(self._follow)
                return task
            self.dropped += 1

    def _has_turn(self) -> bool:
        return bool(self._waiting) and (self._waiting[0] is None or self._ahead < self._most_ahead)

    def _follow(self) -> None:
        with self._changed:
            self._ahead -= 1
            self._changed.notify()

    def _fits(self, task: Encoded) -> bool:
        size, alone = len(task[1].data), is_key_frame(task[0].name, task[1].data)
        full = len(self._waiting) >= MOST_FRAMES or self._bytes + size > MOST_BYTES
        if alone and full:
            self._clear()
        self._skipping = not alone and (self._skipping or full)
        return not self._skipping and size <= MOST_BYTES

    def _may_be_decoded(self, task: Encoded) -> bool:
        try:
            size = announced_size(task[0].name, task[1].data)
        except UnreadableHeader:
            self._ask()
            return False
        if size and size[0] * size[1] > self._largest and not self._refused:
            self._refused = True
            self._oversized()
        return not self._refused

    def _ask(self) -> None:
        now = self._clock()
        if now - self._asked >= ASK_SECS:
            self._asked = now
            self._lacking()

    def _clear(self) -> None:
        self.dropped += sum(task is not None for task in self._waiting)
        self._waiting.clear()
        self._bytes = 0


class Receiver(RepairingReceiver):
    """A receiver whose decoder is given no more than it can take.

    Args:
        kind: `audio` or `video`.
        transport: over which it receives.
        largest: pixels of a frame that is decoded.
        oversized: called in the event loop where a frame has more.
        on_arrival: called for each packet of media.
    """

    _RTCRtpReceiver__decoder_queue: Any
    _RTCRtpReceiver__decoder_thread: threading.Thread | None
    _RTCRtpReceiver__decoder_error: threading.Event
    _RTCRtpReceiver__rtcp_exited: asyncio.Event

    def __init__(
        self,
        kind: str,
        transport: Any,
        largest: float,
        oversized: Callable[[], object],
        on_arrival: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(kind, transport, on_arrival)
        loop = asyncio.get_running_loop()
        lacking = self._RTCRtpReceiver__decoder_error.set  # with the next packet, a key frame is asked for (PLI)
        post = loop.call_soon_threadsafe
        self.backlog = Backlog(largest, lambda: post(oversized), lacking, post, MOST_AHEAD[kind])
        self._RTCRtpReceiver__decoder_queue = self.backlog
        self._leaving: threading.Thread | None = None
        self._sources: set[int] = set()

    async def stop(self) -> None:
        """Stops for good; the decoder's thread is waited for outside the event loop, and not for long."""
        await super().stop()
        if self._leaving:
            await asyncio.to_thread(self._leaving.join, JOIN_SECS)
            if self._leaving.is_alive():
                log.error("a decoder did not stop")

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        if packet.ssrc not in self._sources and len(self._sources) >= MOST_SOURCES:
            self.transport._rtp_router.ssrc_table.pop(packet.ssrc, None)
            return
        self._sources.add(packet.ssrc)
        await super()._handle_rtp_packet(packet, arrival_time_ms=round(time.monotonic() * 1000))

    async def _run_rtcp(self) -> None:
        try:
            await super()._run_rtcp()
        except Exception as error:
            log.error("receiver reports failed", exc_info=error)
        finally:
            self._RTCRtpReceiver__rtcp_exited.set()

    def _RTCRtpReceiver__stop_decoder(self) -> None:
        if thread := self._RTCRtpReceiver__decoder_thread:
            self.backlog.put(None)
            self._leaving, self._RTCRtpReceiver__decoder_thread = thread, None


class Connection(RTCPeerConnection):
    """A peer connection whose receivers are such, and whose data transport has bounds as well.

    Args:
        configuration: of the connection.
        largest: pixels of a frame that is decoded.
        oversized: called in the event loop where a frame has more.
        on_arrival: called for each packet of media.
    """

    def __init__(
        self,
        configuration: RTCConfiguration,
        largest: float,
        oversized: Callable[[], object],
        on_arrival: Callable[[], None],
    ) -> None:
        super().__init__(configuration)
        self._largest, self._oversized, self._on_arrival = largest, oversized, on_arrival

    @property
    def skipped(self) -> int:
        """Pictures that came and were not decoded."""
        pictures = (one.receiver for one in self.getTransceivers() if one.kind == "video")
        return sum(one.backlog.dropped + one.buffer.dropped for one in pictures if isinstance(one, Receiver))

    def _RTCPeerConnection__createSctpTransport(self) -> None:
        super()._RTCPeerConnection__createSctpTransport()  # type: ignore[misc]
        assert self.sctp
        bound(self.sctp)

    async def _RTCPeerConnection__connect(self) -> None:
        if all(
            one.receiver.transport for one in self.getTransceivers()
        ):  # an offer that is not taken may leave one without
            await super()._RTCPeerConnection__connect()  # type: ignore[misc]

    def _RTCPeerConnection__createTransceiver(self, *args: Any, **named: Any) -> RTCRtpTransceiver:
        made: RTCRtpTransceiver = super()._RTCPeerConnection__createTransceiver(*args, **named)  # type: ignore[misc]
        receiver = Receiver(made.kind, made.receiver.transport, self._largest, self._oversized, self._on_arrival)
        receiver._set_rtcp_ssrc(made.sender._ssrc)
        made._RTCRtpTransceiver__receiver = receiver  # type: ignore[attr-defined]
        return made
