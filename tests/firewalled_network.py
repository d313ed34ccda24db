"""Two machines with a firewall between them that lets the server's port and some ports for media through, and no other.

A program that a test runs inside `unshare --map-root-user --net`; as the client it runs once more on the other machine.

It prints whether a picture arrived, and how the session ended.
"""

import asyncio
import json
import subprocess
import sys

from lossy_network import HERE, TOKEN, other_machine
from recorded import RecordedPictures
from serving import served
from whip_client import Client

PORT, OPEN = 8765, "50000-50009"

FIREWALL = (
    "iifname lo accept",
    "meta l4proto ipv6-icmp accept",
    f"tcp dport {PORT} accept",
    f"udp dport {OPEN} accept",
    "drop",
)


async def shown(url: str) -> None:
    """The client's part."""
    async with Client(url, RecordedPictures("ready.jpg"), token=TOKEN) as client:
        answer = await client.begin()
        said = await client.until(lambda told: told.get("frames", 0) > 0 or told["type"] == "end", 120)
        ports = [int(line.split()[5]) for line in answer.text.splitlines() if line.startswith("a=candidate:")]
    print(json.dumps({"arrived": said.get("frames", 0) > 0, "reason": said.get("reason", ""), "ports": ports}))


def main(ports: str, silent_secs: str = "10") -> None:
    """The server's part, with media at those ports, which gives up a client from which nothing comes for so long."""
    environ = {
        "ENVCHECK_TOKENS": TOKEN,
        "ENVCHECK_SERVER__MEDIA_PORTS": ports,
        "ENVCHECK_SERVER__SILENT_SECS": silent_secs,
    }
    flags = ("--host", HERE, "--behind-proxy", HERE, "--port", str(PORT))
    with other_machine(FIREWALL) as there, served(*flags, environ=environ) as server:
        enter = ["nsenter", "--target", str(there), "--net"]
        subprocess.run([*enter, sys.executable, __file__, f"{server.url}/whip"], check=True)


if __name__ == "__main__":
    if sys.argv[1].startswith("http"):
        asyncio.run(shown(sys.argv[1]))
    else:
        main(*sys.argv[1:])
