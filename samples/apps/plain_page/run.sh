#!/bin/sh
# A page on PORT and the room check on the port after it; Ctrl-C ends both.
set -eu
cd "$(dirname "$0")"
PORT=${PORT:-9000}
envcheck serve --port $((PORT + 1)) --origin "http://127.0.0.1:$PORT" &
check=$!
python -m http.server --bind 127.0.0.1 "$PORT" >/dev/null 2>&1 &
page=$!
trap 'kill $check $page 2>/dev/null || true; wait' EXIT
trap 'exit 0' INT TERM
echo "Open http://127.0.0.1:$PORT"
wait
