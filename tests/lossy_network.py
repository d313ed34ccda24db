"""Two machines and a wire between them that loses packets, made of network namespaces.

A program that a test runs inside `unshare --map-root-user --net`; as the client it runs once more on the other machine.

It prints, by picture, the verdict and the faults that were told.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from envcheck.media.sound import RATE
from perception.sound.sounds import noise
from sent import lively
from serving import served
from whip_client import Client, PictureTrack, SoundTrack

TOKEN = "a-token-of-the-clinic"
HERE, THERE = "10.9.0.1", "10.9.0.2"

WIRE = f"""
ip link add near type veth peer name far
ip link set far netns {{there}}
ip address add {HERE}/24 dev near
ip link set near up
ip link set lo up
nsenter --target {{there}} --net ip address add {THERE}/24 dev far
nsenter --target {{there}} --net ip link set far up
nft add table inet way
nft add chain inet way in {{{{ type filter hook input priority 0; }}}}
"""

APART = ("unshare", "--map-root-user", "--net")
LACKING = "network namespaces with nftables are not permitted here"

LOSSY = "meta l4proto udp numgen random mod 100 < {percent} drop"


def permitted() -> bool:
    """True where this machine lets anybody have networks of their own."""
    if not all(map(shutil.which, ("unshare", "nsenter", "ip", "nft"))):
        return False
    return subprocess.run([*APART, "nft", "add", "table", "inet", "probe"], capture_output=True).returncode == 0


@contextmanager
def other_machine(rules: Iterable[str]) -> Iterator[int]:
    """A process in a namespace of its own, joined to this one by a wire with these rules for what comes in here."""
    with subprocess.Popen(["unshare", "--net", "sleep", "300"]) as there:
        try:
            while os.readlink(f"/proc/{there.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
                time.sleep(0.01)
            for line in WIRE.format(there=there.pid).strip().splitlines():
                subprocess.run(line.split(), check=True)
            for rule in rules:
                subprocess.run(["nft", "add", "rule", "inet", "way", "in", *rule.split()], check=True)
            yield there.pid
        finally:
            there.kill()


async def seen(url: str, picture: str) -> dict[str, Any]:
    """What has been told of a picture by the time the loss is."""
    room = noise(1, -55)
    sound = SoundTrack(lambda times: room[np.round(times * RATE).astype(int) % RATE])
    async with Client(url, PictureTrack(lively(picture)), sound, token=TOKEN) as client:
        await client.begin()
        await client.until(lambda told: told.get("code") == "NET101", 60)
        report = (await client.http.get(f"{client.session}/report")).json()
        await client.end()
    told = sorted({told["code"] for told in client.told if told["type"] == "finding"})
    return {"verdict": report["verdict"], "told": told}


async def shown(url: str, *pictures: str) -> None:
    """The client's part."""
    both = await asyncio.gather(*(seen(url, picture) for picture in pictures))
    print(json.dumps(dict(zip(pictures, both, strict=True))))


def main(percent: str, *pictures: str) -> None:
    """The server's part."""
    environ = {"ENVCHECK_TOKENS": TOKEN, "ENVCHECK_SERVER__SILENT_SECS": "60"}
    with (
        other_machine([LOSSY.format(percent=int(percent))]) as there,
        served("--host", HERE, "--behind-proxy", HERE, environ=environ) as server,
    ):
        enter = ["nsenter", "--target", str(there), "--net"]
        subprocess.run([*enter, sys.executable, __file__, f"{server.url}/whip", *pictures], check=True)


if __name__ == "__main__":
    if sys.argv[1].isdecimal():
        main(*sys.argv[1:])
    else:
        asyncio.run(shown(*sys.argv[1:]))
