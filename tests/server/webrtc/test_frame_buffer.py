"""A way that loses packets: which frames are given on, and what is asked for, by a clock that a test holds."""

from collections.abc import Iterable

import pytest
from aiortc.codecs.h264 import h264_depayload
from aiortc.codecs.vpx import vp8_depayload
from aiortc.rtp import RtpPacket

from encoded_frames import flat_key_frame
from envcheck.server.webrtc.frame_buffer import (
    FARTHEST_LEAP,
    KEY_AGAIN_SECS,
    KEY_SECS,
    LITTLE_PATIENCE_SECS,
    MOST_ASKED,
    MOST_PACKETS,
    PATIENCE_SECS,
    SWITCH_SECS,
    FrameBuffer,
)

VP8, H264 = 96, 97
KEY = flat_key_frame(64, 64)[:30]
SETS, PICTURE, NEXT_PICTURE = b"\x67\x42\x00\x1f", b"\x65\x88\x84", b"\x41\x9a\x24"
STEP = 1 / 30


class Way:
    """What comes over it, in order; frames are of two packets each unless said otherwise."""

    def __init__(self, first: int = 65_500) -> None:
        self.now = 50.0
        self.buffer = FrameBuffer({VP8: "VP8", H264: "H264"}.__getitem__, lambda: self.now)
        self.taken: list[bytes] = []
        self._number, self._stamp = first, 0

    def frame(self, *parts: bytes, ssrc: int = 1, stamp: int | None = None) -> list[RtpPacket]:
        """The packets of the next frame by VP8."""
        self._stamp += 3000
        packets = [
            self._packet(VP8, bytes([0x10 if at == 0 else 0]) + part, ssrc, stamp) for at, part in enumerate(parts)
        ]
        for packet in packets:
            packet._data = vp8_depayload(packet.payload)  # type: ignore[attr-defined]  # as aiortc's receiver does
        return packets

    def picture(self, *units: bytes) -> list[RtpPacket]:
        """The packets of the next frame by H.264, one a unit."""
        self._stamp += 3000
        packets = [self._packet(H264, unit, 1, None) for unit in units]
        for packet in packets:
            packet._data = h264_depayload(packet.payload)  # type: ignore[attr-defined]
        return packets

    def key(self) -> list[RtpPacket]:
        return self.frame(KEY, b"key")

    def delta(self, name: str) -> list[RtpPacket]:
        return self.frame(b"\x01" + name.encode(), b"rest")

    def leap(self, number: int) -> None:
        """So many packets are lost for good."""
        self._number += number

    def come(self, packets: Iterable[RtpPacket], secs: float = STEP) -> list[bytes]:
        """Packets come, and then some time passes; gives the frames that can be decoded then."""
        for packet in packets:
            assert self.buffer.add(packet) == (False, None)
        self.now += secs
        taken = [frame.data for _, frame in self.buffer.take()]
        self.taken += taken
        return taken

    def _packet(self, payload: int, data: bytes, ssrc: int, stamp: int | None) -> RtpPacket:
        number = self._number % 0x10000
        self._number += 1
        return RtpPacket(payload, 0, number, self._stamp if stamp is None else stamp, ssrc, data)


def delta(name: str) -> bytes:
    return b"\x01" + name.encode() + b"rest"


WHOLE = KEY + b"key"


def test_frames_leave_in_order_across_the_end_of_the_numbers_and_a_late_packet_frees_all_at_once() -> None:
    way = Way()
    for _ in range(40):
        way.come(way.key())
    assert way.taken == [WHOLE] * 39, "the last one is whole once the next begins"
    first, second, third, fourth = (way.delta(name) for name in "abcd")
    way.taken.clear()
    assert way.come([*first, *second[1:], *third, *fourth]) == [WHOLE]
    assert way.come(second[:1]) == [delta("a"), delta("b"), delta("c")]


def test_a_missing_packet_is_asked_for_at_once_and_again_ever_more_seldom() -> None:
    way = Way(first=0)
    way.come([*way.key(), *way.delta("a")])
    way.leap(2)
    way.come(way.delta("b"), 0.0)
    asked = []
    for _ in range(3000):
        if lost := way.buffer.missing():
            assert lost == [4, 5]
            asked.append(round(way.now - 50.0 - STEP, 2))
        way.now += 0.01
    assert len(asked) == MOST_ASKED
    assert asked[:4] == pytest.approx([0.0, 0.1, 0.3, 0.7], abs=0.05)


def test_a_gap_that_stays_half_a_second_needs_a_key_frame_and_is_given_time_for_it() -> None:
    way = Way()
    way.come([*way.key(), *way.delta("a"), *way.delta("b")[1:], *way.delta("c")], KEY_SECS - 0.01)
    assert not way.buffer.needs_key_frame()
    way.now += 0.02
    assert way.buffer.needs_key_frame()
    assert way.buffer.may_ask()
    way.now += KEY_AGAIN_SECS - 0.01
    assert way.buffer.needs_key_frame()
    assert not way.buffer.may_ask()
    way.now += 0.02
    assert way.buffer.may_ask()
    for secs in (2 * KEY_AGAIN_SECS, 4 * KEY_AGAIN_SECS, 4 * KEY_AGAIN_SECS):
        way.now += secs - 0.01
        assert not way.buffer.may_ask()
        way.now += 0.02
        assert way.buffer.may_ask()
    way.come([*way.key(), *way.delta("d")], KEY_AGAIN_SECS + 0.01)
    assert way.buffer.may_ask(), "it came"


