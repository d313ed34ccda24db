"""A guard tells that somebody came into view and that they went, and nothing of a single look."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from builders import needs
from envcheck.guard import BLIND_SECS, CLOSER_SECS, EVERY_SECS, NO_PICTURE, START_SECS, STOP_SECS, Guard
from envcheck.media.frame import PictureFrame
from envcheck.media.source import open_source
from envcheck.model.errors import FacetUnavailable, SettingsError
from envcheck.model.events import FindingAppeared, FindingCleared, GuardEvent, SightLost, SightRegained
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Limit
from envcheck.model.geometry import Box
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.people.people import People, Person
from envcheck.perception.scene import Scene
from envcheck.perception.weights import YOLOX_NANO
from envcheck.runner import new_guard
from envcheck.settings import Settings

BLACK = np.zeros((36, 64, 3), np.uint8)
MEDIA = Path(__file__).parents[1] / "samples" / "media"
STEP = 0.1

SELF = Person(Box(0.3, 0.2, 0.6, 1.0), 0.95, None, True)
OTHER = Person(Box(0.7, 0.3, 0.9, 1.0), 0.8, None, True)
PICTURE = Person(Box(0.8, 0.1, 0.9, 0.2), 0.9, None, False)
"""A face without a body: a photo on the wall, or somebody far off."""

Shown = Callable[[float], list[Person] | str]
"""Who is there at a time, or why that cannot be seen."""


class Room:
    """Perceives whoever a test says is there, and remembers when it was asked."""

    facet = People

    def __init__(self, shown: Shown) -> None:
        self.shown, self.asked = shown, list[float]()

    def perceive(self, scene: Scene) -> People:
        self.asked.append(round(scene.time, 1))
        there = self.shown(scene.time)
        if isinstance(there, str):
            raise FacetUnavailable(there)
        return People(tuple(there))


def guarded(shown: Shown, secs: float, people: int = 1, limit: Limit | None = None) -> tuple[list[GuardEvent], Room]:
    """What is told over so many seconds, and when the room was looked at."""
    room = Room(shown)
    guard = Guard(Expectations(people), limit=limit, perceivers=[room])
    events: list[GuardEvent] = []
    for number in range(round(secs / STEP)):
        if guard.is_due(number * STEP):
            events += guard.push(PictureFrame(BLACK, number * STEP))
    return events, room


def between(start: float, end: float) -> Shown:
    """Somebody else is there from one second to another."""
    return lambda time: [SELF, OTHER] if start <= time < end else [SELF]


def kinds(events: list[GuardEvent]) -> list[type]:
    return [type(event) for event in events]


def test_somebody_who_comes_and_goes_is_told_once_each() -> None:
    events, _ = guarded(between(10, 20), 40)
    assert kinds(events) == [FindingAppeared, FindingCleared]
    assert 10 + START_SECS <= events[0].time <= 10 + EVERY_SECS + START_SECS + CLOSER_SECS
    assert 20 + STOP_SECS <= events[1].time <= 20 + STOP_SECS + 2
    assert isinstance(events[0], FindingAppeared)
    assert events[0].finding.code == "PRV101"


@pytest.mark.parametrize("start", [0.0, 3.0, 3.1, 7.7])
def test_a_single_wrong_look_tells_nothing(start: float) -> None:
    wrong = count()

    def shown(time: float) -> list[Person]:
        return [SELF, OTHER] if time >= start and not next(wrong) else [SELF]

    events, room = guarded(shown, 20)
    assert not events
    assert len(room.asked) < 10


def test_a_wrong_look_every_so_often_tells_nothing() -> None:
    """As a hand that is taken for somebody at every third look of a whole hour."""
    looks = count()
    events, _ = guarded(lambda _: [SELF, OTHER] if next(looks) % 3 == 0 else [SELF], 600)
    assert not events


def test_a_limit_of_the_settings_makes_it_no_hastier() -> None:
    events, _ = guarded(between(3, 4.5), 20, limit=Limit(0.5, 0.4, 0.0, 0.0))
    assert not events


def test_while_nobody_else_is_there_it_looks_every_few_seconds() -> None:
    _, room = guarded(between(0, 0), 60)
    assert len(room.asked) == 60 / EVERY_SECS


def test_somebody_who_may_be_a_picture_is_looked_at_closely_for_a_while_and_not_for_ever() -> None:
    events, room = guarded(lambda _: [SELF, PICTURE], 100)
    assert not events
    assert sum(time < 10 for time in room.asked) > 20
    assert sum(time >= 20 for time in room.asked) <= 80 / EVERY_SECS + 1


def test_somebody_who_came_without_a_body_is_told_once_they_moved() -> None:
    """Only looks that follow closely on one another show that a face moves by itself."""

    def shown(time: float) -> list[Person]:
        close = room.asked[-4:]
        moved = len(close) == 4 and close[-1] - close[0] < 4
        return [SELF, Person(PICTURE.box, 0.9, None, False, is_live=moved or None)]

    room = Room(shown)
    guard = Guard(perceivers=[room])
    events = [
        event
        for time in np.arange(0, 20, STEP).tolist()
        if guard.is_due(time)
        for event in guard.push(PictureFrame(BLACK, time))
    ]
    assert kinds(events) == [FindingAppeared]


def test_two_who_are_expected_are_not_told_and_a_third_is() -> None:
    assert not guarded(lambda _: [SELF, OTHER], 30, people=2)[0]
    events, _ = guarded(lambda _: [SELF, OTHER, Person(Box(0.0, 0.3, 0.2, 1.0), 0.9, None, True)], 30, people=2)
    assert kinds(events) == [FindingAppeared]
    assert isinstance(events[0], FindingAppeared)
    assert events[0].finding.variant == "several"


def test_that_it_cannot_see_is_told_once_and_that_it_sees_again() -> None:
    events, _ = guarded(lambda time: "the picture is too dark" if 9 <= time < 40 else [SELF], 60)
    assert kinds(events) == [SightLost, SightRegained]
    assert isinstance(events[0], SightLost)
    assert events[0].reason == "the picture is too dark"
    assert events[0].time >= 6 + BLIND_SECS


def test_a_camera_that_is_lost_is_told_once() -> None:
    guard = Guard(perceivers=[Room(between(0, 0))])
    guard.push(PictureFrame(BLACK, 0.0))
    events = [event for time in range(5, 100) for event in guard.advance(float(time))]
    assert kinds(events) == [SightLost]
    assert guard.blindness == NO_PICTURE


def test_nobody_is_said_to_have_gone_while_it_cannot_see() -> None:
    def shown(time: float) -> list[Person] | str:
        return "the picture is too dark" if 12 <= time < 30 else [SELF, OTHER] if time < 40 else [SELF]

    events, _ = guarded(shown, 60)
    assert kinds(events) == [FindingAppeared, SightLost, SightRegained, FindingCleared]
    assert events[-1].time > 40


def test_what_began_before_it_was_blind_does_not_count() -> None:
    """One look before and one after are two looks, and far apart."""
    events, _ = guarded(lambda time: [SELF, OTHER] if time in (0.0, 3.5) else "dark" if time < 3.4 else [SELF], 20)
    assert not events


def test_nothing_is_kept_of_whoever_has_gone() -> None:
    room = Room(between(3, 10))
    guard = Guard(perceivers=[room])
    before = {name: repr(value) for name, value in vars(guard).items() if name != "_state"}
    for number in range(300):
        if guard.is_due(number * STEP):
            guard.push(PictureFrame(BLACK, number * STEP))
    kept = {name for name, value in vars(guard).items() if name != "_state" and repr(value) != before[name]}
    assert kept <= {"_looked_at", "_seen_at", "_possible", "_needs"}
    assert guard.current is None
    assert guard._state.plainest is None


def test_nothing_but_people_is_perceived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the room nor the light nor a silhouette costs anything, or is known."""
    asked: set[str] = set()
    perceive = Scene._perceive

    def noted(scene: Scene, facet: type) -> object:
        asked.add(facet.__name__)
        return perceive(scene, facet)

    monkeypatch.setattr(Scene, "_perceive", noted)
    guard = Guard(perceivers=new_perceivers(Models.installed()))
    for frame in open_source(MEDIA / "second-person-walks-in.mp4", fps=2, max_seconds=4):
        if guard.is_due(frame.time):
            guard.push(frame)
    assert asked <= {
        "AnalysisFrame", "Detail", "Detections", "Faces", "LivenessMap", "Luma", "MultiscaleFaces", "Orientation",
        "People", "SmallFaces", "Thumbnail", "TurnedFaces",
    }  # fmt: skip


@needs(YOLOX_NANO)
def test_somebody_who_walks_in_is_told_within_five_seconds() -> None:
    guard, events = new_guard(Settings()), list[GuardEvent]()
    for frame in open_source(MEDIA / "second-person-walks-in.mp4", fps=3):
        if guard.is_due(frame.time):
            events += guard.push(frame)
    assert kinds(events) == [FindingAppeared]
    assert 4 < events[0].time < 9.5


@needs(YOLOX_NANO)
def test_whoever_both_expect_is_not_told() -> None:
    guard = new_guard(Settings(profile="co-therapists"))
    assert not [
        event
        for frame in open_source(MEDIA / "second-person-walks-in.mp4", fps=3)
        if guard.is_due(frame.time)
        for event in guard.push(frame)
    ]


@pytest.mark.parametrize("table", [{"guard": True}, {"media": {"guard": True}}, {"server": {"guard": True}}])
def test_no_setting_turns_it_on(table: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="there is no setting"):
        Settings.load(table, environ={})


def test_a_setting_that_leaves_its_check_out_does_not_blind_it() -> None:
    assert new_guard(Settings(ignore=("PRV101",))).code == "PRV101"
