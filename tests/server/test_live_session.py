"""A live session by itself, with a peer made by hand: what is looked at, and how it ends."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import numpy as np
import pytest

from envcheck.media.connection import Connection
from envcheck.media.frame import Frame, PictureFrame
from envcheck.media.sound import AudioChunk
from envcheck.model.events import Event
from envcheck.model.provenance import Provenance
from envcheck.server.live_session import LiveSession
from envcheck.server.metrics import Metrics
from envcheck.server.webrtc.peer import Peer
from envcheck.session import Session
from envcheck.watch import looking
from envcheck.watch.looking import SessionLimits
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import End
from hand_clock import AtOnce, HandClock


class Track:
    """Gives what a test puts into it, once."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []

    def take(self) -> Any:
        return self.waiting.pop() if self.waiting else None


class Sounds(Track):
    unreadable = False

    def take(self) -> Any:
        taken, self.waiting = self.waiting, []
        return taken


class Camera:
    """A peer that never was: pictures and sound come from the test."""

    def __init__(self) -> None:
        self.video, self.audio = Track(), Sounds()
        self.expects_video, self.closed = True, False
        self.frame_counts, self.credentials = (3, 1), ("u", "p")

    async def measure(self) -> None:
        return None

    async def close(self) -> None:
        self.closed = True


class Watched(Session):
    """A session without checks that keeps what it was shown."""

    def __init__(self, failing: bool = False) -> None:
        super().__init__([])
        self.looks: list[tuple[float, int]] = []
        self.shown_since: list[float | None] = []
        self.advanced: list[float] = []
        self._failing = failing

    def push(self, frame: Frame) -> list[Event]:
        if self._failing:
            raise RuntimeError("s3cr3t")
        self.looks.append((frame.time, int(frame.luma()[0, 0])))
        self.shown_since.append(frame.shown_since)
        return []

    def advance(self, time: float) -> list[Event]:
        self.advanced.append(time)
        return []


def picture(time: float, level: int) -> PictureFrame:
    return PictureFrame(np.full((72, 128, 3), level, np.uint8), time)


Work = Callable[[LiveSession, Camera, HandClock], Awaitable[None]]


def lived(
    session: Session, work: Work, limits: SessionLimits | None = None, camera: Camera | None = None
) -> tuple[list[dict[str, Any]], list[End], Camera]:
    """Runs a session while `work` does its part; gives all that was told, why it ended, and the peer."""
    reasons: list[End] = []

    async def run() -> tuple[list[dict[str, Any]], list[End], Camera]:
        clock = HandClock()
        one = LiveSession(
            session,
            LiveEncoder(session, str, "en"),
            provenance=Provenance(clock.date(), "1.2.3", "individual"),
            fps=100.0,
            limits=limits or SessionLimits(),
            backend=AtOnce(),
            metrics=Metrics(),
            waiting=1000,
            on_end=lambda _, reason: reasons.append(reason),
            clock=clock,
        )
        seen, told = camera or Camera(), []
        one.begin(cast(Peer, seen))

        async def listen() -> None:
            async for entry in one.broadcaster.subscribe():
                told.append(json.loads(entry.text))

        listening = asyncio.create_task(listen())
        await work(one, seen, clock)
        closing = asyncio.create_task(one.close("closed"))
        await clock.until(lambda: closing.done() and listening.done())
        return told, reasons, seen

    return asyncio.run(run())


def test_a_picture_is_looked_at_and_the_end_is_told_last() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.video.waiting.append(picture(0.0, 10))
        await clock.until(lambda: session.looks)

    told, reasons, camera = lived(session, work)
    assert session.looks[0] == (0.0, 10)
    assert [one["type"] for one in told if one["type"] in ("hello", "end")] == ["hello", "end"]
    assert told[-1]["reason"] == "closed"
    assert (reasons, camera.closed) == (["closed"], True)
    progress = next(one for one in told if one["type"] == "progress")
    assert (progress["frames"], progress["dropped"]) == (3, 1)


