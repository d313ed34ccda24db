"""What is behind and beside the people."""

from dataclasses import dataclass

from envcheck.geometry import Box
from envcheck.perception.facets.arrays import Mask


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
class Tilt:
    """How the camera is held, seen by straight lines of the room.

    Attributes:
        roll: degrees by which the picture leans clockwise.
        rise: degrees by which the camera points above the horizon; None where upright lines do not show it.
    """

    roll: float
    rise: float | None


@dataclass(frozen=True)
class Patches:
    """Large, strongly coloured patches behind, unlike the rest of the background.

    Attributes:
        strength: of the strongest: its share of the background (0 to 1) times its mean chroma (CIELAB, 0 to about 130).
        boxes: the strongest of them, strongest first.
    """

    strength: float
    boxes: tuple[Box, ...]