def test_what_is_sent_again_has_come_and_what_is_passed_over_is_lost() -> None:
    way = Way()
    first, again = way.key(), way.delta("again")
    packets = [*first, *again[1:], *way.delta("b"), *again[:1], *again[:1]]
    way.come(packets)
    assert (way.buffer.received, way.buffer.lost) == (len(packets) - 1, 0)
    way.come([*way.delta("lost")[:1], *way.delta("c")])
    assert way.buffer.lost == 0, "it may still come"
    way.come(way.key() + way.delta("d"))
    assert way.buffer.lost == 1


def test_a_whole_key_frame_makes_what_was_lost_before_it_needless() -> None:
    way = Way()
    way.come([*way.key(), *way.delta("a")])
    assert way.come([*way.delta("lost")[1:], *way.delta("c"), *way.delta("d")]) == []
    assert way.come([*way.key()[:1], *way.delta("e")]) == [], "one that is not whole does not"
    assert way.come([*way.key(), *way.delta("f")]) == [WHOLE]
    assert not way.buffer.missing()
    assert not way.buffer.is_waiting
    assert way.come(way.delta("g")) == [delta("f")]


@pytest.mark.parametrize("first_is_known", [True, False])
def test_a_client_that_sends_nothing_again_is_waited_for_once_and_then_hardly(first_is_known: bool) -> None:
    way = Way()
    way.come([*way.key(), *way.delta("a")])
    lost = way.delta("lost")
    way.come([*(lost[1:] if first_is_known else ()), *way.delta("b"), *way.delta("c")], PATIENCE_SECS - 0.1)
    assert way.come([], 0.2) == [delta("b")]
    way.come([*way.delta("d"), *way.delta("lost")[:1], *way.delta("e"), *way.delta("f")], LITTLE_PATIENCE_SECS - 0.1)
    assert way.come([], 0.2) == [delta("e")]


def test_what_builds_on_frames_that_never_came_is_not_decoded_until_a_key_frame_comes() -> None:
    way = Way()
    assert way.come([*way.delta("a")[1:], *way.delta("b"), *way.delta("c")]) == []
    assert way.buffer.needs_key_frame(), "at once"
    assert way.buffer.dropped == 2
    assert way.come([*way.key(), *way.delta("d")]) == [WHOLE]
    assert not way.buffer.needs_key_frame()


def test_a_stream_whose_key_frames_never_come_is_decoded_all_the_same_in_the_end() -> None:
    way = Way()
    way.come([*way.delta("a"), *way.delta("b")])
    assert way.come(way.delta("c"), PATIENCE_SECS - 0.1) == []
    assert way.come(way.delta("d"), 0.2) == [delta("c")]


def test_a_leap_of_the_numbers_begins_anew_and_one_stray_packet_does_not() -> None:
    way = Way(first=0)
    stray = RtpPacket(VP8, 0, 30_000, 1, 1, b"\x10\x01")
    stray._data = b"\x01"  # type: ignore[attr-defined]
    way.come([*way.key(), stray, *way.delta("a")])
    assert way.come(way.delta("b")) == [delta("a")]
    way.leap(FARTHEST_LEAP + 1)
    assert way.come(way.delta("c")) == []
    assert not way.buffer.missing(), "nobody keeps so many"
    assert way.buffer.needs_key_frame()
    assert way.come([*way.key(), *way.delta("d")]) == [WHOLE]


def test_another_stream_of_the_client_is_taken_only_where_the_first_one_is_silent() -> None:
    way = Way()
    way.come(way.key())
    assert way.come(way.frame(KEY, b"other", ssrc=2)) == []
    way.leap(-2)
    assert way.come(way.delta("a")) == [WHOLE]
    way.now += SWITCH_SECS
    way.come(way.frame(KEY, b"other", ssrc=2))
    assert way.come(way.frame(b"\x01", ssrc=2)) == [KEY + b"other"]


def test_what_is_held_is_bounded_and_a_key_frame_is_needed_after_it() -> None:
    way = Way()
    way.come([*way.key(), *way.delta("a")])
    way.leap(1)
    for number in range(2 * MOST_PACKETS):
        way.come(way.frame(b"\x01%d" % number), 0.0)
        assert len(way.buffer._packets) <= MOST_PACKETS
    assert way.taken == [WHOLE]
    assert way.buffer.needs_key_frame()


def test_padding_is_no_frame() -> None:
    way = Way()
    way.come(way.key())
    padding = RtpPacket(VP8, 0, (65_502) % 0x10000, 3000, 1, b"")
    padding._data = b""  # type: ignore[attr-defined]
    way.leap(1)
    assert way.come([padding, *way.delta("a")]) == [WHOLE]


def test_h264_begins_with_its_parameter_sets() -> None:
    start = b"\x00\x00\x00\x01"
    way = Way()
    way.come([*way.picture(SETS, PICTURE), *way.picture(NEXT_PICTURE)])
    lost = way.picture(NEXT_PICTURE)
    assert lost
    way.come(way.picture(PICTURE))
    assert way.come(way.picture(NEXT_PICTURE)) == [], "what may have come before its picture is not known"
    lost = way.picture(NEXT_PICTURE)
    way.come(way.picture(SETS, PICTURE))
    assert way.come(way.picture(NEXT_PICTURE)) == [start + SETS + start + PICTURE]


def test_h264_that_is_refreshed_part_by_part_begins_with_its_parameter_sets_as_well() -> None:
    way = Way()
    way.come(way.picture(NEXT_PICTURE))
    way.come(way.picture(SETS, NEXT_PICTURE))
    assert len(way.come(way.picture(NEXT_PICTURE))) == 1
