#!/bin/sh
# A page on PORT, built for release, and the room check on the port after it; Ctrl-C ends both.
set -eu
cd "$(dirname "$0")"
PORT=${PORT:-9000}
if ! test -d node_modules/vite; then
    make -s -C ../../.. npm-package
    npm install --install-links --no-package-lock --no-audit --no-fund
fi
node node_modules/vite/bin/vite.js build  # with VITE_JITSI
envcheck serve --port $((PORT + 1)) --origin "http://127.0.0.1:$PORT" &
check=$!
node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port "$PORT" --strictPort &
page=$!
trap 'kill $check $page 2>/dev/null || true; wait' EXIT
trap 'exit 0' INT TERM
wait
