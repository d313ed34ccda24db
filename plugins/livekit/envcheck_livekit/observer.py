"""Looks at one participant of a room, and tells that one alone what is seen."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import suppress

from livekit import rtc

from envcheck import EnvcheckError
from envcheck.watch import End, GuardWatch, LiveMessage, Watch
from envcheck_livekit.addressed import send_text
from envcheck_livekit.incoming import RemoteMedia
from envcheck_livekit.lobby import Dispatch
from envcheck_livekit.words import encrypted, unguarded

log = logging.getLogger(__name__)

JOIN_SECS = 60.0
"""How long the participant may take to join."""

HEARD_SECS = 2.0
"""Before it ends for a track that it may not read: who has just joined may not hear yet, and would never learn why."""

BEAT_SECS = 20.0
"""How often a guard says again that it is on: an agent that was lost would be silent too, as where nobody has come."""

LARGEST = 1000
"""Characters of a request; a longer one is not read."""

CAMERA, MICROPHONE = rtc.TrackSource.SOURCE_CAMERA, rtc.TrackSource.SOURCE_MICROPHONE


class Observer:
    """Subscribes to the camera and the microphone of one participant, and to nothing else; as a guard, to the camera.

    Made in a running event loop, before the room is connected, so that nothing that is said or published is missed.

    Args:
        room: without automatic subscription.
        dispatch: whom to look at, and how.
        backend: where looks run, one at a time.

    Raises:
        Refused: the dispatch cannot be used.
    """

    def __init__(self, room: rtc.Room, dispatch: Dispatch, backend: Executor | None = None) -> None:
        self._room, self._dispatch, self._backend = room, dispatch, backend
        self._settings = dispatch.settings
        is_guard = dispatch.mode == "guard"
        self._sources = (CAMERA,) if is_guard else (CAMERA, MICROPHONE)
        self._media = RemoteMedia(darkens=not is_guard)
        self._watch: Watch | GuardWatch | None = None
        self._standing, self._telling = "", asyncio.Lock()
        self._why_not = False
        self._shown: dict[rtc.TrackSource.ValueType, str] = {}
        self._joined, self._left = asyncio.Event(), asyncio.Event()
        self._answering: set[asyncio.Task[None]] = set()
        self._listen()

    async def run(self) -> None:
        """Looks and tells, until it is over: time, silence, a request to stop, or the participant leaves."""
        if not await self._has_joined():
            log.info("nobody came")
            return
        self._watch = self._begun()
        self._take_all()
        beating = asyncio.create_task(self._beat())
        limit = asyncio.get_running_loop().call_later(self._dispatch.secs, self._watch.end, "limit")
        try:
            async with self._watch as watch:
                async for message in self._told(watch):
                    await self._tell(message, self._dispatch.topic)
        except ConnectionError:
            log.info("the participant can no longer be told")
        finally:
            limit.cancel()
            for task in (beating, *self._answering):
                task.cancel()

    def end(self, reason: End) -> None:
        """Asks for the end, for that reason."""
        self._left.set()
        if self._watch:
            self._watch.end(reason)

    def _listen(self) -> None:
        def heard(name: str, then: Callable[..., None]) -> None:
            self._room.on(name, then)  # type: ignore[arg-type]  # the SDK lists its events as one literal

        heard("participant_connected", lambda who: self._joined.set() if self._is_meant(who) else None)
        heard("participant_disconnected", lambda who: self.end("closed") if self._is_meant(who) else None)
        heard("disconnected", lambda *_: self.end("closed"))
        heard("track_published", lambda publication, who: self._take(publication, who))
        heard("track_unpublished", lambda publication, who: self._switch(publication, who, False))
        heard("track_subscribed", lambda _, publication, who: self._switch(publication, who, True))
        heard("track_unsubscribed", lambda _, publication, who: self._switch(publication, who, False))
        heard("track_muted", lambda who, publication: self._switch(publication, who, False))
        heard("track_unmuted", lambda who, publication: self._switch(publication, who, True))
        self._room.register_text_stream_handler(self._dispatch.topic, self._asked)

    def _is_meant(self, who: rtc.Participant) -> bool:
        return who.identity == self._dispatch.identity

    async def _has_joined(self) -> bool:
        if self._dispatch.identity in self._room.remote_participants:
            return not self._left.is_set()
        waits = [asyncio.ensure_future(event.wait()) for event in (self._joined, self._left)]
        await asyncio.wait(waits, timeout=JOIN_SECS, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        return self._joined.is_set() and not self._left.is_set()

    def _begun(self) -> Watch | GuardWatch:
        watch = GuardWatch if self._dispatch.mode == "guard" else Watch
        try:
            return watch(self._media, self._settings, lang=self._dispatch.lang, backend=self._backend)
        except EnvcheckError:  # no catalogue of that language
            return watch(self._media, self._settings, lang="en", backend=self._backend)

    def _take_all(self) -> None:
        participant = self._room.remote_participants.get(self._dispatch.identity)
        if participant is None:
            return self.end("closed")
        for publication in participant.track_publications.values():
            self._take(publication, participant)

    def _take(self, publication: rtc.RemoteTrackPublication, who: rtc.Participant) -> None:
        """Subscribes to a camera or a microphone of the one; one that is encrypted is left alone, and said to be so."""
        if self._watch is None or not self._is_meant(who) or publication.source not in self._sources:
            return
        if publication.encryption_type != rtc.EncryptionType.NONE:
            self._why_not = True
            asyncio.get_running_loop().call_later(HEARD_SECS, self._watch.end, "closed")
            return
        if publication.simulcasted and publication.source == CAMERA:
            publication.set_video_quality(rtc.VideoQuality.VIDEO_QUALITY_HIGH)
        publication.set_subscribed(True)

    def _switch(self, publication: rtc.RemoteTrackPublication, who: rtc.Participant, on: bool) -> None:
        """Turns on what was published last; what was replaced by it turns nothing off when it goes."""
        source, track = publication.source, publication.track
        if not self._is_meant(who) or source not in self._sources:
            return
        is_camera = source == CAMERA
        if on and track and not publication.muted:
            self._shown[source] = publication.sid
            (self._media.camera_on if is_camera else self._media.microphone_on)(track)
        elif self._shown.get(source) == publication.sid:
            (self._media.camera_off if is_camera else self._media.microphone_off)()

    async def _told(self, watch: Watch | GuardWatch) -> AsyncIterator[str]:
        lang = ""
        async for message in watch.messages():
            lang = message.lang if message.type == "hello" else lang
            if message.type == "end":
                async with self._telling:
                    self._standing = ""
                if self._why_not:
                    why, state = self._unseen(lang)
                    yield state
                    message = message.model_copy(update={"text": why})
            yield self._kept(message)

    def _unseen(self, lang: str) -> tuple[str, str]:
        """Why nothing was seen of what is encrypted, and the message that says it before the end."""
        if self._dispatch.mode == "guard":
            why = unguarded(lang)
            return why, json.dumps({"type": "guard", "time": 0.0, "state": "blind", "text": why, "gaps": []})
        why = encrypted(lang)
        return why, json.dumps({"type": "verdict", "time": 0.0, "verdict": "undetermined", "text": why, "gaps": []})

    def _kept(self, message: LiveMessage) -> str:
        """The message's text; what a guard says of itself stands until it says otherwise."""
        text = message.model_dump_json()
        if message.type == "guard":
            self._standing = text
        return text

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECS)
            async with self._telling:
                if self._standing:
                    with suppress(ConnectionError):  # whoever cannot be told leaves the room, too
                        await self._tell(self._standing, self._dispatch.topic)

    async def _tell(self, text: str, topic: str) -> None:
        await send_text(self._room.local_participant, text, topic, self._dispatch.identity)

    def _asked(self, reader: rtc.TextStreamReader, identity: str) -> None:
        if identity != self._dispatch.identity or len(self._answering) > 4:
            return reader.close()
        task = asyncio.create_task(self._answer(reader))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, reader: rtc.TextStreamReader) -> None:
        """Does what is asked: `stop` or, of a check, `quiet-test` and `report`; passes over all else."""
        text = ""
        async for part in reader:
            text += part
            if len(text) > LARGEST:
                return reader.close()
        try:
            asked = json.loads(text)
        except ValueError:
            return
        kind = asked.get("type") if isinstance(asked, dict) else None
        if kind == "stop":
            self.end("closed")
        elif kind == "quiet-test" and isinstance(self._watch, Watch):
            self._watch.quiet_test()
        elif kind == "report" and isinstance(self._watch, Watch):
            report = await self._watch.report_message()
            await self._tell(report.model_dump_json(), f"{self._dispatch.topic}.report")
