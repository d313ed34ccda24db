"""Live looks at whatever has frames and sound: for plugins that bring their own, and for the server's sessions."""

from envcheck.media.connection import Connection
from envcheck.media.frame import Frame
from envcheck.media.sound import RATE, AudioChunk
from envcheck.watch.guard_watch import GuardWatch
from envcheck.watch.incoming import FrameFeed, Incoming, SoundFeed
from envcheck.watch.looking import SessionLimits
from envcheck.watch.watch import Watch
from envcheck.wire.live_messages import End, LiveMessage

__all__ = [
    "RATE",
    "AudioChunk",
    "Connection",
    "End",
    "Frame",
    "FrameFeed",
    "GuardWatch",
    "Incoming",
    "LiveMessage",
    "SessionLimits",
    "SoundFeed",
    "Watch",
]
