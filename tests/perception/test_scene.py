import gc
import weakref

import numpy as np
import pytest

from builders import scene
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.faces.faces import Faces
from envcheck.perception.picture.detail import Detail
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.scene import FAULT, CachedFacet, LookInput, Scene
from envcheck.perception.schedule import Refresh, Scheduler


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


class Wrong(Counting):
    facet = Detail  # type: ignore[assignment]


class Broken(Counting):
    def perceive(self, scene: Scene) -> Clutter:
        super().perceive(scene)
        raise ValueError("of a kind nobody foresaw")


@pytest.mark.parametrize(("perceiver", "error"), [(Wrong(), TypeError), (Broken(), ValueError)])
def test_a_fault_of_a_perceiver_is_told_once_a_look_and_is_no_answer(perceiver: Counting, error: type) -> None:
    noted: list[tuple[str, type]] = []
    seen = Scene(frame(), [perceiver], note_fault=lambda name, fault: noted.append((name, type(fault))))
    for _ in range(2):
        with pytest.raises(FacetUnavailable, match=FAULT):
            seen[perceiver.facet]

    assert noted == [(perceiver.facet.__name__, error)]
    assert perceiver.asked == 1


def test_what_is_known_from_earlier_is_not_perceived_anew() -> None:
    perceiver = Counting()
    seen = Scene(frame(), [perceiver]).with_cached({Clutter: CachedFacet(Clutter(0.7), -1.0, frozenset({Clutter}))})
    assert seen[Clutter].edge_density == 0.7
    assert perceiver.asked == 0
    assert seen.perceived_since({Clutter}) == -1.0


def test_a_scene_records_what_was_gone_by() -> None:
    class Through:
        facet = Detail

        def perceive(self, scene: Scene) -> Detail:
            scene[Clutter]
            raise FacetUnavailable("too dark")

    seen = Scene(frame(), [Counting(), Through()])
    with seen.record_needs() as needs, pytest.raises(FacetUnavailable):
        seen[Detail]
    assert needs == {Clutter, Detail}


def test_what_was_not_perceived_holds_no_frame() -> None:
    class Kept:
        """Stands for a frame: dies with the look."""

    class Refusing:
        facet = Faces
        refresh = Refresh(10.0, "for the test")

        def perceive(self, scene: Scene) -> Faces:
            here = Kept()
            died.append(weakref.ref(here))
            raise FacetUnavailable("too dark")

    died: list[weakref.ref[Kept]] = []
    scheduler = Scheduler([Refusing()])
    for time in range(3):
        picture = PictureFrame(np.zeros((36, 64, 3), np.uint8), time)
        seen = scheduler.scene(LookInput(time, picture))
        with pytest.raises(FacetUnavailable, match="too dark"):
            seen[Faces]
        scheduler.keep(seen)
    gc.collect()
    assert len(died) == 1
    assert died[0]() is None
