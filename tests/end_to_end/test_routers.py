"""What happens to routers and nodes one by one: a node that drains, a node that is gone, a router that is reloaded."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import fleet_network
from fleet_nodes import (
    HEADERS,
    ROUTERS,
    TOKEN,
    begun,
    ended,
    listed,
    node_of,
    nodes,
    offered,
    prepared,
    routed,
    until,
    written,
)
from front_desk import offer
from lossy_network import APART, LACKING, permitted
from proxies import HAPROXY, free_port
from recorded import RecordedPictures
from serving import Served
from whip_client import Client

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staying() -> Iterator[dict[str, Served]]:
    """A node that outlasts all tests."""
    with nodes("n2") as running:
        yield running


@pytest.mark.parametrize("router", ROUTERS)
def test_no_session_notices_that_its_node_is_about_to_leave(
    router: str, staying: dict[str, Served], tmp_path: Path
) -> None:
    with nodes("n1", flags=("--drain", "600")) as leaving:
        with routed(router, tmp_path, *listed(leaving | staying)) as url:
            asyncio.run(drained(url, leaving["n1"], offer("video")))
            gone = httpx.get(f"{url}/n/n1/whip/sessions/x/report", headers=HEADERS, timeout=60)
            assert gone.status_code == 404, "another node answers for one that has gone"
        assert leaving["n1"].process.wait(60) in (0, -signal.SIGTERM)


async def begun_at(url: str, node: str) -> Client:
    """Somebody whom the router has sent to that node."""
    for _ in range(20):
        client = Client(f"{url}/whip", RecordedPictures("ready.jpg"), token=TOKEN)
        answer = await client.begin()
        assert answer.status_code == 201
        if node_of(answer.headers["Location"]) == node:
            return client
        await client.end()
    raise AssertionError(f"nobody is sent to {node}")


async def drained(url: str, leaving: Served, offered_sdp: str) -> None:
    """Somebody is looked at by a node while it drains, and ends in time; others begin elsewhere."""
    async with await begun_at(url, "n1") as client:
        await client.until(lambda told: told["type"] == "progress" and told["frames"] > 0, 120)
        leaving.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(until, lambda: httpx.get(f"{leaving.url}/readyz", timeout=60).status_code == 503)
        for _ in range(3):
            taken = await asyncio.to_thread(offered, url, offered_sdp)
            assert (taken.status_code, node_of(taken.headers["Location"])) == (201, "n2")
            await client.http.delete(f"{url}{taken.headers['Location']}")
        frames = client.told[-1].get("frames", 0)
        await client.until(lambda told: told["type"] == "progress" and told["frames"] > frames, 120)
        assert (await client.http.get(f"{client.session}/report")).status_code == 200
        assert not [told for told in client.told if told["type"] == "end"]
        assert (await client.http.delete(client.session)).status_code == 200


@pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")
def test_a_router_that_is_reloaded_or_begun_anew_interrupts_no_media(
    staying: dict[str, Served], tmp_path: Path
) -> None:
    port = free_port()
    text = written("haproxy", "--listen", f"127.0.0.1:{port}", *listed(staying))
    asyncio.run(reloaded(prepared("haproxy", tmp_path, text), port))


async def reloaded(command: list[str], port: int) -> None:
    """Events go on by themselves over a reload, and from where they were over a new beginning."""
    first = await asyncio.to_thread(begun, command, port)
    routers: list[subprocess.Popen[bytes]] = [first]
    url = f"http://127.0.0.1:{port}"
    try:
        async with Client(f"{url}/whip", RecordedPictures("ready.jpg"), token=TOKEN) as client:
            assert (await client.begin()).status_code == 201
            await client.until(lambda told: told.get("frames", 0) > 0, 120)
            routers.append(await asyncio.to_thread(begun, [*command, "-sf", str(first.pid)], port))
            frames = client.told[-1].get("frames", 0)
            await client.until(lambda told: told.get("frames", 0) > frames, 120)
            ids = await heard(client, "0")
            for router in routers:
                await asyncio.to_thread(ended, router)
            routers.append(await asyncio.to_thread(begun, command, port))
            resumed = await heard(client, ids[-1])
            assert int(resumed[0]) > int(ids[-1]), "nothing is told twice"
            assert not [told for told in client.told if told["type"] == "end"]
            assert (await client.http.delete(client.session)).status_code == 200
    finally:
        for router in routers:
            if router.poll() is None:
                ended(router)


async def heard(client: Client, last: str) -> list[str]:
    """The numbers of what is told from a message on, until two have come of which one is new."""
    ids: list[str] = []
    headers = {"Last-Event-ID": last}
    async with asyncio.timeout(120), client.http.stream("GET", client.events, headers=headers, timeout=None) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("id: "):
                ids.append(line[4:])
            if len(ids) > 2:
                return ids
    raise AssertionError("the stream has ended")


@pytest.mark.skipif(not HAPROXY or not permitted(), reason=LACKING)
def test_media_reaches_nodes_of_which_only_its_ports_are_let_through() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*APART, sys.executable, fleet_network.__file__]
    output = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True, timeout=300).stdout
    assert json.loads(output) == {"n1": True, "n2": True}


def test_kubernetes_takes_the_manifests() -> None:
    """By the published schemas, where a package has them; routes are of a gateway, of which it has none."""
    validate = pytest.importorskip("kubernetes_validate").validate
    yaml = pytest.importorskip("yaml")
    for one in yaml.safe_load_all(written("kubernetes")):
        if one["kind"] != "HTTPRoute":
            validate(json.loads(json.dumps(one)), "1.30", strict=True)
