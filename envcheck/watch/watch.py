"""A watch: frames and sound of any source in, the messages of a live session out."""

from concurrent.futures import Executor

from envcheck.model.expectations import Expectations
from envcheck.model.findings import Mode
from envcheck.render.language import resolve_language, translator
from envcheck.runner import new_session, provenance
from envcheck.settings import Settings
from envcheck.watch.clock import SYSTEM, Clock
from envcheck.watch.incoming import Incoming
from envcheck.watch.looking import Looking, SessionLimits
from envcheck.watch.one_reader import OneReader, one_thread
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.messages import ReportMessage, report_message


class Watch(OneReader, Looking):
    """Looks at a camera and a microphone that somebody else receives, and tells what `envcheck serve` would.

    Made in a running event loop; it begins when it is entered, or when its messages are first asked for.

    Args:
        incoming: what is looked at; it is closed at the end.
        settings: what to check and how, and how long; the defaults when left out, and no file or variable is read.
        lang: code of the language of the words; that of the settings when left out.
        through_encoder: pictures come by an encoder that has to do with what a line leaves it, as over WebRTC.
        backend: where looks run, one at a time; one thread of its own when left out. Watches of one process share one.
        clock: the time it goes by.

    Example:
        async with Watch(incoming, Settings(profile="client")) as watch:
            async for message in watch.messages():
                await room.send(message.model_dump_json())

    Raises:
        EnvcheckError: sessions cannot be made as the settings and the installed plugins are.
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
        expects = Expectations(
            expects_video=incoming.expects_video,
            expects_audio=incoming.audio is not None,
            through_encoder=through_encoder,
        )
        session = new_session(settings, Mode.VIDEO, expects)
        own = None if backend else one_thread()
        super().__init__(
            session,
            LiveEncoder(session, translator(code), code),
            fps=settings.media.fps,
            limits=SessionLimits(settings.server.silent_secs, settings.server.total_secs),
            backend=backend or own,  # type: ignore[arg-type]  # one of them there is
            clock=clock,
        )
        self._settings = settings.model_copy(update={"lang": code})
        self.tell_of(incoming, self.encoder.snapshot, own)

    def quiet_test(self) -> None:
        """Begins the quiet test: voices heard in the next three seconds come from somebody else."""
        self.session.begin_quiet_test()

    async def report_message(self) -> ReportMessage:
        """What is seen at present, in words, as the server gives it: `model_dump_json()` is its JSON."""
        origin = provenance(self._settings, self._clock.date())
        answers = self._settings.answers()
        return report_message("session", await self.report(), origin, self.encoder.translate, answers)