def test_a_camera_that_stalls_shows_as_the_same_picture_at_later_times() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.video.waiting.append(picture(0.0, 10))
        await clock.until(lambda: session.looks)
        camera.video.waiting.append(picture(0.5, 20))
        await clock.until(lambda: len(session.looks) >= 5)

    lived(session, work)
    times, levels = [look[0] for look in session.looks], [look[1] for look in session.looks]
    assert levels[:5] == [10, 20, 20, 20, 20]
    assert session.shown_since[:5] == [None, None, 0.5, 0.5, 0.5]
    assert times == sorted(set(times))
    assert times[2] == pytest.approx(0.5 + looking.STALLED_SECS, abs=2 * looking.TICK)


def test_a_camera_that_goes_on_after_a_stall_is_looked_at_anew() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.video.waiting.append(picture(0.0, 10))
        await clock.until(lambda: len(session.looks) >= 3)
        camera.video.waiting.append(picture(20.0, 30))
        await clock.until(lambda: session.looks[-1][1] == 30)

    lived(session, work)
    assert (20.0, 30) in session.looks


def test_sound_alone_is_judged_where_no_picture_comes() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.audio.waiting.append(AudioChunk(np.zeros(480, np.float32), 0.0))
        one.note_arrival()
        await clock.until(lambda: session.advanced)

    lived(session, work)
    assert not session.looks
    assert session.advanced[0] >= looking.AUDIO_ONLY_SECS


def test_where_nothing_arrives_nothing_is_judged() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        await clock.advance(2 * looking.AUDIO_ONLY_SECS)

    told, _, _ = lived(session, work)
    assert not session.advanced
    assert [message.get("verdict") for message in told[1:-1]] == ["undetermined"]


def test_a_look_that_fails_ends_the_session_with_that_reason(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.video.waiting.append(picture(0.0, 10))
        await clock.until(lambda: camera.closed)

    told, reasons, _ = lived(Watched(failing=True), work)
    assert reasons == ["failed"]
    assert (told[-1]["type"], told[-1]["reason"]) == ("end", "failed")
    assert [record.getMessage() for record in caplog.records] == ["session failed"]
    assert "s3cr3t" not in json.dumps(told)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(SessionLimits(silent_secs=10.0), "silent"), (SessionLimits(silent_secs=60.0, total_secs=30.0), "limit")],
)
def test_a_session_that_reaches_a_limit_ends_by_itself(limits: SessionLimits, reason: str) -> None:
    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        await clock.until(lambda: camera.closed)

    told, reasons, _ = lived(Watched(), work, limits)
    assert reasons == [reason]
    assert told[-1]["reason"] == reason


def test_what_arrives_keeps_a_session_from_being_silent() -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        for number in range(20):
            one.note_arrival()
            camera.video.waiting.append(picture(number / 10, number))
            await clock.until(lambda number=number: len(session.looks) > number)  # type: ignore[misc]
            await clock.advance(8.0)

    _, reasons, _ = lived(session, work, SessionLimits(silent_secs=10.0))
    assert reasons == ["closed"]


@pytest.mark.parametrize("secs", [9.0, 60.0])
def test_what_came_while_the_process_stood_still_is_taken_before_a_session_counts_as_silent(secs: float) -> None:
    session = Watched()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.video.waiting.append(picture(0.0, 1))
        await clock.until(lambda: session.looks)
        await clock.advance(1.5)
        await clock.stand_still(secs)
        await clock.advance(1.5)
        camera.video.waiting.append(picture(secs + 3.0, 2))
        await clock.until(lambda: len(session.looks) > 1)

    _, reasons, _ = lived(session, work, SessionLimits(silent_secs=5.0))
    assert reasons == ["closed"]
    assert session.looks == [(0.0, 1), (secs + 3.0, 2)], "and no picture is called one that has stopped"


class Measuring(Camera):
    """A peer by a way on which everything got lost."""

    def __init__(self) -> None:
        super().__init__()
        self.measured = 0

    async def measure(self) -> Connection:  # type: ignore[override]
        self.measured += 1
        return Connection(lost=1.0, round_trip=None, kbits=0.0, asked_kbits=600.0)


