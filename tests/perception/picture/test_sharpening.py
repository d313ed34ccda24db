import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders import HEIGHT, WIDTH
from envcheck.media.frame import PictureFrame
from envcheck.model.findings import Mode
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
from envcheck.perception.picture.luma import LumaPerceiver
from envcheck.perception.picture.sharpening import MOST_SECS, Sharpening, SharpeningPerceiver
from envcheck.perception.scene import Scene

RNG = np.random.default_rng(1)
ROOM = cv2.resize(RNG.integers(40, 220, (45, 80), np.uint8), (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST)


def sent(blur: float, scale: float = 1.0) -> NDArray[np.uint8]:
    """The room as it arrives: blurred by an encoder that has little to spend, with the noise of a camera."""
    soft = cv2.GaussianBlur(ROOM, (0, 0), blur) if blur else ROOM
    noisy = np.clip(soft + RNG.normal(0, 1.0, soft.shape), 0, 255).astype(np.uint8)
    small = np.asarray(cv2.resize(noisy, None, fx=scale, fy=scale), np.uint8)
    return np.repeat(small[..., None], 3, axis=2)


def lasting(pictures: dict[float, NDArray[np.uint8]], mode: Mode = Mode.VIDEO) -> list[float]:
    """When the picture was getting sharper."""
    perceivers = SharpeningPerceiver(), LumaPerceiver(), AnalysisFramePerceiver()
    scenes = (Scene(PictureFrame(picture, time), perceivers, mode=mode) for time, picture in pictures.items())
    return [scene.time for scene in scenes if scene[Sharpening].lasts]


def test_a_stream_that_begins_coarse_is_getting_sharper_until_it_is_not() -> None:
    blurs = {0.0: 8.0, 0.2: 6.0, 0.4: 4.0, 0.6: 3.0, 0.8: 2.0, 1.0: 1.5, 1.2: 1.5, 1.5: 1.5, 2.0: 1.5}
    assert lasting({time: sent(blur) for time, blur in blurs.items()}) == [0.2, 0.4, 0.6, 0.8, 1.0, 1.2]


@pytest.mark.parametrize("blur", [0.0, 3.0])
def test_a_picture_that_stays_is_not(blur: float) -> None:
    assert lasting({look / 5: sent(blur) for look in range(10)}) == []


def test_nor_is_one_that_is_brought_to_focus_later() -> None:
    assert lasting({MOST_SECS + 1 + look / 5: sent(4.0 - look) for look in range(4)} | {}) != []
    late = {0.0: sent(4.0)} | {MOST_SECS + 1 + look / 5: sent(4.0 - look) for look in range(4)}
    assert lasting(late) == []


def test_a_larger_picture_is_compared_with_none_of_another_size() -> None:
    assert lasting({0.0: sent(4.0, 0.5), 0.2: sent(0.0), 0.4: sent(0.0)}) == []


def test_a_single_picture_is_taken_as_it_is() -> None:
    assert lasting({0.0: sent(4.0), 0.2: sent(0.0)}, Mode.PICTURE) == []
