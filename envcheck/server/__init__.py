"""Stage 7b: camera and microphone in over WebRTC, findings out while it looks."""
