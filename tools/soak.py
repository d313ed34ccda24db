"""A server full of sessions that come and go, for an hour: what it holds must not grow.

    python tools/soak.py [--minutes 60] [--sessions 10]

Each session sends picture and sound over WebRTC for a while, then ends in one of three ways: it is deleted, its client
closes the connection, or its client vanishes without a word. Gives exit code 1 where memory, descriptors, tasks or
threads grow by more an hour than their limit, where something is left once all sessions are over, or where a session
went wrong.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import httpx
import numpy as np

from recorded import RATE, RecordedPictures, RecordedSound
from serving import served
from whip_client import Client

SHORTEST_SECS, LONGEST_SECS = 4.0, 25.0
"""Of a session, once it was looked at."""

LOOK_SECS = 300.0
"""In which a session is looked at for the first time: a full server on a busy machine takes its time."""

SILENT_SECS = 10.0
"""After which the server gives a vanished client up."""

PATIENCE_SECS, REST_SECS = SILENT_SECS + 60, 3.0
"""How long the last sessions may take to leave nothing behind, and an empty server is left in peace at first."""

AGAIN_SECS = 1.0
"""Before a client that found no room asks again."""

LEAVING = ("deleted", "closed", "vanished")
SHARES = (6, 2, 2)


@dataclass(frozen=True)
class Limit:
    """What may come on top.

    Attributes:
        an_hour: growth that counts, from one hour to the next.
        slack: what may come once: until as much has come within the time watched, no slope counts.
    """

    an_hour: float
    slack: float


LIMITS = {
    "memory": Limit(30.0, 60.0),  # MB; the allocator's own coming and going is about two sessions' worth
    "descriptors": Limit(2.0, 10.0),  # of two sessions that end while others begin
    "tasks": Limit(2.0, 20.0),
    "threads": Limit(2.0, 16.0),
}


SPARE_THREADS = 4
"""Those of the pool in which decoders are waited for, which is bounded and begins with the first sessions that end."""


@dataclass(frozen=True)
class Sample:
    """What a server holds.

    Attributes:
        at: seconds since the soak began.
        sessions: at that time.
        memory: resident megabytes.
        descriptors: open files and sockets.
        tasks: of its event loop.
        threads: of its process.
    """

    at: float
    sessions: int
    memory: float
    descriptors: int
    tasks: int
    threads: int

    @classmethod
    def of(cls, url: str, pid: int, at: float) -> "Sample":
        """What the process holds now."""
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        status = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
        descriptors = len([*Path(f"/proc/{pid}/fd").iterdir()])  # before a connection is opened to ask for the rest
        metrics = httpx.get(f"{url}/metrics", headers={"Connection": "close"}, timeout=300).text
        told = dict(line.rsplit(" ", 1) for line in metrics.splitlines() if not line.startswith("#"))
        sessions, tasks = (int(float(told[f"envcheck_{name}"])) for name in ("sessions", "tasks"))
        return cls(at, sessions, int(status["VmRSS"][0]) / 1024, descriptors, tasks, int(status["Threads"][0]))


def slope(samples: list[Sample], of: str) -> float:
    """By how much it grows an hour, by least squares; what more sessions hold at the same time is left out of it."""
    at = np.array([one.at for one in samples]) / 3600
    sessions = np.array([one.sessions for one in samples], float)
    held = np.array([getattr(one, of) for one in samples], float)
    known = np.stack([np.ones(len(at)), sessions - sessions.mean(), at - at.mean()], axis=1)
    return float(np.linalg.lstsq(known, held, rcond=None)[0][2])


def growth(samples: list[Sample]) -> list[str]:
    """What has grown beyond its limit, a sentence each."""
    hours = (samples[-1].at - samples[0].at) / 3600
    slopes = {of: slope(samples, of) for of in LIMITS}
    return [
        f"{of} grows by {slopes[of]:.1f} an hour; {limit.an_hour:.1f} are allowed"
        for of, limit in LIMITS.items()
        if slopes[of] > limit.an_hour and slopes[of] * hours > limit.slack
    ]


def leftovers(before: Sample, after: Sample) -> list[str]:
    """What an empty server holds more than before anybody came, a sentence each."""
    return [
        f"{of}: {getattr(before, of)} before all sessions, {getattr(after, of)} after them"
        for of, most in (("sessions", 0), ("descriptors", 0), ("tasks", 0), ("threads", SPARE_THREADS))
        if getattr(after, of) > getattr(before, of) + most
    ]


@dataclass
class Soak:
    """Clients of one server, who come and go until their time is over.

    Attributes:
        url: of the server, without a slash at its end.
        until: when they stop, by `time.monotonic`.
        ways: how many sessions ended in which way.
        refused: offers for which there was no room.
        faults: what went wrong, a sentence each.
    """

    url: str
    until: float
    seed: int = 0
    ways: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    async def one_after_another(self, number: int) -> None:
        """One place of the server, taken again and again."""
        chance = random.Random(f"{self.seed}-{number}")
        while time.monotonic() < self.until:
            try:
                await self._session(chance)
            except (AssertionError, httpx.HTTPError) as error:
                self.faults.append(f"{type(error).__name__}: {error}"[:300])

    async def _session(self, chance: random.Random) -> None:
        async with Client(f"{self.url}/whip", RecordedPictures("ready.jpg"), RecordedSound(), channel=True) as client:
            client.outlast_consent()
            answer = await client.begin(f"?rate={RATE}")
            if answer.status_code == 503 and "Retry-After" in answer.headers:
                self.refused += 1
                return await asyncio.sleep(AGAIN_SECS)
            assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
            await client.until(lambda told: told["type"] == "progress" and told["looks"] > 0, LOOK_SECS)
            await asyncio.sleep(min(chance.uniform(SHORTEST_SECS, LONGEST_SECS), max(0, self.until - time.monotonic())))
            ended = [message["reason"] for message in client.told if message["type"] == "end"]
            assert not ended, f"a session ended by itself: {ended}"
            way = chance.choices(LEAVING, SHARES)[0]
            if way == "deleted":
                assert (await client.http.delete(client.session)).status_code == 200
            if way == "vanished":
                vanish(client)
            self.ways[way] += 1


def vanish(client: Client) -> None:
    """Lets nothing leave a client any more, as if its machine had been switched off."""
    for transport in vars(client.peer)["_RTCPeerConnection__iceTransports"]:
        for protocol in transport._connection._protocols:
            protocol.transport.sendto = lambda data, address=None: None


async def watched(url: str, pid: int, until: float, every: float, say: Callable[[Sample], None]) -> list[Sample]:
    """What a server holds, every so many seconds until then."""
    began, samples = time.monotonic(), []
    while time.monotonic() < until:
        samples.append(await asyncio.to_thread(Sample.of, url, pid, time.monotonic() - began))
        say(samples[-1])
        await asyncio.sleep(every)
    return samples


async def emptied(url: str, pid: int, at: float, before: Sample | None = None) -> Sample:
    """What a server holds once its last session is over and has left nothing behind, or after a while.

    Args:
        url: of the server, without a slash at its end.
        pid: its process.
        at: seconds since the soak began.
        before: what it held before anybody came; where that is not known, it is left in peace for a moment instead.
    """
    end = time.monotonic() + PATIENCE_SECS
    while True:
        held = await asyncio.to_thread(Sample.of, url, pid, at)
        is_empty = not (leftovers(before, held) if before else held.sessions)
        if is_empty or time.monotonic() > end:
            break
        await asyncio.sleep(0.5)
    if before is None:
        await asyncio.sleep(REST_SECS)
        held = await asyncio.to_thread(Sample.of, url, pid, at)
    return held


def surroundings(sessions: int, silent_secs: float = SILENT_SECS) -> dict[str, str]:
    """A server for so many sessions, which asks nobody to be slower."""
    place = {
        "SILENT_SECS": silent_secs,
        "SESSIONS": sessions,
        "SESSIONS_PER_CLIENT": sessions,
        "REQUESTS_PER_MINUTE": 1_000_000,
    }
    return {f"ENVCHECK_SERVER__{name}": f"{value}" for name, value in place.items()}


async def soaked(
    url: str, pid: int, secs: float, sessions: int, warm_up: float, every: float, say: Callable[[Sample], None]
) -> tuple[Soak, list[Sample], list[str]]:
    """Keeps a server full for so long; gives what happened, the samples after the warm-up, and what is wrong."""
    first = Soak(url, time.monotonic())  # what is loaded at first use is held by an empty server from then on
    await asyncio.gather(*(first._session(random.Random(one)) for one in range(min(2, sessions))))
    before = await emptied(url, pid, 0)
    soak = Soak(url, time.monotonic() + secs)
    clients = asyncio.gather(*(soak.one_after_another(number) for number in range(sessions)))
    samples = await watched(url, pid, soak.until, every, say)
    await clients
    kept = [one for one in samples if one.at >= warm_up]
    return soak, kept, [*soak.faults, *growth(kept), *leftovers(before, await emptied(url, pid, secs, before))]


def _row(one: Sample) -> str:
    return f"{one.at:8.0f} {one.sessions:9} {one.memory:8.1f} {one.descriptors:12} {one.tasks:6} {one.threads:8}"


def main() -> int:
    """Runs the whole thing; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--warm-up", type=float, default=5.0, metavar="MINUTES")
    parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS")
    asked = parser.parse_args()
    last = [-60.0]

    def say(one: Sample) -> None:
        if one.at - last[0] >= 60:
            last[0] = one.at
            print(_row(one), flush=True)

    print(f"{'seconds':>8} {'sessions':>9} {'MB':>8} {'descriptors':>12} {'tasks':>6} {'threads':>8}")
    with served(environ=surroundings(asked.sessions)) as server:
        length, warm_up = asked.minutes * 60, min(asked.warm_up, asked.minutes / 2) * 60
        work = soaked(server.url, server.process.pid, length, asked.sessions, warm_up, asked.every, say)
        soak, samples, wrong = asyncio.run(work)
    for line in server.lines:
        if '"level": "error"' in line:
            print(f"The server said: {line}")
    ways = ", ".join(f"{soak.ways[way]} {way}" for way in LEAVING)
    print(f"{soak.ways.total()} sessions ({ways}), {soak.refused} offers found no room, {asked.sessions} at one time")
    for of, limit in LIMITS.items():
        print(f"{of:<12} {slope(samples, of):+8.2f} an hour, {limit.an_hour:.1f} allowed")
    for fault in wrong:
        print(f"Wrong: {fault}.")
    print("Nothing grows." if not wrong else "Not flat.")
    return 1 if wrong else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
