"""All lobbies that are looked at."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from envcheck import check_image
from envcheck.settings import Settings
from envcheck_janus.client import Id
from envcheck_janus.observation import Observation
from envcheck_janus.settings import JanusSettings

KEPT_SECS = 60.0
"""How long the end of an observation can still be read."""


class Full(Exception):
    """As many lobbies are looked at as may be, or this process is about to leave."""


class NoLobby(Exception):
    """The room is none of those that may be looked at."""


class Wish(BaseModel):
    """What a program asks for.

    Attributes:
        room: a lobby, by the name or the number that Janus knows it by.
        feed: whom to look at; where it is left out, the first who is there.
        lang: code of the language of the words.
        profile: of envcheck.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    room: int | str
    feed: int | str | None = None
    lang: str = Field("", max_length=35)
    profile: str = Field("", max_length=64)


class Observations:
    """Begins observations, finds them, and forgets them.

    Args:
        settings: what may be looked at.
        checks: what to check and how.
    """

    def __init__(self, settings: JanusSettings, checks: Settings) -> None:
        self._settings, self._checks = settings, checks
        self._backend = ThreadPoolExecutor(1, "looks", cv2.setNumThreads, (1,))
        self._by_secret: dict[str, Observation] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._leaving = False

    def begin(self, wish: Wish) -> Observation:
        """Begins to wait for somebody in a lobby.

        Raises:
            EnvcheckError: there is no such language or profile.
            Full: there are enough.
            NoLobby: the room may not be looked at.
        """
        if not self._settings.is_lobby(wish.room):
            raise NoLobby
        if self._leaving or len(self._running) >= self._settings.observations:
            raise Full
        made = self._made(wish.room, wish.feed, wish.lang, wish.profile)
        self._by_secret[made.secret] = made
        task = asyncio.create_task(made.run())
        self._running.add(task)
        task.add_done_callback(lambda _: self._over(task, made))
        return made

    def find(self, secret: str) -> Observation | None:
        """The observation of that secret, as long as it or its end can be read."""
        return self._by_secret.get(secret)

    def verify(self) -> None:
        """Says whether lobbies can be looked at as the settings are.

        Raises:
            EnvcheckError: they cannot.
        """
        self._made("", None, "", "")

    def warm_up(self) -> None:
        """Looks once at nothing in particular, so that nobody waits for the networks to be read."""
        grain = np.random.default_rng(0).integers(0, 256, (360, 640, 3), np.uint8)
        self._backend.submit(check_image, grain, self._checks)

    async def leave(self) -> None:
        """Ends all, and begins none any more."""
        self._leaving = True
        for one in self._by_secret.values():
            one.stop("stopping")
        await asyncio.gather(*self._running)
        self._backend.shutdown(wait=False, cancel_futures=True)

    def _made(self, room: Id, feed: Id | None, lang: str, profile: str) -> Observation:
        checks = self._checks.model_copy(update={"profile": profile or self._settings.profile})
        return Observation(room, feed, self._settings, checks, lang, self._backend)

    def _over(self, task: asyncio.Task[None], observation: Observation) -> None:
        self._running.discard(task)
        asyncio.get_running_loop().call_later(KEPT_SECS, self._by_secret.pop, observation.secret, None)
