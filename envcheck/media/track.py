"""A WebRTC track as frames and chunks: drained as fast as it comes, with only the newest kept.

aiortc queues what arrives without bound; a track that is not drained grows and lags.
"""

from collections import deque
from collections.abc import Callable

import av
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from envcheck.media.decoded import DecodedFrame
from envcheck.media.media_clock import MediaClock
from envcheck.media.rate import ArrivalRate
from envcheck.media.resampler import Resampler, UnreadableSound
from envcheck.media.sound import AudioChunk


class VideoTrack:
    """Drains a video track.

    Args:
        track: the accepted track.
        on_arrival: called for each frame that arrives, looked at or not.

    Attributes:
        on_arrival: frames so far.
        dropped: frames that gave way to newer ones before anybody looked.
        ended: the track is over.
    """

    def __init__(self, track: MediaStreamTrack, on_arrival: Callable[[], None] = lambda: None) -> None:
        self.arrived = self.dropped = 0
        self.ended = False
        self._track = track
        self._note = on_arrival
        self._rate = ArrivalRate()
        self._clock = MediaClock()
        self._newest: DecodedFrame | None = None

    async def drain(self) -> None:
        """Takes every frame until the track ends."""
        try:
            while True:
                picture = await self._track.recv()
                if isinstance(picture, av.VideoFrame):
                    self._accept(picture)
        except MediaStreamError:
            self.ended = True

    def take(self) -> DecodedFrame | None:
        """The newest frame, once; None where none has come since."""
        newest, self._newest = self._newest, None
        return newest

    def _accept(self, picture: av.VideoFrame) -> None:
        self.arrived += 1
        self.dropped += self._newest is not None
        time = self._clock.at(picture.time)
        self._rate.note(time)
        self._newest = DecodedFrame(picture, time, self._rate.per_second)
        self._note()


class AudioTrack:
    """Drains an audio track.

    Args:
        track: the accepted track.
        on_arrival: called for each chunk that arrives.
        kept_secs: sound that may wait to be taken; older sound is dropped.

    Attributes:
        unreadable: what came last is sound of a kind that cannot be judged.
    """

    def __init__(
        self, track: MediaStreamTrack, on_arrival: Callable[[], None] = lambda: None, kept_secs: float = 5.0
    ) -> None:
        self.arrived = self.dropped = 0
        self.ended = self.unreadable = False
        self._track = track
        self._note = on_arrival
        self._kept_secs = kept_secs
        self._resampler = Resampler()
        self._waiting: deque[AudioChunk] = deque()

    async def drain(self) -> None:
        """Takes all sound until the track ends."""
        try:
            while True:
                sound = await self._track.recv()
                if isinstance(sound, av.AudioFrame):
                    self._accept(sound)
        except MediaStreamError:
            self.ended = True

    def take(self) -> list[AudioChunk]:
        """All sound that has come since it was last taken."""
        chunks = list(self._waiting)
        self._waiting.clear()
        return chunks

    def _accept(self, sound: av.AudioFrame) -> None:
        self.arrived += 1
        try:
            self._waiting.extend(self._resampler.chunks(sound))
            self.unreadable = False
        except UnreadableSound:
            self.unreadable = True
        self._drop_old()
        self._note()

    def _drop_old(self) -> None:
        while self._waiting and self._waiting[-1].time - self._waiting[0].time > self._kept_secs:
            self._waiting.popleft()
            self.dropped += 1
