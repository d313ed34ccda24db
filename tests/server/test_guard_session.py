"""A guard over WebRTC, asked for as any other session: it tells who comes and goes, and has nothing else."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, cast

import numpy as np
import pytest

from envcheck import guard as guard_module
from envcheck.guard import BLIND_SECS
from envcheck.media.frame import PictureFrame
from envcheck.media.newest import Newest
from envcheck.model.geometry import Box
from envcheck.perception.people.people import People, Person
from envcheck.perception.scene import Scene
from envcheck.server.guard_session import GuardSession
from envcheck.server.session_factory import GUARD_SILENT_SECS
from envcheck.server.webrtc.peer import Peer
from envcheck.settings import ServerSettings, Settings
from envcheck.watch.guarding import STALLED_SECS
from front_desk import Desk, desk

BLACK = np.zeros((36, 64, 3), np.uint8)
SELF, OTHER = (Person(Box(left, 0.2, left + 0.3, 1.0), 0.9, None, True) for left in (0.3, 0.65))

Told = list[dict[str, Any]]


class Camera:
    """What stands before a peer in its place, and who is before it."""

    behind: Peer

    def __init__(self) -> None:
        self.there: tuple[Person, ...] = (SELF,)
        self.video, self.audio, self.time = Newest(), None, 0.0
        self.credentials = ("u", "p")

    @property
    def frame_counts(self) -> tuple[int, int]:
        raise AssertionError("nothing is counted")

    async def close(self) -> None:
        await self.behind.close()


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Camera:
    """A camera, and a perceiver that sees whoever is before it; every session receives from that camera."""
    shown = Camera()

    class Seen:
        facet = People

        def perceive(self, scene: Scene) -> People:
            return People(shown.there)

    monkeypatch.setattr(guard_module, "new_perceivers", lambda _: [Seen()])
    begin = GuardSession.begin

    def begin_with_camera(self: GuardSession, peer: Peer) -> None:
        shown.behind = peer
        begin(self, cast(Peer, shown))

    monkeypatch.setattr(GuardSession, "begin", begin_with_camera)
    return shown


@pytest.fixture
def here() -> Iterator[Desk]:
    with desk(Settings(server=ServerSettings(guards=2, guard_secs=3600))) as opened:
        yield opened


def guarded(here: Desk, work: Callable[[], Awaitable[None]], query: str = "") -> Told:
    """All that a guard tells while `work` does its part, to its end."""
    session_id = here.begin(query=f"?guard=1{query}").headers["Location"].rpartition("/")[2]
    told: Told = []

    async def run() -> None:
        live = here.sessions.get(session_id)
        assert isinstance(live, GuardSession)

        async def listen() -> None:
            told.extend([json.loads(entry.text) async for entry in live.broadcaster.subscribe()])

        listening = asyncio.create_task(listen())
        await work()
        closing = asyncio.create_task(live.close("closed"))
        await here.clock.until(lambda: closing.done() and listening.done())

    here.run(run())
    return told


async def shows(here: Desk, camera: Camera, secs: float, *there: Person) -> None:
    """Sends four frames a second for so long, of whoever is there."""
    camera.there = there
    for _ in range(round(secs * 4)):
        camera.video.put(PictureFrame(BLACK, camera.time))
        camera.time += 0.25
        await passed(here, 0.25)


async def passed(here: Desk, secs: float) -> None:
    """Lets time pass in which looks, which run in their own thread, come to their end."""
    end = here.clock.now() + secs
    while here.clock.now() < end:
        await here.clock.advance(min(0.2, end - here.clock.now()))
        await asyncio.wrap_future(here.sessions._backend.submit(int))
        await asyncio.sleep(0)


def outline(told: Told) -> list[str]:
    """Type and state of each."""
    return [f"{message['type']} {message.get('state', '')}".strip() for message in told]


def test_who_comes_and_goes_is_told_and_nothing_of_it_is_counted(here: Desk, camera: Camera) -> None:
    async def work() -> None:
        await shows(here, camera, 6, SELF)
        await shows(here, camera, 8, SELF, OTHER)
        await shows(here, camera, 8, SELF)

    told = guarded(here, work)
    expected = ["hello", "guard watching", "finding appeared", "finding cleared", "guard watching", "end"]
    assert outline(told) == expected
    assert {message["code"] for message in told if message["type"] == "finding"} == {"PRV101"}
    counts = here.ask("GET", "/metrics").text
    assert "envcheck_sessions_begun_total 1.0" in counts
    assert 'envcheck_sessions_ended_total{reason="closed"} 1.0' in counts
    assert "envcheck_verdicts_total{" not in counts
    assert "envcheck_frames_total 0.0" in counts
    assert 'envcheck_stage_seconds_count{stage="look"} 0.0' in counts


def test_it_expects_whom_the_profile_does_and_speaks_the_language_asked_for(here: Desk, camera: Camera) -> None:
    told = guarded(here, lambda: shows(here, camera, 8, SELF, OTHER), "&profile=co-therapists&lang=de")
    assert outline(told) == ["hello", "guard watching", "end"]
    assert told[0]["lang"] == "de"


def test_a_camera_that_is_off_for_a_while_is_told_and_ends_nothing(here: Desk, camera: Camera) -> None:
    async def work() -> None:
        await shows(here, camera, 2, SELF)
        await passed(here, STALLED_SECS + BLIND_SECS + 2)
        await shows(here, camera, 4, SELF)

    assert outline(guarded(here, work)) == ["hello", "guard watching", "guard blind", "guard watching", "end"]


def test_a_client_that_has_gone_without_a_word_ends_it(here: Desk, camera: Camera) -> None:
    told = guarded(here, lambda: passed(here, GUARD_SILENT_SECS + 1))
    assert told[-1]["reason"] == "silent"


def test_it_outlasts_a_room_check_and_ends_by_itself() -> None:
    defaults = ServerSettings()
    assert defaults.guard_secs >= 90 * 60 > defaults.total_secs, "a therapy session lasts 50 to 90 minutes"


def test_one_that_was_forgotten_ends_by_itself(camera: Camera) -> None:
    with desk(Settings(server=ServerSettings(guard_secs=20))) as here:
        assert guarded(here, lambda: shows(here, camera, 21, SELF))[-1]["reason"] == "limit"


def test_it_has_neither_a_report_nor_anything_else_of_a_room_check(here: Desk) -> None:
    place = here.begin(query="?guard=1").headers["Location"]
    for method, part in [("GET", "report"), ("POST", "quiet-test"), ("PUT", "sender"), ("GET", "baseline")]:
        answer = here.ask(method, f"{place}/{part}")
        assert (answer.status_code, "is a guard" in answer.text) == (404, True), part
    assert here.pass_until_over(here.asking("DELETE", place)).status_code == 200


@pytest.mark.parametrize("kinds", [("audio",), ("video", "audio")])
def test_it_takes_a_camera_and_no_sound(here: Desk, kinds: tuple[str, ...]) -> None:
    answer = here.begin(*kinds, query="?guard=1")
    assert answer.status_code == 422
    assert "one camera, and no sound" in answer.text
    assert not len(here.sessions)


def test_guards_leave_room_for_room_checks(here: Desk) -> None:
    assert [here.begin(query="?guard=1").status_code for _ in range(3)] == [201, 201, 503]
    assert here.begin().status_code == 201


def test_a_server_that_guards_nobody_says_so() -> None:
    with desk(Settings(server=ServerSettings(guards=0))) as here:
        assert here.begin(query="?guard=1").status_code == 403
        assert here.begin(query="?guard=0").status_code == 201


def test_nothing_that_it_told_is_kept_for_a_reader_who_comes_back(here: Desk, camera: Camera) -> None:
    session_id = here.begin(query="?guard=1").headers["Location"].rpartition("/")[2]
    live = here.sessions.get(session_id)
    assert live

    async def come_back() -> None:
        await shows(here, camera, 8, SELF, OTHER)
        await shows(here, camera, 8, SELF)
        reader = live.broadcaster.subscribe(0)
        first = [json.loads((await anext(reader)).text) for _ in range(2)]
        await reader.aclose()
        assert outline(first) == ["hello", "guard watching"]

    here.run(come_back())
