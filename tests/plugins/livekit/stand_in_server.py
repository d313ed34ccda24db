"""A stand-in of a LiveKit server, for tests: it imitates `/rtc` (signalling v0 over two peer connections), `/agent`
(dispatch to agents) and `AgentDispatchService.CreateDispatch`, so far that LiveKit's real SDKs (`livekit`,
`livekit-agents`, `livekit-api` for Python, `livekit-client` for browsers) work through it.

It is no LiveKit server: media is decoded and encoded again, nothing is adapted to a line, and rooms have no limits. Its
names are those of `livekit-protocol`, of which it reads and writes the messages; how they follow upon one another was
learnt from the SDKs.
"""

import asyncio
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import WSMsgType, web
from livekit import api
from livekit.api.access_token import Claims
from livekit.protocol import agent, agent_dispatch, models, rtc

from stand_in_participant import Participant, sid

KEY, SECRET = "devkey", "a-secret-of-the-stand-in-and-of-nothing-else"
VERSION = "1.9.0"
OPEN = {"Access-Control-Allow-Origin": "*"}


class Room:
    """Who is in a room, and what they publish.

    Attributes:
        unaddressed: packets of somebody hidden that went to everybody.
    """

    def __init__(self, name: str) -> None:
        self.info, self.people = models.Room(sid=sid("RM_"), name=name), dict[str, Participant]()
        self.has_begun = False
        self.unaddressed = 0

    def tell_of(self, who: Participant) -> None:
        """Tells the others of somebody, unless that one is hidden."""
        for other in self.people.values():
            if other is not who and not who.is_hidden:
                other.begin(other.send(update=rtc.ParticipantUpdate(participants=[who.info])))

    def pass_on(self, who: Participant, label: str, packet: models.DataPacket) -> None:
        """Hands data to those whom it is meant for: all others, where nobody is named."""
        wanted = set(packet.destination_identities)
        self.unaddressed += who.is_hidden and not wanted
        for other in self.people.values():
            if other is not who and (not wanted or other.info.identity in wanted):
                other.hand(label, packet.SerializeToString())


class Worker:
    """An agent server that has registered."""

    def __init__(self, ws: web.WebSocketResponse, said: agent.RegisterWorkerRequest) -> None:
        self.ws, self.name, self.hidden = ws, said.agent_name, said.allowed_permissions.hidden
        self.can_publish = said.allowed_permissions.can_publish
        self.offered: dict[str, agent.Job] = {}
        self.is_full = False

    async def say(self, **message: Any) -> None:
        await self.ws.send_bytes(agent.ServerMessage(**message).SerializeToString())


