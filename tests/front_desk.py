"""The server's application in this process, asked over HTTP without a socket."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import httpx
from aiortc import RTCPeerConnection

from envcheck.server.access import Access
from envcheck.server.access_middleware import AccessMiddleware
from envcheck.server.app.application import create_app
from envcheck.server.app.context import AppContext
from envcheck.server.live_session import LiveSession
from envcheck.server.metrics import Metrics
from envcheck.server.session_manager import SessionManager
from envcheck.server.webrtc.whip.link import Link
from envcheck.settings import Settings
from hand_clock import HandClock

T = TypeVar("T")
HOST = "127.0.0.1:8765"
SDP = {"Content-Type": "application/sdp"}
TRICKLE = {"Content-Type": "application/trickle-ice-sdpfrag"}
PROBLEM = "application/problem+json"


class Desk:
    """Asks one after another; for sessions that are begun no time passes unless a test moves the clock on."""

    def __init__(self, sessions: SessionManager, access: Access, runner: asyncio.Runner, clock: HandClock) -> None:
        self.sessions = sessions
        self.clock = clock
        self._runner = runner
        self.app = create_app(AppContext(sessions, access))
        self._transport = httpx.ASGITransport(self.app)
        self._http = httpx.AsyncClient(transport=self._transport, base_url=f"http://{HOST}")

    def ask(self, method: str, url: str, **how: Any) -> httpx.Response:
        """One request and its answer."""
        return self._runner.run(self.asking(method, url, **how))

    def ask_past_faults(self, method: str, url: str) -> httpx.Response:
        """One request and its answer, though the application failed."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        http = httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}")
        return self._runner.run(http.request(method, url))

    def asking(self, method: str, url: str, **how: Any) -> Coroutine[Any, Any, httpx.Response]:
        """One request, yet to be run."""
        return self._http.request(method, url, **how)

    def pass_until_over(self, work: Coroutine[Any, Any, T]) -> T:
        """Does something that waits for some time to be over, and lets it pass."""

        async def passing() -> T:
            task = asyncio.ensure_future(work)
            await self.clock.until(task.done)
            return task.result()

        return self._runner.run(passing())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Does something where the sessions are, and waits for it."""
        self._runner.run(work)

    def begin(self, *kinds: str, query: str = "", client: str = "127.0.0.1", **how: Any) -> httpx.Response:
        """Posts an offer of tracks of these kinds, of a camera where none is named."""
        self._transport.client = (client, 123)
        return self.ask("POST", f"/whip{query}", content=offer(*(kinds or ("video",))), headers=SDP, **how)

    def live(self, answer: httpx.Response) -> LiveSession:
        """The session that an answer began."""
        live = self.sessions.get(answer.headers["Location"].rpartition("/")[2])
        assert isinstance(live, LiveSession)
        return live


@contextmanager
def desk(settings: Settings | None = None, access: Access | None = None, *ice_servers: Link) -> Iterator[Desk]:
    """A server with these settings, until the block is left."""
    with asyncio.Runner() as runner:
        opened = runner.run(_opened(settings or Settings(), access or Access(), ice_servers, runner))
        try:
            yield opened
        finally:
            runner.run(opened.sessions.close())


async def _opened(settings: Settings, access: Access, ice_servers: tuple[Link, ...], runner: asyncio.Runner) -> Desk:
    clock = HandClock()
    return Desk(SessionManager(settings, ice_servers, Metrics(), clock), access, runner, clock)


@cache
def offer(*kinds: str, direction: str = "sendonly") -> str:
    """The SDP of an offer by a client that is gone at once."""
    return asyncio.run(_offer(kinds, direction))


async def _offer(kinds: tuple[str, ...], direction: str) -> str:
    peer = RTCPeerConnection()
    for kind in kinds:
        peer.addTransceiver(kind, direction=direction)
    await peer.setLocalDescription(await peer.createOffer())
    sdp: str = peer.localDescription.sdp
    await peer.close()
    return sdp


def desk_app(settings: Settings, access: Access) -> tuple[AccessMiddleware, SessionManager]:
    """The application and its sessions, to be run by somebody else's event loop."""
    sessions = SessionManager(settings, (), Metrics())
    return create_app(AppContext(sessions, access)), sessions
