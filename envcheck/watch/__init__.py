"""Live looks at whatever has frames and sound: for plugins that bring their own, and for the server's sessions."""

from envcheck.watch.guard_watch import GuardWatch
from envcheck.watch.incoming import FrameFeed, Incoming, SoundFeed
from envcheck.watch.looking import SessionLimits
from envcheck.watch.watch import Watch
from envcheck.wire.live_messages import End, LiveMessage

__all__ = ["End", "FrameFeed", "GuardWatch", "Incoming", "LiveMessage", "SessionLimits", "SoundFeed", "Watch"]
