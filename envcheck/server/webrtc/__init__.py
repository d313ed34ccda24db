"""The WebRTC end of a session, and WHIP (RFC 9725) without HTTP.

For plugins that negotiate with a media server themselves: a `Connection` whose decoders are safe against any sender,
and its tracks as feeds for `envcheck.watch.Watch`.
"""

from envcheck.media.track import AudioTrack, VideoTrack
from envcheck.server.webrtc.receiver import Connection

__all__ = ["AudioTrack", "Connection", "VideoTrack"]
