"""The room check as a part of another ASGI program."""

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from envcheck.model.errors import ServerError, SettingsError
from envcheck.server.access import Access, tokens_in
from envcheck.server.app import mounted
from envcheck.server.app.mount import MountedApp
from envcheck.server.app.page_parts import address
from envcheck.server.webrtc.whip import link
from envcheck.settings import ServerSettings, Settings
from front_desk import SDP, offer
from sent import still
from whip_client import Client, PictureTrack

SETTINGS = Settings()
VIDEO = offer("video")
Work = Callable[[httpx.AsyncClient], Awaitable[None]]


def inside(part: MountedApp, work: Work, place: str = "/tools/room-check") -> None:
    """Does something with a program that has the room check below a path, and runs no lifespan."""

    async def run() -> None:
        program = Starlette(routes=[Mount("/tools", routes=[Mount("/room-check", part)])])
        transport = httpx.ASGITransport(program)
        async with part, httpx.AsyncClient(transport=transport, base_url=f"https://clinic.test{place}") as http:
            await work(http)

    asyncio.run(run())


def test_a_session_is_found_where_its_answer_says() -> None:
    async def work(http: httpx.AsyncClient) -> None:
        begun = await http.post("/whip", content=VIDEO, headers=SDP | {"Origin": "https://clinic.test"})
        place = begun.headers["Location"]
        assert (begun.status_code, place.rpartition("/")[0]) == (201, "/tools/room-check/whip/sessions")
        (events,) = link.parse_links(begun.headers.get_list("Link"))
        assert events.target == f"{place}/events"
        here = str(httpx.URL("https://clinic.test").join(place))
        assert (await http.get(f"{here}/report")).status_code == 200
        assert (await http.delete(here)).status_code == 200

    inside(mounted(SETTINGS), work)


def test_its_page_names_its_parts_from_there_on() -> None:
    async def work(http: httpx.AsyncClient) -> None:
        page = await http.get("/")
        script = f"/web/{address('page.js')}"
        assert f'src="/tools/room-check{script}"' in page.text
        assert (await http.get(script)).headers["Cache-Control"].endswith("immutable")
        assert (await http.get("/web/words/en.json")).status_code == 200
        moved = await http.get("/embed/")
        assert (moved.status_code, moved.headers["Location"]) == (307, "/tools/room-check/embed")

    inside(mounted(SETTINGS), work)


def test_it_begins_with_its_first_request_where_nobody_begins_it() -> None:
    async def run() -> None:
        program = Starlette(routes=[Mount("/check", part := mounted(SETTINGS))])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(program), base_url="http://a/check") as http:
            assert (await http.get("/readyz")).status_code == 503, "it is starting"
            assert (await http.get("/healthz")).status_code == 204
            for _ in range(3000):
                await asyncio.sleep(0.02)
                if (await http.get("/readyz")).status_code == 204:
                    break
            assert (await http.post("/whip", content=VIDEO, headers=SDP)).status_code == 201
            await part.__aexit__()
            assert (await http.get("/readyz")).status_code == 503, "it has left"
            assert (await http.post("/whip", content=VIDEO, headers=SDP)).status_code == 503

    asyncio.run(run())


def test_a_lifespan_that_is_handed_on_begins_and_ends_it() -> None:
    async def run() -> list[str]:
        said: asyncio.Queue[Any] = asyncio.Queue()
        told: list[str] = []

        async def send(message: Any) -> None:
            told.append(message["type"])
            if message["type"] == "lifespan.startup.complete":
                said.put_nowait({"type": "lifespan.shutdown"})

        said.put_nowait({"type": "lifespan.startup"})
        await mounted(SETTINGS)({"type": "lifespan", "asgi": {"version": "3.0"}}, said.get, send)
        return told

    assert asyncio.run(run()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_who_may_ask_is_the_programs_to_say() -> None:
    async def guarded(http: httpx.AsyncClient) -> None:
        assert (await http.post("/whip", content=VIDEO, headers=SDP)).status_code == 401
        bearer = {"Authorization": "Bearer k7Qe-creates-and-reads"}
        assert (await http.post("/whip", content=VIDEO, headers=SDP | bearer)).status_code == 201

    async def other_pages(http: httpx.AsyncClient) -> None:
        for origin, status in (("https://partner.test", 201), ("https://clinic.test", 201), ("https://evil.test", 403)):
            answer = await http.post("/whip", content=VIDEO, headers=SDP | {"Origin": origin})
            assert answer.status_code == status, origin

    inside(mounted(SETTINGS, Access(tokens_in("k7Qe-creates-and-reads", "tokens"))), guarded)
    inside(mounted(Settings(server=ServerSettings(origins=("https://Partner.test:443",)))), other_pages)


def test_what_cannot_be_is_told_at_once() -> None:
    with pytest.raises(ServerError, match="STUN"):
        mounted(Settings(server=ServerSettings(ice_servers=("http://a",))))
    with pytest.raises(SettingsError, match="origin"):
        mounted(Settings(server=ServerSettings(origins=("*",))))
    with pytest.raises(SettingsError, match="no profile"):
        mounted(Settings(profile="nobody"))


HOST = """
import socket
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from envcheck.server.app import mounted
from envcheck.settings import Settings

if __name__ == "__main__":
    program = Starlette(routes=[Mount("/room-check", mounted(Settings()))])
    server = uvicorn.Server(uvicorn.Config(program, log_level="critical", timeout_graceful_shutdown=1))
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    server.run([listening])
"""


@pytest.mark.slow
def test_a_program_that_knows_of_no_lifespan_leaves_though_a_session_is_open() -> None:
    async def visit(port: int) -> None:
        url = f"http://127.0.0.1:{port}/room-check/whip"
        async with Client(url, PictureTrack(still("ready.jpg"))) as client:
            assert (await client.begin()).status_code == 201
            await client.until(lambda message: message["type"] == "progress" and message["frames"] > 0, 240)
            server.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(server.wait, 60) is not None

    with subprocess.Popen([sys.executable, "-c", HOST], stdout=subprocess.PIPE, text=True) as server:
        watchdog = threading.Timer(300, server.kill)
        watchdog.start()
        try:
            assert server.stdout
            asyncio.run(visit(int(server.stdout.readline())))
        finally:
            watchdog.cancel()
            server.kill()
