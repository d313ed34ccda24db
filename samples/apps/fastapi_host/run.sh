#!/bin/sh
# OpenCV remarks on its own engine, once for each network
export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-ERROR}"
cd "$(dirname "$0")" && exec python -m uvicorn app:app --port "${PORT:-9000}" --timeout-graceful-shutdown 2
