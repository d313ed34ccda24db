"""Sessions for offers: a room check, or a guard."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.render.language import translator
from envcheck.runner import new_guard, new_session, provenance
from envcheck.server.guard_session import GuardSession
from envcheck.server.live_session import LiveSession
from envcheck.server.metrics import Metrics
from envcheck.server.webrtc.whip.offer import Offer, UnusableOffer
from envcheck.server.whip_session import WhipSession
from envcheck.settings import Settings
from envcheck.watch.clock import Clock
from envcheck.watch.looking import SessionLimits
from envcheck.wire.guard_encoder import GuardEncoder
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import End

GUARD_SILENT_SECS = 60.0
"""A guard outlasts a camera that is off for a while; a client that has gone is told by a longer silence."""


@dataclass(frozen=True)
class SessionFactory:
    """Makes sessions.

    Attributes:
        backend: where looks run.
        metrics: counts what happens.
        on_end: called once for each, when it is over.
        clock: the time that sessions go by.
    """

    backend: Executor
    metrics: Metrics
    on_end: Callable[[WhipSession, End], None]
    clock: Clock

    def live(self, settings: Settings, offer: Offer, rate: float | None) -> LiveSession:
        """A room check.

        Args:
            settings: what to check and how; their language is one that there is.
            offer: says what is sent.
            rate: frames per second that are sent on purpose, None where nobody said.
        """
        expectations = Expectations(
            expects_video=bool(offer.track_count("video")),
            expects_audio=bool(offer.track_count("audio")),
            through_encoder=True,
            declared_fps=rate,
        )
        session = new_session(settings, Mode.VIDEO, expectations)
        return LiveSession(
            session,
            LiveEncoder(session, translator(settings.lang), settings.lang),
            provenance=provenance(settings, self.clock.date()),
            fps=settings.media.fps,
            limits=SessionLimits(settings.server.silent_secs, settings.server.total_secs),
            backend=self.backend,
            metrics=self.metrics,
            waiting=settings.server.events,
            on_end=self.on_end,
            clock=self.clock,
        )

    def guard(self, settings: Settings, offer: Offer) -> GuardSession:
        """A guard.

        Args:
            settings: who is expected; their language is one that there is.
            offer: of a camera alone.

        Raises:
            UnusableOffer: it brings sound, or no camera.
        """
        if offer.track_count("audio") or not offer.track_count("video"):
            raise UnusableOffer("a guard takes one camera, and no sound.")
        guard = new_guard(settings, Expectations(through_encoder=True))
        return GuardSession(
            guard,
            GuardEncoder(guard, translator(settings.lang), settings.lang),
            limits=SessionLimits(max(GUARD_SILENT_SECS, settings.server.silent_secs), settings.server.guard_secs),
            backend=self.backend,
            waiting=settings.server.events,
            on_end=self.on_end,
            clock=self.clock,
        )
