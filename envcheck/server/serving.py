"""The server as a process: where it listens, how it starts and how it leaves."""

import asyncio
import gc
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from envcheck.model.errors import ServerError
from envcheck.process import keep_heap_small
from envcheck.server.access import LOCAL_NAMES, OWN_EXTENSION, Access, Scope, SignedTokens, is_loopback, origin_of
from envcheck.server.access_middleware import App
from envcheck.server.app.application import create_app
from envcheck.server.app.context import AppContext
from envcheck.server.certificate import Certificate, load
from envcheck.server.http_connection import HEADER_SECS, HttpConnection
from envcheck.server.listener import Listener
from envcheck.server.path_prefix import PathPrefix
from envcheck.server.presence import Presence
from envcheck.server.session_manager import SessionManager, open_sessions
from envcheck.server.webrtc.media_address import MediaAddresses
from envcheck.server_settings import ServerSettings
from envcheck.settings import Settings

log = logging.getLogger(__name__)

LEAVE_SECS = 4
"""How long open requests may take once the server was asked to stop."""

BACKLOG = 256
"""Connections that wait to be taken."""

MOST_DESCRIPTORS = 16_384
"""More are not asked of the system: a session needs some ten, a connection one."""

LAST_SECS = 20.0
"""After that long the process ends, whatever did not stop: sessions and requests have had their time by then."""


Stopper = Callable[[Callable[[], None]], object]
"""Is given what asks the server to stop, as a signal does; it may be called from any thread."""


