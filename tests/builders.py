"""Facets, scenes and frames made by hand."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from envcheck.media.connection import Connection, Limitation
from envcheck.media.frame import PictureFrame
from envcheck.media.sound import RATE, Heard
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box, Point
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import MainFacePerceiver, OwnFacesPerceiver
from envcheck.perception.people.people import People, Person
from envcheck.perception.picture.coarse_frame import CoarseFramePerceiver
from envcheck.perception.picture.freeze import Freeze
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import LookInput, Perceiver, Scene
from envcheck.perception.weights import Weights

WIDTH, HEIGHT = 640, 360


def left_out(*absent: Weights[Any]) -> Models:
    """An installation that lacks these networks."""
    files = Models.bundled().files
    return Models({file: path for file, path in files.items() if file not in {weights.file for weights in absent}})


def needs(*weights: Weights[Any]) -> pytest.MarkDecorator:
    """Skips a test where the build could not have these networks."""
    missing = [one.name for one in weights if one.file not in Models.bundled().files]
    return pytest.mark.skipif(bool(missing), reason=f"this installation was built without {', '.join(missing)}")


SOUND = Expectations(expects_video=False, expects_audio=True)
"""Where no camera is announced."""

MAIN_FACE: tuple[Perceiver, ...] = (OwnFacesPerceiver(), MainFacePerceiver())
"""Tell whose face it is about, where there are faces."""


@dataclass(frozen=True)
class Given:
    """A perceiver that gives what a test made by hand."""

    value: Any

    @property
    def facet(self) -> type[Any]:
        return type(self.value)

    def perceive(self, scene: Scene) -> Any:
        return self.value


def scene(*facets: Any, mode: Mode = Mode.PICTURE, expected_people: int = 1, time: float = 0.0) -> Scene:
    """A scene in which these facets can be perceived, whose face it is about, and the frame's coarse colours."""
    frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8), time)
    perceivers = [*MAIN_FACE, CoarseFramePerceiver(), *(Given(facet) for facet in facets)]
    return Scene(frame, perceivers, mode=mode, expectations=Expectations(expected_people))


def listening(*facets: Any, time: float = 0.0) -> Scene:
    """A scene of sound alone, in which exactly these facets can be perceived."""
    given = [Given(facet) for facet in facets]
    return Scene(LookInput(time, sound=Heard(np.zeros(0, np.float32))), given, mode=Mode.VIDEO, expectations=SOUND)


def over(
    lost: float = 0.0,
    round_trip: float | None = 0.05,
    kbits: float = 600.0,
    *,
    loopback: bool = False,
    unchanged_secs: float = 0.0,
    limitation: Limitation | None = None,
) -> Scene:
    """A scene that came over such a connection, from a sender that says this of itself."""
    frame = PictureFrame(np.zeros((HEIGHT, WIDTH, 3), np.uint8), 0.0)
    connection = Connection(lost, round_trip, kbits, asked_kbits=1500.0, loopback=loopback)
    look = LookInput(0.0, frame, connection=connection, limitation=limitation)
    return Scene(look, [Given(Freeze(unchanged_secs))], mode=Mode.VIDEO)


def heard(perceiver: Perceiver, sound: NDArray[np.floating], quiet_from: float | None = None) -> Any:
    """What a perceiver says once it has heard all of a sound, half a second at each look.

    Raises:
        FacetUnavailable: it could not tell at the last look.
    """
    told: Any = None
    for start in range(0, max(len(sound), 1), RATE // 2):
        piece = Heard(sound[start : start + RATE // 2].astype(np.float32), start / RATE, quiet_from)
        told = Scene(LookInput(start / RATE + 0.5, sound=piece), [perceiver], mode=Mode.VIDEO, expectations=SOUND)
        with suppress(FacetUnavailable):
            told[perceiver.facet]
    return told[perceiver.facet]


def face(x: float = 0.5, y: float = 0.4, height: float = 0.3, confidence: float = 0.9, turn: float = 0.0) -> Face:
    """A face around (x, y); `turn` moves its nose by so many eye distances."""
    width = height * 0.75 * HEIGHT / WIDTH
    box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    eye = width * 0.22
    points = (
        Point(x - eye, y - height * 0.12),
        Point(x + eye, y - height * 0.12),
        Point(x + turn * 2 * eye, y + height * 0.08),
        Point(x - eye * 0.8, y + height * 0.25),
        Point(x + eye * 0.8, y + height * 0.25),
    )
    return Face(box, confidence, points)


def faces(*seen: Face) -> Faces:
    return Faces(seen)


def persons(*seen: Face, has_body: tuple[bool | None, ...] = ()) -> People:
    """A person for each face, with what is known of their bodies (nothing where left out)."""
    known = has_body or (None,) * len(seen)
    return People(tuple(Person(one.head, one.confidence, one, body) for one, body in zip(seen, known, strict=True)))


def luma(room: int = 120, skin: int = 130, of: Face | None = None, highlights: int | None = None) -> Luma:
    """A room of one level with a face of another, a tenth of which may be highlights."""
    plane = np.full((HEIGHT, WIDTH), room, np.uint8)
    at = (of or face()).box.pixels(WIDTH, HEIGHT)
    plane[at] = skin
    if highlights is not None:
        plane[at][:, ::8] = highlights
    return Luma(plane)


def backdrop(of: Face | None = None) -> BackgroundMask:
    """Everything but a generous box around the face."""
    mask = np.ones((HEIGHT, WIDTH), np.bool_)
    mask[(of or face()).head.grown(0.1, 0.1, 0.1, 0.1).pixels(WIDTH, HEIGHT)] = False
    return BackgroundMask(mask)


def noise_picture(seed: int, level: int = 120, sigma: float = 6.0) -> NDArray[np.uint8]:
    """A grey picture with noise, shape (360, 640, 3)."""
    grain = np.random.default_rng(seed).normal(level, sigma, (HEIGHT, WIDTH, 3))
    return np.clip(grain, 0, 255).astype(np.uint8)
