"""Many short sessions one after another against one server: what it holds must not grow.

    python tools/soak.py [--sessions 500]

Prints a line for every fifty sessions; gives exit code 1 where memory, descriptors, threads or tasks have grown
beyond bounds.
"""

import argparse
import asyncio
import gc
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import httpx

from made_session import picture
from serving import served
from whip_client import Client, PictureTrack, SoundTrack

WARM_UP = 10
"""Sessions before the first figure: what is loaded and cached at first use is no growth."""

EVERY = 50
SETTLE_SECS = 1.0
MOST_MB_A_SESSION = 0.03
SPARE_THREADS = 4
"""Threads that may come later than the first sessions: of the pool in which decoders are waited for, which is bounded
and grows when two end at once."""

SLACK_MB = 25.0
"""What the allocator may keep beside: about one session's worth."""


@dataclass(frozen=True)
class Held:
    """What a process holds.

    Attributes:
        sessions: that were over by then.
        megabytes: of memory in use (VmRSS).
        descriptors: open files and sockets.
        threads: of the process.
        tasks: of its event loop.
    """

    sessions: int
    megabytes: float
    descriptors: int
    threads: int
    tasks: int

    @classmethod
    def by(cls, url: str, pid: int, sessions: int) -> "Held":
        """What that process holds now."""
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        status = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
        descriptors = len([*Path(f"/proc/{pid}/fd").iterdir()])
        metrics = httpx.get(f"{url}/metrics", headers={"Connection": "close"}).text
        tasks = next(line.split()[1] for line in metrics.splitlines() if line.startswith("envcheck_tasks "))
        return cls(sessions, int(status["VmRSS"][0]) / 1024, descriptors, int(status["Threads"][0]), int(float(tasks)))


async def soaked(url: str, pid: int, sessions: int, every: int = EVERY, warm_up: int = WARM_UP) -> list[Held]:
    """Holds sessions one after another; gives what the server held before the first of them and after every so many."""
    shown = picture("ready.jpg")
    for _ in range(warm_up):
        await _session(url, PictureTrack(lambda secs: shown), SoundTrack(lambda times: times * 0))
    await asyncio.sleep(SETTLE_SECS)
    held = [Held.by(url, pid, 0)]
    for number in range(1, sessions + 1):
        await _session(url, PictureTrack(lambda secs: shown), SoundTrack(lambda times: times * 0))
        if number % every == 0:
            await asyncio.sleep(SETTLE_SECS)
            gc.collect()  # of the clients, so that they do not slow this process down
            held.append(Held.by(url, pid, number))
    return held


def faults(held: list[Held]) -> list[str]:
    """What has grown beyond its bound, a sentence each."""
    first, last = held[0], held[-1]
    most = first.megabytes + SLACK_MB + MOST_MB_A_SESSION * last.sessions
    told = []
    if last.descriptors > first.descriptors:
        told.append(f"descriptors grew from {first.descriptors} to {last.descriptors}")
    if last.threads > first.threads + SPARE_THREADS:
        told.append(f"threads grew from {first.threads} to {last.threads}")
    if last.tasks > first.tasks:
        told.append(f"tasks grew from {first.tasks} to {last.tasks}")
    if last.megabytes > most:
        told.append(f"memory grew from {first.megabytes:.0f} to {last.megabytes:.0f} MB; {most:.0f} are allowed")
    return told


async def _session(url: str, *tracks: PictureTrack | SoundTrack) -> None:
    client = Client(f"{url}/whip", *tracks, channel=True)
    answer = await client.begin()
    assert answer.status_code == 201, answer.text
    await client.until(lambda told: told["type"] == "progress" and told["looks"] > 0 and told["frames"] > 2)
    await client.end()
    for track in tracks:
        track.stop()


def main() -> int:
    """Runs the whole thing; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=500)
    sessions = parser.parse_args().sessions
    began = time.monotonic()
    with served(environ={"ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "1000000", "ENVCHECK_DEBUG": "1"}) as server:
        held = asyncio.run(soaked(server.url, server.process.pid, sessions, min(EVERY, sessions)))
    print(f"{'sessions':>8} {'MB':>8} {'descriptors':>12} {'threads':>8} {'tasks':>6}")
    for one in held:
        print(f"{one.sessions:8} {one.megabytes:8.1f} {one.descriptors:12} {one.threads:8} {one.tasks:6}")
    print(f"{sessions} sessions in {time.monotonic() - began:.0f} s")
    found = faults(held)
    for fault in found:
        print(f"Not flat: {fault}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
