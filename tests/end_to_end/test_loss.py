"""A way that loses and delays packets: the room is judged as it is on a clean one."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

import lossy_network
from lossy_network import LACKING, permitted
from relay import Relay, RelayedClient, Way
from sent import lively
from serving import Served, served
from whip_client import PictureTrack

LOOKED_SECS = 4.0
"""Media time from the first frame on, after which the verdict counts."""

READY = {"ready", "ready with advice"}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(environ={"ENVCHECK_SERVER__SILENT_SECS": "60"}) as running:
        yield running


@pytest.mark.parametrize(
    "way", [Way(0.0, 0.0), Way(0.02, 0.05), Way(0.05, 0.1), Way(0.1, 0.2)], ids=["clean", "usual", "bad", "worse"]
)
def test_a_bad_way_changes_no_verdict(server: Served, way: Way) -> None:
    async def work() -> None:
        ready, backlit = await asyncio.gather(seen(server, way, "ready.jpg"), seen(server, way, "backlit.jpg"))
        assert ready[0] in READY
        assert not {code for code in ready[1] if not code.startswith("NET")}
        assert backlit[0] == "ready with advice"
        assert "LIT103" in backlit[1]

    asyncio.run(work())


@pytest.mark.skipif(not permitted(), reason=LACKING)
def test_a_wire_that_loses_packets_changes_no_verdict_and_is_told() -> None:
    command = [*lossy_network.APART, sys.executable, lossy_network.__file__, "10", "ready.jpg", "backlit.jpg"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    output = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True, timeout=240).stdout
    seen = json.loads(output)
    assert seen["ready.jpg"] == {"verdict": "ready with advice", "told": ["NET101"]}
    assert seen["backlit.jpg"] == {"verdict": "ready with advice", "told": ["LIT103", "NET101"]}


async def seen(server: Served, way: Way, picture: str) -> tuple[str, set[str]]:
    """The verdict on a picture that is shown for a while, and the faults that were told."""
    relay = Relay(way, seed=7)
    async with RelayedClient(f"{server.url}/whip", PictureTrack(lively(picture)), relay=relay) as client:
        await client.begin()
        first = await client.until(lambda told: told.get("frames", 0) > 0)
        await client.until(lambda told: told.get("frames", 0) > 0 and told["time"] > first["time"] + LOOKED_SECS)
        report = (await client.http.get(f"{client.session}/report")).json()
        await client.end()
    assert abs(relay.lost / relay.carried - way.loss) < 0.02
    return report["verdict"], {told["code"] for told in client.told if told["type"] == "finding"}
