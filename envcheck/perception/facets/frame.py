"""The frame as everything perceives it."""

from dataclasses import dataclass

from envcheck.model.geometry import Box
from envcheck.perception.facets.arrays import Plane


@dataclass(frozen=True, eq=False)
class AnalysisFrame:
    """The frame at the one size at which everything is perceived.

    Attributes:
        bgr: shape (height, width, 3), uint8, BGR; the longer side has `VIEW_SIDE` pixels.
    """

    bgr: Plane


@dataclass(frozen=True, eq=False)
class Luma:
    """Luma in full range at the size of the view.

    Attributes:
        plane: shape (height, width), uint8: 0 is black, 255 is white, sRGB-coded.
    """

    plane: Plane

    def inside(self, box: Box) -> Plane:
        """The pixels within `box`, at least one."""
        height, width = self.plane.shape
        return self.plane[box.pixels(width, height)]


@dataclass(frozen=True)
class Sharpening:
    """Whether the stream has only begun, and its picture is still getting sharper.

    Attributes:
        lasts: True while it is: what is seen in it is not what the camera sees.
    """

    lasts: bool


@dataclass(frozen=True)
class Detail:
    """How much the picture shows at all.

    Attributes:
        coarse: strength of the strongest details, in levels, once the frame is reduced to a few hundred pixels;
            what lies on the lens is too near to leave any.
    """

    coarse: float


@dataclass(frozen=True)
class Freeze:
    """How long the picture has stayed the same, pixel for pixel.

    Attributes:
        unchanged_secs: media time since the picture last changed.
    """

    unchanged_secs: float


@dataclass(frozen=True)
class Sharpness:
    """How wide edges are on the main face.

    Attributes:
        edge_width: standard deviation of their blur, in pixels of the picture as it arrives, or of the view where that
            is smaller.
    """

    edge_width: float


@dataclass(frozen=True)
class Resolution:
    """How much detail arrives, whatever the size of the frame.

    Attributes:
        side: pixels of the longer side that the detail is worth: the frame's own where the detail fills it, else at
            most those of the view.
        share: of the longer side (of the view, where that is smaller) that holds the detail, 0 to 1.
    """

    side: int
    share: float


@dataclass(frozen=True)
class FrameNoise:
    """Noise of the whole picture at the size at which it arrives.

    Attributes:
        sigma: standard deviation in levels, on flat areas.
    """

    sigma: float


@dataclass(frozen=True)
class Orientation:
    """How the picture lies.

    Attributes:
        degrees: by which it has to be turned clockwise for faces to be upright: 0, 90, 180 or 270.
        confidence: of the face that tells so, 0 to 1; 0 where nothing speaks for a turn.
    """

    degrees: int
    confidence: float
