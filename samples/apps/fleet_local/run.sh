#!/bin/sh
# Two nodes and a router before them on PORT; Ctrl-C ends all three.
set -eu
cd "$(dirname "$0")"
export PORT="${PORT:-9000}" PATH="$PATH:/usr/sbin"
export NODE1=$((PORT + 1)) NODE2=$((PORT + 2))
envcheck serve --port $NODE1 &
one=$!
envcheck serve --port $NODE2 &
two=$!
haproxy -db -f haproxy.cfg &
router=$!
trap 'kill $one $two $router 2>/dev/null || true; wait' EXIT
trap 'exit 0' INT TERM
echo "Open http://127.0.0.1:$PORT. Then kill -9 $one or kill -9 $two: its page goes on with the other."
wait
