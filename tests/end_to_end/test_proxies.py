"""Below a path of a real proxy: the page, and clients of others, find their session there and leave it there."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from front_desk import offer
from proxies import HAPROXY, NGINX, free_port, haproxy, nginx
from sent import still
from serving import Served, served
from watched import CHECK, OFTEN, sessions, until, watched
from whip_client import SDP, Client, PictureTrack

TOKEN = "a-token-of-this-test"
BEHIND = {"ENVCHECK_SERVER__BEHIND_PROXY": "127.0.0.1", "ENVCHECK_TOKENS": TOKEN}

HEADERS = "proxy_set_header X-Forwarded-Prefix /rooms/check; proxy_set_header Host $http_host;"
PLACES = (
    "location /rooms/check/ {{ proxy_pass {url}/; " + HEADERS + " proxy_buffering off; }}"
    "location /left/ {{ proxy_pass {url}; proxy_set_header X-Forwarded-Prefix /left; }}"
)
"""nginx takes the path away where its `proxy_pass` has one, and leaves it else; by itself it sends its own `Host`."""


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(environ=OFTEN | BEHIND) as running:
        yield running


@pytest.fixture(scope="module")
def front(server: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not NGINX:
        pytest.skip("nginx is not installed")
    with nginx(tmp_path_factory.mktemp("nginx"), PLACES.format(url=server.url)) as url:
        yield url


async def visit(url: str) -> tuple[str, int]:
    """A session from its offer to its end: where it is, and what leaving it came to."""
    async with Client(f"{url}/whip", PictureTrack(still("ready.jpg")), token=TOKEN) as client:
        assert (await client.begin()).status_code == 201
        await client.until(lambda message: message["type"] == "progress" and message["frames"] > 0)
        assert (await client.http.get(f"{client.session}/report")).status_code == 200
        return client.session, (await client.http.delete(client.session)).status_code


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/rooms/check", "/left"])
def test_a_client_follows_its_answer_below_a_path(front: str, server: Served, path: str) -> None:
    session, status = asyncio.run(visit(f"{front}{path}"))
    assert session.startswith(f"{front}{path}/whip/sessions/")
    assert status == 200
    assert sessions(server, TOKEN) == 0


@pytest.mark.slow
def test_a_redirect_stays_below_its_path(front: str) -> None:
    for path in ("/rooms/check", "/left"):
        moved = httpx.get(f"{front}{path}/embed/", follow_redirects=True)
        assert (moved.status_code, str(moved.url)) == (200, f"{front}{path}/embed")


SECTIONS = """
frontend front
  bind 127.0.0.1:{port}
  acl below path_beg /check/
  http-request set-header X-Forwarded-Prefix /check if below
  http-request replace-path /check(/.*) \\\\1 if below
  default_backend nodes
backend nodes
  option httpchk
  http-check send meth GET uri /readyz
  server one {node} check inter 100ms fall 1 rise 1
listen states
  bind 127.0.0.1:{states}
  stats enable
  stats uri /
"""


async def fill(url: str, counts: str, offer: str) -> None:
    """One session that has all the room there is, while the balancer goes on to probe."""
    async with Client(f"{url}/whip", PictureTrack(still("ready.jpg")), token=TOKEN) as client:
        assert (await client.begin()).status_code == 201
        for _ in range(20):
            assert "DOWN" not in (await client.http.get(counts)).text
            await asyncio.sleep(0.05)
        second = await client.http.post(
            f"{url}/whip", content=offer, headers=SDP | {"Authorization": f"Bearer {TOKEN}"}
        )
        assert (second.status_code, "retry-after" in second.headers) == (503, True)
        assert (await client.http.get(f"{client.session}/report")).status_code == 200


@pytest.mark.slow
@pytest.mark.skipif(not HAPROXY, reason="HAProxy is not installed")
def test_a_full_server_stays_reachable_behind_a_balancer_that_probes_it(tmp_path: Path) -> None:
    """HAProxy's own check is of HTTP/1.0 and names no host; it takes away whatever answers with 403 or 503."""
    with served(environ=OFTEN | BEHIND | {"ENVCHECK_SERVER__SESSIONS": "1"}) as node:
        port, states = free_port(), free_port()
        sections = SECTIONS.format(port=port, states=states, node=node.url.removeprefix("http://"))
        with haproxy(tmp_path, port, sections):
            counts, end = f"http://127.0.0.1:{states}/;csv", time.monotonic() + 60
            while "L7OK" not in (text := httpx.get(counts).text):
                assert time.monotonic() < end, text
                time.sleep(0.05)
            asyncio.run(fill(f"http://127.0.0.1:{port}/check", counts, offer("video")))


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_the_page_looks_from_below_a_path_and_leaves_nothing_behind(
    front: str, server: Served, playwright: Playwright, tmp_path: Path
) -> None:
    camera = changing_camera(tmp_path / "camera.mjpeg", ("ready.jpg", 4))
    browser = launched(playwright, faked(camera, still_room(tmp_path / "sound.wav")))
    with watched(browser, front) as context:
        page = context.new_page()
        page.goto(f"{front}/rooms/check/#token={TOKEN}")
        page.click("#begin")
        until(page, f"{CHECK}.state.looks > 1")
        assert sessions(server, TOKEN) == 1
        page.evaluate(f"{CHECK}.stop()")
        while sessions(server, TOKEN):
            page.wait_for_timeout(50)
    browser.close()
