"""A guard over frames of somebody else: it tells who comes and goes, and neither counts nor hears."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from envcheck import guard as guard_module
from envcheck.guard import BLIND_SECS
from envcheck.media.connection import Connection
from envcheck.media.frame import PictureFrame
from envcheck.media.newest import Newest
from envcheck.media.sound import AudioChunk
from envcheck.model.geometry import Box
from envcheck.perception.models import Models
from envcheck.perception.people.people import People, Person
from envcheck.perception.scene import Perceiver, Scene
from envcheck.render.guarding import BLIND, GONE, OFF, WATCHING
from envcheck.render.language import languages, translator
from envcheck.settings import Settings
from envcheck.watch import GuardWatch
from envcheck.watch.guard_watch import TOTAL_SECS
from envcheck.watch.guarding import STALLED_SECS
from hand_clock import AtOnce, HandClock

BLACK = np.zeros((36, 64, 3), np.uint8)
SELF, OTHER = (Person(Box(left, 0.2, left + 0.3, 1.0), 0.9, None, True) for left in (0.3, 0.65))


class Sounds:
    unreadable = False

    def __init__(self) -> None:
        self.taken = 0

    def take(self) -> list[AudioChunk]:
        self.taken += 1
        return []


@dataclass
class Source:
    """A camera by hand, and who is before it."""

    there: tuple[Person, ...] = (SELF,)
    video: Newest = field(default_factory=Newest)
    audio: Sounds = field(default_factory=Sounds)
    expects_video: bool = True
    closed: int = 0
    time: float = 0.0

    @property
    def frame_counts(self) -> tuple[int, int]:
        raise AssertionError("nothing is counted")

    async def measure(self) -> Connection | None:
        raise AssertionError("nothing but who is in view is judged")

    async def close(self) -> None:
        self.closed += 1

    async def shows(self, clock: HandClock, secs: float, *there: Person) -> None:
        """Sends four frames a second for so long, of whoever is there."""
        self.there = there
        for _ in range(round(secs * 4)):
            self.video.put(PictureFrame(BLACK, self.time))
            self.time += 0.25
            await clock.advance(0.25)


Work = Callable[[HandClock], Awaitable[None]]


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    """A source, and a perceiver that sees whoever is before it."""
    shown = Source()

    class Seen:
        facet = People

        def perceive(self, scene: Scene) -> People:
            return People(shown.there)

    def perceivers(_: Models) -> Iterable[Perceiver]:
        return [Seen()]

    monkeypatch.setattr(guard_module, "new_perceivers", perceivers)
    return shown


def told(source: Source, work: Work, settings: Settings | None = None, lang: str = "en") -> list[dict[str, Any]]:
    """All that is told while `work` does its part, to the end."""
    messages: list[dict[str, Any]] = []

    async def run() -> None:
        clock = HandClock()
        guard = GuardWatch(source, settings, lang=lang, backend=AtOnce(), clock=clock)

        async def listen() -> None:
            messages.extend([message.model_dump() async for message in guard.messages()])

        listening = asyncio.create_task(listen())
        await work(clock)
        closing = asyncio.create_task(guard.close("closed"))
        await clock.until(lambda: closing.done() and listening.done())

    asyncio.run(run())
    assert source.closed == 1
    return messages


def outline(messages: list[dict[str, Any]]) -> list[str]:
    """Type and state of each."""
    return [f"{message['type']} {message.get('state', '')}".strip() for message in messages]


def test_who_comes_and_goes_is_told_and_nothing_else(source: Source) -> None:
    async def work(clock: HandClock) -> None:
        await source.shows(clock, 10, SELF)
        await source.shows(clock, 10, SELF, OTHER)
        await source.shows(clock, 10, SELF)

    messages = told(source, work)
    expected = ["hello", "guard watching", "finding appeared", "finding cleared", "guard watching", "end"]
    assert outline(messages) == expected
    assert messages[0]["checks"] == ("PRV101",)
    assert [message["text"] for message in messages if "text" in message] == [WATCHING, GONE, OFF]
    assert source.audio.taken


@pytest.mark.parametrize("lang", languages())
def test_it_speaks_every_language(source: Source, lang: str) -> None:
    async def work(clock: HandClock) -> None:
        await source.shows(clock, 1, SELF)

    messages = told(source, work, lang=lang)
    assert messages[1]["text"] == translator(lang)(WATCHING)
    assert lang == "en" or messages[1]["text"] != WATCHING


def test_a_camera_that_is_off_for_a_while_ends_nothing_and_is_told_once(source: Source) -> None:
    async def work(clock: HandClock) -> None:
        await source.shows(clock, 4, SELF)
        await clock.advance(STALLED_SECS + BLIND_SECS + 60)
        await source.shows(clock, 4, SELF)

    messages = told(source, work)
    assert outline(messages) == ["hello", "guard watching", "guard blind", "guard watching", "end"]
    assert messages[2]["text"] == BLIND.format(reason=guard_module.NO_PICTURE)


def test_a_camera_that_never_shows_anything_is_told(source: Source) -> None:
    async def work(clock: HandClock) -> None:
        await clock.advance(60)

    assert outline(told(source, work)) == ["hello", "guard watching", "guard blind", "end"]


def test_two_who_are_expected_are_not_told(source: Source) -> None:
    async def work(clock: HandClock) -> None:
        await source.shows(clock, 20, SELF, OTHER)

    assert outline(told(source, work, Settings(profile="co-therapists"))) == ["hello", "guard watching", "end"]


def test_one_that_was_forgotten_ends_by_itself(source: Source) -> None:
    async def work(clock: HandClock) -> None:
        await source.shows(clock, 1, SELF)
        await clock.advance(TOTAL_SECS + 1)

    assert told(source, work)[-1]["reason"] == "limit"


def test_it_lets_go_of_a_source_that_it_never_looked_at(source: Source) -> None:
    async def run() -> None:
        async with GuardWatch(source):
            pass

    asyncio.run(run())
    assert source.closed == 1
