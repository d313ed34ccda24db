"""What the parts of a picture announce, held against the file."""

import time
from io import BytesIO

import pytest
from PIL import Image

import bombs
import media_files as make
from envcheck.media.still.picture_parts import MOST_SCANS, Implausible, is_animated_webp, shown_png, verify_jpeg


def _saved(kind: str, **options: object) -> bytes:
    file = BytesIO()
    make.room().save(file, kind, **options)
    return file.getvalue()


def test_a_plain_png_is_passed_on_as_it_is() -> None:
    data = bombs.png()
    assert shown_png(data) is data


def test_chunks_that_show_nothing_are_left_out() -> None:
    extra = [bombs.chunk(kind, b"name\0\0text") for kind in (b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"abcD", b"acTL")]
    assert shown_png(bombs.png(*extra)) == bombs.png()
    kept = bombs.chunk(b"eXIf", b"MM\0*")
    assert shown_png(bombs.png(kept, *extra)) == bombs.png(kept)


def test_what_lies_behind_the_last_chunk_is_left_out() -> None:
    assert shown_png(bombs.png() + b"\xff" * 100) == bombs.png()


@pytest.mark.parametrize("missing", [1, 4, 11, 12, 13, 30])
def test_a_png_that_ends_within_a_chunk_is_cut_short(missing: int) -> None:
    data = bombs.png()[:-missing]
    if missing == len(bombs.chunk(b"IEND")):
        assert shown_png(data) == data
    else:
        with pytest.raises(Implausible):
            shown_png(data)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True, "restart_marker_rows": 1}])
def test_an_ordinary_jpeg_has_few_scans(options: dict[str, object]) -> None:
    verify_jpeg(_saved("JPEG", **options))


def test_scans_are_counted_up_to_the_most() -> None:
    verify_jpeg(bombs.scans(MOST_SCANS - 1))
    with pytest.raises(Implausible):
        verify_jpeg(bombs.scans(MOST_SCANS))


def test_the_scans_of_pictures_within_a_segment_are_not_counted() -> None:
    inner = b"\xff\xda\0\x08" * 200
    segment = b"\xff\xe1" + (len(inner) + 2).to_bytes(2, "big") + inner
    data = _saved("JPEG")
    verify_jpeg(data[:2] + segment + data[2:])


@pytest.mark.parametrize("filling", [b"\xff", b"\xff\0", b"\xff" * 5000 + b"\0"], ids=["fill", "stuffed", "both"])
def test_the_walk_takes_as_long_as_the_file(filling: bytes) -> None:
    began = time.process_time()
    verify_jpeg(b"\xff\xd8\xff\xda\0\x02" + filling * (4_000_000 // len(filling)))
    assert time.process_time() - began < 5


def test_an_animated_webp_is_known() -> None:
    turned = make.room().transpose(Image.Transpose.ROTATE_180)
    assert is_animated_webp(_saved("WEBP", save_all=True, append_images=[turned]))
    assert not is_animated_webp(_saved("WEBP"))
    assert not is_animated_webp(b"RIFF")
