"""A frame as the decoder left it: YUV planes, turned into luma or BGR only when asked."""

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from envcheck.media.frame import Frame, Pixels

LUMA_FIRST = frozenset({"yuv420p", "yuv422p", "yuv444p", "yuvj420p", "yuvj422p", "yuvj444p", "nv12", "nv21", "gray"})
"""Pixel formats whose first plane is 8-bit luma, usable as it is."""

HD_HEIGHT = 720
"""From this height on, a stream that names no colour matrix is read by BT.709, below it by BT.601, as players do."""

MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
}
"""Matrix coefficients as a stream names them (ITU-T H.273) to those of the scaler."""

TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}

FULL_FROM_LIMITED = np.clip(np.round((np.arange(256) - 16) * 255 / 219), 0, 255).astype(np.uint8)
"""Luma of ITU-R BT.601/709 "limited" range (16 to 235) to full range."""


class DecodedFrame(Frame):
    """A frame that keeps what the decoder made; works for files and for WebRTC tracks alike.

    Args:
        picture: the decoded frame, with its range, colour matrix and rotation if the stream says them.
        time: seconds on the media clock.
        rate: frames per second that arrive, where known.
    """

    def __init__(self, picture: av.VideoFrame, time: float, rate: float | None = None) -> None:
        self._turn = TURNS.get(picture.rotation % 360)
        width, height = picture.width, picture.height
        if picture.rotation % 180 == 90:
            width, height = height, width
        super().__init__(width, height, time, rate)
        self._picture = picture

    def _made_luma(self) -> Pixels:
        """The decoder's Y plane, brought to full range where the stream uses the limited one."""
        picture = self._picture
        if _is_rgb(picture):
            return self._upright(np.asarray(cv2.cvtColor(picture.to_ndarray(format="bgr24"), cv2.COLOR_BGR2GRAY)))
        if picture.format.name not in LUMA_FIRST:
            picture = picture.reformat(format="yuv420p")
        plane = picture.planes[0]
        # a plane is a buffer, which its types do not say
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
        luma = rows[: picture.height, : picture.width]
        return self._upright(luma if self._full_range() else np.asarray(cv2.LUT(luma, FULL_FROM_LIMITED)))

    def bgr(self, width: int, height: int) -> Pixels:
        """Colour conversion and resampling in one step, by the stream's own range and matrix."""
        if self._picture.rotation % 180 == 90:
            width, height = height, width
        converted = self._picture.reformat(
            width=width,
            height=height,
            format="bgr24",
            src_colorspace=self._matrix(),
            src_color_range=ColorRange.JPEG if self._full_range() else ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.AREA,
        )
        return self._upright(np.asarray(converted.to_ndarray(), dtype=np.uint8))

    def _matrix(self) -> Colorspace:
        unnamed = Colorspace.ITU709 if self._picture.height >= HD_HEIGHT else Colorspace.ITU601
        return MATRICES.get(int(self._picture.colorspace), unnamed)

    def _full_range(self) -> bool:
        name = self._picture.format.name
        return (
            self._picture.color_range == ColorRange.JPEG or name.startswith(("yuvj", "gray")) or _is_rgb(self._picture)
        )

    def _upright(self, pixels: Pixels) -> Pixels:
        return pixels if self._turn is None else np.asarray(cv2.rotate(pixels, self._turn), dtype=np.uint8)


def _is_rgb(picture: av.VideoFrame) -> bool:
    return picture.format.is_rgb or picture.format.has_palette
