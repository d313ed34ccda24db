"""Frames as an encoder leaves them, with a size in their header that a test chooses."""

import asyncio
from fractions import Fraction
from functools import cache
from typing import Any

import av
from aiortc import VideoStreamTrack

CLOCK = 90_000


@cache
def flat_key_frame(width: int, height: int) -> bytes:
    """A grey key frame of that size by VP8."""
    codec = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt, codec.time_base = width, height, "yuv420p", Fraction(1, 30)
    codec.bit_rate = 1_000_000
    codec.options = {"deadline": "realtime", "cpu-used": "16", "lag-in-frames": "0", "qmin": "60", "qmax": "63"}
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*codec.encode(frame), *codec.encode(None)))


def announcing(width: int, height: int) -> bytes:
    """A key frame of a few dozen bytes whose header announces that size (RFC 6386, section 9.1)."""
    data = flat_key_frame(64, 64)
    return data[:6] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + data[10:]


class EncodedTrack(VideoStreamTrack):
    """Sends one encoded frame again and again.

    Args:
        data: of the frame.
        rate: frames a second.
    """

    def __init__(self, data: bytes, rate: float = 5.0) -> None:
        super().__init__()
        self.sent = 0
        self._data = data
        self._rate = rate

    async def recv(self) -> "av.Packet[Any]":  # type: ignore[override]  # aiortc's sender takes packets that are encoded
        await asyncio.sleep(1 / self._rate)
        self.sent += 1
        packet = av.Packet(self._data)
        packet.pts, packet.time_base = round(self.sent * CLOCK / self._rate), Fraction(1, CLOCK)
        return packet
