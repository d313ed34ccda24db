"""One room check over WebRTC, from its offer to its end: what is seen is told to all who listen."""

from collections.abc import Callable
from concurrent.futures import Executor

from envcheck.model.provenance import Provenance
from envcheck.server.metrics import Metrics
from envcheck.server.whip_session import WhipSession
from envcheck.session import Session
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.looking import Looking, SessionLimits
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import End


class LiveSession(Looking, WhipSession):
    """One room check over WebRTC.

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
        on_end: Callable[[WhipSession, End], None],
        clock: Clock = SYSTEM,
    ) -> None:
        super().__init__(session, encoder, fps=fps, limits=limits, backend=backend, clock=clock)
        self.provenance = provenance
        self._metrics = metrics
        self.tell_subscribers(encoder.snapshot, waiting, on_end)

    def note_stage(self, stage: str, secs: float) -> None:
        """Counts how long it took."""
        self._metrics.stages.labels(stage).observe(secs)
