"""The process in which pictures are judged: what it may take, and that nothing else waits for it or falls with it."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from envcheck.model.errors import InputError, SettingsError
from envcheck.server import pictures
from envcheck.server.pictures import MOST_WAITING, PictureFault, PictureWorker
from envcheck.settings import Settings
from front_desk import PROBLEM, desk

READY = (Path(__file__).parents[2] / "samples" / "media" / "ready.jpg").read_bytes()
JPEG = {"Content-Type": "image/jpeg"}
ENGLISH = Settings(lang="en")

BEGIN = """
import os, sys, time
def tell(text):
    sys.stdout.buffer.write(len(text).to_bytes(8, "big") + text)
    sys.stdout.flush()
def hear():
    sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big"))
tell(b'["ready"]')
"""
DIES = BEGIN + "hear(); os.abort()"
WAITS = BEGIN + "time.sleep(3600)"
PRATTLES = BEGIN + "hear(); hear(); tell(b'[[['); time.sleep(3600)"
REFUSES = BEGIN + 'hear(); hear(); tell(b\'["input", "not today."]\')'
REAL = "from envcheck.server import picture_process as process\n"

Play = Callable[[str], PictureWorker]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Gives a worker whose process runs another program."""
    begun: list[PictureWorker] = []

    def playing(program: str) -> PictureWorker:
        monkeypatch.setattr(pictures, "COMMAND", (sys.executable, "-c", program))
        begun.append(PictureWorker())
        return begun[-1]

    yield playing
    for worker in begun:
        worker.end()


@pytest.mark.parametrize("program", [DIES, PRATTLES])
def test_a_picture_that_ends_its_process_is_refused_and_the_next_one_has_another(play: Play, program: str) -> None:
    worker = play(program)
    with pytest.raises(InputError, match="more time or memory than one picture may"):
        worker.check(READY, ENGLISH)
    play(REFUSES)
    with pytest.raises(InputError, match="not today"):
        worker.check(READY, ENGLISH)


def test_a_process_that_hangs_is_ended(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = play(WAITS)
    monkeypatch.setattr(pictures, "DEADLINE_SECS", 5.0)
    with pytest.raises(InputError, match="more time or memory"):
        worker.check(READY, ENGLISH)


@pytest.mark.parametrize("program", ["", "import time; print('hello'); time.sleep(1)"])
def test_a_process_that_cannot_begin_is_no_pictures_fault(play: Play, program: str) -> None:
    with pytest.raises(PictureFault, match="does not begin"):
        play(program).check(READY, ENGLISH)


@pytest.mark.slow
def test_the_process_itself_tells_reports_refusals_and_settings_that_are_none() -> None:
    worker = PictureWorker()
    try:
        assert worker.check(READY, ENGLISH).faces == 1
        with pytest.raises(InputError, match="damaged"):
            worker.check(READY[:999], ENGLISH)
        with pytest.raises(SettingsError, match="nobody"):
            worker.check(READY, Settings(lang="en", profile="nobody"))
        assert worker.check(READY, ENGLISH).faces == 1
    finally:
        worker.end()


def run(program: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)


linux = pytest.mark.skipif(sys.platform != "linux", reason="holds a process to its limits on Linux alone")


@linux
def test_more_memory_than_it_may_have_is_not_had() -> None:
    told = run(
        "import numpy as np; from envcheck.process import limit_memory\n"
        "limit_memory(200_000_000); np.ones(100_000_000, np.uint8)\n"
        "try: np.ones(300_000_000, np.uint8)\n"
        "except MemoryError: print('no')"
    )
    assert told.stdout == "no\n", told.stderr


@linux
def test_no_crash_of_a_decoder_writes_its_memory_to_a_disk() -> None:
    told = run(REAL + "import resource; process._limit_oneself(); print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert told.stdout == "(0, 0)\n", told.stderr


@linux
@pytest.mark.slow
def test_a_picture_that_takes_the_processor_for_too_long_ends_the_process() -> None:
    told = run(
        REAL + "process.MOST_SECS = 0.2\n"
        "def forever(*all):\n    while True: pass\n"
        "process.decode_picture = forever\n"
        "from envcheck.settings import Settings\n"
        "process._answer(Settings().model_dump_json().encode(), b'')"
    )
    assert told.returncode < 0, told.stderr


def test_live_sessions_go_on_while_a_picture_hangs_and_no_more_wait_than_may(play: Play) -> None:
    play(WAITS)
    with desk() as here:
        address = here.begin().headers["Location"]

        async def ask_for_many() -> None:
            asked = [here.asking("POST", "/v1/check", content=READY, headers=JPEG) for _ in range(MOST_WAITING)]
            waiting = [asyncio.create_task(one) for one in asked]
            await asyncio.sleep(0)
            while len(here.sessions.pictures) < MOST_WAITING:  # noqa: ASYNC110  # what waits tells nobody
                await asyncio.sleep(0.01)
            report = await here.asking("GET", f"{address}/report")
            assert report.status_code == 200
            refused = await here.asking("POST", "/v1/check", content=READY, headers=JPEG)
            assert (refused.status_code, refused.headers["Content-Type"]) == (503, PROBLEM)
            assert int(refused.headers["Retry-After"]) > 0
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

        here.run(ask_for_many())
