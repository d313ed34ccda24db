#!/bin/sh
# The agent, and an app that joins a lobby of the LiveKit server at LIVEKIT_URL; ends with the app.
set -eu
: "${LIVEKIT_URL:?names your LiveKit server, such as ws://127.0.0.1:7880 of livekit-server --dev}"
said=$(mktemp)
envcheck-livekit run --rooms 'lobby-*' --port 0 >"$said" 2>&1 &
agent=$!
trap 'kill $agent; kill $agent; wait; rm "$said"' EXIT
trap 'exit 0' INT TERM
until grep -q "registered worker" "$said"; do kill -0 $agent; sleep 0.2; done
python "$(dirname "$0")/lobby.py" "${1:-$(dirname "$0")/../../media/second-person-walks-in.mp4}"
