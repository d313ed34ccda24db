"""What the header of an encoded picture announces, read before any decoder makes room for it: VP8 and H.264."""

import re

SYNC = b"\x9d\x01\x2a"
"""Start code of a VP8 key frame (RFC 6386, section 9.1)."""

START = b"\x00\x00\x01"
"""Before each NAL unit (ITU-T H.264, annex B)."""

SETS = re.compile(START + b"[\x07\x27\x47\x67\x87\xa7\xc7\xe7]")
PICTURES = re.compile(START + b"[\x05\x25\x45\x65\x85\xa5\xc5\xe5]")
"""Sequence parameter sets (NAL unit type 7) and pictures that need no other (5), of any importance."""

MOST_SETS, SET_BYTES = 4, 512
"""Parameter sets in one picture, and bytes of one that are read: encoders send one of some twenty bytes."""

PLAIN = frozenset({66, 77, 88})
HIGH = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128})
"""Profiles without and with a colour format in their parameter set (ITU-T H.264, 7.3.2.1.1)."""

Size = tuple[int, int]


class UnreadableHeader(ValueError):
    """The header is damaged, or not of a kind that any camera sends."""


def is_key_frame(codec: str, data: bytes) -> bool:
    """True for a frame that can be decoded without those before it; of other codecs every one can.

    Args:
        codec: its name in SDP, such as `VP8`.
        data: the frame, as it is given to the decoder.
    """
    match codec.upper():
        case "VP8":
            return bool(data) and not data[0] & 1
        case "H264":
            return PICTURES.search(data) is not None
        case _:
            return True


def is_entry_point(codec: str, data: bytes) -> bool:
    """True for a frame at which a decoder can begin, by a stricter reading than `is_key_frame`.

    Of H.264 that is also a picture with its parameter sets: encoders that refresh a picture part by part send no other.

    Args:
        codec: its name in SDP, such as `VP8`.
        data: the frame, or the first packet of it.
    """
    match codec.upper():
        case "VP8":
            return is_key_frame(codec, data) and data[3:6] == SYNC
        case "H264":
            return is_key_frame(codec, data) or SETS.search(data) is not None
        case _:
            return True


def announced_size(codec: str, data: bytes) -> Size | None:
    """Width and height for which the decoder will make room, before cropping; None where the frame changes nothing.

    Args:
        codec: its name in SDP, such as `VP8`.
        data: the frame, as it is given to the decoder.

    Raises:
        UnreadableHeader: the size cannot be told; no decoder should get to see it.
    """
    match codec.upper():
        case "VP8":
            return _vp8_size(data) if is_key_frame("VP8", data) else None
        case "H264":
            return _h264_size(data)
        case _:
            return None


def _vp8_size(data: bytes) -> Size:
    if len(data) < 10 or data[3:6] != SYNC:
        raise UnreadableHeader
    return int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF


def _h264_size(data: bytes) -> Size | None:
    if not data.startswith((START, b"\x00" + START)):  # FFmpeg would look for parameter sets of another layout
        raise UnreadableHeader
    begins = [found.end() for found in SETS.finditer(data)][: MOST_SETS + 1]
    if len(begins) > MOST_SETS:
        raise UnreadableHeader
    sizes = [_set_size(data[at : at + SET_BYTES].partition(START)[0]) for at in begins]
    return max(sizes, key=_pixels, default=None)


def _set_size(unit: bytes) -> Size:
    """Of a parameter set without its first byte; FFmpeg also tries one without the unescaping of 7.4.1 if it has to."""
    sizes = []
    for raw in {unit, unit.replace(b"\x00\x00\x03", b"\x00\x00")}:
        try:
            sizes.append(_read(_Bits(raw)))
        except UnreadableHeader:
            continue
    if not sizes:
        raise UnreadableHeader
    return max(sizes, key=_pixels)


def _read(bits: "_Bits") -> Size:
    """The fields of a sequence parameter set up to its size (ITU-T H.264, 7.3.2.1.1)."""
    profile = bits.read(8)
    bits.read(16)  # constraints and level
    bits.code()  # its number
    if profile in HIGH:
        _skip_format(bits)
    elif profile not in PLAIN:
        raise UnreadableHeader
    bits.code()  # length of frame numbers
    order = bits.code()
    if order == 0:
        bits.code()
    elif order == 1:
        bits.read(1)
        bits.codes(2)
        bits.codes(bits.code())
    bits.code()  # reference frames
    bits.read(1)
    across, down = bits.code() + 1, bits.code() + 1
    fields = 1 if bits.read(1) else 2
    return across * 16, down * 16 * fields


def _skip_format(bits: "_Bits") -> None:
    """Passes by colour format, bit depths and scaling lists."""
    colours = bits.code()
    if colours == 3:
        bits.read(1)
    bits.codes(2)
    bits.read(1)
    if not bits.read(1):
        return
    for number in range(12 if colours == 3 else 8):
        if bits.read(1):
            _skip_scaling(bits, 16 if number < 6 else 64)


def _skip_scaling(bits: "_Bits", length: int) -> None:
    last = following = 8
    for _ in range(length):
        if following:
            code = bits.code()
            following = (last + (code + 1) // 2 * (1 if code % 2 else -1)) % 256
        last = following or last


class _Bits:
    """Reads bits, the highest first, and Exp-Golomb codes (ITU-T H.264, 9.1)."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def read(self, number: int) -> int:
        if number > self._left:
            raise UnreadableHeader
        self._left -= number
        taken = self._value >> self._left
        self._value &= (1 << self._left) - 1
        return taken

    def code(self) -> int:
        zeros = self._left - self._value.bit_length()
        if zeros > 31:
            raise UnreadableHeader
        return self.read(2 * zeros + 1) - 1

    def codes(self, number: int) -> None:
        for _ in range(number):
            self.code()


def _pixels(size: Size) -> int:
    return size[0] * size[1]
