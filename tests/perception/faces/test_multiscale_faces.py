import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.data import astronaut

from builders import Given, face, left_out, needs
from envcheck.media.frame import PictureFrame
from envcheck.model.geometry import Box
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces import multiscale_faces
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.faces import Faces, detect_faces
from envcheck.perception.faces.multiscale_faces import EVERY_SECS, SLOW_EVERY_SECS, MultiscaleFaces, merged
from envcheck.perception.models import Models
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.schedule import Scheduler
from envcheck.perception.weights import YUNET

SMALL = 11
"""Pixels of a face's height that the usual look hardly finds."""


@pytest.fixture(scope="module")
def room() -> NDArray[np.uint8]:
    """A room with somebody near and somebody far, a quarter of the way from the upper left corner."""
    portrait = np.ascontiguousarray(astronaut()[..., ::-1])  # type: ignore[no-untyped-call]
    room = np.full((360, 640, 3), 110, np.uint8)
    room[104:360, 330:586] = cv2.resize(portrait, (256, 256), interpolation=cv2.INTER_AREA)
    side = round(512 * SMALL / 110)
    room[60 : 60 + side, 130 : 130 + side] = cv2.resize(portrait, (side, side), interpolation=cv2.INTER_AREA)
    return room


def looked(picture: NDArray[np.uint8], time: float, scheduler: Scheduler) -> Scene:
    scene = scheduler.scene(LookInput(time, PictureFrame(picture, time)))
    scene[MultiscaleFaces]
    scheduler.keep(scene)
    return scene


def sure(facet: Faces | MultiscaleFaces) -> int:
    return sum(seen.confidence >= 0.5 for seen in facet.faces)


@pytest.mark.parametrize(
    ("models", "width", "secs"),
    [
        pytest.param(Models.bundled(), 1280, EVERY_SECS, marks=needs(YUNET), id="YuNet"),
        pytest.param(left_out(YUNET), 960, SLOW_EVERY_SECS, id="CenterFace"),
    ],
)
def test_somebody_far_off_is_found_and_followed_and_forgotten(
    models: Models, width: int, secs: float, room: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    def noted(part: NDArray[np.uint8], models: Models) -> list[Face]:
        sizes.append(part.shape[1])
        return detect_faces(part, models)

    monkeypatch.setattr(multiscale_faces, "detect_faces", noted)
    perceivers = Scheduler(new_perceivers(models))
    first = looked(room, 0.0, perceivers)
    assert (sure(first[Faces]), sure(first[MultiscaleFaces])) == (1, 2)
    assert sure(looked(room, 0.5, perceivers)[MultiscaleFaces]) == 2

    empty = room.copy()
    empty[:, :300] = 110
    assert sure(looked(empty, 1.0, perceivers)[MultiscaleFaces]) == 1
    assert sure(looked(room, 1.5, perceivers)[MultiscaleFaces]) == 1
    assert sure(looked(room, secs, perceivers)[MultiscaleFaces]) == 2
    assert sizes == [width, 256, 256, width]  # everywhere, its surroundings twice, nowhere, everywhere


def test_one_picture_is_looked_at_once_by_centerface(room: NDArray[np.uint8]) -> None:
    scene = Scene(PictureFrame(room), new_perceivers(left_out(YUNET)))
    assert scene[MultiscaleFaces].faces == scene[Faces].faces


def test_each_face_counts_once_and_the_surer_one_stays() -> None:
    near, faint, surer, far = face(0.5), face(0.2, 0.2, 0.05, 0.3), face(0.201, 0.2, 0.05, 0.8), face(0.8, 0.2, 0.05)
    assert merged((near, faint), [surer, far, far]) == [near, far, surer]
    assert merged((near, surer), [faint]) == [near, surer]
    assert merged((surer, faint), []) == [surer, faint]  # two heads close together


def test_a_clock_that_starts_anew_looks_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[float] = []

    def found(view: NDArray[np.uint8], part: Box, scale: float, models: Models) -> list[Face]:
        swept.append(scale)
        return []

    monkeypatch.setattr(multiscale_faces, "_detect_in_part", found)
    scheduler = Scheduler([*new_perceivers(Models.bundled()), Given(Faces(()))])
    for time in (5.0, 5.5, 0.0, 0.5):
        looked(np.full((36, 64, 3), 90, np.uint8), time, scheduler)
    assert len(swept) == 2
