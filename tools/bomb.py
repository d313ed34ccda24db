"""One client that sends frames of a huge size: what it costs the server, and everybody else.

    python tools/bomb.py [--width 8192] [--height 8192] [--rate 5] [--seconds 10]

Prints the longest time for which the server answered nothing, its memory at most, and how the session ended.
"""

import argparse
import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import httpx

from encoded_frames import EncodedTrack, flat_key_frame
from serving import served
from whip_client import Client

PROBE_SECS, PATIENCE_SECS = 0.05, 180.0
SETTLE_SECS = 5.0
"""How long the server is watched after the client has left."""


def peak_megabytes(pid: int) -> float:
    """The most memory that a process has held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


async def longest_gap(url: str, over: asyncio.Event) -> float:
    """Seconds of the slowest answer to /healthz until it is over."""
    longest = 0.0
    async with httpx.AsyncClient(timeout=PATIENCE_SECS) as http:
        while not over.is_set():
            asked = time.monotonic()
            await http.get(f"{url}/healthz")
            longest = max(longest, time.monotonic() - asked)
            await asyncio.sleep(PROBE_SECS)
    return longest


async def bombed(url: str, frame: bytes, rate: float, seconds: float) -> tuple[float, dict[str, object]]:
    """Holds the session, and gives the longest gap and what it was told last."""
    over = asyncio.Event()
    probing = asyncio.create_task(longest_gap(url, over))
    client = Client(f"{url}/whip", EncodedTrack(frame, rate))
    await client.begin()
    await asyncio.sleep(seconds)
    with suppress(httpx.HTTPError):
        await client.end()
    await asyncio.sleep(SETTLE_SECS)
    over.set()
    return await probing, client.told[-1] if client.told else {}


def main() -> None:
    """Runs it by the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("width", 8192), ("height", 8192)):
        parser.add_argument(f"--{name}", type=int, default=default)
    for name, secs in (("rate", 5.0), ("seconds", 10.0)):
        parser.add_argument(f"--{name}", type=float, default=secs)
    asked = parser.parse_args()
    frame = flat_key_frame(asked.width, asked.height)
    with served() as server:
        before = peak_megabytes(server.process.pid)
        gap, last = asyncio.run(bombed(server.url, frame, asked.rate, asked.seconds))
        print(f"frame     {len(frame)} bytes, {asked.width}x{asked.height}")
        print(f"silent    {gap:.2f} s at most")
        print(f"memory    {before:.0f} MB before, {peak_megabytes(server.process.pid):.0f} MB at most")
        print(f"last told {last}")


if __name__ == "__main__":
    main()
