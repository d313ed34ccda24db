"""aiortc's data transport, made safe against clients that begin messages and never end them, or leave in the middle.

aiortc 1.16 tells its window (RFC 9260, section 6.2) and holds nobody to it: fragments wait for the rest of their
message without end, and with each that comes all of them are gone through in the event loop. What is over the bounds
here is not taken and not acknowledged, so that an honest client sends it again once there is room.

What is told to a client that has just left is sent by tasks that nobody waits for, as are packets sent again (T1 to T3
of RFC 9260): sending raises there, and asyncio logs each as an error. Here it is a packet that got lost.
"""

import logging

from aiortc.rtcsctptransport import Chunk, DataChunk, RTCSctpTransport

log = logging.getLogger(__name__)

WINDOW_BYTES, MOST_FRAGMENTS = 131_072, 128
"""What may wait of messages that are not whole: a client asks for something in less than a hundred bytes."""

MOST_MISSING = 256
"""Packets that may have come after one that is missing."""

MOST_STREAMS, MOST_CHANNELS = 64, 8
"""Streams that may carry something, and channels that may be open; we tell over one."""

OPENING = 50
"""Protocol by which channels are opened (RFC 8832, section 8.1)."""


class DataTransport(RTCSctpTransport):
    """A data transport with bounds."""

    _has_lost = False

    async def _send_chunk(self, chunk: Chunk) -> None:
        try:
            await super()._send_chunk(chunk)
        except ConnectionError as error:
            if not self._has_lost:
                log.debug("a client left before all was told", exc_info=error)
            self._has_lost = True

    async def _receive_data_chunk(self, chunk: DataChunk) -> None:
        if self._has_room(chunk):
            await super()._receive_data_chunk(chunk)
        else:
            self._sack_needed = True

    async def _data_channel_receive(self, stream_id: int, pp_id: int, data: bytes) -> None:
        if pp_id != OPENING or len(self._data_channels) < MOST_CHANNELS:
            await super()._data_channel_receive(stream_id, pp_id, data)

    def _has_room(self, chunk: DataChunk) -> bool:
        streams = self._inbound_streams
        return (
            len(chunk.user_data) <= self._advertised_rwnd
            and sum(len(stream.reassembly) for stream in streams.values()) < MOST_FRAGMENTS
            and len(self._sack_misordered) < MOST_MISSING
            and (chunk.stream_id in streams or len(streams) < MOST_STREAMS)
        )


def bound(transport: RTCSctpTransport) -> None:
    """Gives these bounds to a transport that was just made; who listens to it does so already."""
    transport.__class__ = DataTransport
    transport._advertised_rwnd = WINDOW_BYTES
