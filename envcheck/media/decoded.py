"""A frame as the decoder left it: YUV planes, turned into luma or BGR only when asked."""

from functools import cached_property
from typing import Any

import av
import cv2
import numpy as np
from av.sidedata.sidedata import SideData
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from envcheck.media.colour import Colour, is_rgb, to_sdr
from envcheck.media.frame import Frame, Pixels, resized
from envcheck.media.orientation import Orientation

LUMA_FIRST = frozenset({"yuv420p", "yuv422p", "yuv444p", "yuvj420p", "yuvj422p", "yuvj444p", "nv12", "nv21", "gray"})
"""Pixel formats whose first plane is 8-bit luma, usable as it is."""

HD_HEIGHT = 720
"""From this height on, a stream that names no colour matrix is read by BT.709, below it by BT.601, as players do."""

ALONE = 1
"""Threads that convert one picture: FFmpeg's own choice begins one for each core with every picture, which live until
Python collects the picture, and takes 1.8 times as much of the processor."""

MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
"""Matrix coefficients as a stream names them (ITU-T H.273) to those of the scaler."""

LEAST_STRETCHED = 0.02
"""What is nearer to square than that comes of rounding the size of a picture."""

FULL_FROM_LIMITED = np.clip(np.round((np.arange(256) - 16) * 255 / 219), 0, 255).astype(np.uint8)
"""Luma of ITU-R BT.601/709 "limited" range (16 to 235) to full range."""


class DecodedFrame(Frame):
    """A frame that keeps what the decoder made; works for files and for WebRTC tracks alike.

    It is seen as a player shows it: upright, with square pixels, and of HDR what a usual screen has room for.

    Args:
        picture: the decoded frame, with its range, colours and display matrix if the stream says them.
        time: seconds on the media clock.
        rate: frames per second that arrive, where known.
        colour: what its numbers mean, where the container knows better than the stream.
        pixel_aspect: how many times as wide as high a pixel of the picture as coded is shown.
    """

    def __init__(
        self,
        picture: av.VideoFrame,
        time: float,
        rate: float | None = None,
        *,
        colour: Colour | None = None,
        pixel_aspect: float = 1.0,
    ) -> None:
        self._orientation = Orientation.of_display_matrix(_display_matrix(picture))
        self._told = colour
        self._squared = squared(picture.width, picture.height, pixel_aspect)
        super().__init__(*self._turned_size(*self._squared), time, rate)
        self._picture = picture

    @cached_property
    def _colour(self) -> Colour:
        return self._told or Colour.of(self._picture)

    def _made_luma(self) -> Pixels:
        """The decoder's Y plane, brought to full range where the stream uses the limited one."""
        picture = self._picture
        if is_rgb(picture) or not self._colour.is_usual:
            return np.asarray(cv2.cvtColor(self.bgr(self.width, self.height), cv2.COLOR_BGR2GRAY), np.uint8)
        if picture.format.name not in LUMA_FIRST:
            picture = picture.reformat(format="yuv420p", threads=ALONE)
        plane = picture.planes[0]
        # a plane is a buffer, which its types do not say
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
        luma = rows[: picture.height, : picture.width]
        full = luma if self._colour.full_range else np.asarray(cv2.LUT(luma, FULL_FROM_LIMITED), np.uint8)
        return self._orientation.applied(resized(full, *self._squared))

    def bgr(self, width: int, height: int) -> Pixels:
        """Colour conversion and resampling in one step, by the stream's own range and matrix."""
        size = self._turned_size(width, height)
        if self._colour.is_usual:
            return self._orientation.applied(np.asarray(self._converted(size, "bgr24"), np.uint8))
        deep = np.asarray(self._converted(size, "bgr48le"), np.uint16)
        return self._orientation.applied(to_sdr(deep, self._colour))

    def _converted(self, size: tuple[int, int], form: str) -> NDArray[Any]:
        """The frame as coded, in another form and size."""
        converted = self._picture.reformat(
            width=size[0],
            height=size[1],
            format=form,
            src_colorspace=self._matrix(),
            src_color_range=ColorRange.JPEG if self._colour.full_range else ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.AREA,
            threads=ALONE,
        )
        return np.asarray(converted.to_ndarray())

    def _matrix(self) -> Colorspace:
        unnamed = Colorspace.ITU709 if self._picture.height >= HD_HEIGHT else Colorspace.ITU601
        return MATRICES.get(self._colour.matrix, unnamed)

    def _turned_size(self, width: int, height: int) -> tuple[int, int]:
        return (height, width) if self._orientation.transposed else (width, height)


def squared(width: int, height: int, pixel_aspect: float) -> tuple[int, int]:
    """Width and height with square pixels: one of them grows, and neither where the difference cannot be seen."""
    if abs(pixel_aspect - 1) < LEAST_STRETCHED:
        return width, height
    return (round(width * pixel_aspect), height) if pixel_aspect > 1 else (width, round(height / pixel_aspect))


def _display_matrix(picture: av.VideoFrame) -> bytes | None:
    matrix: SideData | None = picture.side_data.get("DISPLAYMATRIX")  # type: ignore[assignment]
    return None if matrix is None else bytes(matrix)
