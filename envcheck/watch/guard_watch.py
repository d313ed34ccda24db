"""A guard over frames of any source: during a session, and only while whoever it is about has asked for it."""

import math
from concurrent.futures import Executor

from envcheck.model.expectations import Expectations
from envcheck.render.language import resolve_language, translator
from envcheck.runner import new_guard
from envcheck.settings import Settings
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.guarding import Guarding
from envcheck.watch.incoming import Incoming
from envcheck.watch.looking import SessionLimits
from envcheck.watch.one_reader import OneReader, one_thread
from envcheck.wire.guard_encoder import GuardEncoder

TOTAL_SECS = 4 * 3600.0
"""A guard that was forgotten ends by itself; no session is as long."""


class GuardWatch(OneReader, Guarding):
    """Looks every few seconds at a camera that somebody else receives, and tells who comes into view besides, and goes.

    It tells nothing else and keeps nothing: there is no report, no count, no verdict, and sound is dropped unheard.
    Whoever makes one shows the therapist that it is on, by the message `guard`, and hands messages to nobody else. No
    setting begins one: the therapist asks for it, each time. Made in a running event loop; it begins when it is
    entered, or when its messages are first asked for, and lasts until it is closed, or four hours.

    Args:
        incoming: what is looked at; it is closed at the end.
        settings: how many people are expected, and the limit of PRV101; the defaults when left out.
        lang: code of the language of the words; that of the settings when left out.
        through_encoder: as for `Watch`.
        backend: where looks run, one at a time; one thread of its own when left out. It may be that of watches.
        clock: the time it goes by.

    Example:
        async with GuardWatch(incoming, Settings(profile="co-therapists")) as guard:
            async for message in guard.messages():
                await room.send_to(therapist, message.model_dump_json())

    Raises:
        EnvcheckError: it cannot be made as the settings and the installed plugins are.
    """

    def __init__(
        self,
        incoming: Incoming,
        settings: Settings | None = None,
        *,
        lang: str = "",
        through_encoder: bool = True,
        backend: Executor | None = None,
        clock: Clock = SYSTEM,
    ) -> None:
        settings = settings or Settings()
        code = resolve_language(lang or settings.language)
        own = None if backend else one_thread()
        guard = new_guard(settings, Expectations(through_encoder=through_encoder))
        super().__init__(
            guard,
            GuardEncoder(guard, translator(code), code),
            limits=SessionLimits(math.inf, TOTAL_SECS),
            backend=backend or own,  # type: ignore[arg-type]  # one of them there is
            clock=clock,
        )
        self.tell_of(incoming, self.encoder.snapshot, own)
