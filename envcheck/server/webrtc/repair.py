"""An aiortc receiver that mends what the way loses: it asks for packets again, and for key frames, while it has to.

aiortc 1.16 acts only when a packet arrives, asks for each missing one once, and for a key frame once 512 packets wait
(aiortc issue 58). The names with a class before them are its own private ones.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from aiortc import RTCRtpReceiver
from aiortc.codecs import is_rtx
from aiortc.rate import RemoteBitrateEstimator
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from envcheck.server.webrtc.frame_buffer import FrameBuffer

STEP_SECS = 0.02
"""Between two looks at what is missing, while something is."""


LEAST_BITRATE = 600_000
"""Bits a second that a sender is never asked to stay below: enough for 640x360. On a narrower way packets get lost, and
senders go by that as well.

Of how late packets come aiortc knows only when the event loop gets to them, so that a busy machine looks like a narrow
way: beside other work on two cores, Chromium was asked over loopback to come down to 30 kbit/s within four seconds.
"""


class BitrateEstimator(RemoteBitrateEstimator):
    """An estimate of what the way carries (REMB) that is never less than that."""

    def add(self, *args: Any, **named: Any) -> tuple[int, list[int]] | None:
        """What the sender is to be told, if anything: bits a second, and the sources that share them."""
        told = super().add(*args, **named)
        return (max(told[0], LEAST_BITRATE), told[1]) if told else None


class RepairingReceiver(RTCRtpReceiver):
    """A receiver whose decoder gets whole frames in order, whatever the way loses.

    Args:
        kind: `audio` or `video`.
        transport: over which it receives.
        on_arrival: called for each packet of media.
    """

    _RTCRtpReceiver__codecs: dict[int, RTCRtpCodecParameters]
    _RTCRtpReceiver__decoder_queue: Any
    _RTCRtpReceiver__decoder_thread: Any
    _RTCRtpReceiver__jitter_buffer: Any
    _RTCRtpReceiver__nack_generator: Any
    _RTCRtpReceiver__remote_streams: dict[int, Any]
    _RTCRtpReceiver__rtx_ssrc: dict[int, int]
    _RTCRtpReceiver__timestamp_mapper: Any

    def __init__(self, kind: str, transport: Any, on_arrival: Callable[[], None]) -> None:
        super().__init__(kind, transport)
        self.buffer = FrameBuffer(lambda payload: self._RTCRtpReceiver__codecs[payload].name)
        self._on_arrival = on_arrival
        self._repairs = kind == "video"
        self._repairing: asyncio.Task[None] | None = None
        if self._repairs:
            self._RTCRtpReceiver__jitter_buffer, self._RTCRtpReceiver__nack_generator = self.buffer, None
            self._RTCRtpReceiver__remote_bitrate_estimator = BitrateEstimator()

    @property
    def counts(self) -> tuple[int, int]:
        """Packets of media that came, and those that never did; what was sent again in time has come.

        aiortc's own figures count what is sent again as another stream, and give those of one stream alone.
        """
        if self._repairs:
            return self.buffer.received, self.buffer.lost
        streams = self._RTCRtpReceiver__remote_streams.values()
        return sum(one.packets_received for one in streams), sum(one.packets_lost for one in streams)

    async def stop(self) -> None:
        """Stops for good."""
        if self._repairing:
            self._repairing.cancel()
        await super().stop()

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        self._on_arrival()
        self._note_stream(packet)
        await super()._handle_rtp_packet(packet, arrival_time_ms)
        self._pass_on()
        if self._repairs and self.buffer.is_waiting and self._repairing is None:
            self._repairing = asyncio.create_task(self._repair())

    def _note_stream(self, packet: Any) -> None:
        """Takes what is sent again for part of the one stream there is, though the offer did not name the two."""
        codec = self._RTCRtpReceiver__codecs.get(packet.payload_type)
        if codec and is_rtx(codec) and self.buffer.ssrc is not None:
            self._RTCRtpReceiver__rtx_ssrc.setdefault(packet.ssrc, self.buffer.ssrc)

    def _pass_on(self) -> None:
        for payload, frame in self.buffer.take():
            frame.timestamp = self._RTCRtpReceiver__timestamp_mapper.map(frame.timestamp)
            if self._RTCRtpReceiver__decoder_thread:
                self._RTCRtpReceiver__decoder_queue.put((self._RTCRtpReceiver__codecs[payload], frame))

    async def _repair(self) -> None:
        """Asks for what is missing, until nothing is."""
        try:
            while self.buffer.is_waiting and self.buffer.ssrc is not None:
                if lost := self.buffer.missing():
                    await self._send_rtcp_nack(self.buffer.ssrc, lost)
                if self.buffer.needs_key_frame():
                    await self._send_rtcp_pli(self.buffer.ssrc)
                await asyncio.sleep(STEP_SECS)
        finally:
            self._repairing = None

    async def _send_rtcp_pli(self, media_ssrc: int) -> None:
        if self.buffer.may_ask():
            await super()._send_rtcp_pli(media_ssrc)
