"""Begins and ends sessions one after another, through a router or at a server, and tells what that left behind.

    .venv/bin/python tools/begin_and_end.py http://127.0.0.1:8080 --count 1000 --nodes http://127.0.0.1:8765 …

ENVCHECK_TOKENS holds a token where one is needed. Each session is offered a camera, and ended by its address.
"""

import argparse
import asyncio
import os

import httpx
from aiortc import RTCPeerConnection

TASKS = "envcheck_tasks "


def main() -> None:
    """Runs it, and prints a table of the nodes before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="where sessions are begun")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--nodes", nargs="*", default=[], help="servers whose tasks are counted")
    asked = parser.parse_args()
    offer = asyncio.run(offer_of_a_camera())
    with httpx.Client(headers=headers(), timeout=60) as http:
        before = [tasks(http, node) for node in asked.nodes]
        placed = begin_and_end(http, asked.url, asked.count, offer)
        after = [tasks(http, node) for node in asked.nodes]
    print(f"{sum(placed.values())} sessions begun and ended; by node {placed}; tasks before {before}, after {after}")


def headers() -> dict[str, str]:
    """The first token of the environment, for a request."""
    words = os.environ.get("ENVCHECK_TOKENS", "").split()
    return {"Authorization": f"Bearer {words[0]}"} if words else {}


async def offer_of_a_camera() -> str:
    """The SDP of a client that sends one, and is gone."""
    peer = RTCPeerConnection()
    peer.addTransceiver("video", direction="sendonly")
    await peer.setLocalDescription(await peer.createOffer())
    sdp: str = peer.localDescription.sdp
    await peer.close()
    return sdp


def begin_and_end(http: httpx.Client, url: str, count: int, offer: str) -> dict[str, int]:
    """Begins and ends so many sessions; gives how many were at which node.

    Raises:
        httpx.HTTPStatusError: one was not begun, or not ended.
    """
    placed: dict[str, int] = {}
    for _ in range(count):
        begun = http.post(f"{url}/whip", content=offer, headers={"Content-Type": "application/sdp"})
        begun.raise_for_status()
        place = str(httpx.URL(url).join(begun.headers["Location"]))
        node = place.partition("/n/")[2].partition("/")[0]
        placed[node] = placed.get(node, 0) + 1
        http.delete(place).raise_for_status()
    return placed


def tasks(http: httpx.Client, node: str) -> int:
    """Tasks of a node's event loop."""
    lines = http.get(f"{node}/metrics").text.splitlines()
    return int(float(next(line for line in lines if line.startswith(TASKS)).split()[1]))


if __name__ == "__main__":
    main()
