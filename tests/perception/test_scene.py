import gc
import weakref

import numpy as np
import pytest

from builders import scene
from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.media.frame import PictureFrame
from envcheck.perception.facets import Clutter, Detail, Faces
from envcheck.perception.pace import Cadence, Paced
from envcheck.perception.scene import Scene


class Counting:
    """Counts how often it is asked."""

    facet = Clutter

    def __init__(self, fails: bool = False) -> None:
        self.asked, self.fails = 0, fails

    def perceive(self, scene: Scene) -> Clutter:
        self.asked += 1
        if self.fails:
            raise FacetUnavailable("too dark")
        return Clutter(0.1)


def frame() -> PictureFrame:

    return PictureFrame(np.zeros((90, 160, 3), np.uint8))


def test_a_facet_is_perceived_once() -> None:
    perceiver = Counting()
    seen = Scene(frame(), [perceiver])
    assert seen[Clutter] is seen[Clutter]
    assert perceiver.asked == 1


def test_nothing_is_perceived_that_nobody_asks_for() -> None:
    perceiver = Counting()
    Scene(frame(), [perceiver])
    assert perceiver.asked == 0


def test_a_failure_is_remembered_with_its_reason() -> None:
    perceiver = Counting(fails=True)
    seen = Scene(frame(), [perceiver])
    for _ in range(2):
        with pytest.raises(FacetUnavailable, match="too dark"):
            seen[Clutter]
    assert perceiver.asked == 1


def test_what_nothing_perceives_is_unavailable() -> None:
    with pytest.raises(FacetUnavailable, match="nothing here perceives Detail"):
        scene(Clutter(0.1), mode=Mode.VIDEO)[Detail]


def test_a_perceiver_that_gives_another_facet_is_a_programming_error() -> None:
    class Wrong(Counting):
        facet = Detail  # type: ignore[assignment]

    with pytest.raises(TypeError, match="Detail gave a Clutter"):
        Scene(frame(), [Wrong()])[Detail]


def test_what_was_not_perceived_holds_no_frame() -> None:
    class Kept:
        """Stands for a frame: dies with the look."""

    class Refusing:
        facet = Faces

        def perceive(self, scene: Scene) -> Faces:
            here = Kept()
            died.append(weakref.ref(here))
            raise FacetUnavailable("too dark")

    died: list[weakref.ref[Kept]] = []
    perceiver = Paced(Refusing(), Cadence(10.0, "for the test"))
    for time in range(3):
        with pytest.raises(FacetUnavailable, match="too dark"):
            Scene(PictureFrame(np.zeros((36, 64, 3), np.uint8), time), [perceiver], mode=Mode.VIDEO)[Faces]
    gc.collect()
    assert len(died) == 1
    assert died[0]() is None
