"""Several nodes by one command: they are begun together and anew, drain together, and end with whoever began them."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from fleet_nodes import HEADERS, free_ports, offered, process_of, until, workers
from front_desk import offer
from rsa import pem

pytestmark = pytest.mark.slow


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_drain_when_a_group_is_asked_to_stop_and_end_when_it_is_asked_twice() -> None:
    with workers(2, "--node", "a", "--drain", "600") as (server, port):
        urls = [f"http://127.0.0.1:{port + number}" for number in range(2)]
        places = [f"{url}{offered(url, offer('video')).headers['location']}" for url in urls]
        assert [f"/n/a-{number}/" in place for number, place in enumerate(places)] == [True, True]
        for process in (process_of(server, "a-0"), process_of(server, "a-1"), server.process.pid):
            os.kill(process, signal.SIGTERM)
        for url in urls:
            until(lambda url=url: httpx.get(f"{url}/readyz", timeout=60).status_code == 503)  # type: ignore[misc]
        for place in places:
            assert httpx.get(f"{place}/report", headers=HEADERS, timeout=60).status_code == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == -signal.SIGTERM
        said = [json.loads(line) for line in server.lines if line.startswith("{")]
        assert [one["node"] for one in said if one["event"] == "session over"] in (["a-0", "a-1"], ["a-1", "a-0"])


def test_a_node_that_dies_is_begun_anew_at_its_port_and_all_end_with_their_supervisor() -> None:
    with workers(2) as (server, port):
        first = process_of(server, "node-0")
        os.kill(first, signal.SIGKILL)
        until(lambda: process_of(server, "node-0") != first, server.lines)
        url = f"http://127.0.0.1:{port}"
        until(lambda: answers(url), server.lines)
        running = [process_of(server, "node-0"), process_of(server, "node-1")]
        server.process.kill()
        until(lambda: not any(map(is_there, running)), running)


def test_all_read_their_certificate_anew_when_they_are_told_to(tmp_path: Path) -> None:
    file = str(pem(tmp_path / "both.pem"))
    with workers(2, "--certificate", file, "--key", file) as (server, _):
        server.process.send_signal(signal.SIGHUP)
        until(lambda: sum("certificate read anew" in line for line in tuple(server.lines)) == 2, server.lines)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", timeout=60).status_code == 204
    except httpx.TransportError:
        return False


def test_a_port_that_is_taken_is_said_in_one_sentence_and_nothing_is_left() -> None:
    port = free_ports(2)
    command = [sys.executable, "-m", "envcheck", "serve", "--workers", "2", "--port", str(port)]
    with socket.create_server(("127.0.0.1", port + 1)):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert f"cannot listen on 127.0.0.1, port {port + 1}" in done.stderr.splitlines()[-1]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}", timeout=60)
