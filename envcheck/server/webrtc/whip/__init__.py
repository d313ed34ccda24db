"""WHIP (RFC 9725) without HTTP and without WebRTC: texts and headers, as pure functions."""
