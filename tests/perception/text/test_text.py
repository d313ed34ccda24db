"""Lines of text: where they are and how well they can be read."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH, Given, noise_picture
from envcheck.media.frame import PictureFrame, resized
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.models import Models
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.scene import Scene
from envcheck.perception.text import ppocr
from envcheck.perception.text.text import EDGE, Text, TextPerceiver
from envcheck.perception.text.text_candidates import BAND, CELL, LARGE, MARGIN, SMALL, cells, covering_windows

Picture = NDArray[np.uint8]

FINE = 8
"""How much larger lines are drawn than they are shown: a camera averages over its pixels."""

WALL, INK = 215, 40

BUNDLED = Models.bundled()


def wall(width: int = WIDTH, height: int = HEIGHT) -> Picture:
    return np.full((height, width, 3), WALL, np.uint8)


def write(picture: Picture, words: str, x: int, y: int, letters: int, ink: int = INK) -> None:
    """Draws words whose capital letters are so many pixels high and stand on `y`."""
    font, thick = cv2.FONT_HERSHEY_DUPLEX, FINE * letters // 8
    scale = (FINE * letters - thick) / 21  # capital letters of Hershey's fonts are 21 units high
    width = cv2.getTextSize(words, font, scale, thick)[0][0] // FINE + 2 * letters
    drawn = np.full((FINE * 2 * letters, FINE * width), WALL, np.uint8)
    cv2.putText(drawn, words, (FINE * letters // 2, FINE * 3 * letters // 2), font, scale, ink, thick, cv2.LINE_AA)
    top, left = y - 3 * letters // 2, x - letters // 2
    picture[top : top + 2 * letters, left : left + width] = resized(drawn, width, 2 * letters)[..., None]


def page(letters: int, ink: int = INK, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Picture:
    picture = wall(*size)
    for line, words in enumerate(("Monday appointment", "Miller, new client", "call the hospital")):
        write(picture, words, size[0] // 10, size[1] // 5 + 3 * line * letters, letters, ink)
    return picture


def seen(picture: Picture, people: tuple[slice, slice] | None = None, models: Models = BUNDLED) -> tuple[Text, ...]:
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    if people:
        mask[people] = True
    given = Given(PersonMask(mask, mask))
    return TextPerceiver(models).perceive(Scene(PictureFrame(picture), [given])).texts


def legible(picture: Picture) -> float:
    return max((text.legible_height for text in seen(picture)), default=0.0)


def test_each_line_is_found_once_where_it_stands() -> None:
    lines = sorted(seen(page(letters=10)), key=lambda text: text.box.y1)

    assert len(lines) == 3
    for number, line in enumerate(lines):
        middle = (HEIGHT / 5 + 30 * number - 5) / HEIGHT
        assert line.box.x1 == pytest.approx(0.1, abs=0.02)
        assert line.box.center.y == pytest.approx(middle, abs=0.01)
        assert line.angle == pytest.approx(0, abs=2)


@pytest.mark.parametrize("letters", [7, 9, 12])
def test_letters_are_as_high_as_they_were_drawn(letters: int) -> None:
    assert np.median([line.letter_height for line in seen(page(letters))]) == pytest.approx(letters, rel=0.3)


@pytest.mark.parametrize("letters", [24, 48])
def test_large_letters_are_found_too(letters: int) -> None:
    picture = wall()
    write(picture, "Miller", 60, 200, letters)
    (line,) = seen(picture)
    assert 0.4 * letters < line.letter_height < 1.2 * letters


def test_a_large_frame_is_judged_at_the_size_at_which_a_call_sends_it() -> None:
    (line, *_) = seen(page(letters=24, size=(2560, 1440)))
    assert line.letter_height == pytest.approx(12, rel=0.3)


def test_small_letters_are_found_in_a_large_frame() -> None:
    assert legible(page(letters=9, size=(1280, 720))) > 3.5


def test_blur_and_faintness_make_text_less_legible() -> None:
    crisp = page(letters=9)
    blurred = np.asarray(cv2.GaussianBlur(crisp, (0, 0), 2.5), np.uint8)
    assert legible(crisp) > 6
    assert legible(page(letters=9, ink=WALL - 60)) < 0.8 * legible(crisp)
    assert legible(blurred) < 0.5 * legible(crisp)


def test_letters_too_small_to_be_read_count_for_less_than_those_that_can() -> None:
    assert legible(page(letters=4)) < 3.5 < legible(page(letters=8))


def test_text_on_people_is_theirs() -> None:
    assert seen(page(letters=12), people=(slice(0, 180), slice(0, 400))) == ()


def test_a_line_that_leans_says_by_how_much() -> None:
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -20, 1)
    turned = cv2.warpAffine(page(letters=12), turn, (WIDTH, HEIGHT), borderValue=(WALL,) * 3)
    angles = [line.angle for line in seen(np.asarray(turned, np.uint8))]
    assert np.median(angles) == pytest.approx(20, abs=4)


def shelf() -> Picture:
    """Spines of books side by side, without titles."""
    rng = np.random.default_rng(3)
    picture = wall()
    for top in (40, 140, 240):
        x = 60
        while x < 560:
            width = int(rng.integers(6, 20))
            picture[top + int(rng.integers(0, 12)) : top + 80, x : x + width] = rng.integers(30, 230, 3)
            x += width
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7), np.uint8)


def blinds() -> Picture:
    picture = wall()
    picture[40:300, 60:560][np.arange(260) % 9 < 4] = 90
    return picture


@pytest.mark.parametrize("picture", [wall(), noise_picture(1, sigma=12), shelf(), blinds()])
def test_nothing_is_found_where_nothing_is_written(picture: Picture) -> None:
    assert legible(picture) < 3.5


def test_a_calm_room_spares_the_network() -> None:
    picture = wall()
    picture[200:, :] = 120
    picture[60:160, 400:560] = 60
    assert seen(picture, models=Models({})) == ()
    with pytest.raises(FacetUnavailable, match="text network is not installed"):
        seen(page(letters=12), models=Models({}))


def test_a_tiny_picture_is_looked_at_too() -> None:
    assert seen(wall(40, 30)) == ()


def test_strokes_are_marked_where_words_stand_and_not_on_edges() -> None:
    luma = np.asarray(page(letters=10)[..., 0])
    luma[200:340, 300:600] = 90
    marked = cells(luma, np.zeros(luma.shape, np.bool_))
    assert marked[3:8, 4:10].any()
    assert not marked[10:].any()


def test_a_line_where_two_bands_meet_is_seen_as_one_within_a_band() -> None:
    def stroked(top: int) -> NDArray[np.bool_]:
        luma = np.full((LARGE[1], LARGE[0]), WALL, np.uint8)
        luma[top : top + 2, 100:300:4] = INK
        luma[top : top + 2, 101:300:4] = INK
        return cells(luma, np.zeros(luma.shape, np.bool_))

    within, across = stroked(BAND + CELL - 1), stroked(BAND - 1)

    assert within.any()
    assert (across[:-1] == within[1:]).all()


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_windows_hold_every_marked_cell_with_its_margin(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(4)
    width, height = 1312, 752
    marked = rng.random((height // 16, width // 16)) < 0.02
    windows = covering_windows(marked, width, height, size)
    for row, column in np.argwhere(marked):
        x, y = column * 16, row * 16
        assert any(_within(x, window.x, size[0], width) and _within(y, window.y, size[1], height) for window in windows)
    assert sum(window.cells for window in windows) == marked.sum()


def _within(place: int, start: int, length: int, side: int) -> bool:
    least = start if start == 0 else start + MARGIN
    most = start + length if start + length == side else start + length - MARGIN
    return bool(0 <= start <= side - length and least <= place and place + 16 <= most)


def test_cores_are_measured_by_their_moments() -> None:
    probability = np.zeros((96, 160), np.float32)
    probability[40:48, 30:110] = 0.9
    luma = np.full((96, 160), 100, np.uint8)
    luma[:, ::4] = 140
    lines = ppocr.measure_lines(probability, luma)

    assert lines.heights.tolist() == pytest.approx([8 / ppocr.SHRUNK], rel=0.02)
    assert lines.lengths.tolist() == pytest.approx([80 / ppocr.SHRUNK], rel=0.02)
    assert lines.confidences.tolist() == pytest.approx([0.9])
    assert lines.details[0] > 5
    margin = ppocr.UNCLIP * 8 * 80 / (2 * 88)
    assert lines.boxes[0].tolist() == pytest.approx([30 - margin, 40 - margin, 110 + margin, 48 + margin], abs=0.1)


def test_an_empty_map_has_no_lines() -> None:
    lines = ppocr.measure_lines(np.zeros((32, 64), np.float32), np.zeros((32, 64), np.uint8))
    assert lines.boxes.shape == (0, 4)
    assert EDGE < MARGIN
