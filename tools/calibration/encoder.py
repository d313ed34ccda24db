"""What a call does to pictures: H.264 at a given bit rate."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import av
import cv2
import numpy as np

from calibration.camera import coded, light_of, noisy
from envcheck.media.frame import Pixels

RATE = 15
"""Frames per second."""

FRAMES = 12
"""Sent before the one that is looked at: rate control has settled by then."""

NOISE = 0.05
"""Of the usual variance: a good webcam."""

SWAY = 1.5
"""Pixels by which the picture wanders while it is sent, as a held or sitting person does."""


def sent(picture: Pixels, kbits: int, rng: np.random.Generator) -> Pixels:
    """The last of some frames of `picture`, swaying and with a good webcam's noise, sent at `kbits` kbit/s."""
    height, width = (side - side % 2 for side in picture.shape[:2])
    whole = np.ascontiguousarray(picture[:height, :width])
    *_, last = decoded(encoded(_swaying(whole, rng), width, height, kbits))
    return last


def _swaying(picture: Pixels, rng: np.random.Generator) -> Iterator[Pixels]:
    """Frames of a live camera. The noise is made once and moved: new for the encoder, and cheap."""
    height, width = picture.shape[:2]
    grain = coded(noisy(light_of(picture), rng, NOISE)).astype(np.int16) - picture
    for step in range(FRAMES):
        across, down = SWAY * np.sin(step / 3), SWAY / 2 * np.cos(step / 4)
        shift = np.array([[1, 0, across], [0, 1, down]], np.float32)
        moved = np.asarray(cv2.warpAffine(picture, shift, (width, height), borderMode=cv2.BORDER_REPLICATE))
        yield np.clip(moved + np.roll(grain, int(rng.integers(height)), axis=0), 0, 255).astype(np.uint8)


def encoded(frames: Iterable[Pixels], width: int, height: int, kbits: int) -> Iterator["av.Packet[Any]"]:
    """H.264 packets as a call's encoder makes them: constant bit rate, half a second of buffer, no lookahead."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, RATE), Fraction(RATE)
    encoder.bit_rate, encoder.thread_count = kbits * 1000, 1
    encoder.options = {
        "preset": "veryfast",
        "tune": "zerolatency",
        "maxrate": f"{kbits}k",
        "bufsize": f"{kbits // 2}k",
        "x264-params": "log-level=error",
    }
    for number, pixels in enumerate(frames):
        frame = av.VideoFrame.from_ndarray(pixels, format="bgr24")
        frame.pts = number
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def decoded(packets: Iterable["av.Packet[Any]"]) -> Iterator[Pixels]:
    """The pictures that arrive."""
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, av.VideoCodecContext)
    for packet in (*packets, None):
        for frame in decoder.decode(packet):
            yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
