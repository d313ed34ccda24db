import numpy as np
import pytest

from builders import noise_picture
from envcheck.media.frame import PictureFrame
from envcheck.model.findings import Report, Verdict
from envcheck.model.geometry import Box
from envcheck.render.lettering import Lettering
from envcheck.render.overlay import AS_OTHERS_SEE, INK, MARKS, PAPER, WELL, WIDTH, annotated
from wire.test_messages import REPORT

GREY = np.full((360, 640, 3), 120, np.uint8)
HEAD = Box(0.4, 0.2, 0.6, 0.7)


def has(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], colour: tuple[int, int, int]) -> bool:
    return bool(np.any(np.all(pixels == colour, axis=-1)))


def test_heads_regions_and_words_are_drawn() -> None:
    drawn = annotated(PictureFrame(GREY), [HEAD], REPORT.findings, REPORT, str, "en")
    picture, panel = drawn[:720], drawn[720:]
    assert drawn.shape[1] == WIDTH
    assert has(picture, WELL)
    assert has(picture, MARKS[REPORT.findings[0].severity])
    assert has(panel, PAPER)
    assert has(panel, INK)
    assert has(panel, MARKS[REPORT.findings[0].severity])


def test_an_outline_lies_on_its_region() -> None:
    plain = annotated(PictureFrame(GREY), [], [], REPORT, str, "en")[:720]
    drawn = annotated(PictureFrame(GREY), [HEAD], [], REPORT, str, "en")[:720]
    rows, columns = np.nonzero(np.any(plain != drawn, axis=-1))
    assert (columns.min(), rows.min()) == (pytest.approx(0.4 * 1280, abs=5), pytest.approx(0.2 * 720, abs=5))
    assert (columns.max(), rows.max()) == (pytest.approx(0.6 * 1280, abs=5), pytest.approx(0.7 * 720, abs=5))


def test_the_picture_is_not_mirrored_and_says_so() -> None:
    left = GREY.copy()
    left[:, :100] = 250
    picture = annotated(PictureFrame(left), [], [], REPORT, str, "en")[:720]
    assert picture[:, :150].mean() > picture[:, -150:].mean() + 100
    longer = annotated(
        PictureFrame(left), [], [], REPORT, lambda text: text * (5 if text == AS_OTHERS_SEE else 1), "en"
    )
    usual = annotated(PictureFrame(left), [], [], REPORT, str, "en")
    assert longer.shape[0] > usual.shape[0], "the sentence stands there"


def test_what_was_pushed_is_left_as_it_was() -> None:
    picture = noise_picture(1)
    before = picture.copy()
    annotated(PictureFrame(picture), [HEAD], REPORT.findings, REPORT, str, "en")
    assert np.array_equal(picture, before)


@pytest.mark.parametrize("shape", [(64, 640, 3), (640, 64, 3)])
def test_any_shape_and_places_on_the_edge_can_be_drawn(shape: tuple[int, int, int]) -> None:
    edges = [Box(-0.5, -0.5, 1.5, 1.5), Box(0.0, 0.0, 0.001, 0.001), Box(1.0, 1.0, 1.0, 1.0)]
    assert (
        annotated(PictureFrame(np.zeros(shape, np.uint8)), edges, [], Report(Verdict.READY), str, "en").shape[1]
        == WIDTH
    )


def test_what_is_written_from_right_to_left_is_laid_out_from_there() -> None:
    left, right = (annotated(PictureFrame(GREY), [], [], REPORT, str, lang)[720:] for lang in ("en", "ar"))
    for colour in (WELL, MARKS[REPORT.findings[0].severity]):
        there, back = (np.nonzero(np.all(panel == colour, axis=-1)) for panel in (left, right))
        assert np.median(there[1]) == pytest.approx(WIDTH - np.median(back[1]), abs=4)
        assert np.median(there[0]) == pytest.approx(np.median(back[0]), abs=4)


def test_where_no_font_holds_the_letters_numbers_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lettering, "can_write", lambda letters, text: False)
    drawn = annotated(PictureFrame(GREY), [HEAD], REPORT.findings, REPORT, str, "ar")
    assert drawn.shape == (720, WIDTH, 3)
    assert has(drawn, MARKS[REPORT.findings[0].severity])


def test_long_words_are_broken_and_none_is_lost() -> None:
    short = annotated(PictureFrame(GREY), [], [], REPORT, str, "en")
    long = annotated(PictureFrame(GREY), [], [], REPORT, lambda text: " ".join([text] * 80), "en")
    assert long.shape[0] > short.shape[0] + 100
