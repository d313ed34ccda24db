"""The setting as coarse numbers: what they tell, and what they cannot."""

import json
import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage import data

from builders import HEIGHT, WIDTH, scene
from envcheck.media.frame import Pixels
from envcheck.model.errors import FacetUnavailable
from envcheck.model.room_signature import COLUMNS, ROWS, RoomSignature
from envcheck.perception.faces import centerface
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.room.room_signature import (
    FLOOR,
    HIGHEST,
    LOWEST,
    LUMA,
    STEPS,
    RoomSignaturePerceiver,
    median_signature,
    signature_of,
)
from envcheck.perception.weights import CENTERFACE

CELL = HEIGHT // ROWS, WIDTH // COLUMNS
EVERYWHERE = np.ones((HEIGHT, WIDTH), np.bool_)


def tile(row: int, column: int) -> tuple[slice, slice]:
    height, width = CELL
    return slice(row * height, (row + 1) * height), slice(column * width, (column + 1) * width)


def grey(level: int = 188) -> Pixels:
    """A wall; 188 is half of white's linear light, one stop below it."""
    return np.full((HEIGHT, WIDTH, 3), level, np.uint8)


def at(kind: tuple[int, ...], row: int, column: int) -> int:
    return kind[row * COLUMNS + column]


def drawn(setting: RoomSignature, interpolation: int) -> Pixels:
    """The best picture that can be made from a setting."""
    _, luma, red, blue, *_ = np.array(setting.cells, np.float32) * STEPS[:, None]
    light = np.stack([2 ** (blue + luma), 2**luma, 2 ** (red + luma)], axis=-1) - FLOOR
    light[:, 1] = (light[:, 1] - LUMA[0] * light[:, 0] - LUMA[2] * light[:, 2]) / LUMA[1]
    light = np.clip(light, 0, 1).reshape(ROWS, COLUMNS, 3)
    coded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(
        cv2.resize((coded * 255).astype(np.uint8), (WIDTH, HEIGHT), interpolation=interpolation), np.uint8
    )


def portrait() -> Pixels:
    """Eileen Collins (public domain), as large as the frame."""
    picture = cv2.cvtColor(data.astronaut()[:288], cv2.COLOR_RGB2BGR)  # type: ignore[no-untyped-call]
    return np.asarray(cv2.resize(picture, (WIDTH, HEIGHT)), np.uint8)


def printed(text: str) -> Pixels:
    picture = grey(230)
    for line in range(12):
        cv2.putText(picture, text, (5, 28 + 30 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 2)
    return picture


def test_cells_are_told_row_by_row_in_stops() -> None:
    picture = grey()
    picture[tile(1, 2)] = 255
    picture[tile(4, 7)] = (188, 137, 137)
    setting = signature_of(picture, EVERYWHERE)
    assert setting.aspect == 178
    assert set(setting.seen) == {4}
    assert (at(setting.luma, 0, 0), at(setting.luma, 1, 2)) == (-4, 0)
    assert (at(setting.blue, 4, 7), at(setting.red, 4, 7)) == (7, -1)
    assert at(setting.across, 1, 2) > at(setting.across, 0, 7) == 0


def test_a_cell_that_people_hide_holds_nothing() -> None:
    picture, behind = grey(), EVERYWHERE.copy()
    picture[72:, 240:400] = np.random.default_rng(1).integers(0, 255, (288, 160, 3), np.uint8)
    behind[72:, 240:400] = False
    hidden = signature_of(picture, behind)
    assert [at(kind, 3, 3) for kind in hidden.cells] == [0] * 6
    assert hidden == signature_of(np.where(behind[..., None], picture, 0).astype(np.uint8), behind)


def test_a_room_that_people_fill_is_not_described() -> None:
    with pytest.raises(FacetUnavailable, match="hardly any background"):
        RoomSignaturePerceiver().perceive(
            scene(AnalysisFrame(grey()), BackgroundMask(np.arange(HEIGHT * WIDTH).reshape(HEIGHT, -1) < 9000))
        )


def test_the_usual_setting_is_the_middle_of_what_was_in_view() -> None:
    looks = [signature_of(grey(level), EVERYWHERE) for level in (188, 186, 255)]
    assert median_signature(looks) == looks[0]
    aside = EVERYWHERE.copy()
    aside[tile(0, 0)] = False
    assert median_signature([signature_of(grey(255), aside), looks[0], looks[0]]) == looks[0]
    assert at(median_signature([signature_of(grey(), aside)]).seen, 0, 0) == 0


@pytest.mark.parametrize("shape", [(480, 640), (640, 360), (90, 160), (40, 640)])
def test_any_shape_of_frame_has_as_many_cells(shape: tuple[int, int]) -> None:
    setting = signature_of(np.full((*shape, 3), 90, np.uint8), np.ones(shape, np.bool_))
    assert {len(kind) for kind in setting.cells} == {ROWS * COLUMNS}
    assert setting.aspect == round(100 * shape[1] / shape[0])


def flipped(picture: Pixels, axis: int) -> Pixels:
    """The picture with what is in each cell turned round within it."""
    result = picture.copy()
    for row in range(ROWS):
        for column in range(COLUMNS):
            result[tile(row, column)] = np.flip(picture[tile(row, column)], axis)
    return result


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("picture", [portrait(), printed("Appointment 14:30")], ids=["face", "text"])
def test_where_things_lie_in_a_cell_is_not_told(picture: Pixels, axis: int) -> None:
    """A picture whose cells are each turned round shows something else, and has the same numbers but at the seams."""
    told, other = (np.array(signature_of(one, EVERYWHERE).cells) for one in (picture, flipped(picture, axis)))
    assert np.abs(flipped(picture, axis).astype(int) - picture).mean() > 5
    assert np.array_equal(told[:4], other[:4])
    assert np.abs(told[4:] - other[4:]).mean() < 1


@pytest.mark.parametrize("interpolation", [cv2.INTER_NEAREST, cv2.INTER_CUBIC])
def test_no_face_can_be_drawn_from_it_even_if_nobody_is_left_out(interpolation: int) -> None:
    redrawn = drawn(signature_of(portrait(), EVERYWHERE), interpolation)
    faces = centerface.detect(portrait(), CENTERFACE.path)
    assert faces
    assert faces[0].confidence > 0.5
    assert not [face for face in centerface.detect(redrawn, CENTERFACE.path)]


def test_little_structure_can_be_drawn_from_it() -> None:
    """What is drawn holds hardly more of the fine detail than an even grey does."""
    original = portrait()
    picture = drawn(signature_of(original, EVERYWHERE), cv2.INTER_CUBIC)
    assert detail(picture) < 0.02 * detail(original)


def detail(picture: NDArray[np.uint8]) -> float:
    """Variance of what is finer than a cell's sixth."""
    luma = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    return float(np.var(luma - cv2.GaussianBlur(luma, (0, 0), 12)))


def test_all_numbers_together_tell_little() -> None:
    steps = [high - low + 1 for low, high in zip(LOWEST, HIGHEST, strict=True)]
    assert ROWS * COLUMNS * math.log2(math.prod(steps)) < 1045 < WIDTH * HEIGHT * 24 / 5000
    setting = signature_of(portrait(), EVERYWHERE)
    assert 1 + sum(map(len, setting.cells)) == 241
    assert len(json.dumps(vars(setting))) < 2000
    assert replace(setting) == setting
