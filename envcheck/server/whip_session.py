"""What every session over WebRTC has, whatever it looks for: its names, its connection, and those who listen."""

import secrets
from collections.abc import Callable, Iterable

from envcheck.server.event_broadcaster import KEPT, EventBroadcaster
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.whip.fragment import Fragment
from envcheck.watch.running import Running
from envcheck.wire.live_messages import End, LiveMessage

Snapshot = Callable[[], Iterable[LiveMessage]]
"""Tells all that stands at present."""


class WhipSession(Running):
    """Receives by a peer, and tells whoever subscribes."""

    peer: Peer | None = None
    broadcaster: EventBroadcaster
    _on_end: "Callable[[WhipSession, End], None]"

    def tell_subscribers(
        self, snapshot: Snapshot, waiting: int, on_end: "Callable[[WhipSession, End], None]", kept: int = KEPT
    ) -> None:
        """Has names from now on, and messages to those who subscribe.

        Args:
            snapshot: for who comes late.
            waiting: messages that may wait for one reader.
            on_end: called once, when all is over.
            kept: messages that a reader who comes back can still be given.
        """
        self.session_id = secrets.token_urlsafe(24)
        """Names the session in its URLs: 192 random bits, never logged."""
        self.etag = secrets.token_urlsafe(9)
        self.broadcaster = EventBroadcaster(
            lambda: [(message.type, message.model_dump_json()) for message in snapshot()], waiting, kept
        )
        self._on_end = on_end

    def begin(self, peer: Peer) -> None:
        """Begins to look at what the peer receives."""
        self.peer = peer
        self.start(peer)

    def note_arrival(self) -> None:
        """Something has arrived."""
        raise NotImplementedError

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

    def ended(self, reason: End) -> None:
        """Tells who keeps the session."""
        self._on_end(self, reason)
