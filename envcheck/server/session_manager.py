"""Takes offers and keeps the sessions that came of them: how many, which, and until when."""

import asyncio
import gc
import logging
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import cv2
import numpy as np
from aiortc import RTCDataChannel

from envcheck.model.errors import ServerError
from envcheck.model.findings import Mode
from envcheck.process import descriptors_left
from envcheck.render.language import resolve_language
from envcheck.runner import check_image, new_session
from envcheck.server.commands import handle_command
from envcheck.server.event_broadcaster import EventBroadcaster
from envcheck.server.guard_session import GuardSession
from envcheck.server.live_session import LiveSession
from envcheck.server.metrics import Metrics
from envcheck.server.pictures import Pictures
from envcheck.server.session_factory import SessionFactory
from envcheck.server.webrtc.media_place import MediaPlace
from envcheck.server.webrtc.peer import NoPort, Peer
from envcheck.server.webrtc.whip import offer as offers
from envcheck.server.webrtc.whip.link import Link, ice_link
from envcheck.server.whip_session import WhipSession
from envcheck.settings import Settings
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.wire.live_messages import End
from envcheck.wire.messages import ReportMessage

log = logging.getLogger(__name__)

MOST_BUFFERED = 64_000
"""Bytes that may wait in a data channel; a client that reads more slowly is told no more there."""

DRAIN_STEP = 0.2
"""Seconds between two glances at whether all sessions have ended by themselves."""

FORGET_SECS = 0.5
"""After that long nobody works with an ended session any more, and what it held of pictures and sound can go."""

SPARE_DESCRIPTORS = 16
"""Files and sockets that have to be left for a session to begin: some ten for itself, and what is asked meanwhile."""

MOST_ENDED = 1000
"""Sessions that are over of which it is still known that there were such."""


class Full(Exception):
    """No more sessions can be taken now."""


class ClientFull(Full):
    """No more sessions of that client can be taken now."""


