"""A video file as frames and sound: decoded only as far as it is looked at."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import av

from envcheck.media.clip_streams import Progress, own_duration, pixel_aspect, select_audio, select_video
from envcheck.media.cut_off import is_cut_off
from envcheck.media.decoded import DecodedFrame, squared
from envcheck.media.decoding_time import DecodingTime
from envcheck.media.frame import Frame
from envcheck.media.media_clock import MediaClock
from envcheck.media.rate import ArrivalRate
from envcheck.media.resampler import Resampler, UnreadableSound
from envcheck.media.sampler import Sampler
from envcheck.media.sound import Listener, ignore_sound
from envcheck.media.still.image import MAX_MEGAPIXELS, printable, verify_file, verify_size
from envcheck.media.stumbles import STUMBLES
from envcheck.model.errors import DamagedInput, InputError, MissingInput, UnsuitableInput, UnsupportedInput
from envcheck.model.findings import Mode

CLIP_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".vob", ".ts", ".mts"}
    | {".m2ts", ".gif", ".ogv", ".wmv", ".asf", ".flv", ".mxf", ".mjpeg", ".mjpg", ".h264", ".264", ".h265", ".hevc"}
)

ANALYSIS_FPS = 2.0
"""Frames looked at per second of media time: two, so that three in a row confirm a change within 1.5 s."""

LONGEST_STEP = 1.0
"""Seconds after which the next frame follows where the clock has jumped, unless the rate of the file says less."""

MAX_SECONDS = 120.0
"""Seconds of a clip that are looked at: a room check is over by then, and a longer file costs no more than that."""

MAX_FRAME_MEGAPIXELS = 36.0
"""Of a clip: what cameras record at most has 8192 by 4320 pixels, of which a decoder keeps up to twenty frames."""

READ_SECS = 60.0
"""How long the file may be read for one packet, by the clock: a gigabyte of nothing between two takes seconds."""

TOO_SLOW = "it takes far too long to decode; please save a smaller copy of it, such as 1280 × 720."

NO_CLIP = "this is not a clip, or it is damaged or cut short."

MOST_DAMAGED = 300
"""Packets in a row that cannot be decoded before a clip is given up: more than usually lie between two key frames."""


class ClipSource:
    """One video file, as a player shows it.

    Args:
        path: a file that FFmpeg can read; its default tracks, orientation, colours and shape of pixels are respected.
        fps: frames looked at per second of media time.
        max_seconds: media time after which looking stops.
        max_megapixels: clips with larger frames are refused before they are decoded, and so are those with more than
            `MAX_FRAME_MEGAPIXELS`.

    Attributes:
        seconds: media time that will be looked at, None where the file does not tell its duration.
        duration: the file's own duration in seconds, known once iterating has begun.
        listener: is given the sound of the file as it comes, before the frames that it belongs to.
        cut_short: the picture or the file ended before its time, found out while iterating.
        stopped: more was there than was looked at, found out while iterating.
        slow: decoding took longer than `DecodingTime` allows, and was given up, found out while iterating.

    Raises:
        InputError: when iterated, if the file cannot be looked at.
    """

    mode = Mode.VIDEO

    def __init__(
        self,
        path: Path,
        fps: float = ANALYSIS_FPS,
        max_seconds: float = MAX_SECONDS,
        max_megapixels: float = MAX_MEGAPIXELS,
    ) -> None:
        self.name = printable(path)
        self._path = path
        self._fps = fps
        self._max_seconds = max_seconds
        self._max_megapixels = min(max_megapixels, MAX_FRAME_MEGAPIXELS)
        self.seconds: float | None = None
        self.duration: float | None = None
        self.cut_short = self.stopped = self.slow = False
        self.listener: Listener = ignore_sound

    def __iter__(self) -> Iterator[Frame]:
        allowed = DecodingTime(self._max_seconds)
        with self._open() as container:
            stream = self._verified_video(container)
            stream.thread_type = "AUTO"
            if container.duration:
                self.duration = container.duration / av.time_base
                self.seconds = min(self.duration, self._max_seconds)
            aspect, sampler, arrivals = pixel_aspect(stream), Sampler(self._fps), ArrivalRate()
            for picture, time in self._timed_pictures(container, stream, allowed):
                if time > self._max_seconds:
                    self.stopped = True
                    return
                arrivals.note(time)
                if sampler.due(time):
                    with allowed.paused():
                        yield DecodedFrame(picture, time, arrivals.per_second, pixel_aspect=aspect)

    def _open(self) -> "av.container.InputContainer":
        try:
            verify_file(self._path, self.name)
            if not self._path.stat().st_size:
                raise DamagedInput(self.name, "the file is empty.")
            # with its protocol named, a colon in a name means nothing; a title need not be UTF-8
            container = av.open(f"file:{self._path}", metadata_errors="replace", timeout=READ_SECS)
        except FileNotFoundError:
            raise MissingInput(self.name, "there is no such file.") from None
        except (*STUMBLES, OSError):
            raise DamagedInput(self.name, NO_CLIP) from None
        try:
            self._verified_video(container)
        except InputError:
            container.close()
            raise
        except STUMBLES:
            container.close()
            raise DamagedInput(self.name, NO_CLIP) from None
        return container

    def _verified_video(self, container: "av.container.InputContainer") -> "av.video.stream.VideoStream":
        video = select_video(container)
        if video is None or container.format.name == "tty":
            raise UnsupportedInput(self.name, "there is no picture in this file.")
        if video.codec_context is None or min(video.width, video.height) <= 0:
            raise UnsupportedInput(self.name, "the picture in this clip cannot be read; please save it as MP4 (H.264).")
        verify_size(self.name, *squared(video.width, video.height, pixel_aspect(video)), self._max_megapixels)
        video.codec_context.options = {"max_pixels": f"{self._max_megapixels * 1e6:.0f}"}  # frames may grow later on
        return video

    def _timed_pictures(
        self, container: "av.container.InputContainer", stream: "av.video.stream.VideoStream", allowed: DecodingTime
    ) -> Iterator[tuple[av.VideoFrame, float]]:
        """Decoded frames with seconds since the first, never backwards; a file that breaks gives what came before."""
        clock = MediaClock(min(1.0 / float(stream.guessed_rate or 25), LONGEST_STEP))
        seen, everything = Progress(), Progress()
        given = False
        for picture in self._pictures(container, stream, seen, everything, allowed):
            yield picture, clock.at(picture.time)
            given = True
        if self.slow:
            if not given:
                raise UnsuitableInput(self.name, TOO_SLOW)
            return
        if not given:
            raise DamagedInput(self.name, "there is not one whole frame in this clip.")
        own = own_duration(stream)
        expected, read = (own, seen.seconds) if own else (self.duration or 0.0, everything.seconds)
        self.cut_short |= read < min(0.9 * expected, expected - 2) or is_cut_off(self._path)

    def _pictures(
        self,
        container: "av.container.InputContainer",
        stream: "av.video.stream.VideoStream",
        seen: Progress,
        everything: Progress,
        allowed: DecodingTime,
    ) -> Iterator[av.VideoFrame]:
        """Decoded frames; sound that comes between them goes to the listener, and what is broken nowhere."""
        audio, resampler, damaged = select_audio(container), Resampler(), 0
        for packet in self._packets(container):
            if allowed.is_over:
                self.slow = True
                return
            if packet.stream.type != "data":
                everything.note(packet)
            if packet.stream is audio:
                self._hear(packet, resampler)
            if packet.stream is not stream:
                continue
            try:
                pictures = packet.decode()
            except STUMBLES:
                seen.note(packet, readable=False)
                damaged += 1
                if damaged > MOST_DAMAGED:
                    self.cut_short = True
                    return
                continue
            damaged = 0
            seen.note(packet)
            yield from (picture for picture in pictures if isinstance(picture, av.VideoFrame))

    def _packets(self, container: "av.container.InputContainer") -> Iterator["av.Packet[Any]"]:
        """What lies in the file, up to where it ends or breaks."""
        try:
            yield from container.demux()
        except STUMBLES:
            self.cut_short = True

    def _hear(self, packet: "av.Packet[Any]", resampler: Resampler) -> None:
        with suppress(*STUMBLES, UnreadableSound):
            for sound in packet.decode():
                if isinstance(sound, av.AudioFrame):
                    for chunk in resampler.chunks(sound):
                        self.listener(chunk)
