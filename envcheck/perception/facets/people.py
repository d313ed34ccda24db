"""Who is in view, where, and how they hold their heads."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.model.geometry import Box, Point
from envcheck.perception.facets.arrays import Mask


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


def five_landmarks(points: NDArray[np.float32]) -> tuple[Point, Point, Point, Point, Point]:
    """Five points of shape (5, 2), x before y, in the order of `Face.landmarks`."""
    right_eye, left_eye, nose, right_mouth, left_mouth = (Point(float(x), float(y)) for x, y in points)
    return right_eye, left_eye, nose, right_mouth, left_mouth


@dataclass(frozen=True)
class Faces:
    """All faces in view, most prominent (large and sure) first."""

    faces: tuple[Face, ...]

    @property
    def main(self) -> Face | None:
        """The face the picture is about, None where nobody is seen."""
        return self.faces[0] if self.faces else None


@dataclass(frozen=True)
class OwnFaces:
    """Faces told apart by whether somebody is there to have them.

    Attributes:
        faces: those of people in the room, for all that is known, most prominent first.
        pictured: those that may be pictures, likewise: framed, on a screen, or with no body where bodies are seen.
    """

    faces: tuple[Face, ...]
    pictured: tuple[Face, ...] = ()


@dataclass(frozen=True)
class MainFace:
    """The face the picture is about.

    Attributes:
        faces: it, and those of others who are there and seen for sure, most prominent first.
    """

    faces: tuple[Face, ...]

    @property
    def face(self) -> Face:
        """The most prominent one."""
        return self.faces[0]


@dataclass(frozen=True)
class SmallFaces:
    """Faces too small for the usual look.

    Attributes:
        time: media time of the look at which they were there.
        faces: the faces.
    """

    time: float
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class MultiscaleFaces:
    """All faces in view, those too small for the usual look included, most prominent first."""

    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Liveness:
    """What tells a picture of somebody from somebody.

    Attributes:
        framed: True where straight edges close around them, as those of a photo, a poster or a screen do.
        stirs: True where they moved by themselves over the last seconds, False where they kept as still as a picture,
            None where neither is known, as in a single picture.
    """

    framed: bool = False
    moved: bool | None = None


@dataclass(frozen=True)
class LivenessMap:
    """What is known of the faces and bodies that may be pictures, by their boxes."""

    known: Mapping[Box, Liveness]

    def of(self, box: Box) -> Liveness:
        """What is known of the face or body in this box."""
        return self.known.get(box, Liveness())


@dataclass(frozen=True)
class Pose:
    """Which way the main face points, seen from the camera, in degrees.

    Mean error on 239 labelled faces, against a mesh of 468 points: yaw 3, roll 2. Pitch errs by 5 and is shrunk towards
    zero (a face raised or lowered by 24 is given as 7), so that it tells little more than its sign.

    Attributes:
        yaw: above 0 where the face is turned to the person's own left, which is the right of an unmirrored picture.
        pitch: above 0 where the face looks up past the camera, as it does when the camera stands below.
        roll: above 0 where the head leans clockwise, as seen in the picture.
    """

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True)
class Head:
    """The main face's head without its hair.

    Attributes:
        box: from the crown to the chin and from ear to ear; it reaches beyond the frame where the frame cuts the head.
    """

    box: Box


@dataclass(frozen=True)
class EyeLevel:
    """How high the main face's eyes are, seen from the camera.

    Attributes:
        degrees: the angle from the camera up to the eyes, below 0 where the camera stands higher.
        by_lines: True where lines of the room showed it, False where only the head did.
    """

    degrees: float
    by_lines: bool


@dataclass(frozen=True)
class Detection:
    """An object or a body that was found.

    Attributes:
        name: what it is, as the COCO data set calls it: "person", "bed", "tv" …
        box: where.
        confidence: 0 to 1.
    """

    name: str
    box: Box
    confidence: float


@dataclass(frozen=True)
class Detections:
    """Objects and bodies in view, surest first."""

    things: tuple[Detection, ...]

    def named(self, *names: str) -> tuple[Detection, ...]:
        """Those of these names."""
        return tuple(thing for thing in self.things if thing.name in names)


@dataclass(frozen=True)
class Person:
    """A person in view, however seen: by face, by body, or by both.

    Attributes:
        box: the body where it was seen, else the head.
        confidence: 0 to 1; 0.5 is as sure as a face that is taken as seen.
        face: their face, None where only the body was seen.
        embodied: True where a body was seen with it, False where bodies can be seen and there is none, None where
            nothing here sees bodies.
        living: True where they moved by themselves, False where they are a picture as far as it can be told, None
            where it cannot.
    """

    box: Box
    confidence: float
    face: Face | None
    embodied: bool | None
    living: bool | None = None

    @property
    def present(self) -> bool:
        """True where this counts as somebody in the room; of the others it is asked whether they are a picture."""
        return self.living is not False and (self.embodied is not False or self.living is True)


@dataclass(frozen=True)
class People:
    """Everybody in view, each once, most prominent first."""

    persons: tuple[Person, ...]


@dataclass(frozen=True, eq=False)
class PersonMask:
    """Where people are, both ways on the safe side.

    Attributes:
        mask: shape of the view, True on people and a little around them: what is left is background for sure.
        core: the same shape, True on what is people for sure, without their edges; a body without a face has none.
    """

    mask: Mask
    core: Mask


@dataclass(frozen=True)
class Sketch:
    """What can be drawn of a frame without showing anything of it.

    Attributes:
        aspect: width over height of the frame.
        heads: where heads are.
        outlines: coarse outlines of people, each a closed line of few points.
    """

    aspect: float = 16 / 9
    heads: tuple[Box, ...] = ()
    outlines: tuple[tuple[Point, ...], ...] = ()
