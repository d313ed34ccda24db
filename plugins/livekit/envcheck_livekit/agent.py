"""The agent: what LiveKit's server may send to a lobby, where somebody asks for it by name."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from livekit.agents import AgentServer, AutoSubscribe, JobContext, JobExecutorType, JobRequest, WorkerPermissions
from livekit.agents.utils.hw import get_cpu_monitor

from envcheck import check_image
from envcheck_livekit.lobby import Dispatch, Refused, RoomNames, read_dispatch
from envcheck_livekit.observer import Observer

log = logging.getLogger(__name__)

DRAIN_MARGIN_SECS = 30
"""What leaving may take beyond the longest check."""


@dataclass(frozen=True)
class Options:
    """How the agent is run.

    Attributes:
        lobbies: rooms that may be joined for a check.
        name: by which it is asked for.
        secs: how long a check may last.
        sessions: checks at one time.
        busy: load of the machine, 0 to 1, from which no further room is taken; LiveKit's own default.
        host: address of the health check; this machine's own when left out.
        port: its port; 0 for any.
        guarded: rooms of sessions, where a guard may be asked for; without them there is none.
    """

    lobbies: RoomNames
    name: str = "envcheck"
    secs: float = 180.0
    sessions: int = 10
    busy: float = 0.7
    host: str = "127.0.0.1"
    port: int = 8081
    guarded: RoomNames | None = None

    def dispatch(self, room: str, metadata: str) -> Dispatch:
        """What is asked for in that room.

        Raises:
            Refused: it cannot be used, or the room is none for it.
        """
        asked = read_dispatch(metadata, self.secs)
        if asked.mode == "guard" and (self.guarded is None or room not in self.guarded):
            raise Refused("no guard may be asked for in the room")
        if asked.mode == "check" and room not in self.lobbies:
            raise Refused("the room is no lobby")
        return asked


class Agent:
    """Is hidden, publishes nothing but text, and comes only where it is asked for.

    Its checks share one thread for looking, each with an event loop of its own. Address and keys are those of the
    environment (`LIVEKIT_URL`, `LIVEKIT_API_KEY`, `LIVEKIT_API_SECRET`).

    Args:
        options: how it is run.

    Attributes:
        server: LiveKit's own, to be run and closed.

    Raises:
        Refused: it has no name, so that it would be sent to every room.
    """

    def __init__(self, options: Options) -> None:
        if not options.name:
            raise Refused("the agent needs a name: without one it would be sent to every room")
        self._options = options
        self._backend = ThreadPoolExecutor(1, "looks", _prepare)
        self._looking: dict[Observer, asyncio.AbstractEventLoop] = {}
        self._lock = threading.Lock()
        self.server = AgentServer(
            permissions=WorkerPermissions(
                can_publish=False, can_subscribe=True, can_publish_data=True, can_update_metadata=False, hidden=True
            ),
            job_executor_type=JobExecutorType.THREAD,
            num_idle_processes=1,
            load_fnc=_load_of(options),
            load_threshold=options.busy,
            drain_timeout=int(options.secs) + DRAIN_MARGIN_SECS,
            host=options.host,
            port=options.port,
        )
        self.server.rtc_session(self._check, agent_name=options.name, on_request=self._answer)

    def warm_up(self) -> None:
        """Loads what looking needs, so that the first check need not wait for it."""
        self._backend.submit(check_image, np.zeros((360, 640, 3), np.uint8)).result()

    async def close(self) -> None:
        """Ends: those who are being looked at are told that it stops."""
        with self._lock:
            for observer, loop in self._looking.items():
                loop.call_soon_threadsafe(observer.end, "stopping")
        await self.server.aclose()
        self._backend.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, request: JobRequest) -> None:
        """Accepts a dispatch that fits its room and names somebody; no other agent takes any other."""
        try:
            self._options.dispatch(request.room.name, request.job.metadata)
        except Refused as refused:
            log.warning("a dispatch was refused: %s", refused)
            return await request.reject(terminate=True)
        await request.accept()

    async def _check(self, context: JobContext) -> None:
        """One check or guard, from joining to leaving."""
        dispatch = self._options.dispatch(context.job.room.name, context.job.metadata)
        observer = Observer(context.room, dispatch, self._backend)
        with self._lock:
            self._looking[observer] = asyncio.get_running_loop()
        try:
            await context.connect(auto_subscribe=AutoSubscribe.SUBSCRIBE_NONE)
            await observer.run()
        finally:
            with self._lock:
                del self._looking[observer]
            context.shutdown("the check is over")


def _prepare() -> None:
    cv2.setNumThreads(1)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)


def _load_of(options: Options) -> Callable[[AgentServer], float]:
    """The load as LiveKit asks for it: that of the machine, or of a busy one where no further check may be taken."""

    def load(server: AgentServer) -> float:
        return max(get_cpu_monitor().cpu_percent(0.2), options.busy * len(server.active_jobs) / options.sessions)

    return load
