"""The room check inside another ASGI program."""

import asyncio
from typing import Self

from starlette.types import Receive, Scope, Send

from envcheck.server.access import LOCAL_NAMES, Access, origin_of
from envcheck.server.app.application import create_app
from envcheck.server.app.context import AppContext
from envcheck.server.session_manager import SessionManager, open_sessions
from envcheck.settings import Settings


def mounted(settings: Settings, access: Access | None = None) -> "MountedApp":
    """The room check as an ASGI application, for a program that has one already.

    Args:
        settings: what to check and how, and the server's limits; `Settings()` reads no file and no variable.
        access: who may ask. Where it is left out, whoever the program lets through may, from its own pages and those of
            `settings.server.origins`.

    Example:
        >>> from starlette.applications import Starlette
        >>> from starlette.routing import Mount
        >>> from envcheck.server.app import mounted
        >>> from envcheck.settings import Settings
        >>> program = Starlette(routes=[Mount("/room-check", mounted(Settings()))])

    Raises:
        ServerError: a STUN or TURN server of the settings is none.
        EnvcheckError: sessions cannot be made as the settings and the installed plugins are.
    """
    server = settings.server
    names = frozenset(server.hosts) | LOCAL_NAMES if server.hosts else frozenset()
    given = access or Access(hosts=names, origins=frozenset(map(origin_of, server.origins)))
    return MountedApp(open_sessions(settings), given)


class MountedApp:
    """The application. It needs nobody to begin or to end it, since few programs hand their lifespan on to their parts.

    It begins with its first request, and its sessions end with the event loop. Where the program has a place for it,
    `async with` begins it before that, and ends its sessions while their clients can still be told; an ASGI server that
    runs it by itself does so as well.

    Args:
        sessions: those it keeps.
        access: who may ask.
    """

    def __init__(self, sessions: SessionManager, access: Access) -> None:
        self._sessions = sessions
        self._app = create_app(AppContext(sessions, access))
        self._begun = False
        self._warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the lifespan where it is handed on."""
        if scope["type"] == "http" and not self._begun:
            self._sessions.starting = True
            self._warming = asyncio.create_task(self._sessions.warm_up())
        self._begun = True
        await self._app(scope, receive, send)

    async def __aenter__(self) -> Self:
        """Begins, and is ready then."""
        self._begun = True
        await self._sessions.warm_up()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Ends all sessions; none is taken any more."""
        await self._sessions.close()
