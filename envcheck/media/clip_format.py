"""Whether a file is a clip, told by its first bytes: its name is the user's own."""

HEAD_BYTES = 1024
"""Bytes of a file that are enough to tell."""

_FIRST_BYTES = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"FLV\x01",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF: WMV
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",  # MPEG-1 or MPEG-2 video alone
    b"\x06\x0e\x2b\x34",  # MXF
    b"GIF87a",
    b"GIF89a",
    b"DKIF",  # IVF
    b"YUV4MPEG2 ",
    b".RMF",
)

_ATOMS = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"pnot"})
"""Boxes with which a file of MP4's family begins (QuickTime File Format; ISO/IEC 14496-12)."""

_OTHER_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P ", b"crx "})
"""Of the same family: sound, and raw pictures of cameras."""

_CLOCKED, _CLOCK_BYTES = 192, 4
_PACKETS = 188, _CLOCKED, 204
"""Bytes from one sync byte of an MPEG transport stream to the next: plain, with a clock before it, with a checksum."""

_STARTS = b"\x00\x00\x00\x01", b"\x00\x00\x01"
_HEVC_SETS = frozenset({b"\x40\x01", b"\x42\x01", b"\x44\x01", b"\x46\x01"})
_H264_SETS = frozenset({7, 9})


def is_clip(head: bytes) -> bool:
    """True where a file begins as a clip does, or an animation.

    Args:
        head: its first `HEAD_BYTES`.
    """
    if head[4:8] in _ATOMS:
        return head[8:12] not in _OTHER_BRANDS
    if head[:4] == b"RIFF":
        return head[8:12] == b"AVI "
    if head[:4] == b"OggS":
        return b"\x80theora" in head or b"OVP80" in head
    return head.startswith(_FIRST_BYTES) or packets_of(head) is not None or _is_video_alone(head)


def packets_of(head: bytes) -> tuple[int, int] | None:
    """Of an MPEG transport stream where its first whole packet begins, and how long each is; None for anything else.

    Five sync bytes lie a packet apart (ISO/IEC 13818-1, 2.4.3.2), wherever the first one is.

    Args:
        head: the first `HEAD_BYTES` of a file.
    """
    for packet in _PACKETS:
        for start in range(packet):
            if head[start : start + 4 * packet + 1 : packet] == b"GGGGG":
                return (start - _CLOCK_BYTES) % packet if packet == _CLOCKED else start, packet
    return None


def _is_video_alone(head: bytes) -> bool:
    """H.264 or HEVC without a container, which begin with a delimiter or with what sets the decoder up (annex B)."""
    start = next((len(mark) for mark in _STARTS if head.startswith(mark)), 0)
    if not start:
        return False
    is_h264 = head[start] & 0x80 == 0 and head[start] & 0x1F in _H264_SETS
    return is_h264 or head[start : start + 2] in _HEVC_SETS
