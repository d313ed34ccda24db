"""Of a clip's streams the ones that a player shows, their shape, and how far they go."""

import re
from math import inf
from typing import TYPE_CHECKING, Any

import av
from av.stream import Disposition

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

MOST_STRETCHED = 4.0
"""Pixels that are said to be more uneven than that are taken as square: no camera makes any."""

_TAGGED = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
"""The duration of a stream as Matroska keeps it, in a tag."""


def select_video(container: "InputContainer") -> "VideoStream | None":
    """The picture in motion that is meant by default, of several the largest: the cover of a sound file is none."""
    videos = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    usable = [stream for stream in videos if stream.codec_context is not None] or videos
    return max(usable, key=lambda stream: (_is_default(stream), _pixels(stream)), default=None)


def select_audio(container: "InputContainer") -> "AudioStream | None":
    """The sound that is meant by default, else the first."""
    return max(container.streams.audio, key=_is_default, default=None)


def pixel_aspect(stream: "VideoStream") -> float:
    """How many times as wide as high a pixel is shown."""
    ratio = stream.sample_aspect_ratio if stream.codec_context is not None else None
    aspect = float(ratio) if ratio else 1.0
    return aspect if 1 / MOST_STRETCHED <= aspect <= MOST_STRETCHED else 1.0


def own_duration(stream: "VideoStream") -> float | None:
    """Seconds that a stream says it takes, apart from others in the file; None where it does not."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if tagged := _TAGGED.fullmatch(stream.metadata.get("DURATION", "")):
        hours, minutes, seconds = map(float, tagged.groups())
        return hours * 3600 + minutes * 60 + seconds
    return None


class Progress:
    """How far a file was read, in seconds on its own clock."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._end = -inf

    def note(self, packet: "av.Packet[Any]", readable: bool = True) -> None:
        """Takes the next packet, and whether it could be read."""
        if packet.time_base and packet.pts is not None:
            begins = float(packet.pts * packet.time_base)
            ends = begins + float((packet.duration or 0) * packet.time_base)
            self._first = begins if self._first is None else min(self._first, begins)
            self._end = max(self._end, ends) if readable else self._end

    @property
    def seconds(self) -> float:
        """From where the clock begins to where the last packet ends that could be read.

        That is nought, or the first packet where it lies before: Matroska counts a duration from nought, wherever the
        first frame lies.
        """
        return 0.0 if self._first is None else max(self._end - min(self._first, 0.0), 0.0)


def _is_default(stream: "VideoStream | AudioStream") -> bool:
    return bool(stream.disposition & Disposition.default)


def _pixels(stream: "VideoStream") -> int:
    return 0 if stream.codec_context is None else stream.width * stream.height
