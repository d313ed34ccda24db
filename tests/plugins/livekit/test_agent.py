"""The agent in a lobby: real SDKs on both ends, and between them a stand-in of the server or, with LIVEKIT_URL, one."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import jsonschema_rs
import numpy as np
import pytest

from livekit_packages import MISSING

pytest.importorskip("livekit.agents", reason=MISSING)

from livekit import rtc

from envcheck.media.frame import Pixels
from envcheck.wire.live_messages import LARGEST, live_schema
from lobby_clients import SECS, Rooms, RunningAgent, Therapist, agent, codes, rooms, verdict
from stand_in_server import random_name

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

MEDIA = Path(__file__).parents[3] / "samples" / "media"
BLACK: Pixels = np.zeros((360, 640, 3), np.uint8)
Work = Callable[[Therapist], Awaitable[None]]


def picture(name: str) -> Pixels:
    return np.asarray(cv2.imread(str(MEDIA / f"{name}.jpg")), np.uint8)


@pytest.fixture(scope="module")
def where() -> Iterator[Rooms]:
    with rooms() as found:
        yield found


@pytest.fixture(scope="module")
def running(where: Rooms) -> Iterator[RunningAgent]:
    with agent(where, "--guard-rooms", "session-*") as begun:
        yield begun


def checked(
    where: Rooms,
    work: Work,
    asked: dict[str, Any] | None = None,
    room: str = "",
    options: rtc.RoomOptions | None = None,
) -> Therapist:
    """A therapist in a lobby, for whom the agent was asked; what they do, and what they were told."""

    async def run() -> Therapist:
        therapist = Therapist(where, room or random_name("lobby-"), random_name("therapist-"))
        try:
            told = {"identity": therapist.identity, **(asked or {})}
            await therapist.join(told, told.pop("name", "envcheck"), options)
            await work(therapist)
        finally:
            await therapist.leave()
        return therapist

    return asyncio.run(run())


async def soon(true: Callable[[], object]) -> None:
    async with asyncio.timeout(SECS):
        while not true():
            await asyncio.sleep(0.05)


def test_a_second_person_is_told_and_the_agent_is_not_seen(where: Rooms, running: RunningAgent) -> None:
    seen: set[str] = set()

    async def work(therapist: Therapist) -> None:
        therapist.room.on("participant_connected", lambda who: seen.add(who.identity))
        await therapist.show(picture("second-person"))
        await therapist.speak()
        await therapist.until(lambda told: "PRV101" in codes(told) and verdict(told) == "not ready")
        seen.update(therapist.room.remote_participants)
        await therapist.ask(type="report")
        await soon(lambda: therapist.reports)
        await therapist.ask(type="stop")
        await therapist.until(lambda told: told[-1]["type"] == "end")

    therapist = checked(where, work, {"lang": "de"})
    validator = jsonschema_rs.validator_for(live_schema())
    for message in therapist.told:
        assert message.pop("bytes") < LARGEST
        validator.validate(message)
    assert therapist.told[0] == {
        "type": "hello", "version": 1, "lang": "de", "checks": therapist.told[0]["checks"]
    }  # fmt: skip
    assert not {"PIC103", "PIC105", "BKG105"} & set(therapist.told[0]["checks"])
    assert "PRV101" in [finding["code"] for finding in therapist.reports[0]["findings"]]
    assert not seen
    assert not [line for line in running.lines if therapist.identity in line]


def test_only_the_one_who_is_named_is_looked_at_and_told(where: Rooms, running: RunningAgent) -> None:
    """Somebody else's camera and one's own screen are black; sent by the API, as an app sends it later."""

    async def work() -> None:
        name = random_name("lobby-")
        therapist, other = Therapist(where, name, random_name("therapist-")), Therapist(where, name, "somebody-else")
        for one in (therapist, other):
            await one.join()
        await other.show(BLACK)
        await therapist.show(BLACK, rtc.TrackSource.SOURCE_SCREENSHARE)
        camera = await therapist.show(picture("ready"))
        await asyncio.to_thread(where.send, name, {"identity": therapist.identity, "seconds": 600})
        await therapist.until(lambda told: verdict(told).startswith("ready"))
        assert "PIC101" not in codes(therapist.told)

        await leaves_and_comes(therapist, camera)
        assert not other.told
        await therapist.leave()
        if where.stand_in:
            people = where.stand_in.rooms[name].people
            await soon(lambda: list(people) == ["somebody-else"])
        await other.leave()

    asyncio.run(work())


async def leaves_and_comes(therapist: Therapist, camera: rtc.LocalTrackPublication) -> None:
    """The camera off, on, and another one in its place."""
    assert camera.track
    camera.track.mute()
    await therapist.until(lambda told: "PIC101" in codes(told))
    camera.track.unmute()
    await therapist.until(lambda told: "PIC101" not in codes(told))
    await therapist.show(picture("second-person"))
    await therapist.room.local_participant.unpublish_track(camera.sid)
    await therapist.until(lambda told: "PRV101" in codes(told))
    seen = len(therapist.told)
    await therapist.until(lambda told: sum(one["type"] == "progress" for one in told[seen:]) > 4)
    assert {"PRV101"} == {"PRV101", "PIC101"} & codes(therapist.told)


@pytest.mark.parametrize(
    ("room", "asked"),
    [
        ("therapy-", {}),
        ("session-", {}),
        ("lobby-", {"identity": ""}),
        ("lobby-", {"profile": "nobody's"}),
        ("lobby-", {"mode": "guard"}),
    ],
    ids=["no lobby", "a session", "nobody named", "unknown profile", "guard in a lobby"],
)
def test_the_agent_comes_to_nothing_else(where: Rooms, running: RunningAgent, room: str, asked: dict[str, Any]) -> None:
    async def work(therapist: Therapist) -> None:
        await soon(lambda: len(refusals(running)) > before)

    before = len(refusals(running))
    assert not checked(where, work, asked, random_name(room)).told


def refusals(running: RunningAgent) -> list[str]:
    return [line for line in running.lines if "a dispatch was refused" in line]


def test_what_is_encrypted_is_left_alone_and_said_to_be_so(where: Rooms, running: RunningAgent) -> None:
    async def work(therapist: Therapist) -> None:
        await therapist.show(picture("ready"))
        await therapist.until(lambda told: told and told[-1]["type"] == "end")

    sealed = rtc.E2EEOptions(key_provider_options=rtc.KeyProviderOptions(shared_key=b"a key that the agent lacks"))
    therapist = checked(where, work, {"lang": "fr"}, options=rtc.RoomOptions(encryption=sealed))
    assert verdict(therapist.told) == "undetermined"
    assert [message for message in therapist.told if message["type"] == "finding"] == []
    assert "chiffré de bout en bout" in therapist.told[-1]["text"]


def test_a_guard_tells_one_therapist_of_somebody_who_comes_and_goes(where: Rooms, running: RunningAgent) -> None:
    """The client's own camera shows two people all the time, and nobody is told of that."""

    async def work() -> None:
        name = random_name("session-")
        therapist, client = (Therapist(where, name, random_name(f"{one}-")) for one in ("therapist", "client"))
        try:
            for one in (therapist, client):
                await one.join()
            await client.show(picture("second-person"))
            await therapist.speak()
            await therapist.show(picture("ready"))
            asked = {"identity": therapist.identity, "mode": "guard", "lang": "es"}
            await asyncio.to_thread(where.send, name, asked)
            await is_interrupted(therapist)
            assert not where.stand_in or not where.stand_in.rooms[name].unaddressed
        finally:
            for one in (therapist, client):
                await one.leave()
        assert not client.told
        assert not [line for line in running.lines if therapist.identity in line or client.identity in line]

    asyncio.run(work())


