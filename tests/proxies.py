"""Real proxies before a server, by Debian's packages."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NGINX, HAPROXY = (shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin") for name in ("nginx", "haproxy"))
START_SECS = 60.0

NGINX_CONF = """
daemon off; worker_processes 1; {user} pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; {places} }}
}}
"""

HAPROXY_CONF = """
global
  maxconn 200
defaults
  mode http
  timeout connect 30s
  timeout check 60s
  timeout client 60s
  timeout server 60s
{sections}
"""


@contextmanager
def nginx(folder: Path, places: str) -> Iterator[str]:
    """Its address while it runs; `places` are the locations of its one server."""
    port = free_port()
    file = folder / "nginx.conf"
    user = "" if os.geteuid() else "user root;"  # else it reads files as nobody, who sees no folder of a test
    file.write_text(NGINX_CONF.format(folder=folder, port=port, places=places, user=user))
    assert NGINX
    with _running([NGINX, "-p", str(folder), "-c", str(file)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def haproxy(folder: Path, port: int, sections: str) -> Iterator[None]:
    """HAProxy while it runs, and listens to that port among others."""
    file = folder / "haproxy.cfg"
    file.write_text(HAPROXY_CONF.format(sections=sections))
    assert HAPROXY
    with _running([HAPROXY, "-db", "-f", str(file)], port):
        yield


def free_port() -> int:
    """One that nobody has just now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            waited_for(port, process)
            yield
        finally:
            process.terminate()
            process.wait(START_SECS)


def waited_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Waits until a proxy listens at that port."""
    end = time.monotonic() + START_SECS
    while True:
        assert process.poll() is None, "the proxy has left"
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.02)
