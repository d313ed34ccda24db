"""A server that has hardly any descriptors left: what it cannot hold is refused, and it recovers."""

import asyncio
import shutil
import socket
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack

import httpx
from aiortc import RTCSessionDescription

from chaos.trial import ANSWER_SECS, PATIENCE_SECS, Outcome, Pulse, Said, begun, client, looks_on, processor_secs
from encoded_frames import EncodedTrack, flat_key_frame
from sent import MEDIA
from serving import Served, served
from whip_client import Client

DESCRIPTORS = 48
SESSIONS = 16
"""More than so many descriptors are enough for."""

REST_SECS, MOST_BUSY = 4.0, 0.5
"""How long the exhausted server is watched, and which share of that time it may be at work without being asked."""

MOST_LINES = 80
"""Of log, in all."""

PICTURE = (MEDIA / "ready.jpg").read_bytes()


class _Modest(Client):
    """Sends little, and keeps no connection for requests and events: descriptors go to its media alone."""

    async def begin(self, query: str = "") -> httpx.Response:
        headers = {"Content-Type": "application/sdp", "Connection": "close"}
        answer = await self.http.post(self._url + query, content=await self.offer(), headers=headers)
        if answer.status_code == 201:
            await self.peer.setRemoteDescription(RTCSessionDescription(answer.text, "answer"))
            self.session = str(httpx.URL(self._url).join(answer.headers["Location"]))
        return answer


def descriptors() -> Outcome:
    """Takes all descriptors of a server, by sessions and by connections, and gives them back."""
    done = f"all {DESCRIPTORS} descriptors were taken, by sessions and by connections, and given back"
    if not shutil.which("prlimit"):
        return Outcome(done, "nothing", missing="prlimit is not installed")
    environ = {"ENVCHECK_SERVER__SESSIONS_PER_CLIENT": "20", "ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "100000"}
    said = Said()
    with served(environ=environ, before=("prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}")) as server:
        seen = asyncio.run(_exhaust(server, said))
    lines = len(server.lines)
    said.expect(lines <= MOST_LINES, f"{lines} lines of log")
    said.expect(not any('"error"' in line for line in server.lines), "an error that nobody foresaw is in the log")
    return Outcome(done, f"{seen}, {lines} lines of log", tuple(said.faults))


async def _exhaust(server: Served, said: Said) -> str:
    async with client(server.url) as first:
        await begun(first)
        crowd = [_Modest(f"{server.url}/whip", EncodedTrack(flat_key_frame(320, 180), 1)) for _ in range(SESSIONS)]
        try:
            statuses = await _taken_by_sessions(server, crowd, said)
            busy = await _rests(server)
            said.expect(busy < MOST_BUSY, f"{busy:.0%} of a processor is used by an exhausted server at rest")
            said.expect(await looks_on(first), "the first session did not go on")
        finally:
            for one in crowd:
                await one.end()
        closed = await _taken_by_connections(server, said)
        async with client(server.url) as later:
            await begun(later)
            await later.end()
        await first.end()
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    return f"offers were answered by {told}; at rest {busy:.0%} of a processor; of 100 connections {closed} were closed"


async def _taken_by_sessions(server: Served, crowd: Sequence[Client], said: Said) -> Counter[int]:
    """Begins sessions until there is no room, and asks for other things then."""
    statuses: Counter[int] = Counter()
    async with Pulse(server.url) as pulse:
        for one in crowd:
            answer = await one.begin()
            statuses[answer.status_code] += 1
            if answer.status_code == 503:
                said.expect("Retry-After" in answer.headers, "a 503 without Retry-After")
        async with httpx.AsyncClient(timeout=PATIENCE_SECS) as http:
            for path in ("/", "/v1/checks"):
                status = (await http.get(f"{server.url}{path}")).status_code
                said.expect(status in (200, 503), f"{path} was answered with {status}")
            picture = await http.post(f"{server.url}/v1/check", content=PICTURE, headers={"Content-Type": "image/jpeg"})
            said.expect(picture.status_code in (200, 503), f"a picture was answered with {picture.status_code}")
    said.expect(set(statuses) <= {201, 503}, f"offers were answered with {dict(statuses)}")
    said.expect(statuses[503] > 0, "there was room for all")
    said.expect(pulse.longest < ANSWER_SECS, f"no answer for {pulse.longest:.1f} s")
    return +statuses


async def _rests(server: Served) -> float:
    """The share of a processor that nobody asked for: sessions are looked at meanwhile, so it is not nothing."""
    before = processor_secs(server.process.pid)
    await asyncio.sleep(REST_SECS)
    return (processor_secs(server.process.pid) - before) / REST_SECS


async def _taken_by_connections(server: Served, said: Said) -> int:
    """Opens more connections than there is room for; gives how many were closed at once."""
    address = httpx.URL(server.url)
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.create_connection((address.host, address.port), 30)) for _ in range(100)]
        await asyncio.sleep(1)
        before, began = processor_secs(server.process.pid), time.monotonic()
        await asyncio.sleep(REST_SECS / 2)
        busy = (processor_secs(server.process.pid) - before) / (time.monotonic() - began)
        said.expect(busy < 2 * MOST_BUSY, f"{busy:.0%} of a processor is used beside idle connections")
        closed = sum(_is_closed(one) for one in opened)
    return closed


def _is_closed(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
