"""A stand-in of `rtc.Room` of LiveKit's Python SDK, for tests: a room in which nothing travels.

It imitates the events, the publications and the text streams that `envcheck_livekit.observer` uses, with the names of
`livekit` 1.1.21 (`rtc/room.py`, `rtc/track_publication.py`, `rtc/data_stream.py`).
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from livekit import rtc

TOPIC = "envcheck"


@dataclass
class StandInPublication:
    """What somebody publishes; `subscribed` where it was asked for."""

    source: rtc.TrackSource.ValueType
    encryption_type: rtc.EncryptionType.ValueType = rtc.EncryptionType.NONE
    simulcasted: bool = False
    muted: bool = False
    track: None = None
    subscribed: bool = False

    @property
    def sid(self) -> str:
        return f"TR_{self.source}"

    def set_subscribed(self, subscribed: bool) -> None:
        self.subscribed = subscribed


@dataclass
class StandInParticipant:
    """Somebody in the room, by identity."""

    identity: str
    track_publications: dict[str, StandInPublication] = field(default_factory=dict)


class StandInReader:
    """One text stream."""

    def __init__(self, text: str) -> None:
        self._text = text

    def close(self) -> None:
        self._text = ""

    async def __aiter__(self) -> AsyncIterator[str]:
        yield self._text


class StandInRoom:
    """The room, which is its own local participant.

    Attributes:
        sent: what was sent as text, with its topic and those whom it was sent to.
    """

    def __init__(self, *people: StandInParticipant) -> None:
        self.remote_participants = {one.identity: one for one in people}
        self.local_participant = self
        self.sent: list[tuple[dict[str, Any], str, list[str]]] = []
        self._handlers: dict[str, Callable[..., None]] = {}

    def on(self, name: str, then: Callable[..., None]) -> None:
        self._handlers[name] = then

    def register_text_stream_handler(self, topic: str, then: Callable[..., None]) -> None:
        self._handlers[f"text {topic}"] = then

    async def send_text(self, text: str, *, topic: str, destination_identities: list[str]) -> None:
        self.sent.append((json.loads(text), topic, destination_identities))

    def happens(self, name: str, *told: object) -> None:
        """Tells of an event, as the SDK does."""
        self._handlers[name](*told)

    def says(self, identity: str, **request: Any) -> None:
        """Somebody sends text to the agent."""
        self._handlers[f"text {TOPIC}"](StandInReader(json.dumps(request)), identity)

    async def until(self, true: Callable[[list[dict[str, Any]]], object]) -> None:
        """Waits until it is true of all that was told."""
        async with asyncio.timeout(90):
            while not true([message for message, _, _ in self.sent]):
                await asyncio.sleep(0.02)
