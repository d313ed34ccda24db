#!/bin/sh
# The room check on PORT, and a clip that is sent to it; ends with the clip.
set -eu
export PORT="${PORT:-9000}"
envcheck serve --port "$PORT" &
check=$!
trap 'kill $check; wait' EXIT
trap 'exit 0' INT TERM
python "$(dirname "$0")/push.py" "${1:-$(dirname "$0")/../../media/second-person-walks-in.mp4}"
