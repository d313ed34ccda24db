"""One guard over WebRTC: while somebody holds a session with a client, they are told who else comes into view."""

from collections.abc import Callable
from concurrent.futures import Executor

from envcheck.guard import Guard
from envcheck.server.whip_session import WhipSession
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.guarding import Guarding
from envcheck.watch.looking import SessionLimits
from envcheck.wire.guard_encoder import GuardEncoder
from envcheck.wire.live_messages import End


class GuardSession(Guarding, WhipSession):
    """A guard of what a peer receives; nothing that it told is kept, not even for a reader who comes back.

    Args:
        guard: sees who comes and goes.
        encoder: puts it into words.
        limits: how long it may last.
        backend: where looks run; they take too long for the event loop.
        waiting: messages that may wait for one reader.
        on_end: called once, when all is over.
        clock: the time it goes by.
    """

    def __init__(
        self,
        guard: Guard,
        encoder: GuardEncoder,
        *,
        limits: SessionLimits,
        backend: Executor,
        waiting: int,
        on_end: Callable[[WhipSession, End], None],
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(guard, encoder, limits=limits, backend=backend, clock=clock)
        self.tell_subscribers(encoder.snapshot, waiting, on_end, kept=0)
