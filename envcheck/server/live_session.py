"""One session over WebRTC, from its offer to its end: what is seen is told to all who listen."""

import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import Executor

from envcheck.model.provenance import Provenance
from envcheck.server.event_broadcaster import EventBroadcaster
from envcheck.server.metrics import Metrics
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.whip.fragment import Fragment
from envcheck.session import Session
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.looking import Looking, SessionLimits
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import End, LiveMessage


class LiveSession(Looking):
    """One session over WebRTC.

    Args:
        session: judges what arrives.
        encoder: puts it into words.
        provenance: where its reports come from.
        fps: looks a second.
        limits: how long it may last.
        backend: where looks run; they take too long for the event loop.
        metrics: counts what happens.
        waiting: messages that may wait for one reader.
        on_end: called once, when all is over.
        clock: the time it goes by.
    """

    def __init__(
        self,
        session: Session,
        encoder: LiveEncoder,
        *,
        provenance: Provenance,
        fps: float,
        limits: SessionLimits,
        backend: Executor,
        metrics: Metrics,
        waiting: int,
        on_end: Callable[["LiveSession", End], None],
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(session, encoder, fps=fps, limits=limits, backend=backend, clock=clock)
        self.provenance = provenance
        self.session_id = secrets.token_urlsafe(24)
        """Names the session in its URLs: 192 random bits, never logged."""
        self.etag = secrets.token_urlsafe(9)
        self.broadcaster = EventBroadcaster(
            lambda: [(message.type, message.model_dump_json()) for message in encoder.snapshot()], waiting
        )
        self.peer: Peer | None = None
        self._metrics = metrics
        self._on_end = on_end

    def begin(self, peer: Peer) -> None:
        """Begins to look at what the peer receives."""
        self.peer = peer
        self.start(peer)

    @property
    def credentials(self) -> tuple[str, str]:
        """User fragment and password of the client's ICE."""
        return self.peer.credentials if self.peer else ("", "")

    async def trickle(self, said: Fragment) -> None:
        """Takes what a client tells of itself after its offer."""
        if self.peer:
            await self.peer.add(said.candidates)

    def publish(self, messages: Iterable[LiveMessage]) -> None:
        """Gives messages to all who listen; after the end, no other follows."""
        for message in messages:
            self.broadcaster.publish(message.type, message.model_dump_json())
            if message.type == "end":
                self.broadcaster.end()

    def note_stage(self, stage: str, secs: float) -> None:
        """Counts how long it took."""
        self._metrics.stages.labels(stage).observe(secs)

    def ended(self, reason: End) -> None:
        """Tells who keeps the session."""
        self._on_end(self, reason)
