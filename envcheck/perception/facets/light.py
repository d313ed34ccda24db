"""How light falls, and what it does over time."""

from dataclasses import dataclass

from envcheck.model.geometry import Box


@dataclass(frozen=True)
class FaceNoise:
    """Grain of the picture on the main face.

    Attributes:
        sigma: standard deviation in levels.
    """

    sigma: float


@dataclass(frozen=True)
class Backlight:
    """How much stronger the light behind the main face is than the light on it.

    Attributes:
        stops: doublings of linear light by which the bright part of the background lies above the highlights of the
            face; below 0 the face is the brighter.
        around: the surroundings of the head.
    """

    stops: float
    around: Box


@dataclass(frozen=True)
class Cheeks:
    """Where light on the main face can be compared; right and left are the person's own.

    Attributes:
        right: a square on the right cheek.
        left: a square on the left cheek.
    """

    right: Box
    left: Box


@dataclass(frozen=True)
class ColourCastEstimate:
    """How far the light is from neutral, in stops (doublings of linear light).

    Attributes:
        warm: red over blue; below 0 the light is blue.
        green: green over the middle of red and blue; below 0 the light is pink.
    """

    warm: float
    green: float


@dataclass(frozen=True)
class Glare:
    """Blown areas behind.

    Attributes:
        share: of the background, 0 to 1.
        stops: by which they outshine the middle level of the background.
        boxes: the largest of them, largest first.
    """

    share: float
    stops: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Flicker:
    """How far the light flickers, as shares of the light up and down (0.1 is a tenth more and a tenth less).

    Attributes:
        bands: least depth of stripes across the picture that move from look to look.
        beats: depth of a whole picture that grows brighter and darker by turns.
    """

    bands: float
    beats: float
