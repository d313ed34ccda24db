"""Video packets put back into frames over a way that loses some (RFC 4585): what is missing, and for how long.

A frame is given on only once it is whole and all that it builds on was given on: a decoder that misses a frame shows
smears, and a smear is nobody's room. So a gap holds back what comes after it until the missing packets are sent again,
or until a key frame has come that needs none of them. Where a client does neither, it is passed over after a while.

It stands in for aiortc's jitter buffer, which lets a packet be asked for once, asks for a key frame only when 512
packets wait, and decodes on without those that are lost (aiortc issue 58, pull request 461).
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket

from envcheck.media.encoded import is_entry_point

MOST_PACKETS = 2048
"""Packets that are held: some 2.5 MB."""

FARTHEST_LEAP = 256
"""Packets that may be missing in a row; after more of them the stream begins anew."""

MOST_ASKED, ASK_AGAIN_SECS = 8, 0.1
"""How often a packet is asked for, and after how long again; then after twice as long, and so on. A client whose answer
takes half a second has been asked no more than three times by then."""

KEY_SECS, KEY_AGAIN_SECS, MOST_DOUBLED = 0.5, 1.0, 2
"""How long a gap may stand before a key frame is asked for; the time to the next such request, and how often it doubles
while none comes: over a narrow way a key frame takes seconds, and another one makes that longer."""

PATIENCE_SECS, LITTLE_PATIENCE_SECS = 5.0, 0.5
"""How long a gap is waited for, and how long once that was in vain."""

SWITCH_SECS = 1.0
"""A stream that is silent for that long gives way to another one of the same client."""

ALWAYS_FIRST = (7, 9)
"""NAL units with which a picture begins: parameter sets and delimiters (ITU-T H.264, 7.4.1.2.3)."""

MOST_KEYS = 16
"""Packets of which it is remembered that a key frame may begin with them."""


@dataclass
class _Missing:
    """A packet that has not come: since when, how often it was asked for, and when last."""

    since: float
    asked: int = 0
    asked_at: float = 0.0

    def is_due(self, now: float) -> bool:
        waits = ASK_AGAIN_SECS * 2 ** (self.asked - 1)
        return not self.asked or (self.asked < MOST_ASKED and now - self.asked_at >= waits)


class FrameBuffer:
    """Holds packets until they are frames that can be decoded.

    Args:
        codec_of: name of the codec of a payload type, as in SDP.
        clock: seconds of any steady clock.

    Attributes:
        dropped: frames that came whole and could not be decoded.
        received: packets that came, each counted once however it came.
        lost: packets that never came, and were passed over.
        ssrc: of the stream that is taken; None before anything came.
    """

    _packets: dict[int, RtpPacket]
    _missing: dict[int, _Missing]
    _keys: deque[int]
    _next: int
    _reached: int
    _newest: int
    _outlier: int | None
    _has_key: bool
    _undecodable_since: float | None

    def __init__(self, codec_of: Callable[[int], str], clock: Callable[[], float] = time.monotonic) -> None:
        self.dropped = self.received = self.lost = 0
        self.ssrc: int | None = None
        self._codec_of, self._clock = codec_of, clock
        self._heard_at = self._asked_at = float("-inf")
        self._asked = 0
        self._patience = PATIENCE_SECS
        self._begin(0)

    def add(self, packet: RtpPacket) -> tuple[bool, None]:
        """Takes a packet whose `_data` is what it holds of a frame; frames leave by `take`.

        Returns:
            What aiortc expects of its jitter buffer: no request for a key frame, and no frame.
        """
        now = self._clock()
        if packet.ssrc != self.ssrc:
            if now - self._heard_at < SWITCH_SECS:
                return False, None
            self.ssrc = packet.ssrc
            self._begin(packet.sequence_number)
        self._heard_at = now
        number = self._newest + (packet.sequence_number - self._newest + 0x8000) % 0x10000 - 0x8000
        if not self._newest - MOST_PACKETS < number <= self._newest + FARTHEST_LEAP:
            # two in a row are a new beginning (RFC 3550, appendix A.1)
            expected, self._outlier = self._outlier, (packet.sequence_number + 1) % 0x10000
            if packet.sequence_number != expected:
                return False, None
            self._begin(number := packet.sequence_number)
            self._undecodable_since = now
        self._outlier = None
        self._keep(number, packet, now)
        return False, None

    def take(self) -> Iterator[tuple[int, JitterFrame]]:
        """The frames that can be decoded by now, in order, each with its payload type."""
        while (end := self._end_of_frame(self._next)) or self._pass_gap():
            if not end:
                continue
            packets = [self._packets.pop(number) for number in range(self._next, end)]
            self._next = self._reached = end
            data = b"".join(_data(packet) for packet in packets)
            if data and self._may_be_decoded(packets[0], data):  # what holds none is padding
                yield packets[0].payload_type, JitterFrame(data, packets[0].timestamp)
            else:
                self.dropped += bool(data)

    def missing(self) -> list[int]:
        """Sequence numbers of packets that are to be asked for now; they then count as asked for."""
        now = self._clock()
        due = [(number, one) for number, one in self._missing.items() if one.is_due(now)]
        for _, one in due:
            one.asked, one.asked_at = one.asked + 1, now
        return [number % 0x10000 for number, _ in due]

    def needs_key_frame(self) -> bool:
        """True where nothing more can be decoded until a key frame comes."""
        return self._undecodable_since is not None or self._gap_secs >= KEY_SECS

    def may_ask(self) -> bool:
        """True where a key frame was not asked for just now; it then counts as asked for."""
        now = self._clock()
        if now - self._asked_at < KEY_AGAIN_SECS * 2 ** min(max(0, self._asked - 1), MOST_DOUBLED):
            return False
        self._asked, self._asked_at = self._asked + 1, now
        return True

    @property
    def _gap_secs(self) -> float:
        """For how long the first missing packet has been missed."""
        return self._clock() - next(iter(self._missing.values())).since if self._missing else 0.0

    @property
    def is_waiting(self) -> bool:
        """True while something may have to be asked for though nothing comes."""
        return bool(self._missing) or self._undecodable_since is not None

    def _begin(self, number: int) -> None:
        self._packets, self._missing, self._keys = {}, {}, deque(maxlen=MOST_KEYS)
        self._next = self._reached = number
        self._newest = number - 1
        self._outlier = self._undecodable_since = None
        self._has_key = False

    def _keep(self, number: int, packet: RtpPacket, now: float) -> None:
        if number < self._next or number in self._packets:
            return
        self._missing.update((other, _Missing(now)) for other in range(self._newest + 1, number))
        self._missing.pop(number, None)
        self._newest = max(self._newest, number)
        self._packets[number] = packet
        self.received += 1
        if self._is_entry_point(packet, _data(packet)) and self._may_be_first(number):
            self._keys.append(number)
        if self._newest - self._next >= MOST_PACKETS:
            self._go_to(self._newest - MOST_PACKETS // 2)
            self._has_key = False

    def _end_of_frame(self, start: int) -> int | None:
        """Number of the packet after the frame that begins there; None while that is not known."""
        number = self._reached if start == self._next else start
        while packet := self._packets.get(number):
            if packet.timestamp != self._packets[start].timestamp:
                return number
            number += 1
            if start == self._next:
                self._reached = number
        return None

    def _may_be_decoded(self, first: RtpPacket, data: bytes) -> bool:
        now = self._clock()
        if self._is_entry_point(first, data):
            self._has_key, self._asked = True, 0
        elif not self._has_key:
            if self._undecodable_since is None:
                self._undecodable_since = now
            self._has_key = now - self._undecodable_since >= self._patience
        if self._has_key:
            self._undecodable_since = None
        return self._has_key

    def _pass_gap(self) -> bool:
        """Passes over what is missing, where a whole key frame makes it needless or it was waited for long enough."""
        if not self._missing:
            return False
        for number in reversed(self._keys):
            if number in self._packets and self._is_first(number) and self._end_of_frame(number):
                self._patience = PATIENCE_SECS
                return self._go_to(number)
        if self._gap_secs < self._patience:
            return False
        self._patience = LITTLE_PATIENCE_SECS
        gap = next(iter(self._missing))
        later = (number for number in sorted(self._packets) if number > gap)
        first = next((number for number in later if self._is_first(number)), None)
        return first is not None and self._go_to(first)

    def _is_first(self, number: int) -> bool:
        """True for a packet that is known to be the first of its frame."""
        if number - 1 in self._packets:
            return self._may_be_first(number)
        packet = self._packets[number]
        if self._codec_of(packet.payload_type).upper() == "VP8":
            start = packet.payload[:1]
            return bool(start) and start[0] & 0x17 == 0x10  # of the first partition (RFC 7741, section 4.2)
        unit = _data(packet)[4:5]  # after its start code
        return bool(unit) and unit[0] & 0x1F in ALWAYS_FIRST

    def _may_be_first(self, number: int) -> bool:
        before = self._packets.get(number - 1)
        return before is None or before.timestamp != self._packets[number].timestamp

    def _is_entry_point(self, packet: RtpPacket, data: bytes) -> bool:
        return is_entry_point(self._codec_of(packet.payload_type), data)

    def _go_to(self, number: int) -> bool:
        """Forgets all that came before that packet, or should have; gives True."""
        self._packets = {at: packet for at, packet in self._packets.items() if at >= number}
        self.lost += sum(at < number for at in self._missing)
        self._missing = {at: one for at, one in self._missing.items() if at >= number}
        self._next = self._reached = number
        return True


def _data(packet: RtpPacket) -> bytes:
    """What aiortc's receiver has read from its payload."""
    data: bytes = packet._data  # type: ignore[attr-defined]
    return data
