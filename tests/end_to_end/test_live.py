"""A client by aiortc against the server as a process: what is sent is judged, and what is judged is told."""

import asyncio
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import numpy as np
import pytest
from aiortc import MediaStreamTrack

from encoded_frames import EncodedTrack, announcing
from sent import InTurn, still
from serving import Served, served
from whip_client import Client, PictureTrack, SoundTrack

GONE_SECS, STOP_SECS = 90.0, 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def killed_at(server: Served) -> float:
    """When a client was killed that had a session; before all other tests, so that none has to wait for its end."""
    command = [sys.executable, "-c", KILLED, f"{server.url}/whip", *sys.path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        try:
            assert client.stdout
            assert client.stdout.readline() == "told\n"
        finally:
            client.kill()
    assert asyncio.run(sessions(server.url)) == 1
    return time.monotonic()


def test_a_ready_room_is_told_ready(server: Served) -> None:
    async def work() -> None:
        async with Client(f"{server.url}/whip", PictureTrack(still("ready.jpg"))) as client:
            assert (await client.begin()).status_code == 201
            hello = await client.until(lambda told: told["type"] == "hello")
            assert "LIT103" in hello["checks"]
            verdict = await client.until(determined)
            report = (await client.http.get(f"{client.session}/report")).json()
            await client.end()
            assert verdict["verdict"] in ("ready", "ready with advice")
            assert not [told["code"] for told in client.told if told["type"] == "finding"]
            assert "SND101" not in {one["code"] for one in report["findings"]} | set(report["passed"])

    asyncio.run(work())


def test_a_fault_is_told_where_it_is_and_taken_back_once_it_is_mended(server: Served) -> None:
    async def work() -> None:
        shown = InTurn(still("backlit.jpg"), still("ready.jpg"))
        async with Client(f"{server.url}/whip", PictureTrack(shown), channel=True) as client:
            await client.begin()
            appeared = await client.until(finding("LIT103", "appeared"))
            shown.turn()
            cleared = await client.until(finding("LIT103", "cleared"))
            assert appeared["regions"]
            assert all(0 <= side <= 1 for region in appeared["regions"] for side in region)
            assert appeared["time"] < cleared["time"]
            await client.end()
            assert client.told[-1]["type"] == "end"
            assert client.channel_told[0]["type"] == "hello"
            assert since(appeared, client.channel_told) == since(appeared, client.told)

    asyncio.run(work())


def test_a_stream_that_changes_its_size_is_judged_on(server: Served) -> None:
    async def work() -> None:
        shown = InTurn(still("ready.jpg"), still("backlit.jpg", (320, 180)), still("ready.jpg", (960, 540)))
        async with Client(f"{server.url}/whip", PictureTrack(shown)) as client:
            await client.begin()
            await client.until(determined)
            assert not [told for told in client.told if told["type"] == "finding"]
            for state in ("appeared", "cleared"):
                shown.turn()
                await client.until(finding("LIT103", state))
            await client.end()

    asyncio.run(work())


def test_sound_alone_is_judged(server: Served) -> None:
    def humming(times: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return sum((0.05 / n * np.sin(2 * np.pi * 100 * n * times) for n in (1, 2, 3)), np.zeros_like(times))

    async def work() -> None:
        async with Client(f"{server.url}/whip", SoundTrack(humming)) as client:
            await client.begin()
            await client.until(finding("SND106", "appeared"))
            report = (await client.http.get(f"{client.session}/report")).json()
            await client.end()
        assert not {one["code"] for one in report["findings"]} & {"FRM101", "PIC101", "PIC106"}

    asyncio.run(work())


def test_two_cameras_are_refused(server: Served) -> None:
    async def work() -> None:
        async with Client(f"{server.url}/whip", *(PictureTrack(still("ready.jpg")) for _ in range(2))) as client:
            refused = await client.begin()
        assert refused.status_code == 422
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert "camera" in refused.json()["detail"]

    asyncio.run(work())


def test_who_comes_late_or_comes_back_is_told_what_stands_or_was_missed(server: Served) -> None:
    async def work() -> None:
        async with Client(f"{server.url}/whip", PictureTrack(still("backlit.jpg"))) as client:
            await client.begin()
            await client.until(finding("LIT103", "appeared"))
            verdict = await client.until(determined)
            late = await taken(client)
            last, missed = late[-2], late[-1]
            back = await taken(client, {"Last-Event-ID": str(last[0])})
            await client.end()
        present = [told for _, told in late if told["type"] != "progress"]
        assert present[0]["type"] == "hello"
        assert finding("LIT103", "appeared")(present[1])
        assert [told for told in present if told["type"] == "verdict"][-1]["verdict"] == verdict["verdict"]
        assert back[0] == missed
        assert [number for number, _ in back] == list(range(missed[0], missed[0] + len(back)))

    asyncio.run(work())


def test_a_client_whose_picture_is_huge_is_told_so_while_another_one_is_looked_at(server: Served) -> None:
    async def work() -> None:
        huge = Client(f"{server.url}/whip", EncodedTrack(announcing(8192, 8192), 20), channel=True)
        async with Client(f"{server.url}/whip", PictureTrack(still("ready.jpg"))) as showing, huge:
            await showing.begin()
            await showing.until(lambda told: told["type"] == "progress" and told["frames"])
            await huge.begin()
            end = await huge.until(lambda told: told["type"] == "end")
            assert end["reason"] == "oversized"
            assert "larger picture" in end["text"]
            assert (await huge.http.get(f"{server.url}/healthz")).status_code == 204
            await gone(huge)
            seen = len(showing.told)
            await showing.until(determined)
            await showing.until(lambda told: showing.told.index(told) >= seen and told["type"] == "progress")
            await showing.end()

    asyncio.run(work())


def test_a_session_ends_at_its_limit_or_when_nothing_comes() -> None:
    environ = {"ENVCHECK_SERVER__SILENT_SECS": "4", "ENVCHECK_SERVER__TOTAL_SECS": "8"}

    async def work(server: Served) -> None:
        showing = Client(f"{server.url}/whip", PictureTrack(still("ready.jpg")))
        silent = Client(f"{server.url}/whip", Nothing())
        async with showing, silent:
            await asyncio.gather(showing.begin(), silent.begin())
            for client, reason, secs in ((silent, "silent", 4), (showing, "limit", 8)):
                end = await client.until(lambda told: told["type"] == "end")
                assert end["reason"] == reason
                assert end["text"]
                assert client.told_at[-1] - client.asked_at > secs
                await gone(client)
        assert await sessions(server.url) == 0

    with served(environ=environ) as running:
        asyncio.run(work(running))


def test_a_client_that_was_killed_leaves_no_session_behind(server: Served, killed_at: float) -> None:
    async def work() -> None:
        while await sessions(server.url):
            assert time.monotonic() < killed_at + GONE_SECS
            await asyncio.sleep(0.2)

    asyncio.run(work())


def test_a_server_that_is_stopped_says_so_and_leaves() -> None:
    async def work(server: Served) -> dict[str, Any]:
        async with Client(f"{server.url}/whip", PictureTrack(still("ready.jpg"))) as client:
            await client.begin()
            await client.until(lambda told: told["type"] == "progress")
            server.process.send_signal(signal.SIGTERM)
            return await client.until(lambda told: told["type"] == "end")

    with served() as running:
        end = asyncio.run(work(running))
        assert running.process.wait(STOP_SECS) in (0, -signal.SIGTERM)
        assert end["reason"] == "stopping"


def finding(code: str, state: str) -> Callable[[dict[str, Any]], bool]:
    return lambda told: (told["type"], told.get("code"), told.get("state")) == ("finding", code, state)


def determined(told: dict[str, Any]) -> bool:
    return told["type"] == "verdict" and bool(told["verdict"] != "undetermined")


def since(message: dict[str, Any], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return told[told.index(message) :]


async def gone(client: Client) -> None:
    """Waits until the client's session is there no more; its end is told before its connection is closed."""
    end = time.monotonic() + GONE_SECS
    while (await client.http.get(f"{client.session}/report")).status_code != 404:
        assert time.monotonic() < end
        await asyncio.sleep(0.1)


async def sessions(url: str) -> int:
    """How many the server has."""
    async with httpx.AsyncClient() as http:
        (number,) = re.findall(r"^envcheck_sessions (\S+)$", (await http.get(f"{url}/metrics")).text, re.MULTILINE)
        return round(float(number))


async def taken(client: Client, headers: dict[str, str] | None = None) -> list[tuple[int, dict[str, Any]]]:
    """What another reader of the session's events is told, with its numbers, until the third look."""
    told: list[tuple[int, dict[str, Any]]] = []
    message: dict[str, Any] = {}
    async with client.http.stream("GET", client.events, headers=headers) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data: "):
                message = json.loads(line[6:])
            elif line.startswith("id: "):
                told.append((int(line[4:]), message))
            if sum(one["type"] == "progress" for _, one in told) == 3:
                break
    return told


KILLED = """
import asyncio, sys
sys.path[:] = sys.argv[2:]
from sent import still
from whip_client import Client, PictureTrack

async def work():
    client = Client(sys.argv[1], PictureTrack(still("ready.jpg")))
    await client.begin()
    await client.until(lambda told: told["type"] == "progress" and told["frames"])
    print("told", flush=True)
    await asyncio.Event().wait()

asyncio.run(work())
"""


class Nothing(MediaStreamTrack):
    """A camera that is announced and never shows anything."""

    kind = "video"

    async def recv(self) -> Any:
        await asyncio.Event().wait()
