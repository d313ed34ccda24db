"""Clips: two seconds of the room with a tone, in most containers and codecs."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import av
import numpy as np

from envcheck.media.source import open_source
from envcheck.model.errors import InputError
from envcheck.runner import check_video
from fuzzing.kind import Kind, Sample
from fuzzing.octets import damaged
from fuzzing.pictures import SIZE, room

CODECS = (
    (".mp4", "libx264", "aac"),
    (".mov", "mpeg4", "pcm_s16le"),
    (".3gp", "h263", "aac"),
    (".mkv", "mpeg4", "flac"),
    (".mkv", "libx264", "libmp3lame"),
    (".webm", "libvpx", "libopus"),
    (".webm", "libvpx-vp9", "libopus"),
    (".avi", "mjpeg", "pcm_s16le"),
    (".avi", "mpeg4", "ac3"),
    (".flv", "flv1", "pcm_s16le"),
    (".ts", "mpeg2video", "mp2"),
    (".m2ts", "libx264", "ac3"),
    (".mpg", "mpeg1video", "mp2"),
    (".gif", "gif", ""),
    (".h264", "libx264", ""),
)
"""Suffix, codec of the picture, codec of the sound."""

LOOKED_AT_SECS = 10.0


@cache
def _samples() -> tuple[Sample, ...]:
    return tuple((suffix, _filmed(suffix, video, audio)) for suffix, video, audio in CODECS)


def _filmed(suffix: str, video: str, audio: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sample{suffix}"
        with av.open(str(path), "w") as container:
            stream = cast(av.VideoStream, container.add_stream(video, rate=25))
            stream.width, stream.height = (352, 288) if video == "h263" else SIZE
            stream.pix_fmt = {"mjpeg": "yuvj420p", "gif": "rgb8"}.get(video, "yuv420p")
            sound = cast(av.AudioStream, container.add_stream(audio, rate=_rate(suffix))) if audio else None
            for picture, part in _moments(_rate(suffix)):
                container.mux(stream.encode(picture))
                if sound:
                    container.mux(sound.encode(part))
            container.mux(stream.encode(None))
            if sound:
                container.mux(sound.encode(None))
        return path.read_bytes()


def _rate(suffix: str) -> int:
    return 44_100 if suffix == ".flv" else 48_000


def _moments(rate: int) -> Iterator[tuple[av.VideoFrame, av.AudioFrame]]:
    picture, step = np.asarray(room()), rate // 25
    tone = (np.sin(np.arange(2 * rate) * 0.03) * 9000).astype(np.int16)
    for number in range(50):
        rolled = np.ascontiguousarray(np.roll(picture, number, axis=1))
        part = av.AudioFrame.from_ndarray(tone[None, number * step : (number + 1) * step], layout="mono")
        part.sample_rate, part.pts = rate, number * step
        yield av.VideoFrame.from_ndarray(rolled, format="rgb24"), part


def _read(path: Path, whole: bool) -> str:
    """As a clip is looked at and listened to."""
    source, heard, seen = open_source(path, max_seconds=LOOKED_AT_SECS), 0, 0

    def listen(chunk: object) -> None:
        nonlocal heard
        heard += 1

    source.listener = listen
    for frame in source:
        frame.luma()
        frame.bgr(64, 36)
        seen += 1
    return f"{seen} frames {heard} chunks {check_video(path).verdict.value if whole else ''}"


CLIPS = Kind(
    "clips",
    2_000,
    _samples,
    damaged,
    _read,
    (InputError,),
    most_secs=10.0,
    most_bytes=1_000_000_000,
    part=150,
)
