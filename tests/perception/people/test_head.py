import numpy as np
import pytest
from skimage.data import astronaut

from builders import face, faces, scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.face_landmarks import FaceLandmarks
from envcheck.perception.models import Models
from envcheck.perception.people.head import Head, HeadPerceiver
from envcheck.perception.scene import Scene


def seen(picture: np.ndarray) -> Box:
    return Scene(PictureFrame(np.ascontiguousarray(picture)), new_perceivers(Models.bundled()))[Head].box


def test_the_head_runs_from_crown_to_chin() -> None:
    box = HeadPerceiver().perceive(scene(faces(face(x=0.5, y=0.4, height=0.4)))).box

    assert box.center.x == pytest.approx(0.5)
    assert box.y1 < 0.25
    assert 0.55 < box.y2 < 0.65


def test_a_head_that_is_cut_keeps_its_size() -> None:
    portrait = astronaut()[:300, 80:380, ::-1]  # type: ignore[no-untyped-call]
    whole = seen(portrait)
    cut = round((whole.y1 + 0.2 * whole.height) * 300)

    box = seen(portrait[cut:])

    assert box.height * (300 - cut) == pytest.approx(whole.height * 300, rel=0.12)
    assert -box.y1 / box.height == pytest.approx(0.2, abs=0.05)


def test_the_chin_is_where_it_is_seen() -> None:
    points = np.zeros((468, 3), np.float32)
    points[:, 1] = np.linspace(0.3, 0.93, 468)

    box = HeadPerceiver().perceive(scene(faces(face(y=0.4, height=0.4)), FaceLandmarks(points, 1.0))).box

    assert box.y2 == pytest.approx(0.93)


def test_nobody_has_no_head() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        HeadPerceiver().perceive(scene(faces()))
