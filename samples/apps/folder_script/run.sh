#!/bin/sh
# OpenCV remarks on its own engine, once for each network
export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-ERROR}"
exec python "$(dirname "$0")/folder.py" "${1:-$(dirname "$0")/../../media}"
