"""One lobby that is looked at, from the wish to its end."""

import asyncio
import itertools
import logging
import secrets
from concurrent.futures import Executor
from typing import Literal

from envcheck.settings import Settings
from envcheck.watch import End, LiveMessage, Watch
from envcheck_janus.client import NO_SUCH_FEED, NO_SUCH_ROOM, Handle, Id, Janus, JanusAway, Refused, connected
from envcheck_janus.present import Present
from envcheck_janus.settings import JanusSettings
from envcheck_janus.subscription import Subscription, UnreadablePicture
from envcheck_janus.words import unreadable

log = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between two tries to reach Janus; the last one again and again."""

GLANCE_SECS = 0.5
"""Between two looks at who is in the room."""


class Nothing:
    """What is looked at where nothing came (`envcheck.watch.Incoming`)."""

    video = audio = None
    expects_video = True
    frame_counts = (0, 0)

    async def measure(self) -> None:
        """Nothing tells."""

    async def close(self) -> None:
        """Nothing is held."""


class Observation:
    """Waits in one lobby for one feed, looks at it, and tells.

    Args:
        room: a lobby.
        feed: which; the first one that is there, where nobody says.
        settings: how to reach Janus.
        checks: what to check and how.
        lang: code of the language of the words; that of the settings when left out.
        backend: where looks run.

    Attributes:
        secret: names it in its address: 192 random bits, never logged.
        present: what there is to tell.

    Raises:
        EnvcheckError: there is no such language or profile.
    """

    def __init__(
        self, room: Id, feed: Id | None, settings: JanusSettings, checks: Settings, lang: str, backend: Executor
    ) -> None:
        self.secret = secrets.token_urlsafe(24)
        self.present = Present()
        self._room, self._feed = room, feed
        self._settings, self._checks, self._lang, self._backend = settings, checks, lang, backend
        self._blank = Watch(Nothing(), checks, lang=lang, backend=backend)
        self._watch: Watch | None = None
        self._loop = asyncio.get_running_loop()
        self._stopped: asyncio.Future[End] = self._loop.create_future()
        self._until = self._loop.time() + settings.seconds

    async def run(self) -> None:
        """Looks until the feed, the room or the time is over or somebody stops it, and tells why."""
        reason = await self._observed()
        log.info("an observation has ended: %s", reason)
        begun = bool(self.present.number)
        self._blank.end("closed" if reason == "unreadable" else reason)
        async for message in self._blank.messages():
            if message.type == "end" and reason == "unreadable":
                message = message.model_copy(update={"text": unreadable(self._blank.encoder.lang)})
            if message.type == "end" or not begun:
                self._put(message)

    def stop(self, reason: End = "closed") -> None:
        """Ends it, for that reason."""
        if not self._stopped.done():
            self._stopped.set_result(reason)

    def quiet_test(self) -> None:
        """Begins the quiet test, where somebody is looked at."""
        if self._watch:
            self._watch.quiet_test()

    async def _observed(self) -> End | Literal["unreadable"]:
        try:
            return await self._observe()
        except UnreadablePicture:
            return "unreadable"
        except Refused as refused:
            log.error("Janus refused with %d", refused.code)
        except Exception as error:
            log.error("an observation failed: %s", type(error).__name__)
        return "failed"

    async def _observe(self) -> End:
        pauses = itertools.chain(PAUSES, itertools.repeat(PAUSES[-1]))
        while (left := self._left()) > 0:
            try:
                async with connected(self._settings) as janus:
                    pauses = itertools.chain(PAUSES, itertools.repeat(PAUSES[-1]))
                    return await self._in_room(janus)
            except JanusAway:
                await self._pause(min(next(pauses), left))
        return self._missed()

    async def _in_room(self, janus: Janus) -> End:
        """Waits for the feed, and looks at it."""
        handle = await janus.attach()
        pin, largest = self._settings.pin.get_secret_value(), self._checks.server.live_megapixels * 1e6
        while self._left() > 0:
            try:
                there = await handle.publishers(self._room)
                for feed in there[:1] if self._feed is None else [one for one in there if one == self._feed]:
                    subscription = await Subscription.begin(
                        handle, self._room, feed, pin, self._settings.ice_servers, largest
                    )
                    return await self._look(janus, handle, subscription, feed)
            except Refused as refused:
                if refused.code not in (NO_SUCH_ROOM, NO_SUCH_FEED):  # neither need be there yet
                    raise
            await self._pause(GLANCE_SECS)
        return self._missed()

    async def _look(self, janus: Janus, handle: Handle, subscription: Subscription, feed: Id) -> End:
        limits = self._checks.server.model_copy(update={"total_secs": max(self._left(), GLANCE_SECS)})
        checks = self._checks.model_copy(update={"server": limits})
        async with Watch(subscription, checks, lang=self._lang, backend=self._backend) as watch:
            self._watch = watch
            guard = asyncio.create_task(self._guard(janus, handle, subscription, feed, watch))
            reason: End = "closed"
            try:
                async for message in watch.messages():
                    if message.type == "end":
                        reason = message.reason
                    else:
                        self._put(message)
            finally:
                guard.cancel()
                await asyncio.wait([guard])
        self._watch = None
        if not guard.cancelled() and guard.result() is None:
            raise JanusAway
        return reason

    async def _guard(
        self, janus: Janus, handle: Handle, subscription: Subscription, feed: Id, watch: Watch
    ) -> End | None:
        """Ends the watch once there is nothing more to look at; gives why, None where Janus has gone."""
        reason = await self._over(janus, handle, subscription, feed)
        watch.end(reason or "stopping")
        return reason

    async def _over(self, janus: Janus, handle: Handle, subscription: Subscription, feed: Id) -> End | None:
        ends = (subscription.over, handle.over, janus.lost, self._stopped)
        try:
            while feed in await handle.publishers(self._room):
                if self._stopped.done():
                    return self._stopped.result()
                if subscription.over.done():
                    return subscription.over.result()
                if handle.over.done():
                    return "failed"
                await asyncio.wait(ends, timeout=GLANCE_SECS, return_when=asyncio.FIRST_COMPLETED)
        except JanusAway:
            return None
        except Refused:
            pass  # the room is gone
        return "closed"

    def _put(self, message: LiveMessage) -> None:
        self.present.put(message.type, message.model_dump_json(), getattr(message, "code", ""))

    async def _pause(self, secs: float) -> None:
        """Waits so long, or until it is stopped. Nothing here is ever cancelled: half closed, media would stay open."""
        await asyncio.wait([self._stopped], timeout=secs)

    def _left(self) -> float:
        return 0.0 if self._stopped.done() else self._until - self._loop.time()

    def _missed(self) -> End:
        return self._stopped.result() if self._stopped.done() else "silent"
