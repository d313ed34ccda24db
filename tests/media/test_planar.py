"""A frame of three planes looks like the picture that it was made of."""

import cv2
import numpy as np
import pytest

from envcheck.media.frame import PictureFrame, Pixels
from envcheck.media.planar import PlanarFrame


def scene(width: int = 64, height: int = 48) -> Pixels:
    """Smooth colours, upright to be told from turned."""
    across, down = np.meshgrid(np.linspace(30, 220, width), np.linspace(40, 200, height))
    return np.stack([across, down, (across + down) / 2], axis=2).astype(np.uint8)


def planes(picture: Pixels, stride: int = 0) -> tuple[bytes, bytes, bytes]:
    """I420 of a picture of even size, with so many bytes more in each row."""
    height, width = picture.shape[:2]
    coded = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420), np.uint8).reshape(-1)
    split = np.split(coded, [width * height, width * height * 5 // 4])
    shapes = ((height, width), (height // 2, width // 2), (height // 2, width // 2))
    y, u, v = (
        np.pad(part.reshape(shape), ((0, 0), (0, stride))).tobytes() for part, shape in zip(split, shapes, strict=True)
    )
    return y, u, v


@pytest.mark.parametrize("stride", [0, 16])
def test_it_is_the_picture_it_was_made_of(stride: int) -> None:
    picture = scene()
    frame = PlanarFrame(*planes(picture, stride), 64, 48, 1.5)
    assert (frame.width, frame.height, frame.time) == (64, 48, 1.5)
    assert np.abs(frame.bgr(64, 48).astype(int) - picture).max() <= 12
    assert np.abs(frame.luma().astype(int) - PictureFrame(picture).luma()).max() <= 3
    assert frame.bgr(32, 24).shape == (24, 32, 3)


@pytest.mark.parametrize(
    ("rotation", "back"), [(90, cv2.ROTATE_90_COUNTERCLOCKWISE), (180, cv2.ROTATE_180), (270, cv2.ROTATE_90_CLOCKWISE)]
)
def test_a_turned_one_is_shown_upright(rotation: int, back: int) -> None:
    upright = scene()
    stored = np.asarray(cv2.rotate(upright, back), np.uint8)
    frame = PlanarFrame(*planes(stored), stored.shape[1], stored.shape[0], 0.0, rotation)
    assert (frame.width, frame.height) == (64, 48)
    assert np.abs(frame.bgr(64, 48).astype(int) - upright).max() <= 12
    assert frame.luma().shape == (48, 64)


def test_a_size_that_is_odd() -> None:
    grey = PlanarFrame(bytes([126]) * 63 * 47, bytes([128]) * 32 * 24, bytes([128]) * 32 * 24, 63, 47, 0.0)
    assert grey.bgr(63, 47).shape == (47, 63, 3)
    assert np.ptp(grey.bgr(63, 47)) <= 1
    assert grey.luma().shape == (47, 63)


@pytest.mark.parametrize(("length", "rotation"), [(100, 0), (0, 0), (64 * 48, 45)])
def test_planes_that_are_too_short_and_turns_that_are_none(length: int, rotation: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        PlanarFrame(bytes(length), bytes(32 * 24), bytes(32 * 24), 64, 48, 0.0, rotation)
