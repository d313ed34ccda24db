"""What holds for every check on a stream, whatever it goes by and however often it is looked at.

Each check's own fixtures stand for a fault and a good case. Their facets are given at the rate at which the real
perceivers of those facets look, so that an answer stands for as long as it would.
"""

import math
from collections.abc import Callable, Container, Iterable
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from envcheck.checks.base import Check
from envcheck.checks.catalog import BUILT_IN
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.events import Event, FindingAppeared, FindingCleared, VerdictChanged
from envcheck.model.findings import Mode, Observation
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import MainFacePerceiver, OwnFacesPerceiver
from envcheck.perception.scene import Perceiver, Scene
from envcheck.perception.schedule import EVERY_LOOK, refresh_of
from envcheck.session import Session
from perception.test_schedule import page, timings

REFRESHES = {perceiver.facet: refresh_of(perceiver) for perceiver in new_perceivers(Models.bundled())}
FPS = (0.5, 1.0, 2.0, 10.0)
FINE, COARSE = 1280, 640
PICTURE = np.zeros((360, 640, 3), np.uint8)

every_check = pytest.mark.parametrize("check", [check() for check in BUILT_IN], ids=[check.code for check in BUILT_IN])


class Staged:
    """Perceives what one of two fixtures gives of a facet: the flagged one while `at_fault` says so."""

    def __init__(self, facet: type[Any], cases: tuple[Scene, Scene], at_fault: Callable[[Scene], bool]) -> None:
        self.facet, self.refresh = facet, REFRESHES.get(facet, EVERY_LOOK)
        self._flagged, self._clean = cases
        self._at_fault = at_fault

    def perceive(self, scene: Scene) -> Any:
        return (self._flagged if self._at_fault(scene) else self._clean)[self.facet]


def fixture(check: Check, case: str) -> Scene:
    made = getattr(import_module(f"checks.fixtures.{check.code.lower()}"), case)()
    assert isinstance(made, Scene)
    return made


def needs(check: Check) -> frozenset[type[Any]]:
    """The facets that the check goes by."""
    case = fixture(check, "flagged")
    with case.record_needs() as known:
        check.observe(case)
    return frozenset(known)


def slowest(check: Check) -> float:
    """Media time for which an answer that the check goes by may stand."""
    return max((REFRESHES[facet].ttl_secs for facet in needs(check) if facet in REFRESHES), default=0.0)


def staged(
    check: Check, at_fault: Callable[[Scene], bool], flagged: Container[type[Any]] | None = None
) -> list[Perceiver]:
    """Perceivers of all facets of its fixtures; those of `flagged` alone show the fault where it is given."""
    cases = fixture(check, "flagged"), fixture(check, "clean")
    own: list[Perceiver] = [OwnFacesPerceiver(), MainFacePerceiver()]
    given = {facet for case in cases for facet in case._perceivers} - {one.facet for one in own}
    shown = {one: at_fault if flagged is None or one in flagged else _never for one in given}
    return own + [Staged(one, cases, when) for one, when in shown.items()]


def _never(scene: Scene) -> bool:
    return False


def is_shown(check: Check, flagged: Container[type[Any]] | None = None) -> bool:
    """True where those facets alone show the fault of its fixture, without frame, sound or connection."""
    try:
        scene = Scene(PictureFrame(PICTURE, 10.0), staged(check, lambda _: True, flagged), mode=Mode.VIDEO)
        return check.limit.activates(check.observe(scene).value)
    except (FacetUnavailable, NotImplementedError):  # of a check that was only begun
        return False


def played(check: Check, at_fault: Callable[[Scene], bool]) -> Session:
    """A session of one check that sees its flagged fixture where that is so, and its clean one elsewhere."""
    asked = check if is_shown(check) else Direct(check, at_fault)
    return Session([asked], perceivers=staged(check, at_fault))


class Direct(Check):
    """A check that asks its fixtures themselves."""

    def __init__(self, check: Check, at_fault: Callable[[Scene], bool]) -> None:
        self.code, self.name, self.title = check.code, check.name, check.title  # type: ignore[misc]
        self.severity, self.limit = check.severity, check.limit  # type: ignore[misc]
        self.words, self.strengths = check.words, check.strengths  # type: ignore[misc]
        self._check, self._at_fault = check, at_fault
        self._cases = fixture(check, "flagged"), fixture(check, "clean")

    def observe(self, scene: Scene) -> Observation:
        flagged, clean = self._cases
        return self._check.observe(flagged if self._at_fault(scene) else clean)


def told(
    check: Check,
    at_fault: Callable[[Scene], bool],
    times: Iterable[float],
    side: Callable[[float], int] = lambda _: FINE,
) -> list[tuple[float, type[Event]]]:
    """When the fault is told, and taken back."""
    session, events = played(check, at_fault), []
    for time in times:
        frame = PictureFrame(np.zeros((side(time) // 16 * 9, side(time), 3), np.uint8), time)
        events += [(time, type(event)) for event in session.push(frame)]
    return [(time, event) for time, event in events if event is not VerdictChanged]


def looks(fps: float, until: float) -> list[float]:
    return [look / fps for look in range(round(until * fps) + 1)]


def is_at(time: float, scene: Scene) -> bool:
    return abs(scene.time - time) < 1e-6


@every_check
@pytest.mark.parametrize("fps", FPS)
def test_one_odd_frame_is_never_told(check: Check, fps: float) -> None:
    for odd in {math.ceil(time * fps) / fps for time in (0.0, 0.5, 2.5, 3.0)}:
        lasts = odd + check.limit.start_secs + slowest(check) + 3 / fps
        assert not told(check, partial(is_at, odd), looks(fps, lasts)), odd


@every_check
@pytest.mark.parametrize("fps", FPS)
def test_a_fault_that_stays_is_told_and_one_that_is_mended_is_taken_back(check: Check, fps: float) -> None:
    begins, late = 3.0, slowest(check) + 2 / fps + 1e-6
    mended = begins + check.limit.start_secs + late + 1 / fps
    over = mended + check.limit.stop_secs + late
    events = told(check, lambda scene: begins <= scene.time < mended, looks(fps, over + 1 / fps))

    assert [event for _, event in events] == [FindingAppeared, FindingCleared]
    assert events[0][0] <= begins + check.limit.start_secs + late
    assert events[1][0] <= over


FINER = {facet for facet, refresh in REFRESHES.items() if refresh.detail_side > COARSE}
DETAILED = [check() for check in BUILT_IN if is_shown(check(), FINER)]


@pytest.mark.parametrize("check", DETAILED, ids=[check.code for check in DETAILED])
@pytest.mark.parametrize("phase", [step / 12 for step in range(6)])
@pytest.mark.parametrize("fps", [2.0, 10.0])
def test_what_only_the_full_picture_shows_is_told_on_the_page(check: Check, phase: float, fps: float) -> None:
    sent = timings()

    def is_full(time: float) -> bool:
        since = time - sent["detailFirst"]
        return since >= 0 and since % (sent["detail"] + sent["detailEvery"]) < sent["detail"]

    events = told(
        check,
        lambda scene: is_full(scene.time),
        [phase + time for time in looks(fps, 60.0)],
        lambda time: FINE if is_full(time) else COARSE,
    )
    assert [event for _, event in events] == [FindingAppeared]
    assert events[0][0] <= sent["detailFirst"] + check.limit.start_secs + 2 / fps


def test_the_page_knows_what_only_the_full_picture_refutes() -> None:
    assert {check.code for check in DETAILED} == set(page()["detailCodes"])
    assert "PRV103" in page()["detailCodes"]