@dataclass(frozen=True)
class Bind:
    """Where the server listens.

    Attributes:
        host: an address or name of this machine.
        port: 0 for any free one.
        certificate: PEM file of the TLS certificate, None without TLS.
        key: PEM file of its key.
        or_any: takes a free one where that port is taken.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Path | None = None
    key: Path | None = None
    or_any: bool = False


def access_for(
    settings: Settings, bind: Bind, tokens: Mapping[bytes, frozenset[Scope]], signed: SignedTokens | None
) -> Access:
    """The rules for a server at that place.

    Raises:
        ServerError: others could reach it, themselves or through a proxy, and it has no tokens, or no TLS.
        SettingsError: an origin in the settings is none.
    """
    origins = frozenset(origin_of(origin) for origin in settings.server.origins)
    proxied = bool(settings.server.behind_proxy)
    local = is_loopback(bind.host) and not proxied
    if proxied and not (tokens or signed):
        raise ServerError(
            "Others come through a proxy, so tokens are needed; "
            "--token-file or the variable ENVCHECK_TOKENS gives them."
        )
    if not local and not (tokens or signed):
        raise ServerError(
            f"{bind.host} can be reached from other machines, so tokens are needed; "
            "--token-file or the variable ENVCHECK_TOKENS gives them."
        )
    if not local and not (bind.certificate or proxied):
        raise ServerError(
            f"{bind.host} can be reached from other machines, so TLS is needed; give --certificate and --key, "
            "or --behind-proxy with the address of a proxy that does that."
        )
    if local:
        origins |= {OWN_EXTENSION}
    hosts = frozenset(settings.server.hosts) | LOCAL_NAMES if local or settings.server.hosts else frozenset()
    return Access(tokens, signed, hosts, origins)


class _Server(uvicorn.Server):
    """Ends the sessions first when it leaves, so that no stream of events keeps it."""

    def __init__(
        self,
        config: uvicorn.Config,
        sessions: SessionManager,
        on_listening: Callable[[int], object],
        stopper: Stopper | None = None,
        presence: Presence | None = None,
    ) -> None:
        super().__init__(config)
        self._presence = presence
        self._sessions = sessions
        self._on_listening = on_listening
        self._stopper = stopper
        self._drain_secs = sessions.settings.server.drain_secs
        self.last_resort = threading.Timer(LAST_SECS + self._drain_secs, _exit_now)
        self.last_resort.daemon = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if self._stopper is None:
            with super().capture_signals():
                yield
        else:
            self._stopper(partial(self.handle_exit, signal.SIGTERM, None))
            yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit:
            self._sessions.hurry()
        super().handle_exit(sig, frame)
        if self.last_resort.ident is None:
            self.last_resort.start()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        if self.config.is_ssl:  # a client who begins TLS and never ends it waits as long as one without a request
            loop.create_server = partial(loop.create_server, ssl_handshake_timeout=HEADER_SECS)  # type: ignore[method-assign]
        await super().startup(sockets)
        if self.config.is_ssl:
            Certificate(self.config).renew_at_hangup()
        gc.freeze()  # what is loaded by now stays, so that looking for what an ended session has left takes less long
        self._on_listening(self.servers[0].sockets[0].getsockname()[1])
        if self._presence:
            self._leaving = asyncio.create_task(self._leave_with(self._presence))

    async def _leave_with(self, presence: Presence) -> None:
        await presence.until_left(lambda: len(self._sessions) > 0)
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._sessions.drain(self._drain_secs)  # requests are still answered: nothing is closed before
        await self._sessions.close()
        if self._presence:
            self._presence.leave()
        await super().shutdown(sockets)


def behind_proxies(app: App, server: ServerSettings) -> App:
    """An application as the proxies before it have it.

    Of `X-Forwarded-For` the last entry counts that none of them has made; what others say of clients and paths is
    passed by.
    """
    named: Any = ProxyHeadersMiddleware(app, list(server.behind_proxy)) if server.behind_proxy else app  # type: ignore[arg-type]
    return PathPrefix(named, server.root_path, server.behind_proxy)


def config_for(app: App, bind: Bind) -> uvicorn.Config:
    """How an application is served at that place."""
    return uvicorn.Config(
        app,
        http=HttpConnection,
        ssl_certfile=bind.certificate,
        ssl_keyfile=bind.key,
        proxy_headers=False,  # see `behind_proxies`
        backlog=BACKLOG,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=LEAVE_SECS,
        ws="none",
    )


def announcement(page: str) -> str:
    """What is said once a server listens."""
    return f"The room check is at {page} and looks at what is sent to {page}whip (Ctrl-C ends it)."


def serve(
    settings: Settings,
    bind: Bind,
    access: Access,
    on_open: Callable[[str], object] = lambda page: None,
    stopper: Stopper | None = None,
    presence: Presence | None = None,
) -> None:
    """Runs the server until it is interrupted.

    Args:
        settings: what to check and how.
        bind: where to listen.
        access: who may ask.
        on_open: is given the address of the page once the server listens.
        stopper: asks it to stop; without one, signals do.
        presence: counts open pages; the server ends by itself a while after the last.

    Raises:
        ServerError: it cannot listen there, or its certificate cannot be used.
        EnvcheckError: sessions cannot be made as the settings and the installed plugins are.
    """
    keep_heap_small()
    sessions = open_sessions(settings)
    config = config_for(behind_proxies(create_app(AppContext(sessions, access, presence)), settings.server), bind)
    load(config)

    def on_listening(port: int) -> None:
        page = f"{'https' if bind.certificate else 'http'}://{_url_host(bind.host)}:{port}/"
        print(announcement(page), flush=True)
        on_open(page)

    server = _Server(config, sessions, on_listening, stopper, presence)
    try:
        listener = _listener(bind, settings.server)
        # behind a proxy, a relay or another address media comes from elsewhere than requests do
        if not (settings.server.behind_proxy or settings.server.ice_servers or settings.server.media_addresses):
            bound = MediaAddresses(listener.getsockname()[0])
            sessions.media_place = replace(sessions.media_place, bound=bound)
        server.run([listener])
    finally:
        server.last_resort.cancel()


def _exit_now() -> None:
    log.error("the server did not stop by itself")
    os._exit(1)


def _listener(bind: Bind, server: ServerSettings) -> Listener:
    try:
        listening = _bound(bind)
    except (OSError, OverflowError) as error:
        reason, *_ = str(getattr(error, "strerror", None) or error).split(" (")  # the rest repeats the address
        raise ServerError(f"The server cannot listen on {bind.host}, port {bind.port} ({reason}).") from None
    most = min(server.connections, _descriptors() // 2)
    return Listener(listening, most, most if server.behind_proxy else -(-most // 2))  # a proxy asks for everybody


def _bound(bind: Bind) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind.host else socket.AF_INET
    try:
        return socket.create_server((bind.host, bind.port), family=family, backlog=BACKLOG)
    except OSError:
        if not bind.or_any:
            raise
        return socket.create_server((bind.host, 0), family=family, backlog=BACKLOG)


def _descriptors() -> int:
    """How many files and sockets this process may have open; as many as it can get without asking anybody."""
    try:
        import resource
    except ImportError:  # Windows
        return MOST_DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def _url_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
