"""What a way of making a fault is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from envcheck.evaluation.ground_truth import is_lone
from envcheck.evaluation.labels import Row, words
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.faces.faces import Faces
from envcheck.perception.scene import Scene

LEAST_FACE = 0.12
"""Height of a face, in shares of the frame, from which a picture is of a person before a camera."""

LARGE = 600
"""Pixels of the longer side from which a picture has the detail that a blur can take away."""


@dataclass(frozen=True)
class Made:
    """A picture, or frames of a stream, with what is known of it.

    Attributes:
        name: the model's parameters.
        frames: one for a picture, several with rising times for a stream.
        faulty: whether the fault is there.
        plain: so plain that nobody would doubt it: it may choose a limit. Others are only counted.
    """

    name: str
    frames: tuple[Frame, ...]
    faulty: bool = True
    plain: bool = True


Model = Callable[[Scene, np.random.Generator], Iterator[Made]]
"""Faults made from a picture by a camera model: the same for the same state of the generator."""


@dataclass(frozen=True)
class Recipe:
    """How the fault of one check is made.

    Attributes:
        code: the check.
        model: makes it.
        truth: the camera model, and why its pictures have the fault.
        fits: whether it may be made from a picture, by its labels and what is seen.
        original_is_good: whether the picture it is made from is taken to be without the fault where no label says so.
    """

    code: str
    model: Model
    truth: str
    fits: Callable[[Row, Scene], bool]
    original_is_good: bool = True


def still(name: str, picture: Pixels, *, faulty: bool = True, plain: bool = True) -> Made:
    """A made picture."""
    return Made(name, (PictureFrame(np.ascontiguousarray(picture)),), faulty, plain)


def portrait(row: Row, scene: Scene) -> bool:
    """One well-lit person, whose face is large enough."""
    if not is_lone(row) or "good" not in words(row, "lighting_label"):
        return False
    try:
        face = scene[Faces].main
    except FacetUnavailable:
        return False
    return face is not None and face.confidence >= 0.5 and face.box.height >= LEAST_FACE


def framed(row: Row, scene: Scene) -> bool:
    """Such a person, labelled as well framed."""
    return portrait(row, scene) and "good" in words(row, "framing_label")


def detailed(row: Row, scene: Scene) -> bool:
    """Such a person in a picture large enough to hold detail."""
    return portrait(row, scene) and max(scene.frame.width, scene.frame.height) >= LARGE


def whole(scene: Scene) -> Pixels:
    """The picture at its own size."""
    return scene.frame.bgr(scene.frame.width, scene.frame.height)
