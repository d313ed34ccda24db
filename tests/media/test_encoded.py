"""What the headers of encoded frames announce, against the encoders that wrote them."""

from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext
from hypothesis import given
from hypothesis import strategies as st

from encoded_frames import announcing
from envcheck.media.encoded import MOST_SETS, UnreadableHeader, announced_size, is_key_frame

START = b"\x00\x00\x00\x01"


def encoded(encoder: str, width: int, height: int, kind: str = "yuv420p", **options: str) -> list[bytes]:
    """Three frames."""
    codec = av.CodecContext.create(encoder, "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt, codec.time_base = width, height, kind, Fraction(1, 30)
    codec.options = options
    noise = np.random.default_rng(0)
    packets = []
    for number in range(3):
        frame = av.VideoFrame.from_ndarray(noise.integers(0, 256, (height, width, 3), np.uint8), format="rgb24")
        frame = frame.reformat(format=kind)
        frame.pts = number
        packets += codec.encode(frame)
    return [bytes(packet) for packet in (*packets, *codec.encode(None))]


@pytest.mark.parametrize("size", [(64, 48), (640, 360), (1280, 720)])
def test_a_key_frame_of_vp8_announces_its_size_and_the_others_none(size: tuple[int, int]) -> None:
    first, *others = encoded("libvpx", *size)
    assert (is_key_frame("VP8", first), announced_size("VP8", first)) == (True, size)
    assert [(is_key_frame("VP8", one), announced_size("VP8", one)) for one in others] == [(False, None)] * 2


def test_how_vp8_is_to_be_scaled_is_no_part_of_its_size() -> None:
    data = bytearray(announcing(640, 360))
    data[7] |= 0x40
    data[9] |= 0xC0
    assert announced_size("VP8", bytes(data)) == (640, 360)
    assert announced_size("VP8", announcing(16383, 16383)) == (16383, 16383)


@pytest.mark.parametrize("data", [b"\x10", announcing(640, 360)[:9], b"\x10\x02\x00\x9d\x01\x2b\x80\x02\x68\x01"])
def test_a_key_frame_of_vp8_that_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableHeader):
        announced_size("VP8", data)


ZERO_LATENCY = {"tune": "zerolatency", "preset": "ultrafast"}


@pytest.mark.parametrize(
    ("kind", "options", "size"),
    [
        ("yuv420p", {"profile": "baseline"}, (640, 368)),
        ("yuv420p", {"profile": "main"}, (640, 368)),
        ("yuv420p", {"profile": "high"}, (640, 368)),
        ("yuv444p", {"profile": "high444"}, (640, 368)),
        ("yuv420p", {"x264-params": "cqm=jvt:interlaced=1"}, (640, 384)),
    ],
)
def test_h264_announces_the_macroblocks_that_are_decoded(
    kind: str, options: dict[str, str], size: tuple[int, int]
) -> None:
    first, *others = encoded("libx264", 640, 360, kind, **ZERO_LATENCY, **options)
    assert (is_key_frame("H264", first), announced_size("H264", first)) == (True, size)
    assert [(is_key_frame("H264", one), announced_size("H264", one)) for one in others] == [(False, None)] * 2


class Written:
    """A sequence parameter set, field by field."""

    def __init__(self, profile: int = 66) -> None:
        self.bits = f"{profile:08b}" + "0" * 16

    def codes(self, *values: int) -> "Written":
        for value in values:
            self.bits += "0" * ((value + 1).bit_length() - 1) + f"{value + 1:b}"
        return self

    def flag(self, bit: int) -> "Written":
        self.bits += str(bit)
        return self

    def unit(self) -> bytes:
        padded = self.bits + "1" + "0" * (-(len(self.bits) + 1) % 8)
        return START + b"\x67" + int(padded, 2).to_bytes(len(padded) // 8, "big")


def plain(across: int, down: int) -> bytes:
    """A parameter set of the baseline profile, in macroblocks."""
    return Written().codes(0, 0, 2, 1).flag(0).codes(across - 1, down - 1).flag(1).unit()


def test_the_largest_of_several_parameter_sets_counts() -> None:
    assert announced_size("H264", plain(512, 512)) == (8192, 8192)
    assert announced_size("H264", plain(40, 23) + plain(512, 512) + plain(80, 45)) == (8192, 8192)
    assert announced_size("H264", START + b"\x41\x9a\x00") is None


def test_the_order_of_pictures_by_a_list_is_passed_by() -> None:
    listed = Written().codes(0, 0, 1).flag(0).codes(3, 4, 5, *[7] * 5, 1).flag(0).codes(119, 67).flag(1).unit()
    assert announced_size("H264", listed) == (1920, 1088)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        plain(40, 23)[4:],
        b"\x01\x42\x00\x1f\xfc" + plain(40, 23),  # as a container holds it, which FFmpeg would read as well
        plain(40, 23)[:9],
        START + b"\x67" + bytes(40),
        Written(139).codes(0, 0, 2, 1).flag(0).codes(39, 22).flag(1).unit(),
        plain(40, 23) * (MOST_SETS + 1),
    ],
)
def test_h264_whose_size_cannot_be_told_is_for_no_decoder(data: bytes) -> None:
    with pytest.raises(UnreadableHeader):
        announced_size("H264", data)


@given(st.sampled_from(["VP8", "H264", "opus"]), st.sampled_from([b"", START + b"\x67"]), st.binary(max_size=80))
def test_no_bytes_are_read_otherwise_than_as_a_size_or_not_at_all(codec: str, begin: bytes, data: bytes) -> None:
    is_key_frame(codec, begin + data)
    try:
        size = announced_size(codec, begin + data)
    except UnreadableHeader:
        return
    assert size is None or min(size) >= 0


def test_sound_announces_nothing_and_stands_alone() -> None:
    assert (is_key_frame("opus", b""), announced_size("opus", b"\x00" * 10)) == (True, None)