class StandInServer:
    """The server in an event loop of its own.

    Attributes:
        refused: names of rooms to which agents would not come.
        registered: is set once an agent has come.
    """

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.workers: list[Worker] = []
        self.refused: list[str] = []
        self.registered = threading.Event()
        self.port = 0
        self.app = web.Application()
        self.app.add_routes(
            [
                web.get("/rtc", self._join),
                web.get("/rtc/validate", self._validate),
                web.get("/rtc/v1", _absent),
                web.get("/rtc/v1/validate", _absent),
                web.get("/agent", self._work),
                web.post("/twirp/livekit.AgentDispatchService/CreateDispatch", self._create_dispatch),
            ]
        )

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    async def _validate(self, request: web.Request) -> web.Response:
        self._claims(request)
        return web.Response(text="success", headers=OPEN)

    def _claims(self, request: web.Request) -> Claims:
        token = request.query.get("access_token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            return api.TokenVerifier(KEY, SECRET).verify(token)
        except Exception:
            raise web.HTTPUnauthorized(text="invalid token", headers=OPEN) from None

    async def _join(self, request: web.Request) -> web.WebSocketResponse:
        claims = self._claims(request)
        assert claims.video
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        room = self.rooms.setdefault(claims.video.room, Room(claims.video.room))
        me = Participant(room, ws, claims, takes_all=request.query.get("auto_subscribe") != "0")
        await me.send(
            join=rtc.JoinResponse(
                room=room.info,
                participant=me.info,
                server_version=VERSION,
                subscriber_primary=True,
                other_participants=[one.info for one in room.people.values() if not one.is_hidden],
                ping_interval=10,
                ping_timeout=30,
                server_info=models.ServerInfo(edition=models.ServerInfo.Standard, version=VERSION, protocol=15),
                enabled_publish_codecs=[models.Codec(mime="video/VP8"), models.Codec(mime="audio/opus")],
            )
        )
        room.people[me.info.identity] = me
        room.tell_of(me)
        me.begin(me.offer())
        await self._begin_agents(room, claims)
        try:
            async for message in ws:
                if message.type is WSMsgType.BINARY and not await me.take(rtc.SignalRequest.FromString(message.data)):
                    break
        finally:
            await self._leave(room, me)
        return ws

    async def _leave(self, room: Room, me: Participant) -> None:
        room.people.pop(me.info.identity, None)
        if not [one for one in room.people.values() if not one.is_hidden]:
            self.rooms.pop(room.info.name, None)
        me.info.state = models.ParticipantInfo.DISCONNECTED
        room.tell_of(me)
        await me.leave()

    async def _begin_agents(self, room: Room, claims: Claims) -> None:
        """Those whom the token of the first one who joins asks for."""
        if room.has_begun or claims.kind == "agent":
            return
        room.has_begun = True
        for one in claims.room_config.agents if claims.room_config else ():
            await self._dispatch(room.info, one.agent_name, one.metadata)

    async def _create_dispatch(self, request: web.Request) -> web.Response:
        self._claims(request)
        asked = agent_dispatch.CreateAgentDispatchRequest.FromString(await request.read())
        room = self.rooms.setdefault(asked.room, Room(asked.room))
        made = await self._dispatch(room.info, asked.agent_name, asked.metadata)
        return web.Response(body=made.SerializeToString(), content_type="application/protobuf")

    async def _dispatch(self, room: models.Room, name: str, metadata: str) -> agent_dispatch.AgentDispatch:
        """Offers a job to one worker of that name."""
        made = agent_dispatch.AgentDispatch(id=sid("AD_"), agent_name=name, room=room.name, metadata=metadata)
        job = agent.Job(
            id=sid("AJ_"), dispatch_id=made.id, room=room, type=agent.JT_ROOM, metadata=metadata, agent_name=name
        )
        for worker in [one for one in self.workers if one.name == name and not one.is_full][:1]:
            worker.offered[job.id] = job
            await worker.say(availability=agent.AvailabilityRequest(job=job))
        return made

    async def _work(self, request: web.Request) -> web.WebSocketResponse:
        claims = self._claims(request)
        assert claims.video
        if not claims.video.agent:
            raise web.HTTPUnauthorized(text="no agent")
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        worker: Worker | None = None
        async for message in ws:
            if message.type is not WSMsgType.BINARY:
                continue
            said = agent.WorkerMessage.FromString(message.data)
            kind = said.WhichOneof("message")
            if kind == "register":
                worker = Worker(ws, said.register)
                info = models.ServerInfo(version=VERSION)
                await worker.say(register=agent.RegisterWorkerResponse(worker_id=sid("AW_"), server_info=info))
                self.workers.append(worker)
                self.registered.set()
            elif worker and kind == "availability":
                await self._assign(worker, said.availability)
            elif worker and kind == "update_worker":
                worker.is_full = said.update_worker.status == agent.WS_FULL
            elif worker and kind == "ping":
                await worker.say(pong=agent.WorkerPong(last_timestamp=said.ping.timestamp))
        if worker:
            self.workers.remove(worker)
        return ws

    async def _assign(self, worker: Worker, answer: agent.AvailabilityResponse) -> None:
        job = worker.offered.pop(answer.job_id)
        if not answer.available:
            self.refused.append(job.room.name)
            return
        grants = api.VideoGrants(
            room_join=True, room=job.room.name, hidden=worker.hidden, agent=True, can_publish=worker.can_publish
        )
        token = api.AccessToken(KEY, SECRET).with_identity(answer.participant_identity).with_kind("agent")
        given = agent.JobAssignment(job=job, url=self.url, token=token.with_grants(grants).to_jwt())
        await worker.say(assignment=given)


async def _absent(_: web.Request) -> web.Response:
    """Sends clients from the newer way of signalling to the older one; browsers need to be allowed to see that."""
    return web.Response(status=404, headers=OPEN)


@contextmanager
def standing_in() -> Iterator[StandInServer]:
    """The server on a port of its own, in a thread of its own, until it is left."""
    server, loop, begun = StandInServer(), asyncio.new_event_loop(), threading.Event()
    over = asyncio.Event()

    async def work() -> None:
        runner = web.AppRunner(server.app, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.port = runner.addresses[0][1]
        begun.set()
        await over.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()), name="stand-in")
    thread.start()
    try:
        assert begun.wait(60)
        yield server
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(60)
        loop.close()


def random_name(prefix: str) -> str:
    """A name that no other test has."""
    return prefix + secrets.token_hex(4)
