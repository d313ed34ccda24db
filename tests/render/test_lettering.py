"""Words in a picture, held against what a whole text engine (Raqm, where Pillow finds it) makes of the same font."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, features

from envcheck.media.frame import Pixels
from envcheck.render import lettering
from envcheck.render.lettering import Lettering

SENTENCES = ["الكاميرا تنظر إليك من الأعلى.", "رقم 1280 (وجهك) بين LIT103 و 12.5؟"]

FONT = lettering._font(False) or ""

here = pytest.mark.skipif(not FONT, reason="no font of this system holds joined letters")
shaping = pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBiDi here")


@pytest.fixture
def fontless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only folder in which fonts are looked for."""
    monkeypatch.setattr(lettering, "FOLDERS", (str(tmp_path),))
    lettering._font.cache_clear()
    yield tmp_path
    lettering._font.cache_clear()


def ink(picture: Pixels) -> Pixels:
    """What is drawn, brought to one size; shape (64, 1024), 0 to 255."""
    rows, columns = np.nonzero(picture > 64)
    cut = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.asarray(cv2.resize(cut, (1024, 64), interpolation=cv2.INTER_AREA), np.uint8)


def ours(text: str) -> Pixels:
    picture = np.zeros((120, 1400, 3), np.uint8)
    Lettering("rtl").write(picture, text, (1380, 80), (255, 255, 255), 40, 400)
    return ink(picture[:, :, 0])


def theirs(text: str) -> Pixels:
    picture = Image.new("L", (1400, 120))
    face = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.RAQM)
    ImageDraw.Draw(picture).text((20, 80), text, 255, face, "ls", direction="rtl")
    return ink(np.asarray(picture))


def likeness(one: Pixels, other: Pixels) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@here
@shaping
@pytest.mark.parametrize("text", SENTENCES)
def test_letters_are_joined_and_in_order(text: str) -> None:
    drawn = ours(text)
    assert likeness(drawn, theirs(text)) > 0.85
    assert likeness(drawn, theirs("\u200c".join(text))) < 0.5  # none joined
    assert likeness(drawn, theirs(text[::-1])) < 0.5


@here
def test_joined_letters_take_less_room_than_single_ones() -> None:
    letters = Lettering("rtl")
    assert letters.width("بببببب", 22, 400) < 0.8 * letters.width("ب\u200cب\u200cب\u200cب\u200cب\u200cب", 22, 400)


@here
def test_a_line_ends_where_it_begins_to_be_read() -> None:
    for written, side in (("ltr", min), ("rtl", max)):
        picture = np.zeros((80, 800, 3), np.uint8)
        Lettering(written).write(picture, "الغرفة", (400, 50), (255, 255, 255), 30, 600)
        assert side(np.nonzero(picture)[1]) == pytest.approx(400, abs=6)


@pytest.mark.parametrize("text", ["A lamp.", "0:03–0:08"])
def test_what_stands_in_from_another_language_keeps_its_own_side(text: str) -> None:
    left, right = np.zeros((80, 400, 3), np.uint8), np.zeros((80, 400, 3), np.uint8)
    Lettering("ltr").write(left, text, (100, 50), (255, 255, 255), 30, 400)
    Lettering("rtl").write(right, text, (100 + Lettering("ltr").width(text, 30, 400), 50), (255, 255, 255), 30, 400)
    assert np.array_equal(left, right)


def test_without_a_font_it_is_known_what_can_be_written(fontless: Path) -> None:
    assert [Lettering("rtl").can_write(text) for text in ("الغرفة", "חדר", "Room")] == [False, True, True]


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "Arial.ttf"])
def test_a_file_that_holds_no_forms_is_no_font_for_them(fontless: Path, name: str) -> None:
    (fontless / name).write_bytes(b"no font")
    assert not Lettering("rtl").can_write("الغرفة")


@here
def test_a_font_is_found_under_its_folder_and_does_without_a_bold_one(fontless: Path) -> None:
    (fontless / "deep").mkdir()
    (fontless / "deep" / Path(FONT).name).write_bytes(Path(FONT).read_bytes())
    assert Lettering("rtl").can_write("الغرفة")
    assert Lettering("rtl").width("الغرفة", 22, 600) == Lettering("rtl").width("الغرفة", 22, 400)
