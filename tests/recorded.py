"""Picture and sound that were encoded beforehand, so that one process can send many sessions of them."""

import asyncio
import time
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import av
import numpy as np
from aiortc import AudioStreamTrack, VideoStreamTrack

from sent import SIZE, breathing

RATE = 10
"""Pictures a second."""

SOUND_RATE, SOUND_SAMPLES = 48_000, 960


@cache
def pictures(name: str, secs: float = 2.0) -> tuple[bytes, ...]:
    """Somebody who breathes in a sample picture, by VP8; begins with a key frame, so that it can be sent in a ring."""
    shown = breathing(name, period=secs)
    codec = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height = SIZE
    codec.pix_fmt, codec.time_base, codec.bit_rate = "yuv420p", Fraction(1, RATE), 600_000
    codec.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
    packets: list[bytes] = []
    for number in range(round(secs * RATE)):
        frame = av.VideoFrame.from_ndarray(shown(number / RATE), format="bgr24").reformat(format="yuv420p")
        frame.pts, frame.time_base = number, codec.time_base
        packets += map(bytes, codec.encode(frame))
    return tuple(packets)


@cache
def quiet(count: int = 50) -> tuple[bytes, ...]:
    """The faint noise of a microphone in a quiet room, by Opus, 20 ms each."""
    codec = av.CodecContext.create("libopus", "w")
    codec.sample_rate, codec.layout, codec.format = SOUND_RATE, "mono", "s16"
    random, packets = np.random.default_rng(0), list[bytes]()
    for number in range(count):
        noise = random.normal(0, 40, (1, SOUND_SAMPLES)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(noise, format="s16", layout="mono")
        frame.sample_rate, frame.pts = SOUND_RATE, number * SOUND_SAMPLES
        packets += map(bytes, codec.encode(frame))
    return tuple(packets)


class _Ring:
    """Packets again and again, each at its time.

    Args:
        packets: of one second or more.
        secs: from one to the next.
        clock: ticks a second of their time stamps.
    """

    def __init__(self, packets: Sequence[bytes], secs: float, clock: int) -> None:
        self._packets, self._secs, self._clock = packets, secs, clock
        self._began = time.monotonic()
        self._sent = 0

    async def next(self) -> "av.Packet[Any]":
        await asyncio.sleep(max(0.0, self._began + self._sent * self._secs - time.monotonic()))
        packet = av.Packet(self._packets[self._sent % len(self._packets)])
        packet.pts, packet.time_base = round(self._sent * self._secs * self._clock), Fraction(1, self._clock)
        self._sent += 1
        return packet


class RecordedPictures(VideoStreamTrack):
    """Sends somebody in a sample picture, `RATE` times a second."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ring = _Ring(pictures(name), 1 / RATE, 90_000)

    async def recv(self) -> "av.Packet[Any]":  # type: ignore[override]  # aiortc's sender takes packets that are encoded
        return await self._ring.next()


class RecordedSound(AudioStreamTrack):
    """Sends the sound of a quiet room."""

    def __init__(self) -> None:
        super().__init__()
        self._ring = _Ring(quiet(), SOUND_SAMPLES / SOUND_RATE, SOUND_RATE)

    async def recv(self) -> "av.Packet[Any]":  # type: ignore[override]
        return await self._ring.next()
