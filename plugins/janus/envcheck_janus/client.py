"""Janus' own protocol over a WebSocket, as far as VideoRoom needs it.

https://janus.conf.meetecho.com/docs/rest.html and https://janus.conf.meetecho.com/docs/videoroom.html
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from envcheck_janus.settings import JanusSettings

Json = dict[str, Any]

Id = str | int
"""Of a room or a feed: a number, or a word where Janus has `string_ids`."""

PROTOCOL = Subprotocol("janus-protocol")
VIDEOROOM = "janus.plugin.videoroom"

CONNECT_SECS, ANSWER_SECS, FAREWELL_SECS = 5.0, 10.0, 1.0

KEEPALIVE_SECS = 5.0
"""Janus ends a session that is silent for its `session_timeout`: 60 seconds, or as few as its operator likes."""

NO_SUCH_ROOM, NO_SUCH_FEED = 426, 428
"""JANUS_VIDEOROOM_ERROR_… of janus_videoroom.c."""


class JanusAway(Exception):
    """Janus cannot be reached, or has gone."""


class Refused(Exception):
    """Janus does not do what was asked for.

    Attributes:
        code: Janus' number for the reason.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"Janus refused with {code}")
        self.code = code


class Janus:
    """One session with Janus.

    Args:
        socket: to it.
        settings: with the secrets that it wants.

    Attributes:
        lost: is done once Janus has gone.
    """

    def __init__(self, socket: ClientConnection, settings: JanusSettings) -> None:
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._socket = socket
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._handles: dict[int, Handle] = {}
        keys = {"apisecret": settings.api_secret, "token": settings.janus_token}
        self._every: Json = {key: text for key, one in keys.items() if (text := one.get_secret_value())}

    async def begin(self) -> None:
        """Begins the session.

        Raises:
            JanusAway: it has gone.
            Refused: a secret is wrong.
        """
        self._every["session_id"] = (await self.ask("create"))["data"]["id"]

    async def attach(self) -> "Handle":
        """A handle of VideoRoom.

        Raises:
            JanusAway: Janus has gone.
            Refused: it has no such plugin.
        """
        handle = Handle(self, (await self.ask("attach", plugin=VIDEOROOM))["data"]["id"])
        self._handles[handle.id] = handle
        return handle

    async def ask(self, janus: str, **rest: Any) -> Json:
        """The answer to a request; of what is only acknowledged at first, the event that follows.

        Raises:
            JanusAway: Janus has gone, or does not answer.
            Refused: it says no.
        """
        transaction = secrets.token_hex(8)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[transaction] = answer
        try:
            async with asyncio.timeout(ANSWER_SECS):
                await self._send(janus, transaction, rest)
                return await answer
        except TimeoutError as error:
            raise JanusAway from error
        finally:
            del self._waiting[transaction]

    async def keep_alive(self) -> None:
        """Keeps the session alive until it is lost."""
        with suppress(JanusAway):
            while True:
                await asyncio.sleep(KEEPALIVE_SECS)
                await self._send("keepalive", secrets.token_hex(8), {})

    async def listen(self) -> None:
        """Takes what Janus says until it goes."""
        try:
            async for text in self._socket:
                self._take(json.loads(text))
        except (WebSocketException, ValueError, LookupError, TypeError):
            pass  # what cannot be read is no Janus
        finally:
            self._lose()

    async def _send(self, janus: str, transaction: str, rest: Json) -> None:
        if self.lost.done():
            raise JanusAway
        try:
            await self._socket.send(json.dumps({**self._every, "janus": janus, "transaction": transaction, **rest}))
        except (OSError, WebSocketException) as error:
            raise JanusAway from error

    def _take(self, message: Json) -> None:
        kind, answer = message["janus"], self._waiting.get(message.get("transaction", ""))
        if kind == "timeout":
            self._lose()
        elif kind in ("hangup", "detached") and (handle := self._handles.get(message["sender"])):
            handle.note_over()
        elif answer and not answer.done() and kind == "error":
            answer.set_exception(Refused(message["error"]["code"]))
        elif answer and not answer.done() and kind != "ack":
            answer.set_result(message)

    def _lose(self) -> None:
        if not self.lost.done():
            self.lost.set_result(None)
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(JanusAway())


class Handle:
    """Somebody who talks to VideoRoom.

    Args:
        janus: the session.
        id: of the handle.

    Attributes:
        over: is done once its media has ended.
    """

    def __init__(self, janus: Janus, id: int) -> None:
        self.id = id
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._janus = janus

    def note_over(self) -> None:
        """Its media has ended."""
        if not self.over.done():
            self.over.set_result(None)

    async def ask(self, body: Json, jsep: Json | None = None) -> tuple[Json, Json | None]:
        """What VideoRoom answers, and its offer or answer where there is one.

        Raises:
            JanusAway: Janus has gone.
            Refused: VideoRoom says no.
        """
        with_jsep = {"jsep": jsep} if jsep else {}
        answer = await self._janus.ask("message", handle_id=self.id, body=body, **with_jsep)
        data: Json = answer.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise Refused(data["error_code"])
        return data, answer.get("jsep")

    async def publishers(self, room: Id) -> list[Id]:
        """The feeds of a room; asking makes nobody a participant.

        Raises:
            JanusAway: Janus has gone.
            Refused: there is no such room.
        """
        data, _ = await self.ask({"request": "listparticipants", "room": room})
        return [one["id"] for one in data.get("participants", []) if one.get("publisher")]


@asynccontextmanager
async def connected(settings: JanusSettings) -> AsyncIterator[Janus]:
    """A session with Janus, ended with the block.

    Raises:
        JanusAway: it cannot be reached.
        Refused: a secret is wrong.
    """
    try:
        async with asyncio.timeout(CONNECT_SECS):
            socket = await connect(
                settings.url, subprotocols=[PROTOCOL], open_timeout=None, close_timeout=FAREWELL_SECS
            )
    except (TimeoutError, OSError, WebSocketException) as error:
        raise JanusAway from error
    janus = Janus(socket, settings)
    tasks = [asyncio.create_task(janus.listen()), asyncio.create_task(janus.keep_alive())]
    try:
        await janus.begin()
        yield janus
    finally:
        with suppress(JanusAway, Refused, TimeoutError):
            async with asyncio.timeout(FAREWELL_SECS):
                await janus.ask("destroy")
        await socket.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
