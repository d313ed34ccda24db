"""Two machines with a node each, behind firewalls that let its port and those of media through, and no other.

A program that a test runs inside `unshare --map-root-user --net`; the router and the client are where it runs.

It prints the nodes at which sessions were and whether pictures arrived there.
"""

import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from fleet_nodes import BEHIND, TOKEN, listed, node_of, routed
from recorded import RecordedPictures
from serving import Served, served
from whip_client import Client

PORT, OPEN = 8765, "50000-50009"

NODES = {"n1": 1, "n2": 2}

WIRE = """
ip link add near{number} type veth peer name far{number}
ip link set far{number} netns {there}
ip address add 10.9.{number}.1/24 dev near{number}
ip link set near{number} up
{enter} ip address add 10.9.{number}.2/24 dev far{number}
{enter} ip link set far{number} up
{enter} ip link set lo up
{enter} nft add table inet way
{enter} nft add chain inet way in {{ type filter hook input priority 0 ; policy drop ; }}
{enter} nft add rule inet way in iifname lo accept
{enter} nft add rule inet way in meta l4proto ipv6-icmp accept
{enter} nft add rule inet way in tcp dport 8765 accept
{enter} nft add rule inet way in udp dport 50000-50009 accept
"""


@contextmanager
def machine(number: int) -> Iterator[tuple[str, ...]]:
    """What runs a command on a machine of its own, at the address 10.9.NUMBER.2."""
    with subprocess.Popen(["unshare", "--net", "sleep", "300"]) as there:
        try:
            while os.readlink(f"/proc/{there.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
                time.sleep(0.01)
            enter = ("nsenter", "--target", str(there.pid), "--net")
            for line in WIRE.format(number=number, there=there.pid, enter=" ".join(enter)).strip().splitlines():
                subprocess.run(line.split(), check=True)
            yield enter
        finally:
            there.kill()


def node(stack: ExitStack, name: str, number: int) -> Served:
    """A node on a machine of its own."""
    here, router = f"10.9.{number}.2", f"10.9.{number}.1"
    environ = BEHIND | {
        "ENVCHECK_SERVER__MEDIA_PORTS": OPEN,
        "ENVCHECK_SERVER__BEHIND_PROXY": router,
        "ENVCHECK_SERVER__SILENT_SECS": "20",
    }
    flags = ("--host", here, "--node", name, "--port", str(PORT))
    return stack.enter_context(served(*flags, environ=environ, before=stack.enter_context(machine(number))))


async def shown(url: str) -> dict[str, bool]:
    """Whether a picture arrived, by the node at which a session was."""
    arrived: dict[str, bool] = {}
    clients = [Client(f"{url}/whip", RecordedPictures("ready.jpg"), token=TOKEN) for _ in NODES]
    for client in clients:
        answer = await client.begin()
        told = await client.until(lambda told: told.get("frames", 0) > 0 or told["type"] == "end", 120)
        arrived[node_of(answer.headers["Location"])] = told.get("frames", 0) > 0
    for client in clients:
        await client.end()
    return arrived


def main() -> None:
    """Both nodes, the router before them, and a client at each."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        running = {name: node(stack, name, number) for name, number in NODES.items()}
        with routed("haproxy", Path(folder), *listed(running)) as url:
            print(json.dumps(asyncio.run(shown(url))))


if __name__ == "__main__":
    main()
