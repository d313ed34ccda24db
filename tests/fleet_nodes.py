"""Several nodes and a real router before them, as `envcheck fleet` writes its configuration."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

from proxies import HAPROXY, NGINX, START_SECS, free_port, waited_for
from serving import Served, served
from whip_client import SDP

T = TypeVar("T")

TOKEN = "a-token-of-this-fleet"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}

BEHIND = {
    "ENVCHECK_SERVER__BEHIND_PROXY": "127.0.0.1",
    "ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "100000",
    "ENVCHECK_SERVER__SESSIONS_PER_CLIENT": "1000",
    "ENVCHECK_SERVER__SILENT_SECS": "600",
    "ENVCHECK_TOKENS": TOKEN,
}
"""For nodes of which a test is all clients at one time."""

NGINX_CONF = """
daemon off; worker_processes 1; {user} pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  include {folder}/nodes.conf;
}}
"""

ROUTERS = tuple(name for name, program in (("haproxy", HAPROXY), ("nginx", NGINX)) if program)


def written(router: str, *flags: str, environ: Mapping[str, str] | None = None) -> str:
    """What `envcheck fleet` prints."""
    command = [sys.executable, "-m", "envcheck", "fleet", router, *flags]
    around = {**os.environ, **(environ or {})}
    return subprocess.run(command, env=around, stdout=subprocess.PIPE, text=True, check=True, timeout=120).stdout


def prepared(router: str, folder: Path, text: str) -> list[str]:
    """The command that runs a router with that configuration, whose files lie in the folder."""
    if router == "haproxy":
        (folder / "haproxy.cfg").write_text(text)
        return [str(HAPROXY), "-f", str(folder / "haproxy.cfg")]
    (folder / "nodes.conf").write_text(text)
    user = "" if os.geteuid() else "user root;"  # else it reads files as nobody, who sees no folder of a test
    (folder / "nginx.conf").write_text(NGINX_CONF.format(folder=folder, user=user))
    return [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def begun(command: list[str], port: int) -> "subprocess.Popen[bytes]":
    """A router, once it listens at that port."""
    asked = [*command, "-db"] if command[0] == HAPROXY else command
    process = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    waited_for(port, process)
    return process


def ended(process: "subprocess.Popen[bytes]") -> None:
    """Ends a router, whatever it is at."""
    process.terminate()
    process.wait(START_SECS)


@contextmanager
def routed(router: str, folder: Path, *flags: str, environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a router while it runs."""
    port = free_port()
    text = written(router, "--listen", f"127.0.0.1:{port}", *flags, environ=environ)
    folder.mkdir(exist_ok=True)
    process = begun(prepared(router, folder, text), port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


@contextmanager
def nodes(*names: str, flags: tuple[str, ...] = ()) -> Iterator[dict[str, Served]]:
    """Nodes of these names, each a server of its own."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(served("--node", name, *flags, environ=BEHIND)) for name in names}


def listed(running: Mapping[str, Served]) -> list[str]:
    """The flags that name them to a router."""
    return [word for name, one in running.items() for word in ("--node", f"{name}={one.url.removeprefix('http://')}")]


@contextmanager
def workers(count: int, *flags: str, environ: Mapping[str, str] | None = None) -> Iterator[tuple[Served, int]]:
    """As many nodes by one command, once all of them listen, and the port of the first."""
    port = free_ports(count)
    asked = ("--workers", str(count), "--port", str(port), *flags)
    with served(*asked, environ={**BEHIND, **(environ or {})}) as server:
        until(lambda: sum("/whip (" in line for line in server.lines) == count, server.lines)
        yield server, port


def free_ports(count: int) -> int:
    """The first of several one after another that nobody has just now."""
    while True:
        first = free_port()
        if first + count < 65_536 and all(map(_is_free, range(first, first + count))):
            return first


def _is_free(port: int) -> bool:
    with httpx.Client() as http:
        try:
            http.get(f"http://127.0.0.1:{port}", timeout=1)
        except httpx.ConnectError:
            return True
        except httpx.HTTPError:
            return False
    return False


def process_of(server: Served, node: str) -> int:
    """The process that was begun last for a node, by the common log."""
    told = [json.loads(line) for line in tuple(server.lines) if line.startswith("{")]
    said = [one["event"] for one in told if one.get("node") == node and "Started server process" in one["event"]]
    return int(said[-1].partition("[")[2].rstrip("]"))


def offered(url: str, offer: str) -> httpx.Response:
    """An offer of a client that sends nothing."""
    return httpx.post(f"{url}/whip", content=offer, headers=SDP | HEADERS, timeout=60)


def node_of(place: str) -> str:
    """The node at which a session is."""
    return place.partition("/n/")[2].partition("/")[0]


def is_idle() -> bool:
    """True where nothing else keeps this machine busy, so that times say something."""
    return os.getloadavg()[0] < (os.cpu_count() or 1)


def until(found: Callable[[], T], told: object = "", secs: float = 120.0) -> T:
    """Waits until something is there, and gives it."""
    end = time.monotonic() + secs
    while not (seen := found()):
        assert time.monotonic() < end, f"in vain: {told}"
        time.sleep(0.05)
    return seen
