"""Lobbies of the real Janus: what is seen in them is told, and whatever goes wrong is an end."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any

import jsonschema_rs
import numpy as np
import pytest
from envcheck_janus.observation import Observation
from envcheck_janus.observations import NoLobby, Observations, Wish
from envcheck_janus.words import UNREADABLE

from chromium import CHROMIUM
from envcheck.settings import Settings
from envcheck.wire.live_messages import live_schema
from plugins.janus.real_janus import PROGRAM, RealJanus, free_port, real_janus
from plugins.janus.room_publisher import publishing, settings_for
from plugins.janus.vp9_publisher import publishing_vp9
from sent import lively
from whip_client import PictureTrack, SoundTrack

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PROGRAM.is_file(), reason="needs Debian's janus")]

SECS = 300.0
"""How long a test waits at most, on a machine that is busy with other things."""

Message = dict[str, Any]

COVERED = Settings.model_validate({"select": ["PIC101"]})
"""A check that needs no network."""

BLACK = np.zeros((180, 320, 3), np.uint8)


@pytest.fixture(scope="module")
def janus() -> Iterator[RealJanus]:
    with real_janus() as server:
        yield server


def within(work: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(SECS):
            await work

    asyncio.run(bounded())


def covered() -> PictureTrack:
    return PictureTrack(lambda secs: BLACK)


@asynccontextmanager
async def looking(server: RealJanus, checks: Settings = COVERED, **settings: Any) -> AsyncIterator[Observations]:
    observations = Observations(settings_for(server, **{"seconds": SECS, **settings}), checks)
    try:
        yield observations
    finally:
        await observations.leave()


async def told(observation: Observation, until: Callable[[Message], bool], after: int = 0) -> list[Message]:
    """What is told after the message of that number, up to the first one that is waited for."""
    messages = []
    async for event in observation.present.since(after):
        if event:
            messages.append(json.loads(event.text))
            if until(messages[-1]):
                return messages
    raise AssertionError(messages)


def ended(message: Message) -> bool:
    return bool(message["type"] == "end")


def found(code: str) -> Callable[[Message], bool]:
    return lambda message: (message["type"], message.get("code")) == ("finding", code)


def test_a_second_person_is_told_and_nothing_that_the_server_decides(janus: RealJanus) -> None:
    async def work() -> None:
        async with looking(janus, Settings()) as observations:
            observation = observations.begin(Wish(room="lobby-vp8", lang="de"))
            picture, sound = PictureTrack(lively("second-person.jpg")), SoundTrack(lambda times: np.zeros(times.shape))
            async with publishing(janus, "lobby-vp8", picture, sound):
                messages = await told(observation, found("PRV101"))
        valid = jsonschema_rs.validator_for(live_schema())
        assert all(valid.is_valid(message) for message in messages)
        hello = messages[0]
        assert (hello["type"], hello["lang"]) == ("hello", "de")
        assert not {"PIC103", "PIC105", "BKG105", "NET101"} & set(hello["checks"])
        assert messages[-1]["message"] == "Es scheint noch jemand im Bild zu sein."

    within(work())


@pytest.mark.parametrize("room", ["lobby-vp8", "lobby-h264"])
def test_who_is_looked_at_is_told_until_they_leave_and_nobody_joins(janus: RealJanus, room: str) -> None:
    async def work() -> None:
        async with looking(janus) as observations:
            observation = observations.begin(Wish(room=room))
            async with publishing(janus, room, covered()) as (handle, feed):
                await told(observation, found("PIC101"))
                answer, _ = await handle.ask({"request": "listparticipants", "room": room})
                assert [one["id"] for one in answer["participants"]] == [feed]
            messages = await told(observation, ended)
        assert messages[-1]["reason"] == "closed"

    within(work())


def test_one_feed_alone_is_looked_at_where_it_is_named(janus: RealJanus) -> None:
    async def work() -> None:
        clear = PictureTrack(lively("ready.jpg"))
        async with (
            looking(janus) as observations,
            publishing(janus, "lobby-vp8", clear),
            publishing(janus, "lobby-vp8", covered()) as (_, feed),
        ):
            await told(observations.begin(Wish(room="lobby-vp8", feed=feed)), found("PIC101"))
            first = observations.begin(Wish(room="lobby-vp8"))
            messages = await told(first, lambda message: message["type"] == "progress" and message["looks"] >= 3)
            assert not [message for message in messages if found("PIC101")(message)]

    within(work())


def test_a_shared_screen_beside_the_camera_is_not_looked_at(janus: RealJanus) -> None:
    async def work() -> None:
        async with (
            looking(janus) as observations,
            publishing(janus, "lobby-vp8", PictureTrack(lively("ready.jpg")), covered()),
        ):
            observation = observations.begin(Wish(room="lobby-vp8"))
            messages = await told(observation, lambda message: message["type"] == "progress" and message["looks"] >= 3)
            assert not [message for message in messages if found("PIC101")(message)]

    within(work())


def test_a_server_that_was_killed_is_found_again() -> None:
    async def work(server: RealJanus) -> None:
        async with looking(server) as observations:
            observation = observations.begin(Wish(room="lobby-vp8"))
            async with publishing(server, "lobby-vp8", covered()):
                await told(observation, found("PIC101"))
                server.stop(signal.SIGKILL)
            before = observation.present.number
            server.start()
            async with publishing(server, "lobby-vp8", covered()):
                await told(observation, found("PIC101"), before)
            messages = await told(observation, ended)
            assert messages[-1]["reason"] == "closed"

    with real_janus() as server:
        within(work(server))


def test_janus_away_is_an_end_and_no_fault() -> None:
    async def work() -> None:
        nowhere = f"ws://127.0.0.1:{free_port()}/"
        async with looking(RealJanus(0, PROGRAM), url=nowhere, seconds=1.5) as observations:
            messages = await told(observations.begin(Wish(room="lobby-vp8")), ended)
        assert [message["type"] for message in messages] == ["hello", "verdict", "end"]
        assert (messages[1]["verdict"], messages[2]["reason"]) == ("undetermined", "silent")

    within(work())


def test_nobody_who_comes_is_an_end(janus: RealJanus) -> None:
    async def work() -> None:
        async with looking(janus, seconds=1.5) as observations:
            messages = await told(observations.begin(Wish(room="lobby-vp8")), ended)
            unknown = await told(observations.begin(Wish(room="lobby-of-tomorrow")), ended)
        assert messages[-1]["reason"] == unknown[-1]["reason"] == "silent"

    within(work())


@pytest.mark.parametrize("wrong", ["api_secret", "pin"])
def test_a_wrong_secret_is_an_end(janus: RealJanus, wrong: str, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with (
            publishing(janus, "lobby-vp8", covered()),
            looking(janus, COVERED, **{wrong: "not-it"}) as observations,
        ):
            messages = await told(observations.begin(Wish(room="lobby-vp8")), ended)
        assert messages[-1]["reason"] == "failed"

    within(work())
    assert "Janus refused with 4" in caplog.text
    assert "not-it" not in caplog.text
    assert "lobby" not in caplog.text


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_picture_that_nothing_decodes_is_said_to_be_such(janus: RealJanus) -> None:
    async def work() -> None:
        async with looking(janus) as observations, publishing_vp9(janus, "lobby-vp9"):
            messages = await told(observations.begin(Wish(room="lobby-vp9", lang="de")), ended)
        assert [message["type"] for message in messages] == ["hello", "verdict", "end"]
        assert messages[1]["verdict"] == "undetermined"
        assert messages[2]["text"] == UNREADABLE["de"]

    within(work())


def test_no_room_that_is_no_lobby_is_looked_at(janus: RealJanus) -> None:
    async def work() -> None:
        async with looking(janus) as observations:
            for room in ("therapy", "xlobby-vp8", 1234):
                with pytest.raises(NoLobby):
                    observations.begin(Wish(room=room))

    within(work())
