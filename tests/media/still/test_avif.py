"""The size of an AVIF, by its boxes and by its data."""

import struct
from functools import reduce
from io import BytesIO

import pytest
from PIL import Image

import bombs
from envcheck.media.still.avif import MOST_UNITS, largest
from envcheck.media.still.boxes import MOST_NESTED, Unreadable


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _placed(data: bytes, copies: int = 1, inside: bool = False) -> bytes:
    """Items that are all the same data, which lie behind the other boxes or in a box among them."""
    head = _box(b"ftyp", b"avif", bytes(4), b"avif")

    def meta(at: int) -> bytes:
        items = b"".join(struct.pack(">HHHHII", number, inside, 0, 1, at, len(data)) for number in range(copies))
        places = _box(b"iloc", b"\x01\0\0\0\x44\0", struct.pack(">H", copies), items)
        return _box(b"meta", bytes(4), places, _box(b"idat", data) if inside else b"")

    return head + meta(0 if inside else len(head) + len(meta(0)) + 8) + _box(b"mdat", b"" if inside else data)


def _sequence(width: int, height: int) -> bytes:
    """A sequence header in the short form of still pictures, with its length."""
    bits = f"00011{0:05b}{15:04b}{15:04b}{width - 1:016b}{height - 1:016b}".ljust(56, "0")
    return bytes([0x0A, 7]) + int(bits, 2).to_bytes(7, "big")


@pytest.mark.parametrize("size", [(64, 64), (320, 180), (1001, 77)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_boxes_and_data_of_a_picture_agree(size: tuple[int, int], mode: str) -> None:
    file = BytesIO()
    Image.new(mode, size).save(file, "AVIF")
    assert largest(file.getvalue()) == size


def test_the_larger_of_boxes_and_data_counts() -> None:
    assert largest(bombs.avif((320, 180), (64, 64))) == (320, 180)
    assert largest(bombs.avif((320, 180), (640, 480))) == (640, 480)


@pytest.mark.parametrize("inside", [False, True])
def test_the_data_are_found_wherever_they_lie(inside: bool) -> None:
    assert largest(_placed(_sequence(9000, 8000), inside=inside)) == (9000, 8000)
    assert largest(_placed(b"\x12\0" + _sequence(70, 80), inside=inside)) == (70, 80)


def test_a_sequence_header_in_its_long_form() -> None:
    film = BytesIO()
    still = Image.new("RGB", (320, 180))
    still.save(film, "AVIF", save_all=True, append_images=[Image.new("RGB", (320, 180), (200, 0, 0))])
    data = film.getvalue()
    at = data.index(b"\x0a", data.rindex(b"mdat"))  # the first unit behind the delimiter
    assert largest(_placed(data[at : at + 2 + data[at + 1]])) == (320, 180)
    with pytest.raises(Unreadable):
        largest(data)


@pytest.mark.parametrize(
    "data",
    [
        _placed(_sequence(64, 64))[:-5],
        _placed(b"\x12\0" * (MOST_UNITS + 1)),
        _placed(_sequence(64, 64) * 100, copies=5),
        b"\0\0\0\x04ftyp",
        _placed(_sequence(64, 64)) + reduce(lambda inner, _: _box(b"ipco", inner), range(MOST_NESTED + 1), b""),
        _box(b"meta", bytes(4), _box(b"iloc", b"\x01\0\0\0\x44\0\xff\xff")),
        _box(b"ftyp", b"avif"),
    ],
    ids=["cut", "units", "shared", "short box", "nested", "items", "no items"],
)
def test_parts_that_do_not_fit_are_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        largest(data)
