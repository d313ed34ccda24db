"""The server's process is killed while a session runs, and another one takes its place."""

import asyncio
import os
import signal
import time
from pathlib import Path

import httpx

from chaos.trial import PATIENCE_SECS, Outcome, Said, begun, client, wait_until
from sent import MEDIA
from serving import Served, served

END_SECS = 5.0
"""In which a client learns that its stream of events is over."""

PICTURE = (MEDIA / "ready.jpg").read_bytes()


def killed() -> Outcome:
    """Kills a server by SIGKILL, and begins another one at the same port."""
    said = Said()
    with served() as server:
        port = str(httpx.URL(server.url).port)
        seen, session = asyncio.run(_kill(server, said))
    began = time.monotonic()
    with served("--port", port) as another:
        started = time.monotonic() - began
        asyncio.run(_take(another.url, session, said))
    done = "the server was killed while a session ran, and begun anew at the same port"
    return Outcome(done, f"{seen}, the new one listened after {started:.1f} s and took a session", tuple(said.faults))


async def _kill(server: Served, said: Said) -> tuple[str, str]:
    async with client(server.url) as sending:
        await begun(sending)
        picture = await sending.http.post(
            f"{server.url}/v1/check", content=PICTURE, headers={"Content-Type": "image/jpeg"}
        )
        said.expect(picture.status_code == 200, f"a picture was answered with {picture.status_code}")
        children = _children(server.process.pid)
        server.process.send_signal(signal.SIGKILL)
        at = time.monotonic()
        assert sending._listening
        await asyncio.wait([sending._listening], timeout=PATIENCE_SECS)
        heard = time.monotonic() - at
        said.expect(heard < END_SECS, f"the stream of events ended after {heard:.1f} s")
        gone = await asyncio.to_thread(wait_until, lambda: not any(map(_runs, children)))
        said.expect(gone, "the process of pictures outlived it")
        return (
            f"the stream of events ended after {heard:.2f} s, {len(children)} processes of its own with it",
            sending.session,
        )


async def _take(url: str, session: str, said: Said) -> None:
    async with client(url) as sending:
        await begun(sending)
        old = await sending.http.delete(session)
        said.expect(old.status_code == 404, f"the old session was answered with {old.status_code}")
        await sending.end()


def _children(pid: int) -> list[int]:
    listed = [task.read_text().split() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for one in listed for child in one]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
