"""A video file as frames and sound: decoded only as far as it is looked at."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import av
from av.stream import Disposition

from envcheck.media.decoded import DecodedFrame
from envcheck.media.frame import Frame
from envcheck.media.image import MAX_MEGAPIXELS, printable, verify_file, verify_size
from envcheck.media.rate import ArrivalRate
from envcheck.media.resampler import Resampler, UnreadableSound
from envcheck.media.sampler import Sampler
from envcheck.media.sound import Listener, ignore_sound
from envcheck.media.stumbles import STUMBLES
from envcheck.model.errors import DamagedInput, InputError, MissingInput, UnsupportedInput
from envcheck.model.findings import Mode

CLIP_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".vob", ".ts", ".mts"}
    | {".m2ts", ".gif", ".ogv", ".wmv", ".asf", ".flv", ".mxf", ".mjpeg", ".mjpg", ".h264", ".264", ".h265", ".hevc"}
)

ANALYSIS_FPS = 2.0
"""Frames looked at per second of media time: two, so that three in a row confirm a change within 1.5 s."""

MAX_SECONDS = 120.0
"""Seconds of a clip that are looked at: a room check is over by then, and a longer file costs no more than that."""


NO_CLIP = "this is not a clip, or it is damaged or cut short."


class ClipSource:
    """One video file.

    Args:
        path: a file that FFmpeg can read; its rotation, range and colour matrix are respected.
        fps: frames looked at per second of media time.
        max_seconds: media time after which looking stops.
        max_megapixels: clips with larger frames are refused before they are decoded.

    Attributes:
        seconds: media time that will be looked at, None where the file does not tell its duration.
        duration: the file's own duration in seconds, known once iterating has begun.
        listener: is given the sound of the file as it comes, before the frames that it belongs to.
        cut_short: the file ended before its time by a tenth or two seconds, found out while iterating.

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
        self._max_megapixels = max_megapixels
        self.seconds: float | None = None
        self.duration: float | None = None
        self.cut_short = False
        self.listener: Listener = ignore_sound

    def __iter__(self) -> Iterator[Frame]:
        with self._open() as container:
            stream = _video_streams(container)[0]
            stream.thread_type = "AUTO"
            self._note_duration(container)
            yield from self._sampled_frames(self._timed_frames(self._pictures(container, stream), stream))

    def _open(self) -> "av.container.InputContainer":
        try:
            verify_file(self._path, self.name)
            if not self._path.stat().st_size:
                raise DamagedInput(self.name, "the file is empty.")
            # with its protocol named, a colon in a name means nothing; a title need not be UTF-8
            container = av.open(f"file:{self._path}", metadata_errors="replace")
        except FileNotFoundError:
            raise MissingInput(self.name, "there is no such file.") from None
        except (*STUMBLES, OSError):
            raise DamagedInput(self.name, NO_CLIP) from None
        try:
            self._verify(container)
        except InputError:
            container.close()
            raise
        except STUMBLES:
            container.close()
            raise DamagedInput(self.name, NO_CLIP) from None
        return container

    def _verify(self, container: "av.container.InputContainer") -> None:
        if not _video_streams(container) or container.format.name == "tty":
            raise UnsupportedInput(self.name, "there is no picture in this file.")
        video = _video_streams(container)[0]
        if video.codec_context is None or min(video.width, video.height) <= 0:
            raise UnsupportedInput(self.name, "the picture in this clip cannot be read; please save it as MP4 (H.264).")
        verify_size(self.name, video.width, video.height, self._max_megapixels)
        video.codec_context.options = {"max_pixels": f"{self._max_megapixels * 1e6:.0f}"}  # frames may grow later on

    def _note_duration(self, container: "av.container.InputContainer") -> None:
        if container.duration:
            self.duration = container.duration / av.time_base
            self.seconds = min(self.duration, self._max_seconds)

    def _pictures(
        self, container: "av.container.InputContainer", stream: "av.video.stream.VideoStream"
    ) -> Iterator[av.VideoFrame]:
        """Decoded frames; sound that comes between them goes to the listener, and sound that is broken nowhere."""
        resampler = Resampler()
        for packet in container.demux(stream, *container.streams.audio[:1]):
            if packet.stream is stream:
                yield from (picture for picture in packet.decode() if isinstance(picture, av.VideoFrame))
                continue
            with suppress(*STUMBLES, UnreadableSound):
                for sound in packet.decode():
                    if isinstance(sound, av.AudioFrame):
                        for chunk in resampler.chunks(sound):
                            self.listener(chunk)

    def _timed_frames(
        self, pictures: Iterator[av.VideoFrame], stream: "av.video.stream.VideoStream"
    ) -> Iterator[tuple[av.VideoFrame, float]]:
        """Decoded frames with seconds since the first, never backwards; a file that breaks gives what came before."""
        step = 1.0 / float(stream.average_rate or 25)
        start: float | None = None
        time = -step
        try:
            for picture in pictures:
                stamp = picture.time
                if stamp is None:
                    time += step
                else:
                    if start is None or stamp - start < time:  # the first, or the clock of a joined clip begins anew
                        start = stamp - time - step
                    time = stamp - start
                yield picture, time
        except STUMBLES:
            self.cut_short = True
        if time < 0:
            raise DamagedInput(self.name, "there is not one whole frame in this clip.")
        if self.duration and time < min(0.9 * self.duration, self.duration - 2):
            self.cut_short = True

    def _sampled_frames(self, frames: Iterator[tuple[av.VideoFrame, float]]) -> Iterator[Frame]:
        sampler, arrivals = Sampler(self._fps), ArrivalRate()
        for picture, time in frames:
            if time > self._max_seconds:
                return
            arrivals.note(time)
            if sampler.due(time):
                yield DecodedFrame(picture, time, arrivals.per_second)


def _video_streams(container: "av.container.InputContainer") -> "list[av.video.stream.VideoStream]":
    """The streams that are pictures in motion: the cover of a sound file is none."""
    return [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
