"""Points and boxes, as fractions of the frame.

Every place in envcheck is a fraction: x runs from 0 (left edge) to 1 (right edge), y from 0 (top) to 1 (bottom), so
that a place means the same at every size at which a frame is looked at. Pixels appear only where an array is indexed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the frame, in fractions of its width and height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle (xyxy: left, top, right, bottom), in fractions of the frame's width and height."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        """Share of the frame's width, 0 for an empty box."""
        return max(0.0, self.x2 - self.x1)

    @property
    def height(self) -> float:
        """Share of the frame's height, 0 for an empty box."""
        return max(0.0, self.y2 - self.y1)

    @property
    def area(self) -> float:
        """Share of the frame's area."""
        return self.width * self.height

    @property
    def center(self) -> Point:
        """The middle of the box."""
        return Point((self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2)

    def clipped(self) -> "Box":
        """The part of the box inside the frame."""
        return Box(*(min(1.0, max(0.0, edge)) for edge in (self.x1, self.y1, self.x2, self.y2)))

    def grown(self, left: float, top: float, right: float, bottom: float) -> "Box":
        """The box with its edges moved outwards, each by a share of the box's own width or height."""
        return Box(
            self.x1 - left * self.width,
            self.y1 - top * self.height,
            self.x2 + right * self.width,
            self.y2 + bottom * self.height,
        )

    def pixels(self, width: int, height: int) -> tuple[slice, slice]:
        """Rows and columns of the box in an array of `height` by `width` pixels: at least one pixel, clipped."""
        inside = self.clipped()
        return (
            _span(inside.y1 * height, inside.y2 * height, height),
            _span(inside.x1 * width, inside.x2 * width, width),
        )


def _span(start: float, stop: float, size: int) -> slice:
    first = min(size - 1, round(start))
    return slice(first, min(size, max(first + 1, round(stop))))
