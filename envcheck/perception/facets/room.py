"""What is behind and beside the people."""

import math
from dataclasses import dataclass

from envcheck.model.geometry import Box
from envcheck.perception.facets.arrays import Mask, Plane


@dataclass(frozen=True, eq=False)
class BackgroundMask:
    """What is behind and beside the people.

    Attributes:
        mask: shape of the view, True on background.
    """

    mask: Mask


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """The picture in a few hundred cells.

    Attributes:
        levels: mean luma of each, shape (rows, columns), uint8.
        behind: same shape, True where a cell shows nothing but background.
    """

    levels: Plane
    behind: Mask


@dataclass(frozen=True)
class Clutter:
    """How much there is to look at behind.

    Attributes:
        edge_density: share of background pixels that lie on an edge, 0 to 1.
    """

    edge_density: float


@dataclass(frozen=True)
class CameraRoll:
    """How the camera is held, seen by straight lines of the room.

    Attributes:
        roll: degrees by which the picture leans clockwise.
        rise: degrees by which the camera points above the horizon; None where upright lines do not show it.
    """

    roll: float
    rise: float | None


@dataclass(frozen=True)
class SalientColour:
    """Large, strongly coloured patches behind, unlike the rest of the background.

    Attributes:
        strength: of the strongest: its share of the background (0 to 1) times its mean chroma (CIELAB, 0 to about 130).
        boxes: the strongest of them, strongest first.
    """

    strength: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Decor:
    """What makes a room friendly.

    Attributes:
        plant: how sure it is (0 to 1) that a plant is in view.
        books: how sure it is (0 to 1) that several books are.
    """

    plant: float
    books: float


@dataclass(frozen=True)
class Motion:
    """What moves behind the people.

    Attributes:
        share: of the background, 0 to 1, that changed by itself since the look about half a second earlier: neither the
            people, nor their shadows, nor the light, nor the camera.
        boxes: the largest regions of it, largest first.
    """

    share: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class VirtualBackground:
    """How far the grain behind the people differs from the grain on them, as it does where software put it there.

    Attributes:
        missing: doublings by which the grain behind falls short of the grain on the people, at the same luma.
        grain: standard deviation in levels of the grain on the people.
    """

    missing: float
    grain: float


COLUMNS, ROWS = 8, 5
"""Cells into which a setting divides the frame."""


@dataclass(frozen=True)
class RoomSignature:
    """The room behind as whole numbers: one of each kind for every cell, row by row, 0 where people hide it.

    Attributes:
        aspect: width of the frame over its height, in hundredths.
        seen: share of the cell in which nobody is, in quarters; 0 where that is too little to say anything.
        luma: middle luma in quarters of a stop, from 0 for white down to -27 for black.
        red: middle of red over luma, in eighths of a stop.
        blue: middle of blue over luma, in eighths of a stop.
        across: steepness of edges from left to right, 0 to 20: root of the mean of stops per pixel, in twentieths.
        down: the same from top to bottom.
    """

    aspect: int
    seen: tuple[int, ...]
    luma: tuple[int, ...]
    red: tuple[int, ...]
    blue: tuple[int, ...]
    across: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def cells(self) -> tuple[tuple[int, ...], ...]:
        """All numbers of the cells, one row of each kind."""
        return self.seen, self.luma, self.red, self.blue, self.across, self.down


@dataclass(frozen=True)
class BaselineDifference:
    """How far a setting is from the usual one; each part is 0 for no difference, and 1 where it is no longer the same.

    Attributes:
        camera: the camera was turned, moved or zoomed.
        light: other light from place to place, of another colour, or far more or less of it.
        room: other edges and colours, wherever the camera looks.
    """

    camera: float
    light: float
    room: float


@dataclass(frozen=True)
class Screen:
    """A monitor, television or laptop that turns its picture to the camera.

    Attributes:
        box: where, its rim and stand included.
        confidence: that it is one, 0 to 1.
        lit: how far it is lit, 0 to 1.
    """

    box: Box
    confidence: float
    lit: float


@dataclass(frozen=True)
class Screens:
    """Screens in view but the one the person sits at, surest first."""

    screens: tuple[Screen, ...]


@dataclass(frozen=True)
class Mirror:
    """A bordered place behind that moves in step with the person: a mirror, a dark window, or a screen with them on it.

    Attributes:
        box: where it moves.
        likeness: 0 to 1: rank correlation of its changes over the last seconds with the person's own.
    """

    box: Box
    likeness: float


@dataclass(frozen=True)
class Mirrors:
    """Places that move in step with the person, likest first."""

    mirrors: tuple[Mirror, ...]


@dataclass(frozen=True)
class Text:
    """A line of text; where it is and how well it can be read, never what it says.

    Attributes:
        box: around the line.
        letter_height: of a capital letter, in pixels of the frame as a call sends it: 1280 on the longer side, or the
            frame's own size where that is smaller.
        angle: degrees from level at which the line runs, -90 to 90.
        detail: mean change of luma from one pixel to the next within the line, in levels; small where it is blurred or
            faint.
        confidence: that this is text, 0 to 1.
    """

    box: Box
    letter_height: float
    angle: float
    detail: float
    confidence: float

    @property
    def legible_height(self) -> float:
        """Height in pixels of crisp black print that can be read as well as this.

        The height times the root of the detail tells what can be read from what cannot better than either does (of
        992 drawn lines, 4 to 24 pixels high, of many blurs and contrasts, 91 % right), and crisp print has 16 levels.
        """
        return self.letter_height * math.sqrt(self.detail / 16)


@dataclass(frozen=True)
class Texts:
    """Lines of text behind the people, best legible first."""

    texts: tuple[Text, ...]
