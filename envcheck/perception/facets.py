"""What can be perceived in a frame. Every facet is frozen; places are fractions of the frame."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from envcheck.geometry import Box, Point

Mask: TypeAlias = NDArray[np.bool_]
Plane: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class View:
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
class Detail:
    """How much the picture shows at all.

    Attributes:
        coarse: strength of the strongest details, in levels, once the frame is reduced to a few hundred pixels;
            what lies on the lens is too near to leave any.
    """

    coarse: float


@dataclass(frozen=True)
class Noise:
    """Grain of the picture on the main face.

    Attributes:
        sigma: standard deviation in levels.
    """

    sigma: float


@dataclass(frozen=True)
class Face:
    """A face that was found; where it is, never whose it is.

    Attributes:
        box: from the hairline to the chin and from cheek to cheek.
        confidence: 0 to 1.
        landmarks: right eye, left eye, nose tip, right and left corner of the mouth; right and left are the
            person's own, so that the right eye lies left in an unmirrored picture.
    """

    box: Box
    confidence: float
    landmarks: tuple[Point, Point, Point, Point, Point]

    @property
    def eyes(self) -> Point:
        """The middle between the eyes."""
        right, left = self.landmarks[:2]
        return Box(right.x, right.y, left.x, left.y).center

    @property
    def skin(self) -> Box:
        """The middle of the face: below the hairline, inside the cheeks, above the chin."""
        return self.box.grown(-0.18, -0.22, -0.18, -0.12)

    @property
    def head(self) -> Box:
        """The whole head with its hair: the face box widened by the usual proportions of a head."""
        return self.box.grown(0.18, 0.35, 0.18, 0.06)


@dataclass(frozen=True)
class Faces:
    """All faces in view, most prominent (large and sure) first."""

    faces: tuple[Face, ...]

    @property
    def main(self) -> Face | None:
        """The face the picture is about, None where nobody is seen."""
        return self.faces[0] if self.faces else None


@dataclass(frozen=True, eq=False)
class Silhouette:
    """Where people are: deliberately a little wider than they are, so that what is left is background for sure.

    Attributes:
        mask: shape of the view, True on people.
    """

    mask: Mask


@dataclass(frozen=True, eq=False)
class Backdrop:
    """What is behind and beside the people.

    Attributes:
        mask: shape of the view, True on background.
    """

    mask: Mask


@dataclass(frozen=True)
class Clutter:
    """How much there is to look at behind.

    Attributes:
        edge_density: share of background pixels that lie on an edge, 0 to 1.
    """

    edge_density: float


@dataclass(frozen=True)
class Repeats:
    """How long the picture has stayed the same, pixel for pixel.

    Attributes:
        unchanged_secs: media time since the picture last changed.
    """

    unchanged_secs: float
