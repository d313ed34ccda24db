"""A guard during a session: who may have one, and what it asks of the room and tells there."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from livekit_packages import MISSING

pytest.importorskip("livekit.agents", reason=MISSING)

from livekit import rtc

from envcheck_livekit import observer as observer_module
from envcheck_livekit.agent import Options
from envcheck_livekit.lobby import GUARD_SECS, Dispatch, Refused, RoomNames, read_dispatch
from envcheck_livekit.observer import Observer
from envcheck_livekit.words import UNGUARDED
from stand_in_room import StandInParticipant, StandInPublication, StandInRoom

THERAPIST, CLIENT = "therapist", "client"
CAMERA, MICROPHONE = rtc.TrackSource.SOURCE_CAMERA, rtc.TrackSource.SOURCE_MICROPHONE
SCREEN = rtc.TrackSource.SOURCE_SCREENSHARE
ASKED = '{"identity": "therapist", "mode": "guard"}'
Work = Callable[[StandInRoom], Awaitable[None]]


@pytest.fixture(autouse=True)
def sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def send_text(room: StandInRoom, text: str, topic: str, identity: str) -> None:
        await room.send_text(text, topic=topic, destination_identities=[identity])

    monkeypatch.setattr(observer_module, "send_text", send_text)


def somebody(identity: str, *sources: rtc.TrackSource.ValueType, **given: Any) -> StandInParticipant:
    published = [StandInPublication(source, **given) for source in sources]
    return StandInParticipant(identity, {one.sid: one for one in published})


def guarded(room: StandInRoom, work: Work, asked: Dispatch | None = None) -> list[dict[str, Any]]:
    """All that was told in that room while `work` did its part, to the end."""

    async def run() -> None:
        observer = Observer(cast(rtc.Room, room), asked or read_dispatch(ASKED, 180))
        running = asyncio.create_task(observer.run())
        await work(room)
        async with asyncio.timeout(90):
            await running

    asyncio.run(run())
    return [message for message, _, _ in room.sent]


def is_on(told: list[dict[str, Any]]) -> bool:
    return any(message["type"] == "guard" for message in told)


async def is_stopped(room: StandInRoom) -> None:
    await room.until(is_on)
    room.says(THERAPIST, type="stop")


def test_it_is_never_on_unless_it_was_asked_for() -> None:
    assert read_dispatch('{"identity": "t"}', 180).mode == "check"
    assert read_dispatch(ASKED, 180) == Dispatch(THERAPIST, secs=GUARD_SECS, mode="guard")
    assert read_dispatch('{"identity": "t", "mode": "guard", "seconds": 3000}', 180).secs == 3000


@pytest.mark.parametrize("mode", ['"Guard"', '""', "true", "null", '["guard"]'])
def test_what_is_no_mode_is_refused(mode: str) -> None:
    with pytest.raises(Refused):
        read_dispatch(f'{{"identity": "t", "mode": {mode}}}', 180)


def test_it_comes_to_no_room_that_the_operator_did_not_name_for_it() -> None:
    without = Options(RoomNames(("lobby-*",)))
    named = Options(RoomNames(("lobby-*",)), guarded=RoomNames(("session-*",)))
    assert named.dispatch("session-7", ASKED).mode == "guard"
    for options, room, asked in (
        (without, "lobby-7", ASKED),
        (without, "session-7", ASKED),
        (named, "lobby-7", ASKED),
        (named, "session-7", '{"identity": "therapist"}'),
    ):
        with pytest.raises(Refused):
            options.dispatch(room, asked)


def test_it_sees_one_camera_alone_and_tells_that_one_alone() -> None:
    therapist, client = somebody(THERAPIST, CAMERA, MICROPHONE, SCREEN), somebody(CLIENT, CAMERA, MICROPHONE)
    room = StandInRoom(therapist, client)

    async def work(room: StandInRoom) -> None:
        await room.until(is_on)
        for publication in client.track_publications.values():
            room.happens("track_published", publication, client)
        room.says(CLIENT, type="stop")
        room.says(THERAPIST, type="quiet-test")
        room.says(THERAPIST, type="report")
        for _ in range(20):
            await asyncio.sleep(0)
        await is_stopped(room)

    told = guarded(room, work)
    assert [message["type"] for message in told] == ["hello", "guard", "end"]
    assert told[0]["checks"] == ["PRV101"]
    assert {(topic, *who) for _, topic, who in room.sent} == {("envcheck", THERAPIST)}
    everything = [*therapist.track_publications.values(), *client.track_publications.values()]
    assert [one.source for one in everything if one.subscribed] == [CAMERA]
    assert therapist.track_publications["TR_1"].subscribed


@pytest.mark.parametrize("lang", sorted(UNGUARDED))
def test_that_it_is_on_and_off_is_said_in_every_language(lang: str) -> None:
    told = guarded(StandInRoom(somebody(THERAPIST)), is_stopped, Dispatch(THERAPIST, lang, mode="guard"))
    assert [message["type"] for message in told] == ["hello", "guard", "end"]
    assert told[0]["lang"] == lang
    english = ("You are told if someone else comes into view", "You are no longer told")
    for message, sentence in zip(told[1:], english, strict=True):
        assert message["text"].startswith(sentence) == (lang == "en")


def test_it_says_again_that_it_is_on_until_it_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observer_module, "BEAT_SECS", 0.02)

    async def work(room: StandInRoom) -> None:
        await room.until(lambda told: [message["type"] for message in told].count("guard") > 3)
        await is_stopped(room)
        await room.until(lambda told: told[-1]["type"] == "end")
        await asyncio.sleep(0.2)

    told = guarded(StandInRoom(somebody(THERAPIST)), work)
    states = [message for message in told if message["type"] == "guard"]
    assert all(state == states[0] for state in states)
    assert [message["type"] for message in told] == ["hello", *("guard",) * len(states), "end"]


def test_it_ends_with_the_therapist() -> None:
    therapist = somebody(THERAPIST, CAMERA)

    async def work(room: StandInRoom) -> None:
        await room.until(is_on)
        room.happens("participant_disconnected", somebody(CLIENT))
        room.happens("participant_disconnected", therapist)

    assert guarded(StandInRoom(therapist), work)[-1]["reason"] == "closed"


def test_it_ends_after_the_time_that_was_asked_for() -> None:
    async def work(room: StandInRoom) -> None:
        await room.until(lambda told: told and told[-1]["type"] == "end")

    told = guarded(StandInRoom(somebody(THERAPIST)), work, Dispatch(THERAPIST, mode="guard", secs=0.2))
    assert told[-1]["reason"] == "limit"


def test_in_an_encrypted_call_it_says_that_it_cannot_see_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observer_module, "HEARD_SECS", 0.0)
    therapist = somebody(THERAPIST, CAMERA, encryption_type=rtc.EncryptionType.GCM)

    async def work(room: StandInRoom) -> None:
        await room.until(lambda told: told and told[-1]["type"] == "end")

    told = guarded(StandInRoom(therapist), work, Dispatch(THERAPIST, "es", mode="guard"))
    assert [(one["type"], one.get("state")) for one in told[-2:]] == [("guard", "blind"), ("end", None)]
    assert [message["text"] for message in told[-2:]] == [UNGUARDED["es"]] * 2
    assert not therapist.track_publications["TR_1"].subscribed


def test_a_camera_that_is_off_is_not_black_but_away() -> None:
    async def run() -> None:
        observer = Observer(cast(rtc.Room, StandInRoom()), read_dispatch(ASKED, 180))
        observer._media._seeing = asyncio.create_task(asyncio.sleep(60))
        observer._media.camera_off()
        await asyncio.sleep(0)
        assert observer._media.video.take() is None
        assert observer._media._seeing is None
        await observer._media.close()

    asyncio.run(run())
