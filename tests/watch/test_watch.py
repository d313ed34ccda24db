"""A watch over frames and sound of somebody else: it tells what a session of the server tells of the same."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import pytest

from envcheck.media.connection import Connection
from envcheck.media.frame import Frame, PictureFrame
from envcheck.media.newest import Newest
from envcheck.media.sound import RATE, AudioChunk
from envcheck.model.errors import SettingsError
from envcheck.settings import Settings
from envcheck.watch import End, Watch, one_reader
from hand_clock import AtOnce, HandClock

BLACK = np.zeros((72, 128, 3), np.uint8)


def chosen(**server: float) -> Settings:
    """Checks that need no network."""
    return Settings.model_validate({"select": ["PIC101", "SND101"], "server": server})


class Sounds:
    unreadable = False

    def __init__(self) -> None:
        self.waiting: list[AudioChunk] = []

    def take(self) -> list[AudioChunk]:
        taken, self.waiting = self.waiting, []
        return taken


class Source:
    """A camera and a microphone by hand."""

    expects_video = True

    def __init__(self, audio: Sounds | None = None) -> None:
        self.video, self.audio, self.closed = Newest(), audio, 0

    @property
    def frame_counts(self) -> tuple[int, int]:
        return self.video.arrived, self.video.dropped

    async def measure(self) -> Connection | None:
        return Connection(lost=0.2, round_trip=0.05, kbits=500.0, asked_kbits=900.0)

    async def close(self) -> None:
        self.closed += 1


Work = Callable[[Watch, Source, HandClock], Awaitable[None]]


def told(
    work: Work, source: Source | None = None, settings: Settings | None = None, **how: Any
) -> list[dict[str, Any]]:
    """All that is told while `work` does its part, to the end."""
    seen = source or Source()
    messages: list[dict[str, Any]] = []

    async def run() -> None:
        clock = HandClock()
        watch = Watch(seen, settings or chosen(), backend=AtOnce(), clock=clock, **how)

        async def listen() -> None:
            messages.extend([message.model_dump() async for message in watch.messages()])

        listening = asyncio.create_task(listen())
        await work(watch, seen, clock)
        closing = asyncio.create_task(watch.close("closed"))
        await clock.until(lambda: closing.done() and listening.done())

    asyncio.run(run())
    assert seen.closed == 1
    return messages


async def shown(source: Source, clock: HandClock, secs: float) -> None:
    """A covered lens for so long."""
    for number in range(round(secs * 4)):
        source.video.put(PictureFrame(BLACK, number / 4))
        await clock.advance(0.25)


def test_what_is_seen_is_told_from_hello_to_the_end() -> None:
    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        await shown(source, clock, 4)
        report = await watch.report()
        assert "PIC101" in [finding.code for finding in report.findings]

    messages = told(work)
    assert messages[0]["type"] == "hello"
    assert "PIC101" in [message.get("code") for message in messages if message["type"] == "finding"]
    assert [message["verdict"] for message in messages if message["type"] == "verdict"][-1] == "not ready"
    assert [message["type"] for message in messages].count("end") == 1
    assert messages[-1]["reason"] == "closed"
    progress = [message for message in messages if message["type"] == "progress"][-1]
    assert progress["frames"] == 16


def test_its_report_is_the_one_that_the_server_gives() -> None:
    written: list[dict[str, Any]] = []

    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        await shown(source, clock, 4)
        written.append((await watch.report_message()).model_dump(mode="json"))

    told(work, lang="de")
    (report,) = written
    assert report["verdict"] == "not ready"
    assert [finding["code"] for finding in report["findings"]] == ["PIC101"]
    assert "Linse" in report["findings"][0]["message"] or "Kamera" in report["findings"][0]["message"]
    assert report["provenance"]["at"].startswith("2026-11-30T20:57")
    assert [one["confirmed"] for one in report["attestations"]] == [False] * len(report["attestations"])


def test_it_speaks_the_language_that_is_asked_for() -> None:
    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        await shown(source, clock, 1)

    assert told(work, lang="en")[0]["lang"] == "en"
    with pytest.raises(SettingsError):
        told(work, lang="tlh")


@pytest.mark.parametrize(("settings", "reason"), [({"silent_secs": 5}, "silent"), ({"total_secs": 8}, "limit")])
def test_it_ends_by_itself(settings: dict[str, float], reason: End) -> None:
    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        if reason == "limit":
            await shown(source, clock, 9)
        else:
            await clock.advance(9)

    messages = told(work, settings=chosen(**settings))
    assert messages[-1]["reason"] == reason


def test_frames_alone_keep_it_going() -> None:
    """A source need not say by itself that something has come."""

    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        await shown(source, clock, 4)

    messages = told(work, settings=chosen(silent_secs=1))
    assert messages[-1]["reason"] == "closed"


def test_sound_is_judged_and_the_quiet_test_counts() -> None:
    async def work(watch: Watch, source: Source, clock: HandClock) -> None:
        assert source.audio
        watch.quiet_test()
        for number in range(40):
            source.audio.waiting.append(AudioChunk(np.zeros(RATE // 10, np.float32), number / 10))
            source.video.put(PictureFrame(BLACK, number / 10))
            await clock.advance(0.1)

    messages = told(work, Source(Sounds()))
    quiet = [message["quiet"] for message in messages if message["type"] == "progress"]
    assert any(secs is not None for secs in quiet)
    assert "SND101" in messages[0]["checks"]


def test_who_reads_slowly_is_given_the_present_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_reader, "MOST_WAITING", 10)

    async def run() -> list[str]:
        clock, source = HandClock(), Source()
        watch = Watch(source, chosen(), backend=AtOnce(), clock=clock)
        async with asyncio.timeout(60):
            begun = aiter(watch.messages())
            kinds: list[str] = [(await anext(begun)).type]
            await shown(source, clock, 8)
            closing = asyncio.create_task(watch.close("closed"))
            await clock.until(closing.done)
            return kinds + [message.type async for message in begun]

    kinds = asyncio.run(run())
    assert kinds.count("hello") == 2
    assert len(kinds) < 40
    assert kinds[-1] == "end"


def test_it_lets_go_of_a_source_that_it_never_looked_at() -> None:
    async def run() -> Source:
        source = Source()
        async with Watch(source, chosen(), backend=AtOnce()):
            pass
        return source

    assert asyncio.run(run()).closed == 1


def test_only_the_newest_frame_waits_and_the_others_are_counted() -> None:
    newest = Newest()
    frames: list[Frame] = [PictureFrame(np.zeros((4, 4, 3), np.uint8), number / 10) for number in range(25)]
    assert newest.take() is None
    for frame in frames:
        newest.put(frame)
    assert newest.take() is frames[-1]
    assert newest.take() is None
    assert (newest.arrived, newest.dropped) == (25, 24)
    assert frames[-1].rate == pytest.approx(10.0)
