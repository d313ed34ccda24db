"""What the checks of the background make of special cases."""

from dataclasses import replace

import pytest

from builders import face, faces, scene
from envcheck.checks.background.bare_background import BareBackground
from envcheck.checks.background.cluttered_background import ClutteredBackground
from envcheck.checks.background.domestic_object import DomesticObject
from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.room.decor import Decor

BARE = Clutter(edge_density=0.0)


def thing(name: str, confidence: float = 0.8, width: float = 0.3) -> Detection:
    return Detection(name, Box(0.0, 0.5, width, 0.9), confidence)


def test_a_room_without_a_face_is_not_called_bare() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        BareBackground().observe(scene(faces(), BARE))


@pytest.mark.parametrize(
    ("unlike", "why"),
    [
        ({"share": 0.25}, "hardly any background"),
        ({"luma": 40.0}, "too dark"),
    ],
)
def test_what_cannot_be_seen_is_not_called_bare(unlike: dict[str, float], why: str) -> None:
    with pytest.raises(FacetUnavailable, match=why):
        BareBackground().observe(scene(faces(face()), replace(BARE, **unlike)))


@pytest.mark.parametrize(("spread", "is_bare"), [(3.5, True), (8.6, False)])
def test_colours_without_edges_are_something_to_see(spread: float, is_bare: bool) -> None:
    seen = BareBackground().observe(scene(faces(face()), replace(BARE, colour_spread=spread)))
    assert BareBackground.limit.activates(seen.value) is is_bare


def test_a_face_that_fills_the_frame_leaves_nothing_to_call_cluttered() -> None:
    with pytest.raises(FacetUnavailable, match="hardly any background"):
        ClutteredBackground().observe(scene(Clutter(0.3, disorder=0.4, share=0.15)))


@pytest.mark.parametrize(
    ("name", "variant"), [("bed", "bed"), ("oven", "kitchen"), ("toilet", "bathroom"), ("sink", "")]
)
def test_a_thing_is_named_by_its_room(name: str, variant: str) -> None:
    answer = DomesticObject().observe(scene(Detections((thing("chair", 0.9), thing(name)))))
    assert answer.variant == variant
    assert answer.regions == (thing(name).box,)
    assert DomesticObject.limit.activates(answer.value)


@pytest.mark.parametrize(
    "seen", [thing("chair"), thing("bed", width=0.02), thing("oven", confidence=0.4), thing("toilet", confidence=0.7)]
)
def test_small_doubtful_and_other_things_are_left_alone(seen: Detection) -> None:
    assert not DomesticObject.limit.activates(
        DomesticObject().observe(scene(Detections((seen,)), Decor(0.0, 0.0))).value
    )