def test_what_was_lost_while_the_process_stood_still_says_nothing_of_the_way() -> None:
    camera, noted = Measuring(), list[Connection]()
    session = Watched()
    session.note = noted.append  # type: ignore[method-assign, assignment]

    async def work(one: LiveSession, _: Camera, clock: HandClock) -> None:
        await clock.advance(0.1)
        await clock.stand_still(6.0)
        await clock.until(lambda: camera.measured)
        assert not noted
        await clock.until(lambda: camera.measured > 1)
        assert noted

    lived(session, work, camera=camera)


class Deaf(Camera):
    """A peer whose measuring goes on though it was cancelled, as often as a test says."""

    def __init__(self, cancelled: int) -> None:
        super().__init__()
        self.measuring = 0
        self._cancelled = cancelled

    async def measure(self) -> None:
        self.measuring += 1
        while self._cancelled:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self._cancelled -= 1


class Lingering(Camera):
    """A peer that never closes."""

    async def close(self) -> None:
        self.closed = True
        await asyncio.Event().wait()


class Slow(Camera):
    """A peer that takes its time to close."""

    clock: HandClock
    freed = False

    async def close(self) -> None:
        self.closed = True
        await self.clock.sleep(30.0)
        self.freed = True


def test_a_peer_that_closes_slowly_frees_all_it_holds_after_its_session() -> None:
    camera = Slow()

    async def work(one: LiveSession, _: Camera, clock: HandClock) -> None:
        camera.clock = clock
        one.end("closed")
        await clock.until(lambda: camera.freed)

    assert lived(Watched(), work, camera=camera)[1] == ["closed"]
    assert camera.freed


class Failing(Camera):
    """A peer that cannot close."""

    async def close(self) -> None:
        self.closed = True
        raise RuntimeError("s3cr3t")


def test_measuring_that_swallows_one_cancellation_ends_with_its_session(caplog: pytest.LogCaptureFixture) -> None:
    camera = Deaf(cancelled=1)

    async def work(one: LiveSession, _: Camera, clock: HandClock) -> None:
        await clock.until(lambda: camera.measuring)

    told, reasons, _ = lived(Watched(), work, camera=camera)
    assert (told[-1]["type"], reasons, camera.closed) == ("end", ["closed"], True)
    assert (camera.measuring, caplog.records) == (1, [])


@pytest.mark.parametrize(("camera", "part"), [(Deaf(cancelled=2), "_measure"), (Lingering(), "close")])
def test_a_part_that_does_not_stop_is_named_and_left(
    camera: Camera, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(one: LiveSession, _: Camera, clock: HandClock) -> None:
        await clock.until(lambda: not isinstance(camera, Deaf) or camera.measuring)

    told, reasons, _ = lived(Watched(), work, camera=camera)
    assert (told[-1]["type"], reasons, camera.closed) == ("end", ["closed"], True)
    (record,) = caplog.records
    assert record.getMessage() == "a part did not stop"
    assert record.fields["part"].endswith(part)  # type: ignore[attr-defined]
    assert __file__ in record.fields["at"]  # type: ignore[attr-defined]


def test_a_peer_that_cannot_close_keeps_no_place(caplog: pytest.LogCaptureFixture) -> None:
    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        pass

    assert lived(Watched(), work, camera=Failing())[1] == ["closed"]
    assert [record.getMessage() for record in caplog.records] == ["session failed"]


def test_only_the_first_reason_counts() -> None:
    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        one.end("stopping")
        one.end("failed")

    assert lived(Watched(), work)[1] == ["stopping"]


def test_sound_that_cannot_be_read_is_told_to_the_session_and_ends_nothing() -> None:
    misheard = asyncio.Event()

    class Deaf(Watched):
        def note_unreadable_sound(self) -> None:
            misheard.set()

    async def work(one: LiveSession, camera: Camera, clock: HandClock) -> None:
        camera.audio.unreadable = True
        await clock.until(misheard.is_set)
        one.end("closed")

    _, reasons, _ = lived(Deaf(), work)
    assert reasons == ["closed"]
