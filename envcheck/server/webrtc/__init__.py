"""The WebRTC end of a session, and WHIP (RFC 9725) without HTTP."""
