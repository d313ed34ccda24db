"""A frame given as three planes, as media servers and their client libraries hand them on (I420)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.decoded import FULL_FROM_LIMITED
from envcheck.media.frame import Frame, Pixels, resized

TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}

Plane = bytes | bytearray | memoryview


class PlanarFrame(Frame):
    """A frame of 8-bit YUV 4:2:0 in BT.601's limited range, which is what WebRTC's libraries give.

    Args:
        y: luma, `height` rows of at least `width` bytes; longer rows have a stride, which the length tells.
        u: Cb, half as many rows (rounded up) of half the width.
        v: Cr, likewise.
        width: pixels, as stored.
        height: pixels, as stored.
        time: seconds on the media clock.
        rotation: degrees clockwise after which it is upright: 0, 90, 180 or 270.
        rate: frames per second that arrive, where known.

    Raises:
        ValueError: the planes are too short for that size, or there is no such rotation.
    """

    def __init__(
        self,
        y: Plane,
        u: Plane,
        v: Plane,
        width: int,
        height: int,
        time: float,
        rotation: int = 0,
        rate: float | None = None,
    ) -> None:
        if rotation not in (0, *TURNS):
            raise ValueError(f"expected a rotation of 0, 90, 180 or 270, got {rotation}")
        self._turn = TURNS.get(rotation)
        half_width, half_height = (width + 1) // 2, (height + 1) // 2
        self._y = _rows(y, width, height)
        self._chroma = [_rows(plane, half_width, half_height) for plane in (u, v)]
        super().__init__(*((height, width) if rotation % 180 else (width, height)), time, rate)

    def _made_luma(self) -> Pixels:
        """The plane Y in full range."""
        return self._upright(np.asarray(cv2.LUT(self._y, FULL_FROM_LIMITED), np.uint8))

    def bgr(self, width: int, height: int) -> Pixels:
        """The whole picture is converted, and then resampled."""
        rows, columns = self._y.shape
        even = (rows + rows % 2, columns + columns % 2)
        luma = np.pad(self._y, ((0, even[0] - rows), (0, even[1] - columns)), mode="edge")
        planes = [np.ascontiguousarray(plane).reshape(-1) for plane in (luma, *self._chroma)]
        coded = np.concatenate(planes).reshape(even[0] * 3 // 2, even[1])
        picture = np.asarray(cv2.cvtColor(coded, cv2.COLOR_YUV2BGR_I420), np.uint8)[:rows, :columns]
        return resized(self._upright(picture), width, height)

    def _upright(self, pixels: Pixels) -> Pixels:
        return pixels if self._turn is None else np.asarray(cv2.rotate(pixels, self._turn), np.uint8)


def _rows(plane: Plane, width: int, height: int) -> NDArray[np.uint8]:
    """A plane as rows, shape (height, width); a view of it, not a copy."""
    data = np.frombuffer(plane, np.uint8)
    stride = len(data) // height if height > 0 else 0
    if width < 1 or stride < width:
        raise ValueError(f"expected {height} rows of {width} bytes, got {len(data)} bytes")
    return data[: stride * height].reshape(height, stride)[:, :width]
