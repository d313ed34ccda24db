"""What is made of LiveKit's frames and of a dispatch's words, without any room."""

import asyncio
import gc
import subprocess
import time

import numpy as np
import pytest

from livekit_packages import INSTALLED, MISSING

pytest.importorskip("livekit.agents", reason=MISSING)

from livekit import rtc

from envcheck_livekit.incoming import RemoteMedia, Sound, planar
from envcheck_livekit.lobby import Dispatch, Refused, RoomNames, read_dispatch
from envcheck_livekit.words import ENCRYPTED, UNGUARDED


def test_planes_are_views_that_keep_what_they_look_at() -> None:
    data = np.random.default_rng(0).integers(16, 235, 7 * 5 + 2 * 4 * 3, np.uint8)
    frame = rtc.VideoFrame(7, 5, rtc.VideoBufferType.I420, bytearray(data.tobytes()))
    taken = planar(frame, 1.5, 90)
    assert np.shares_memory(taken._y, np.frombuffer(frame.data, np.uint8))
    before = taken.luma().copy()
    del frame
    gc.collect()
    assert (taken.width, taken.height, taken.time) == (5, 7, 1.5)
    assert np.array_equal(taken._y.reshape(-1), data[:35])
    assert np.array_equal(taken._chroma[1].reshape(-1), data[47:])
    assert np.array_equal(taken.luma(), before)


def test_a_camera_that_is_off_is_black_once_it_was_on() -> None:
    async def run() -> tuple[bool, float, float]:
        media = RemoteMedia()
        media.camera_off()
        await asyncio.sleep(0)
        unseen = media.video.take() is None
        media._seeing = asyncio.create_task(asyncio.sleep(60))
        media.camera_off()
        await asyncio.sleep(0)
        first = media.video.take()
        assert first
        end = time.monotonic() + 60
        while not (second := media.video.take()):
            assert time.monotonic() < end
            await asyncio.sleep(0.01)
        await media.close()
        return unseen, float(first.luma().max()), second.time - first.time

    unseen, brightest, secs = asyncio.run(run())
    assert unseen
    assert brightest == 0
    assert secs > 0


def test_sound_keeps_time_and_makes_up_for_what_was_left_out() -> None:
    sound = Sound()
    for now in (10.1, 10.2, 10.35, 20.0):
        sound.put(np.full(4800, 16384, np.int16), now)
    chunks = sound.take()
    assert [round(chunk.time, 3) for chunk in chunks] == [10.0, 10.1, 10.2, 19.9]
    assert float(chunks[0].samples.max()) == 0.5
    assert sound.take() == []
    for number in range(500):
        sound.put(np.zeros(4800, np.int16), number / 10)
    assert len(sound.take()) == 100


@pytest.mark.parametrize("patterns", [(), ("*",), ("?*",), ("[a-z]*",), ("lobby-*", "a*")])
def test_patterns_that_fit_every_room_are_refused(patterns: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        RoomNames(patterns)


def test_lobbies_are_known_by_their_names() -> None:
    lobbies = RoomNames(("lobby-*", "*-waiting"))
    assert [room in lobbies for room in ("lobby-1", "7-waiting", "therapy-1", "LOBBY-1")] == [True, True, False, False]


def test_a_dispatch_is_read() -> None:
    asked = read_dispatch('{"identity": "t", "lang": "de", "profile": "client", "seconds": 900, "new": 1}', 180)
    assert asked == Dispatch("t", "de", "client", "envcheck", 180)
    assert asked.settings.server.total_secs == 180
    assert {"PIC103", "PIC105", "BKG105", "NET"} <= set(asked.settings.ignore)


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "{",
        "[]",
        '{"identity": 1}',
        '{"identity": "t", "seconds": 0}',
        '{"identity": "t", "seconds": true}',
        '{"identity": "t", "profile": "x"}',
        '{"identity": "t", "lang": []}',
        f'{{"identity": "{"t" * 200}"}}',
    ],
)
def test_a_dispatch_that_cannot_be_used_is_refused(metadata: str) -> None:
    with pytest.raises(Refused):
        read_dispatch(metadata, 180)


def test_its_own_words_are_there_in_all_languages() -> None:
    assert set(ENCRYPTED) == set(UNGUARDED) == {"en", "de", "es", "fr", "ar"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("flags", "environ", "why"),
    [
        (["--rooms", "lobby-*"], {}, "LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET must be set"),
        ([], {"LIVEKIT_URL": "ws://x", "LIVEKIT_API_KEY": "k", "LIVEKIT_API_SECRET": "s"}, "name the lobbies"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(flags: list[str], environ: dict[str, str], why: str) -> None:
    command = [str(INSTALLED / "bin" / "python"), "-m", "envcheck_livekit", "run", *flags]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=300)
    assert done.returncode == 3
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1
