"""One participant's camera and microphone in a LiveKit room, as envcheck takes them."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, cast

import numpy as np
from livekit import rtc

from envcheck.media.newest import Newest
from envcheck.media.planar import PlanarFrame
from envcheck.watch import RATE, AudioChunk, Connection

log = logging.getLogger(__name__)

DARK_WIDTH, DARK_HEIGHT = 320, 180
DARK_SECS = 0.25
"""Size of the black picture that others see of a camera that is off, and how often it is looked at."""

CHUNK_MS = 100
"""Milliseconds of sound that come at once."""

MOST_CHUNKS = 100
"""Chunks that wait; what is older gives way."""

APART_SECS = 0.5
"""How far the clock of what comes may be from the time at which it comes: beyond, something was left out."""

CLOSE_SECS = 2.0


class Sound:
    """Chunks as they come; envcheck's `SoundFeed`."""

    unreadable = False

    def __init__(self) -> None:
        self._waiting: deque[AudioChunk] = deque(maxlen=MOST_CHUNKS)
        self._until = 0.0

    def put(self, samples: "np.ndarray[Any, np.dtype[np.int16]]", now: float) -> None:
        """Takes what has just come: shape (n,), mono, 48 kHz; at what time it ended, in seconds."""
        secs = len(samples) / RATE
        if abs(self._until + secs - now) > APART_SECS:
            self._until = now - secs
        self._waiting.append(AudioChunk(samples.astype(np.float32) / np.float32(32768), max(0.0, self._until)))
        self._until += secs

    def take(self) -> list[AudioChunk]:
        """All that waits, once."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken


class RemoteMedia:
    """What one participant publishes; envcheck's `Incoming`. Made in a running event loop.

    A camera that is off after it was on is seen as others see it: black, unless it is said otherwise. A microphone that
    is off is not heard, and one that was never on is not missed.

    Args:
        now: seconds since some moment.
        darkens: a camera that is off is seen as black; otherwise nothing comes from it.
    """

    expects_video = True

    def __init__(self, now: Callable[[], float] = time.monotonic, *, darkens: bool = True) -> None:
        self.video = Newest()
        self.audio: Sound | None = None
        self._clock, self._began, self._darkens = now, now(), darkens
        self._seen_at = 0.0
        self._seeing: asyncio.Task[None] | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def frame_counts(self) -> tuple[int, int]:
        """Frames that arrived, and those of them that nobody looked at."""
        return self.video.arrived, self.video.dropped

    async def measure(self) -> Connection | None:
        """Nothing: between the camera and here stands a server, and what it does says nothing about the line."""
        return None

    async def close(self) -> None:
        """Lets go of both tracks."""
        self._seeing = self._replaced(self._seeing, None)
        self._hearing = self._replaced(self._hearing, None)
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=CLOSE_SECS)

    def camera_on(self, track: rtc.Track) -> None:
        """Looks at this track from now on."""
        self._seeing = self._replaced(self._seeing, self._look(track))

    def camera_off(self) -> None:
        """Looks at nothing, as the others do; where none was on yet, still waits for one."""
        if self._seeing:
            self._seeing = self._replaced(self._seeing, self._stay_dark() if self._darkens else None)

    def microphone_on(self, track: rtc.Track) -> None:
        """Listens to this track from now on."""
        self.audio = self.audio or Sound()
        self._hearing = self._replaced(self._hearing, self._listen(track, self.audio))

    def microphone_off(self) -> None:
        """Listens to nothing."""
        self._hearing = self._replaced(self._hearing, None)

    def _now(self) -> float:
        return self._clock() - self._began

    def _replaced(
        self, task: "asyncio.Task[None] | None", work: Coroutine[Any, Any, None] | None
    ) -> "asyncio.Task[None] | None":
        if task:
            task.cancel()
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)
        if work is None:
            return None
        begun = asyncio.create_task(work)
        begun.add_done_callback(_verify)
        return begun

    async def _look(self, track: rtc.Track) -> None:
        stream = rtc.VideoStream(track, capacity=1, format=rtc.VideoBufferType.I420)
        ahead: float | None = None
        try:
            async for event in stream:
                at = event.timestamp_us / 1e6
                if ahead is None or abs(at + ahead - self._now()) > APART_SECS:
                    ahead = self._now() - at
                self._seen_at = max(self._seen_at, at + ahead)
                self.video.put(planar(event.frame, self._seen_at, 90 * cast(int, event.rotation)))
        finally:
            await _closed(stream)

    async def _stay_dark(self) -> None:
        luma = bytes([16]) * (DARK_WIDTH * DARK_HEIGHT)
        chroma = bytes([128]) * (DARK_WIDTH * DARK_HEIGHT // 4)
        while True:
            self._seen_at = max(self._seen_at, self._now())
            self.video.put(PlanarFrame(luma, chroma, chroma, DARK_WIDTH, DARK_HEIGHT, self._seen_at))
            await asyncio.sleep(DARK_SECS)

    async def _listen(self, track: rtc.Track, sound: Sound) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1, frame_size_ms=CHUNK_MS)
        try:
            async for event in stream:
                sound.put(np.frombuffer(event.frame.data, np.int16), self._now())
        finally:
            await _closed(stream)


def planar(frame: rtc.VideoFrame, time: float, rotation: int) -> PlanarFrame:
    """The frame as envcheck takes it: views of its three planes, not copies.

    `VideoFrame.get_plane` gives views that do not keep what they look at; those of `data` do.

    Args:
        frame: I420 without padding, as `VideoStream` gives it.
        time: seconds on the media clock.
        rotation: degrees clockwise after which it is upright.

    Raises:
        ValueError: its data is too short for its size.
    """
    width, height, data = frame.width, frame.height, frame.data
    luma, chroma = width * height, ((width + 1) // 2) * ((height + 1) // 2)
    u, v = data[luma : luma + chroma], data[luma + chroma : luma + 2 * chroma]
    return PlanarFrame(data[:luma], u, v, width, height, time, rotation)


async def _closed(stream: rtc.VideoStream | rtc.AudioStream) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_SECS):
            await stream.aclose()


def _verify(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a track could not be read on", exc_info=error)