async def is_interrupted(therapist: Therapist) -> None:
    """Somebody else comes, and goes; then the therapist turns the guard off."""
    await therapist.until(lambda told: any(message["type"] == "guard" for message in told))
    therapist.looks_at(picture("second-person"))
    await therapist.until(lambda told: "PRV101" in codes(told))
    therapist.looks_at(picture("ready"))
    await therapist.until(lambda told: "PRV101" not in codes(told))
    await therapist.ask(type="stop")
    await therapist.until(lambda told: told[-1]["type"] == "end")
    kinds = [f"{one['type']} {one.get('state', '')}".strip() for one in therapist.told]
    changes = [one for one in kinds if one != "guard watching"]
    assert changes == ["hello", "finding appeared", "finding cleared", "end"]


def test_the_agent_is_away_and_the_room_goes_on(where: Rooms) -> None:
    async def work(therapist: Therapist) -> None:
        await therapist.show(picture("ready"))
        assert therapist.room.connection_state == rtc.ConnectionState.CONN_CONNECTED

    assert not checked(where, work, {"name": "no-such-agent"}).told


def test_leaving_lets_checks_go_on_and_the_second_signal_ends_them(where: Rooms) -> None:
    async def work() -> None:
        name = random_name("lobby-")
        therapist = Therapist(where, name, "therapist")
        with agent(where, "--name", "leaving") as begun:
            await therapist.join({"identity": "therapist"}, "leaving")
            await therapist.show(picture("ready"))
            await therapist.until(looks)
            begun.process.send_signal(signal.SIGTERM)
            await soon(lambda: any("draining worker" in line for line in begun.lines))
            seen = len(therapist.told)
            await therapist.until(lambda told: looks(told[seen:]))
            begun.process.send_signal(signal.SIGTERM)
            await therapist.until(lambda told: told[-1]["type"] == "end")
            assert therapist.told[-1]["reason"] == "stopping"
            assert await asyncio.to_thread(begun.process.wait, SECS) == 0
        await therapist.leave()

    asyncio.run(work())


def looks(told: list[dict[str, Any]]) -> bool:
    return any(message["type"] == "progress" for message in told)
