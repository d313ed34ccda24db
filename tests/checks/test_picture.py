"""Which answer of the picture checks fits which case."""

from typing import Any

import numpy as np
import pytest

from builders import Given, face, faces, luma, scene
from envcheck.checks.base import Check
from envcheck.checks.picture.blurred_picture import BlurredPicture
from envcheck.checks.picture.frozen_picture import FrozenPicture
from envcheck.checks.picture.low_frame_rate import LowFrameRate
from envcheck.checks.picture.low_resolution import LowResolution
from envcheck.checks.picture.turned_picture import TurnedPicture
from envcheck.media.connection import Connection, Limitation
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.perception.picture.freeze import Freeze
from envcheck.perception.picture.orientation import Orientation
from envcheck.perception.picture.resolution import Resolution
from envcheck.perception.picture.sharpness import Sharpness
from envcheck.perception.scene import LookInput, Scene


@pytest.mark.parametrize(
    ("resolution", "variant"), [((Resolution(280, 0.44),), "everywhere"), ((Resolution(640, 0.9),), ""), ((), "")]
)
def test_blur_of_the_whole_picture_is_told_from_blur_of_the_face(
    resolution: tuple[Resolution, ...], variant: str
) -> None:
    assert BlurredPicture().observe(scene(faces(face()), Sharpness(2.0), *resolution)).variant == variant


def test_a_small_frame_has_its_size_however_blurred_it_is() -> None:
    assert LowResolution().observe(scene(Resolution(640, 0.9), Sharpness(2.0))).value == 640


def test_detail_is_judged_without_a_face() -> None:
    assert LowResolution().observe(scene(Resolution(300, 0.47))).value == 300


@pytest.mark.parametrize(("room", "variant"), [(120, ""), (40, "dim")])
def test_a_dim_room_is_named_where_frames_come_slowly(room: int, variant: str) -> None:
    seen = scene(luma(room=room, skin=room), mode=Mode.VIDEO)
    seen.frame.rate = 7.5
    assert LowFrameRate().observe(seen).variant == variant


def test_a_picture_has_no_frame_rate() -> None:
    with pytest.raises(FacetUnavailable) as caught:
        LowFrameRate().observe(scene(luma()))
    assert caught.value.not_applicable


@pytest.mark.parametrize(
    ("size", "degrees", "value", "variant"),
    [
        ((640, 360), 0, 0, "portrait"),
        ((480, 480), 0, 0, "portrait"),
        ((360, 640), 0, 90, "portrait"),
        ((360, 640), 270, 90, "turned"),
        ((640, 360), 90, 90, "turned"),
        ((640, 360), 180, 180, "turned"),
    ],
)
def test_how_far_a_picture_is_turned(size: tuple[int, int], degrees: int, value: float, variant: str) -> None:
    frame = PictureFrame(np.zeros((size[1], size[0], 3), np.uint8))
    answer = TurnedPicture().observe(Scene(frame, [Given(Orientation(degrees, 0.9))]))
    assert (answer.value, answer.variant) == (value, variant)


@pytest.mark.parametrize(("arriving", "counted"), [(10.0, 15.0), (6.0, 9.0)])
def test_frames_that_are_left_out_on_purpose_are_not_missed(arriving: float, counted: float) -> None:
    frame = PictureFrame(np.full((360, 640, 3), 120, np.uint8), rate=arriving)
    sent = Scene(LookInput(0.0, frame), [Given(luma())], mode=Mode.VIDEO, expectations=Expectations(declared_fps=10.0))

    assert LowFrameRate().observe(sent).value == pytest.approx(counted)


def limited(limitation: Limitation | None, *facets: Any, rate: float = 6.0, way: Connection | None = None) -> Scene:
    """A look at what a sender sends that says this about itself."""
    frame = PictureFrame(np.full((360, 640, 3), 120, np.uint8), rate=rate)
    given = [Given(facet) for facet in (luma(room=40, skin=40), *facets)]
    return Scene(LookInput(0.0, frame, connection=way, limitation=limitation), given, mode=Mode.VIDEO)


COARSE, FINE = Resolution(240, 0.38), Resolution(640, 0.9)


@pytest.mark.parametrize("limitation", Limitation)
@pytest.mark.parametrize(
    ("check", "facet"), [(LowResolution(), COARSE), (LowFrameRate(), FINE), (FrozenPicture(), Freeze(32.0))]
)
def test_the_camera_is_not_advised_about_where_the_sender_is_limited(
    check: Check, facet: object, limitation: Limitation
) -> None:
    answer = check.observe(limited(limitation, facet))
    assert check.limit.activates(answer.value)
    words = check.words[answer.variant]
    about = {Limitation.CPU: "This computer is busy", Limitation.BANDWIDTH: "The connection is narrow"}
    assert words.message.startswith(about[limitation])
    assert not {"camera", "lamp"} & set(f"{words.why} {words.advice}".rstrip(".").split())


@pytest.mark.parametrize(("loopback", "variant"), [(True, "cpu"), (False, "bandwidth")])
def test_no_connection_within_one_machine_is_narrow(loopback: bool, variant: str) -> None:
    way = Connection(0.0, None, 60.0, asked_kbits=1500.0, loopback=loopback)
    assert LowResolution().observe(limited(Limitation.BANDWIDTH, COARSE, way=way)).variant == variant
    assert not LowResolution().observe(limited(None, COARSE, way=way)).variant


@pytest.mark.parametrize("limitation", Limitation)
def test_one_cause_is_told_once(limitation: Limitation) -> None:
    with pytest.raises(FacetUnavailable, match="for the same reason"):
        LowFrameRate().observe(limited(limitation, COARSE))
    assert LowFrameRate().observe(limited(None, COARSE)).value == 6.0, "two causes"


@pytest.mark.parametrize(
    ("lost", "loopback", "variant"), [(0.02, False, "bandwidth"), (0.0, False, "dim"), (0.02, True, "dim")]
)
def test_what_is_lost_on_the_way_is_blamed_on_no_computer(lost: float, loopback: bool, variant: str) -> None:
    way = Connection(lost, None, 900.0, asked_kbits=1500.0, loopback=loopback)
    dark = PictureFrame(np.full((360, 640, 3), 40, np.uint8), rate=6.0)
    seen = Scene(LookInput(0.0, dark, connection=way), [Given(luma(room=40, skin=40))], mode=Mode.VIDEO)
    assert LowFrameRate().observe(seen).variant == variant


def test_a_limited_sender_may_stumble_for_longer() -> None:
    limit = FrozenPicture.limit
    for secs, told in ((4.0, False), (28.0, False), (30.0, True)):
        assert limit.activates(FrozenPicture().observe(limited(Limitation.CPU, Freeze(secs))).value) is told
    assert limit.activates(FrozenPicture().observe(limited(None, Freeze(4.0))).value)


def test_clear_focus_is_said_with_room_to_spare() -> None:
    assert BlurredPicture.limit.praises(0.9)
    assert not BlurredPicture.limit.praises(1.1)