class SessionManager:
    """All live sessions of one server.

    Looks run in one thread, one after another: the networks are shared, and a look spread over more threads takes more
    of all cores together. Where there is more to do than that thread can, sessions are looked at less often.

    Args:
        settings: what to check and how, and the server's limits.
        ice_servers: STUN and TURN servers.
        metrics: counts what happens.
        clock: the time that sessions go by.
    """

    def __init__(
        self, settings: Settings, ice_servers: Iterable[Link], metrics: Metrics, clock: Clock = SYSTEM
    ) -> None:
        self.ice_servers = tuple(ice_servers)
        self.metrics = metrics
        self.settings = settings
        self._clock = clock
        self._backend = ThreadPoolExecutor(1, "looks", cv2.setNumThreads, (1,))
        self.pictures = Pictures()
        self._factory = SessionFactory(self._backend, metrics, self._remove, clock)
        self._live: dict[str, WhipSession] = {}
        self._ended: dict[str, None] = {}
        self._clients: dict[str, str] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self.starting = self.draining = self.closing = False
        self._hurried = self._is_short = False
        metrics.sessions_limit.set(settings.server.sessions)
        self.media_place = MediaPlace(settings.server.media_ports, settings.server.media_addresses)
        """Where media is received, and from whom."""

    def __len__(self) -> int:
        """Sessions at present."""
        return len(self._live)

    def get(self, session_id: str) -> WhipSession | None:
        """The session of that URL."""
        return self._live.get(session_id)

    def forget(self, session_id: str) -> bool:
        """Forgets that a session of that URL is over; False where none is known to be."""
        return session_id in self._ended and self._ended.pop(session_id) is None

    @property
    def ready(self) -> bool:
        """True where requests are answered: it neither starts nor leaves."""
        return not (self.starting or self.draining or self.closing)

    @property
    def full(self) -> bool:
        """True where no other session is taken."""
        return self.draining or self.closing or len(self._live) >= self.settings.server.sessions

    async def begin(
        self,
        text: str,
        flags: Mapping[str, Any],
        rate: float | None = None,
        client: str = "",
        *,
        is_guard: bool = False,
    ) -> tuple[WhipSession, str]:
        """A new session and the answer to its offer.

        Args:
            text: the offer as SDP.
            flags: what the client asks for: `profile` and `lang`.
            rate: frames per second that it sends on purpose, None where it did not say.
            client: who asks; kept as long as the session is.
            is_guard: it goes on during a session, and tells who comes into view alone.

        Raises:
            MalformedOffer: it is no SDP.
            UnusableOffer: it asks for something that is not done here.
            SettingsError: there is no such profile or language.
            ClientFull: the client has too many sessions.
            Full: there are too many sessions, or too few descriptors are left for one more.
            NoNetwork: no client can reach this machine.
        """
        offer = offers.parse_offer(text)
        self._verify_room(client, is_guard)
        settings = self._settings_for(flags)
        live: WhipSession
        live = self._factory.guard(settings, offer) if is_guard else self._factory.live(settings, offer, rate)
        # before anything is awaited, so that the limits hold
        self._live[live.session_id], self._clients[live.session_id] = live, client
        largest = self.settings.server.live_megapixels * 1e6
        serve = partial(self._serve, live=live)
        peer = Peer(self.ice_servers, live.note_arrival, serve, live.end, largest, self.media_place)
        try:
            answer = await peer.answer(offer)
        except BaseException as error:
            del self._live[live.session_id], self._clients[live.session_id]
            await peer.close()
            if isinstance(error, NoPort):
                raise Full from None
            raise
        live.begin(peer)
        self.metrics.begun.inc()
        self.metrics.sessions.set(len(self._live))
        log.info("session begun")
        return live, answer

    async def warm_up(self) -> None:
        """Looks once at nothing in particular, so that the first session need not wait for the networks."""
        self.starting = True
        grain = np.random.default_rng(0).integers(0, 256, (360, 640, 3), np.uint8)
        await asyncio.get_running_loop().run_in_executor(self._backend, check_image, grain, self.settings)
        self.starting = False

    async def check_picture(self, data: bytes, flags: Mapping[str, Any]) -> ReportMessage:
        """The report on one picture.

        Raises:
            Busy: too many wait.
            InputError: it cannot be looked at.
            SettingsError: there is no such profile or language.
        """
        return await self.pictures.check(data, self._settings_for(flags))

    async def drain(self, secs: float) -> None:
        """Takes no more, and lets those there are go on until they end, or that long at most."""
        self.draining = True
        end = self._clock.now() + secs
        while self._live and self._clock.now() < end and not self._hurried:
            await self._clock.sleep(DRAIN_STEP)

    def hurry(self) -> None:
        """Ends a draining at once; may be called by a signal."""
        self._hurried = True

    async def close(self) -> None:
        """Ends all sessions and takes no more."""
        self.closing = True
        await asyncio.gather(*(live.close("stopping") for live in tuple(self._live.values())), return_exceptions=True)
        for task in self._sending:
            task.cancel()
        self._backend.shutdown(wait=False)  # a report that somebody waits for is still given
        self.pictures.close()

    def _verify_room(self, client: str, is_guard: bool) -> None:
        """Raises `Full` where no session of its kind can be taken, and `ClientFull` where none of the client's."""
        guards = sum(isinstance(live, GuardSession) for live in self._live.values())
        if self.full or (is_guard and guards >= self.settings.server.guards):
            raise Full
        if sum(one == client for one in self._clients.values()) >= self.settings.server.sessions_per_client:
            raise ClientFull
        self._verify_descriptors()

    def _verify_descriptors(self) -> None:
        """Raises `Full` where too few are left; said once in the log, until there are enough again."""
        was_short, self._is_short = self._is_short, not descriptors_left(SPARE_DESCRIPTORS)
        if self._is_short and not was_short:
            log.warning("too few descriptors are left for a session")
        if self._is_short:
            raise Full

    def _settings_for(self, flags: Mapping[str, Any]) -> Settings:
        settings = self.settings.model_copy(update=dict(flags))
        return settings.model_copy(update={"lang": resolve_language(settings.language)})

    def _remove(self, live: WhipSession, reason: End) -> None:
        del self._live[live.session_id], self._clients[live.session_id]
        self._ended[live.session_id] = None
        if len(self._ended) > MOST_ENDED:
            self.forget(next(iter(self._ended)))
        self.metrics.sessions.set(len(self._live))
        self.metrics.ended.labels(reason).inc()
        self.metrics.cut_off.inc(live.broadcaster.cut_off)
        seen = self._count(live) if isinstance(live, LiveSession) else {}  # of what a guard saw nothing is counted
        # its parts refer to each other, so that they would stay until Python happens to look for such rings
        asyncio.get_running_loop().call_later(FORGET_SECS, gc.collect)
        log.info("session over", extra={"fields": {"reason": reason, **seen}})

    def _count(self, live: LiveSession) -> Mapping[str, Any]:
        """Counts what a room check came to; gives what the log tells of it."""
        verdict = live.session.now().verdict.value
        arrived, dropped = live.peer.frame_counts if live.peer else (0, 0)
        self.metrics.verdicts.labels(verdict).inc()
        self.metrics.frames.inc(arrived)
        self.metrics.dropped.inc(dropped)
        return {"verdict": verdict, "frames": arrived}

    def _serve(self, channel: RTCDataChannel, live: WhipSession) -> None:
        if isinstance(live, LiveSession):
            channel.on("message", lambda message: handle_command(message, live))
        task = asyncio.create_task(_send_events(channel, live.broadcaster))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)


def open_sessions(settings: Settings) -> SessionManager:
    """What a server begins with: no session yet.

    Raises:
        ServerError: a STUN or TURN server of the settings is none.
        EnvcheckError: sessions cannot be made as the settings and the installed plugins are.
    """
    new_session(settings, Mode.VIDEO)  # what keeps sessions from being made is told now, and not to the first client
    return SessionManager(settings, [_ice(server) for server in settings.server.ice_servers], Metrics())


async def _send_events(channel: RTCDataChannel, broadcaster: EventBroadcaster) -> None:
    """The messages of a session over a data channel, as long as the client keeps up."""
    async for entry in broadcaster.subscribe():
        if channel.readyState != "open" or channel.bufferedAmount > MOST_BUFFERED:
            return
        channel.send(entry.text)


def _ice(text: str) -> Link:
    """A server from a setting, such as `stun:stun.example.org` or `turn:user:secret@turn.example.org`."""
    kind, _, rest = text.partition(":")
    credentials, at, host = rest.rpartition("@")
    user, _, secret = credentials.partition(":")
    try:
        return ice_link(f"{kind}:{host}" if at else text, user, secret)
    except ValueError as error:
        raise ServerError(f"{error}") from None
