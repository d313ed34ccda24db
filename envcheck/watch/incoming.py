"""What a watch looks at: anything that has frames and sound as they come."""

from typing import Protocol

from envcheck.media.connection import Connection
from envcheck.media.frame import Frame
from envcheck.media.sound import AudioChunk


class FrameFeed(Protocol):
    """Pictures as they come, of which only the newest counts."""

    def take(self) -> Frame | None:
        """The newest one, once; None where none has come since. Its time, in seconds of media, never goes back."""
        ...


class SoundFeed(Protocol):
    """Sound as it comes."""

    @property
    def unreadable(self) -> bool:
        """What came last is sound of a kind that cannot be judged."""
        ...

    def take(self) -> list[AudioChunk]:
        """All that has come since it was last taken, in its order."""
        ...


class Incoming(Protocol):
    """One camera and one microphone somewhere. All is asked in the event loop, and nothing of it may block."""

    @property
    def video(self) -> FrameFeed | None:
        """Its pictures; None where there are none, or none yet."""
        ...

    @property
    def audio(self) -> SoundFeed | None:
        """Its sound; None where there is none, or none yet."""
        ...

    @property
    def expects_video(self) -> bool:
        """A camera was announced."""
        ...

    @property
    def frame_counts(self) -> tuple[int, int]:
        """Frames that arrived, and those of them that nobody looked at."""
        ...

    async def measure(self) -> Connection | None:
        """How it travelled since this was last asked; None where nothing tells."""
        ...

    async def close(self) -> None:
        """Lets go of it; called once, at the end."""
        ...
